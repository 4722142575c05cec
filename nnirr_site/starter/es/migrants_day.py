"""International Migrants Day in Spanish: the landing page, the kit and a page for each year."""

from .. import migrants_day as english
from ..migrants_day import way
from ..parts import (
    call_to_sign,
    checklist,
    entry,
    heading,
    links,
    note,
    page,
    prose,
    pull,
    sources,
    translated,
)

ORIGINALS = {original.key: original for original in english.PAGES}

LANDING = translated(
    english.LANDING,
    slug="dia-del-migrante",
    title="Día Internacional del Migrante",
    lead=(
        "El 18 de diciembre es el día en que la ONU aprobó la Convención sobre los Trabajadores "
        "Migratorios. Quienes migran lo hicieron suyo. Celébralo donde vives."
    ),
    search_description=(
        "Día Internacional del Migrante, 18 de diciembre: su historia, maneras de participar, carteles "
        "y hojas para imprimir, cronología con fuentes y lemas por año."
    ),
    fields={
        "body": [
            heading("Por qué el 18 de diciembre", "background"),
            prose(
                "<p>El 18 de diciembre de 1990, la Asamblea General de la ONU aprobó la Convención sobre "
                "los Trabajadores Migratorios. A fines de 1997 solo nueve Estados se habían hecho parte. "
                "Las organizaciones de migrantes de Filipinas y de otros países de Asia no esperaron: "
                "ese año empezaron a celebrar el 18 de diciembre como Día Internacional de Solidaridad con los Migrantes.</p>"
                "<p>A fines de 1999, la organización December 18, Migrants Rights International y el "
                "comité de la campaña por la ratificación hicieron una campaña en línea por un día "
                "oficial de la ONU. El 4 de diciembre de 2000, la Asamblea General proclamó el Día "
                "Internacional del Migrante en la resolución 55/93.</p>"
                "<p>La NNIRR dice que ayudó en las gestiones para lograr el Día, y lo celebra desde que "
                "la ONU lo proclamó, con llamados a la acción, carteles y camisetas.</p>"
            ),
            pull("Quienes migran celebraron el Día primero. Las Naciones Unidas vinieron después."),
            call_to_sign(
                "El Día nace de un tratado. Estados Unidos no forma parte de él.",
                "Pide al Presidente y al Senado que eso cambie.",
            ),
            sources(
                "hrea-day",
                "day-of-solidarity",
                "day-history",
                "nnirr-day-2008",
                "un-day",
                "convention-status-xml",
                "visit-officials",
                "day-ideas",
                "statement-2015",
            ),
        ],
        "ways_heading": "Maneras de participar",
        "ways": [
            way(
                "Encender velas",
                "Haz una vigilia por las personas que murieron o desaparecieron en el camino. En 2016, la OIM llamó a hacer vigilias con velas.",
            ),
            way(
                "Pasar una película",
                "Una película y una charla después llenan una tarde. En muchos lugares, las proyecciones "
                "han sido parte del Día.",
            ),
            way(
                "Salir en la radio",
                "Desde 2006, emisoras de decenas de países compartieron programas para Radio 1812. Una "
                "emisora local puede darte una hora.",
            ),
            way(
                "Contar tu historia",
                "Lee en voz alta, escribe o publica lo que migrar significó para ti o tu familia. En 2025 "
                "la gente lo hizo con #MyGreatStory.",
            ),
            way(
                "Alzar la voz en línea, a la vez",
                "Acuerden una hora y publiquen al mismo tiempo. La NNIRR ha usado #migrantrightsnow y "
                "#StandUp4Migrants; su cuenta es @NNIRRNetwork.",
            ),
            way(
                "Colgar los carteles",
                "En ventanas, sindicatos, lavanderías y aulas. Los nuestros están más abajo y se pueden "
                "imprimir gratis.",
            ),
            way(
                "Dar la clase",
                "El plan de clase que está más abajo lleva a un grupo, desde los doce años, por la "
                "Convención.",
            ),
            way(
                "Marchar, comer, comprar",
                "Caminen juntos, compartan una comida, compren en tiendas de personas migrantes.",
            ),
            way(
                "Visitar a tus representantes",
                "Diles por qué te importa y lleva la hoja informativa. Pregunta qué van a hacer.",
            ),
            way(
                "Publicar algo",
                "Una declaración que la gente firma, como en 2015, o un informe sobre tu ciudad. La NNIRR "
                "presentó uno en 2010.",
            ),
            way(
                "Reunir nombres",
                "Pon la hoja de firmas en papel sobre la mesa o comparte el enlace al "
                '<a href="page:calls/migrant-workers-convention">llamado</a>.',
            ),
        ],
        "materials_intro": "Hechos para este sitio; se imprimen y se copian gratis.",
        "timeline_heading": "Cómo una fecha se hizo día",
        "timeline": [
            entry(
                "1990-12-18",
                "Se aprueba la Convención",
                "Resolución 45/158 de la Asamblea General.",
                "resolution-45-158",
            ),
            entry(
                "1997-01-01",
                "Quienes migran reivindican la fecha",
                "Organizaciones de migrantes de Filipinas y de otros países de Asia empiezan a celebrar "
                "el 18 de diciembre.",
                "hrea-day",
                precision="year",
            ),
            entry(
                "1999-01-01",
                "Una campaña por un día de la ONU",
                "La organización December 18 y otras la hacen en línea, a fines de año.",
                "day-of-solidarity",
                precision="year",
            ),
            entry(
                "2000-12-04",
                "La ONU proclama el Día",
                "Resolución 55/93 de la Asamblea General.",
                "day-history",
            ),
            entry(
                "2003-07-01",
                "La Convención entra en vigor",
                "Veinte Estados se han hecho parte.",
                "convention-status-xml",
            ),
            entry(
                "2006-12-18",
                "Radio 1812 sale al aire",
                "Más de 50 emisoras y programas en más de 20 países.",
                "radio-1812-first",
            ),
            entry(
                "2010-12-01",
                "Un informe desde Oakland",
                "La NNIRR presenta un informe con motivo del Día.",
                "nnirr-report-2010",
                precision="month",
            ),
            entry(
                "2018-12-18",
                "Una lluvia de mensajes",
                "La NNIRR llama a una acción conjunta en redes sociales.",
                "nnirr-day-2018",
            ),
            entry(
                "2025-12-18",
                "Veinticinco años",
                "El Secretario General recuerda a casi 70\u00a0000 personas muertas o desaparecidas desde 2014.",
                "secretary-general-2025",
            ),
        ],
        "link_groups": [
            links(
                "Naciones Unidas",
                ("un-day", "Día Internacional del Migrante", "La página de la ONU sobre el Día"),
                ("secretary-general-2025", "Mensaje del Secretario General de 2025", ""),
                (
                    "convention-text",
                    "La Convención",
                    "El texto, en la oficina de derechos humanos de la ONU",
                ),
                ("convention-status", "Qué Estados son parte", "La lista oficial"),
            ),
            links(
                "Historia e ideas",
                (
                    "hrea-day",
                    "Human Rights Education Associates",
                    "Historia, materiales para enseñar",
                ),
                ("radio-1812", "Radio 1812", "El maratón radial, un llamado de 2009"),
                ("nnirr-day-2018", "La NNIRR en 2018", "Una acción en redes sociales"),
            ),
            links(
                "Movimientos",
                ("wimn", "Red de Mujeres en Migración", ""),
                ("gcm", "Coalición Global sobre Migración", ""),
                (
                    "mri",
                    "Migrants Rights International",
                    "Sitio antiguo; puede que ya no esté en línea",
                ),
            ),
            links(
                "En este sitio",
                (
                    page("initiatives/migrant-workers-convention"),
                    "La Convención, explicada",
                    "",
                ),
                (page("resources/teaching-migrants-day"), "Materiales para enseñar", ""),
                (page("updates/secretary-general-deaths-2025"), "Muertes en el camino", ""),
            ),
        ],
    },
)


