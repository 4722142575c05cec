"""The documents of the library that other bodies keep, in Spanish.

Titles of downloads stay as they are in English: they are in the language of the file they name.
"""

from .. import resources as english
from ..parts import fact, facts, heading, note, prose, steps, translated

NOTES = {
    "Text and file": "Texto y archivo",
    "Copy of the paper": "Copia del documento",
    "Names the publication": "Menciona la publicación",
    "Copy of the 2005 edition": "Copia de la edición de 2005",
    "Copy": "Copia",
}
"""Remark on a download in English → in Spanish."""


def with_note(item):
    """Return a download with its remark in Spanish, unless it has none or it is Spanish already."""
    if not item.get("note") or item["language"] == "es":
        return item
    return {**item, "note": NOTES[item["note"]]}


def resource(original, slug, title, lead, description, *body, **fields):
    """Return a resource in Spanish, which ends with the sources of the English one."""
    closing = original.fields["body"][-1]
    return translated(
        original,
        slug=slug,
        title=title,
        lead=lead,
        search_description=description,
        fields={"body": [*body, closing], **fields},
        children={"downloads": [with_note(item) for item in original.children["downloads"]]},
    )


BORDER_PRINCIPLES = resource(
    english.BORDER_PRINCIPLES,
    "principios-derechos-humanos-fronteras",
    "Principios y Directrices recomendados sobre los derechos humanos en las fronteras "
    "internacionales",
    "El documento de la ONU que expone qué piden los derechos humanos a los Estados en sus "
    "fronteras: tres grupos de principios y diez directrices.",
    "Principios y Directrices de la ONU sobre los derechos humanos en las fronteras (2014): las "
    "diez directrices en breve y el documento en inglés y español.",
    heading("Sobre este documento", "about"),
    prose(
        "<p>Una frontera no es una zona sin derechos humanos. Este documento reúne deberes que los "
        "Estados ya tienen y muestra qué se desprende de ellos en una frontera. No es vinculante ni "
        "crea derechos nuevos. Lo redactó la oficina de derechos humanos de la ONU, con reuniones de "
        "personas expertas y con la sociedad civil.</p>"
    ),
    steps(
        "Los principios, en tres grupos",
        (
            "Los derechos humanos, primero",
            "Principios 1 a 7: los derechos humanos están en el centro.",
        ),
        ("No discriminación", "Principios 8 y 9."),
        ("Asistencia y protección frente a daños", "Principios 10 a 13."),
    ),
    facts(
        "Las diez directrices, por tema",
        fact("Directriz 1", "Promover los derechos humanos"),
        fact("Directriz 2", "Leyes y políticas"),
        fact("Directriz 3", "Formación, y lo que debe saber hacer el personal de fronteras"),
        fact("Directriz 4", "Rescate e interceptación"),
        fact("Directriz 5", "Ayuda inmediata"),
        fact("Directriz 6", "Evaluación inicial y entrevistas"),
        fact("Directriz 7", "Averiguar qué necesita cada persona y remitirla a quien corresponda"),
        fact("Directriz 8", "Evitar la detención"),
        fact("Directriz 9", "Retorno que respete los derechos humanos"),
        fact("Directriz 10", "Cooperación"),
    ),
    prose(
        "<p>Cada directriz trata también de la rendición de cuentas: quién vigila y qué puede hacer "
        "la gente cuando se violan sus derechos.</p>"
    ),
    heading("Tres fechas", "dates"),
    prose(
        "<p>El documento, A/69/CRP.1, lleva fecha del 23 de julio de 2014. Su publicación se anunció "
        "en Nueva York el 22 de octubre de 2014, y el acto de presentación fue el 23 de octubre. La "
        "segunda presentación fue en Ginebra el 23 de marzo de 2015. "
        '<a href="page:initiatives/human-rights-at-borders">Cómo participó la NNIRR</a></p>'
    ),
    publisher="Oficina de Derechos Humanos de la ONU (ACNUDH)",
    published_note=(
        "Anunciado el 22 de octubre de 2014; documento con fecha del 23 de julio de 2014"
    ),
)

