"""The resource library and the materials made here, in Spanish."""

from .. import resources as english
from ..parts import note, prose, translated
from . import resources_texts as texts
from .resources_texts import resource

INDEX = translated(
    english.INDEX,
    slug="recursos",
    title="Recursos",
    lead=(
        "Los textos en los que se apoyan los derechos de las personas migrantes, guías, cifras y "
        "material para imprimir. Ves el idioma y el formato antes de hacer clic."
    ),
    search_description=(
        "Biblioteca sobre derechos de las personas migrantes: la Convención, los principios sobre "
        "fronteras, observaciones generales, guías, cifras, cartel y hojas."
    ),
)

POSTER = resource(
    english.POSTER,
    "cartel",
    "Cartel: La gente migra. Sus derechos van con ella.",
    "Un cartel para el Día Internacional del Migrante, para imprimir y colgar en ventanas, salones y "
    "aulas.",
    "Cartel para imprimir: Día Internacional del Migrante, 18 de diciembre, con el llamado a "
    "ratificar la Convención sobre los Trabajadores Migratorios.",
    prose(
        "<p>Siete personas vecinas, de distintas edades, están de pie una junto a otra y te miran. "
        "Debajo están la fecha, 18 de diciembre, y el llamado a ratificar la Convención sobre los "
        "Trabajadores Migratorios. Imprímelo en casa o en un centro de copiado.</p>"
    ),
)

FACT_SHEET = resource(
    english.FACT_SHEET,
    "hoja-informativa",
    "Hoja informativa: el 18 de diciembre y la Convención sobre los Trabajadores Migratorios",
    "Cómo una fecha se hizo día, qué dice el tratado y cómo podría unirse Estados Unidos.",
    "Hoja informativa para imprimir, sobre el Día Internacional del Migrante y la Convención: "
    "fechas, artículos en claro y el camino a la ratificación.",
    prose(
        "<p>Hecha para copiarla y repartirla: las fechas, los derechos en palabras sencillas, quién se "
        "ha unido y los pasos de la firma a la ratificación. Sus cifras son de diciembre de 2025 y "
        "lleva impresas sus fuentes.</p>"
    ),
)

LESSON_PLAN = resource(
    english.LESSON_PLAN,
    "plan-de-clase",
    "Plan de clase: derechos que viajan",
    "Una hora sobre la Convención sobre los Trabajadores Migratorios, para un grupo desde los doce "
    "años, con tarjetas para recortar.",
    "Plan de clase para imprimir, sobre la Convención sobre los Trabajadores Migratorios: una hora, "
    "desde los doce años, con diez tarjetas.",
    note(
        "Nunca preguntes por la situación migratoria de nadie de la clase ni de su familia, y frena a "
        "quien lo haga.",
        kind="ok",
    ),
    prose(
        "<p>Dos páginas guían la hora; la tercera tiene diez tarjetas con artículos de la Convención. "
        "Hacen falta un mapamundi, algo para escribir y la "
        '<a href="page:resources/fact-sheet">hoja informativa</a>.</p>'
    ),
)

SIGN_ON_SHEET = resource(
    english.SIGN_ON_SHEET,
    "hoja-de-firmas",
    "Hoja de firmas en papel por la Convención sobre los Trabajadores Migratorios",
    "Para mesas, reuniones y marchas: el llamado en papel, con renglones para firmar.",
    "Hoja de firmas para imprimir: el llamado de la NNIRR a que Estados Unidos ratifique la "
    "Convención, con notas para quien reúne los nombres.",
    note(
        "Guarda bien las hojas llenas: llevan nombres de personas. Nunca preguntes a nadie por su "
        "situación migratoria.",
        kind="ok",
    ),
    prose(
        "<p>La hoja lleva el llamado, algunos datos, renglones para los nombres y notas para quien los "
        "reúne. Pregunta a nnirrinfo@nnirr.org adónde enviar lo que reuniste. Quien tenga internet "
        'puede <a href="page:calls/migrant-workers-convention">firmar el llamado</a> en este '
        "sitio.</p>"
    ),
)

PAGES = [
    INDEX,
    texts.BORDER_PRINCIPLES,
    texts.CONVENTION_TEXT,
    texts.CONVENTION_STATUS,
    texts.ALLIANCE,
    texts.GENERAL_COMMENT_1,
    texts.GENERAL_COMMENT_2,
    texts.FACT_SHEET_24,
    texts.RATIFICATION_GUIDE,
    texts.SENATE_TREATIES,
    texts.MICIC_GUIDELINES,
    texts.MIGRANT_STOCK,
    texts.WORLD_MIGRATION_REPORT,
    texts.MIGRANTS_DAY_TEACHING,
    texts.ILO_97,
    POSTER,
    FACT_SHEET,
    LESSON_PLAN,
    SIGN_ON_SHEET,
]