KIT = translated(
    english.KIT,
    slug="guia",
    title="Guía para el Día del Migrante",
    lead=(
        "Listas de tareas, lo que hay para imprimir y la Convención en breve, en unas pocas hojas de "
        "papel para llevar."
    ),
    search_description=(
        "Guía para imprimir para el Día Internacional del Migrante, 18 de diciembre: listas de "
        "tareas, materiales y direcciones, ideas y la Convención en breve."
    ),
    fields={
        "body": [
            checklist(
                "Cuatro semanas antes",
                "Elijan una sola cosa. Con una basta.",
                "Inviten a más gente: sindicatos, congregaciones, escuelas, clínicas, radios.",
                "Busquen un lugar adonde se llegue en autobús y se entre sin escalones.",
                "Pregunten qué idiomas habla la gente y quién puede interpretar.",
                "Cuéntennos qué, dónde y cuándo, para que lo pongamos en la lista.",
            ),
            checklist(
                "Dos semanas antes",
                "Impriman los carteles. Cuélguenlos donde la gente espera: paradas de autobús, "
                "lavanderías, clínicas.",
                "Escriban al periódico y a la radio locales.",
                "Pregunten a quienes van a hablar cómo quieren que se les nombre, o si prefieren que no.",
                "Acuerden a quién llamar y adónde ir si alguien no se siente a salvo.",
            ),
            checklist(
                "Ese día",
                "Lleven la hoja informativa, la hoja de firmas, bolígrafos y cinta adhesiva.",
                "Digan en la puerta que nadie necesita papeles para participar ni para firmar.",
                "Pidan permiso antes de fotografiar a alguien, y muéstrenle la foto.",
                "No se separen de la hoja de firmas y tapen los renglones ya escritos.",
            ),
            checklist(
                "En los días siguientes",
                "Guarden bien las hojas de firmas y entréguenlas; nunca las fotografíen ni las "
                "publiquen.",
                "Den las gracias a todas las personas que ayudaron.",
                "Anoten lo que salió bien, para el año que viene.",
            ),
            note(
                "<b>Nadie tiene que decir de dónde viene ni qué papeles tiene.</b> No lo pregunten, y no "
                "dejen que otros lo pregunten.",
                kind="ok",
            ),
        ],
        "brief_page": page("initiatives/migrant-workers-convention"),
    },
)