CONVENTION_TEXT = resource(
    english.CONVENTION_TEXT,
    "texto-de-la-convencion",
    "Convención sobre los Trabajadores Migratorios: texto completo",
    "Los 93 artículos del tratado que protege a quienes trabajan fuera de su país y a sus familias.",
    "Texto completo de la Convención Internacional sobre la Protección de los Derechos de Todos "
    "los Trabajadores Migratorios y de Sus Familiares, 1990.",
    prose(
        "<p>La Asamblea General aprobó la Convención el 18 de diciembre de 1990, en la resolución "
        "45/158. Está en vigor desde el 1 de julio de 2003. Sus seis idiomas, árabe, chino, español, "
        "francés, inglés y ruso, tienen el mismo valor.</p>"
        "<p>Para una primera lectura, ve a la parte III (artículos 8 a 35): los derechos de todos los "
        "trabajadores migratorios y sus familiares, sea cual sea su situación migratoria. Nuestra "
        "página sobre la "
        '<a href="page:initiatives/migrant-workers-convention">Convención</a> explica los artículos '
        "principales en palabras sencillas.</p>"
    ),
    publisher="Naciones Unidas",
    published_note="Aprobada el 18 de diciembre de 1990",
    citation=(
        "Convención Internacional sobre la Protección de los Derechos de Todos los Trabajadores "
        "Migratorios y de Sus Familiares, 18 de diciembre de 1990, UN Treaty Series, vol. 2220, "
        "pág. 3."
    ),
)

CONVENTION_STATUS = resource(
    english.CONVENTION_STATUS,
    "estado-de-la-convencion",
    "Qué Estados son parte en la Convención: la lista oficial",
    "La ONU lleva la lista de los Estados que han firmado o se han unido, con fechas. Es la que hay "
    "que citar.",
    "Lista de la Colección de Tratados de la ONU: Estados que firmaron, ratificaron o se adhirieron "
    "a la Convención. 60 partes en diciembre de 2025.",
    prose(
        "<p>El Secretario General de la ONU guarda el tratado y la lista de quienes forman parte de "
        "él. Sesenta Estados son partes (diciembre de 2025): 29 por ratificación, que sigue a una "
        "firma, y 31 por adhesión, que no necesita firma. Otros once solo han firmado.</p>"
        "<p>Las páginas más antiguas dan otros números, porque la lista ha crecido. Mira la fecha de "
        "cualquier cifra antes de usarla.</p>"
    ),
    publisher="Colección de Tratados de la ONU",
    published_note="La ONU la mantiene al día",
)

ALLIANCE = resource(
    english.ALLIANCE,
    "alliance-of-alliances",
    "Alliance of Alliances: Building Civil Society Convergences Around Global Movements for "
    "Migrant Rights",
    "Una publicación que la página del programa de la NNIRR menciona desde hace mucho. El archivo "
    "aún no está aquí.",
    "Ficha de «Alliance of Alliances: Building Civil Society Convergences Around Global Movements "
    "for Migrant Rights». El archivo aún no está publicado.",
    note(
        "La NNIRR todavía no ha publicado aquí el archivo. Si tienes un ejemplar o necesitas uno, "
        "escribe a nnirrinfo@nnirr.org."
    ),
    prose(
        "<p>Alianzas que unen alianzas: así llegó el movimiento por los derechos de las personas "
        "migrantes a actuar a través de las fronteras, y eso es lo que nombra el título. La página "
        "anterior del programa de la NNIRR enlaza el texto. Su autoría y su año se añadirán cuando el "
        "archivo esté aquí.</p>"
        '<p>La historia de las propias redes está en <a href="page:networks">Redes</a>.</p>'
    ),
)

GENERAL_COMMENT_1 = resource(
    english.GENERAL_COMMENT_1,
    "observacion-general-1",
    "Observación general núm. 1: trabajadores domésticos migratorios",
    "El Comité de Trabajadores Migratorios explica qué significa la Convención para quienes trabajan "
    "en casas particulares.",
    "Observación general núm. 1 (2011) del Comité de Trabajadores Migratorios, sobre los "
    "trabajadores domésticos migratorios.",
    prose(
        "<p>Es la primera observación general del Comité, del 23 de febrero de 2011. Trata de quienes "
        "hacen trabajo doméstico. Úsala junto con los artículos de la Convención que valen para todas "
        "las personas: salario y condiciones (25), sindicatos (26), documentos (21).</p>"
    ),
    publisher="Comité de Trabajadores Migratorios",
    published_note="23 de febrero de 2011",
)

GENERAL_COMMENT_2 = resource(
    english.GENERAL_COMMENT_2,
    "observacion-general-2",
    "Observación general núm. 2: trabajadores migratorios en situación irregular",
    "Cómo lee la ONU los derechos que se tienen también sin papeles.",
    "Observación general núm. 2 (2013) del Comité de Trabajadores Migratorios: los derechos en "
    "situación irregular, también los de los familiares.",
    prose(
        "<p>Esta observación, del 28 de agosto de 2013, recorre la parte III de la Convención, los "
        "derechos de todos los trabajadores migratorios y sus familiares, para quienes están en "
        "situación irregular: arresto y detención, expulsión, salario, atención médica, escuela. Pide "
        "que nadie llame «ilegales» a las personas migrantes.</p>"
    ),
    publisher="Comité de Trabajadores Migratorios",
    published_note="28 de agosto de 2013",
)

FACT_SHEET_24 = resource(
    english.FACT_SHEET_24,
    "folleto-informativo-24",
    "Folleto informativo núm. 24 del ACNUDH: la Convención y su Comité",
    "Una guía sencilla de la Convención, de la oficina de derechos humanos de la ONU.",
    "Folleto informativo núm. 24 del ACNUDH (2005): una guía sencilla de la Convención sobre los "
    "Trabajadores Migratorios y su Comité.",
    prose(
        "<p>Qué abarca la Convención, cómo surgió y cómo trabaja el Comité, escrito para quienes no "
        "son juristas. El enlace lleva a una copia de la edición de 2005, así que su lista de Estados "
        "está anticuada: en diciembre de 2025 ya se habían unido 60.</p>"
    ),
    publisher="Oficina de Derechos Humanos de la ONU (ACNUDH)",
)

RATIFICATION_GUIDE = resource(
    english.RATIFICATION_GUIDE,
    "guia-de-ratificacion",
    "Guía sobre la ratificación de la Convención",
    "Una guía de campaña para quienes quieren que su país se una.",
    "Guía sobre la ratificación de la Convención sobre los Trabajadores Migratorios, del comité "
    "directivo de la campaña mundial.",
    prose(
        "<p>El comité que dirige la campaña mundial por la ratificación escribió esta guía. Migrants "
        "Rights International y 14 organismos y redes de Ginebra empezaron la campaña en 1998. El "
        "enlace lleva a una copia.</p>"
    ),
    publisher="Comité directivo de la campaña por la ratificación",
)

SENATE_TREATIES = resource(
    english.SENATE_TREATIES,
    "senado-y-tratados",
    "Cómo trata el Senado de los Estados Unidos los tratados",
    "Lo cuenta el propio Senado: él consiente y el Presidente ratifica.",
    "El Senado de los Estados Unidos y los tratados: consejo y consentimiento, dos tercios de los "
    "senadores presentes y por qué ratifica el Presidente.",
    prose(
        "<p>El Senado no ratifica tratados. Da o niega su consentimiento, con dos tercios de los "
        "senadores presentes; el Presidente ratifica. Un tratado que espera en el Senado no caduca "
        "cuando empieza un nuevo Congreso.</p>"
        "<p>El segundo enlace expone los pasos punto por punto. Cómo sería con la Convención sobre los "
        "Trabajadores Migratorios se explica en nuestra página sobre la "
        '<a href="page:initiatives/migrant-workers-convention">ratificación</a>.</p>'
    ),
    publisher="Senado de los Estados Unidos",
)

MICIC_GUIDELINES = resource(
    english.MICIC_GUIDELINES,
    "directrices-micic",
    "Directrices MICIC: proteger a las personas migrantes en países con conflictos o desastres "
    "naturales",
    "Principios, directrices y prácticas para cuando una crisis golpea el país donde viven personas "
    "migrantes.",
    "Las Directrices MICIC (2016): proteger a las personas migrantes en países con conflictos o "
    "desastres naturales.",
    prose(
        "<p>En 132 páginas, las Directrices reúnen principios, pautas y prácticas. Seguirlas es "
        "voluntario. Vienen de Migrantes en Países en Crisis (MICIC), una iniciativa dirigida por "
        "Estados; la OIM acoge su secretaría. La NNIRR participó en los aportes de la sociedad "
        "civil.</p>"
    ),
    publisher="Iniciativa MICIC",
    published_note="10 de junio de 2016",
)