def year_page(year, theme, lead, description, html):
    """Return the page of one year in Spanish, with the sources of the English one."""
    original = ORIGINALS[f"migrants-day/{year}"]
    _text, *rest = original.fields["body"]
    return translated(
        original,
        slug=str(year),
        title=f"Día Internacional del Migrante {year}",
        lead=lead,
        search_description=description,
        fields={"theme": theme, "body": [prose(html), *rest]},
    )


PAGES = [
    LANDING,
    KIT,
    year_page(
        2016,
        "Juntos",
        "El lema de 2016 fue «Together», es decir, «Juntos».",
        "Día Internacional del Migrante 2016: el lema «Juntos» y vigilias con velas por las personas "
        "migrantes que murieron en el camino.",
        "<p>Tres meses después de la Cumbre de la ONU sobre los Refugiados y los Migrantes, en Nueva York, el Día "
        "llevó el lema «Together» («Juntos»). La OIM llamó a hacer vigilias con velas por las personas "
        "migrantes que habían perdido la vida, y a proyectar películas.</p>",
    ),
    year_page(
        2018,
        "Migración con dignidad",
        "El lema de 2018 fue «Migration with Dignity», es decir, «Migración con dignidad».",
        "Día Internacional del Migrante 2018: «Migración con dignidad», un día antes del voto sobre el "
        "Pacto Mundial, y la acción de la NNIRR en redes sociales.",
        "<p>El lema fue «Migration with Dignity» («Migración con dignidad»). Ocho días antes, 164 Estados "
        'habían aprobado en Marrakech el <a href="page:updates/global-compact-marrakech-2018">Pacto '
        "Mundial</a>; la Asamblea General lo votó un día después.</p>"
        "<p>La NNIRR llamó a una acción conjunta en redes sociales, con la etiqueta #IMD2018.</p>",
    ),
    year_page(
        2019,
        "Nosotros, juntos",
        "El lema de 2019 fue «We Together», es decir, «Nosotros, juntos».",
        "Día Internacional del Migrante 2019, con el lema «We Together» («Nosotros, juntos»).",
        "<p>El lema fue «We Together» («Nosotros, juntos»). La NNIRR usó la etiqueta #IMD2019. A fines de "
        "año, 55 Estados se habían hecho parte de la Convención sobre los Trabajadores Migratorios; en "
        "agosto, Fiji había sido el primero de Oceanía.</p>",
    ),
    year_page(
        2020,
        "Reimaginar la movilidad humana",
        "El lema de 2020 fue «Reimagining Human Mobility», es decir, «Reimaginar la movilidad humana».",
        "Día Internacional del Migrante 2020, con el lema «Reimaginar la movilidad humana».",
        "<p>La ONU dio al Día el lema «Reimagining Human Mobility» («Reimaginar la movilidad humana»). Era el vigésimo año desde que lo proclamó la Asamblea General.</p>",
    ),
    year_page(
        2021,
        "Aprovechar el potencial de la movilidad humana",
        "El lema de 2021 fue «Harnessing the Potential of Human Mobility», es decir, «Aprovechar el "
        "potencial de la movilidad humana».",
        "Día Internacional del Migrante 2021, con el lema «Aprovechar el potencial de la movilidad "
        "humana».",
        "<p>El lema fue «Harnessing the Potential of Human Mobility» («Aprovechar el potencial de la "
        "movilidad humana»). En septiembre de ese año, el Comité de Trabajadores Migratorios había "
        'publicado su <a href="page:updates/general-comment-5-liberty-2021">observación general sobre la '
        "libertad y la detención</a>.</p>",
    ),
    year_page(
        2024,
        "Honrar los aportes de las personas migrantes y respetar sus derechos",
        "El lema de 2024 habló de los aportes de las personas migrantes y de sus derechos.",
        "Día Internacional del Migrante 2024: «Honrar los aportes de las personas migrantes y respetar sus "
        "derechos».",
        "<p>El lema, atribuido a la Organización Mundial de la Salud, fue «Honouring the Contributions of "
        "Migrants and Respecting Their Rights» («Honrar los aportes de las personas migrantes y respetar "
        "sus derechos»). El mes anterior, Zimbabue había pasado a ser "
        '<a href="page:updates/zimbabwe-joins-2024">el Estado número 60</a> en la Convención sobre los '
        "Trabajadores Migratorios.</p>",
    ),
    year_page(
        2025,
        "Mi gran historia: culturas y desarrollo",
        "En 2025 el Día cumplió 25 años, y la Convención, 35. La OIM pidió a la gente que contara su "
        "historia.",
        "Día Internacional del Migrante 2025: el lema de la OIM, «Mi gran historia: culturas y "
        "desarrollo», 25 años después de que la ONU proclamara el Día.",
        "<p>El lema de la OIM fue «My Great Story: Cultures and Development» («Mi gran historia: culturas y "
        "desarrollo»). La gente contó su historia con la etiqueta #MyGreatStory. Era el 25.º aniversario "
        "del Día y el 35.º de la Convención.</p>"
        "<p>En su mensaje, el Secretario General recordó que "
        '<a href="page:updates/secretary-general-deaths-2025">casi 70\u00a0000 personas migrantes</a> habían '
        "muerto o desaparecido desde 2014.</p>",
    ),
    year_page(
        2026,
        "",
        "El 18 de diciembre de 2026 es viernes. Hace 26 años que la ONU proclamó el Día y 36 que aprobó la "
        "Convención.",
        "Día Internacional del Migrante, viernes 18 de diciembre de 2026: 26 años después de que la ONU "
        "proclamara el Día. Ideas y materiales para tu acto.",
        "<p>El Día Internacional del Migrante de 2026 es el viernes 18 de diciembre. Hace 26 años que la "
        "Asamblea General proclamó el Día, y 36 que aprobó la Convención sobre los Trabajadores "
        "Migratorios. Cuando sepamos de un lema, lo añadiremos aquí; no todos los años lo hay.</p>"
        '<p>No necesitas un lema para empezar. Aquí hay <a href="page:migrants-day">ideas y materiales '
        "para imprimir</a>.</p>",
    ),
]