MIGRANT_STOCK = resource(
    english.MIGRANT_STOCK,
    "migrantes-en-el-mundo-2024",
    "International Migrant Stock 2024",
    "Cuántas personas viven fuera de su país, de dónde vienen y dónde están: los datos de la ONU.",
    "International Migrant Stock 2024, del DAES de la ONU: 304 millones de migrantes internacionales "
    "a mediados de 2024, el 3,7\u00a0% de la población mundial.",
    facts(
        "A mediados de 2024",
        fact("Migrantes internacionales", "304 millones", big=True),
        fact("Parte de la población mundial", "3,7\u00a0%: alrededor de 1 de cada 27 personas"),
        fact("Mujeres y niñas", "48\u00a0%, es decir, 146 millones"),
        fact("Se mudaron dentro de su propia región", "53\u00a0%"),
        fact("El país con el número más alto", "Estados Unidos, 52,4 millones"),
    ),
    prose(
        "<p>Los datos abarcan de 1990 a 2024 y 233 países y zonas. En esta edición, el número de 2020 "
        "es 275 millones; las ediciones anteriores, que cuentan de otra manera, dan uno distinto, así "
        "que no mezcles ediciones.</p>"
        "<p>El Migration Data Portal explica las cifras.</p>"
    ),
    publisher="Departamento de Asuntos Económicos y Sociales de las Naciones Unidas (DAES)",
    published_note="Cifras de mediados de 2024",
)

WORLD_MIGRATION_REPORT = resource(
    english.WORLD_MIGRATION_REPORT,
    "informe-migraciones-2024",
    "World Migration Report 2024, capítulo 2",
    "El panorama de la OIM sobre la migración en números, de 1970 a 2020.",
    "Capítulo 2 del World Migration Report 2024 de la OIM: números y tendencias de la migración "
    "internacional, de 1970 a 2020.",
    prose(
        "<p>El capítulo sigue el número de migrantes internacionales a lo largo de cincuenta años. Se "
        "apoya en una serie más antigua que los datos de la ONU de 2024, así que toma de una misma "
        "fuente las cifras que quieras comparar.</p>"
    ),
    publisher="Organización Internacional para las Migraciones (OIM)",
)

MIGRANTS_DAY_TEACHING = resource(
    english.MIGRANTS_DAY_TEACHING,
    "dia-del-migrante-en-clase",
    "Día Internacional del Migrante: historia y materiales para enseñar",
    "Human Rights Education Associates cuenta cómo surgió el Día y reúne materiales para enseñar.",
    "Historia del Día Internacional del Migrante y materiales para enseñar, reunidos por Human "
    "Rights Education Associates.",
    prose(
        "<p>Un punto de partida para una clase o un taller: cómo organizaciones de migrantes de Asia "
        "empezaron a celebrar el 18 de diciembre en 1997 y cómo se convirtió en un día de la ONU en "
        '2000. Mira también nuestras <a href="page:migrants-day">páginas sobre el Día del '
        "Migrante</a>.</p>"
    ),
)

ILO_97 = resource(
    english.ILO_97,
    "convenio-97-oit",
    "Convenio núm. 97 de la OIT: qué Estados lo han ratificado",
    "Un tratado anterior sobre los trabajadores migrantes, en el que se apoya la Convención sobre los "
    "Trabajadores Migratorios.",
    "Lista de la OIT: Estados que han ratificado el Convenio núm. 97 sobre los trabajadores migrantes "
    "(revisado), 1949.",
    prose(
        "<p>El Convenio núm. 97, del 1 de julio de 1949, pide para los trabajadores migrantes el mismo "
        "trato que para los nacionales en salario, seguridad social y derechos sindicales. La "
        "Convención sobre los Trabajadores Migratorios lo nombra en su preámbulo. La lista enlazada "
        "muestra 54 ratificaciones (copia de 2023 o 2024); Estados Unidos no está entre ellas.</p>"
    ),
    publisher="Organización Internacional del Trabajo (OIT)",
    published_note="1 de julio de 1949",
)
