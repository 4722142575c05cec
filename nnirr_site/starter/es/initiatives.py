"""The four initiatives and their index page, in Spanish."""

from .. import initiatives as english
from ..parts import (
    accordion,
    call_to_sign,
    cards,
    entry,
    fact,
    facts,
    heading,
    links,
    note,
    prose,
    pull,
    sources,
    steps,
    translated,
)

INDEX = translated(
    english.INDEX,
    slug="iniciativas",
    title="Iniciativas",
    lead=(
        "Cuatro líneas de trabajo y un solo fin: que la gente conserve sus derechos cuando migra y "
        "tenga voz donde se decide sobre la migración."
    ),
    search_description=(
        "Cuatro iniciativas internacionales de la NNIRR: incidencia, derechos humanos en las fronteras, "
        "Convención sobre los Trabajadores Migratorios y Día del Migrante."
    ),
)

ADVOCACY = translated(
    english.ADVOCACY,
    slug="incidencia-internacional",
    title="Incidencia internacional por los derechos de las personas migrantes",
    lead=(
        "Los gobiernos deciden sobre la migración en muchos lugares. La NNIRR sigue esas "
        "decisiones, las explica y alza la voz por la gente a la que afectan."
    ),
    search_description=(
        "Cómo participa la NNIRR en la ONU y entre gobiernos cuando se habla de migración: Consejo de "
        "Derechos Humanos, FMMD, OIT, OMC, MICIC, Pacto Mundial y PGA."
    ),
    fields={
        "short_title": "Incidencia internacional",
        "body": [
            heading("Por qué estar ahí", "why"),
            prose(
                "<p>Una norma sobre lo que se cobra por la contratación, los controles en la "
                "frontera o las visas temporales puede redactarse a miles de kilómetros de la gente "
                "que vivirá con ella. La NNIRR sigue esas conversaciones, comparte lo que aprende y "
                "también participa, junto con grupos de otros países que defienden los derechos de "
                "las personas migrantes.</p>"
                "<p>El trabajo tiene dos mitades. Una está adentro: declaraciones, actos paralelos y "
                "conversaciones con funcionarios en los organismos donde se reúnen los Estados. La "
                "otra está afuera: foros que organizan por su cuenta quienes migran y sus aliados, "
                "para que las cumbres oficiales no tengan la última palabra.</p>"
            ),
            accordion(
                "Dónde se habla de migración",
                (
                    "Consejo de Derechos Humanos de la ONU",
                    "<p>El Consejo se reúne en Ginebra, y los derechos de las personas migrantes son "
                    "uno de sus temas. Los principios sobre los derechos humanos en las fronteras se "
                    "presentaron allí por segunda vez en su 28.º período de sesiones, en marzo de "
                    "2015. Con una orden ejecutiva del 4 de febrero de 2025, Estados Unidos puso fin "
                    "a su participación en el Consejo.</p>",
                ),
                (
                    "Foro Mundial sobre Migración y Desarrollo (FMMD)",
                    "<p>El Foro nació del primer Diálogo de Alto Nivel de la ONU sobre migración, en "
                    "septiembre de 2006, de una idea del Secretario General Kofi Annan. Lo dirigen "
                    "los Estados, es informal y sus resultados no obligan a nadie. Su primera cumbre "
                    "fue en Bruselas en 2007; la 15.ª, en Riohacha (Colombia), en septiembre de 2025. "
                    "La NNIRR participó en la cumbre de enero de 2024 en Ginebra como integrante de "
                    "la Red de Mujeres en Migración.</p>",
                ),
                (
                    "Acción Global de los Pueblos (PGA, por sus siglas en inglés)",
                    "<p>Al lado de las cumbres de los gobiernos, organizaciones de migrantes, "
                    "sindicatos y otros grupos se reúnen desde 2006 en la Acción Global de los "
                    "Pueblos sobre Migración, Desarrollo y Derechos Humanos. La iniciaron en Nueva "
                    "York Migrants Rights International y sus aliadas. La NNIRR ha estado "
                    "regularmente entre quienes la organizan.</p>",
                ),
                (
                    "Organización Internacional del Trabajo (OIT)",
                    "<p>Dos tratados de la OIT se ocupan de quienes trabajan fuera de su país: el "
                    "Convenio núm. 97 (1949), sobre la igualdad de trato en salario, seguridad social "
                    "y derechos sindicales, y el Convenio núm. 143 (1975), sobre los derechos básicos "
                    "de todos los trabajadores migrantes. La Convención sobre los Trabajadores "
                    "Migratorios se apoya en ambos. Estados Unidos no figura en la lista de la OIT de "
                    "los Estados que han ratificado el núm. 97.</p>",
                ),
                (
                    "Organización Mundial del Comercio (OMC)",
                    "<p>Las reglas del comercio también tocan la migración, por ejemplo con el "
                    "trabajo temporal en el extranjero según el acuerdo sobre servicios (modo 4 del "
                    "AGCS, GATS en inglés). El 16 de diciembre de 2005, durante la conferencia "
                    "ministerial de la OMC en Hong Kong, la NNIRR, Migrants Rights International y el "
                    "American Friends Service Committee celebraron un foro de medio día sobre el "
                    "tema.</p>",
                ),
                (
                    "MICIC y la Organización Internacional para las Migraciones (OIM)",
                    "<p>La iniciativa Migrantes en Países en Crisis (MICIC) la pusieron en marcha en "
                    "2014 Filipinas y Estados Unidos; la OIM acoge su secretaría. Sus Directrices "
                    "para proteger a las personas migrantes en conflictos y desastres naturales se "
                    "publicaron en junio de 2016. La NNIRR participó en los aportes de la sociedad "
                    "civil.</p>",
                ),
                (
                    "Oficina de Derechos Humanos de la ONU (ACNUDH)",
                    "<p>El ACNUDH redactó los principios y directrices sobre los derechos humanos en "
                    "las fronteras, con reuniones de especialistas y con la sociedad civil. Esa "
                    'historia tiene <a href="page:initiatives/human-rights-at-borders">su propia '
                    "página</a>.</p>",
                ),
                (
                    "Pacto Mundial para la Migración Segura, Ordenada y Regular",
                    "<p>164 Estados aprobaron el Pacto en Marrakech el 10 de diciembre de 2018, y la "
                    "Asamblea General lo respaldó el 19 de diciembre con 152 votos a favor, 5 en "
                    "contra y 12 abstenciones. Tiene 23 objetivos y no es jurídicamente vinculante. "
                    "Estados Unidos se había retirado de las negociaciones en diciembre de 2017 y "
                    "votó en contra.</p>"
                    "<p>Cada cuatro años, un Foro de Examen mira cuánto se ha avanzado. Antes del "
                    "primero, celebrado en mayo de 2022, la codirectora de la NNIRR, Alma Maquitico, "
                    "habló en el cierre de la reunión de examen de América Latina y el Caribe, y la "
                    "NNIRR ayudó a dirigir la consulta de la sociedad civil.</p>",
                ),
            ),
            pull(
                "Las cumbres oficiales son la mitad de la historia. La otra son los foros de los pueblos."
            ),
            heading("Cómo lo hace la NNIRR", "how"),
            prose(
                "<ul>"
                "<li>Sigue la política internacional y cuenta lo que cambia: mira las "
                '<a href="page:updates">novedades</a>.</li>'
                "<li>Habla y organiza actos donde se reúnen los Estados.</li>"
                "<li>Trabaja a través de "
                '<a href="page:networks">tres redes mundiales</a> que ayudó a fundar.</li>'
                "<li>Ayuda a organizar la Acción Global de los Pueblos.</li>"
                "</ul>"
            ),
            links(
                "Los propios organismos",
                ("gfmd", "Foro Mundial sobre Migración y Desarrollo", ""),
                (
                    "network-on-migration",
                    "Red de las Naciones Unidas sobre la Migración",
                    "Los organismos de la ONU que trabajan en migración",
                ),
                ("pga-cities", "Acción Global de los Pueblos: sus ciudades", "De 2006 a 2015"),
                (
                    "pga",
                    "Acción Global de los Pueblos",
                    "Sitio antiguo; puede que ya no esté en línea",
                ),
            ),
            sources(
                "nnirr-program",
                "gfmd-origin",
                "gfmd-2025",
                "wimn-gfmd-2024",
                "pga-background",
                "hong-kong-2005",
                "micic",
                "compact-vote",
                "nnirr-blog-2021",
                "ilo-97",
                "withdrawal-memorandum",
            ),
        ],
        "key_facts": [
            fact("Comienzo", "A mediados de la década de 1990"),
            fact("Qué sigue", "Consejo de Derechos Humanos, FMMD, OIT, OMC, OIM y otros"),
            fact(
                "Qué organiza con otros grupos",
                "La Acción Global de los Pueblos, celebrada por primera vez en 2006",
            ),
            fact("A través de", "Tres redes mundiales"),
        ],
        "timeline": [
            entry(
                "2005-12-16",
                "Un foro ante la OMC",
                "La NNIRR, Migrants Rights International y el American Friends Service Committee "
                "celebran en Hong Kong un foro de medio día sobre la migración laboral temporal.",
                "hong-kong-2005",
            ),
            entry(
                "2006-09-01",
                "La primera Acción Global de los Pueblos",
                "La sociedad civil se reúne en Nueva York al lado del primer Diálogo de Alto Nivel "
                "de la ONU sobre migración.",
                "pga-background",
                precision="month",
            ),
            entry(
                "2011-12-03",
                "Una coalición mundial",
                "Se presenta en Ginebra la Coalición Global sobre Migración. Su primer coordinador "
                "viene cedido por la NNIRR.",
                "gcm-launch",
            ),
            entry(
                "2016-06-15",
                "Directrices para tiempos de crisis",
                "Se presentan las Directrices MICIC en la Sede de la ONU, en Nueva York.",
                "micic-launch",
            ),
            entry(
                "2018-12-19",
                "El Pacto Mundial",
                "La Asamblea General lo respalda: 152 a favor, 5 en contra, 12 abstenciones.",
                "compact-vote",
            ),
            entry(
                "2022-05-17",
                "El primer Foro de Examen",
                "Del 17 al 20 de mayo, los Estados miran en Nueva York qué ha sido del Pacto.",
                "imrf-2022",
            ),
            entry(
                "2026-01-07",
                "Estados Unidos da la espalda",
                "Anuncia que dejará 66 organismos internacionales; el FMMD está en la lista.",
                "withdrawal-66",
            ),
        ],
    },
)

BORDERS = translated(
    english.BORDERS,
    slug="derechos-humanos-en-las-fronteras",
    title="Avanzar en los derechos humanos en las fronteras internacionales",
    lead=(
        "Ninguna frontera queda fuera de los derechos humanos. La NNIRR y sus aliadas apoyaron un "
        "documento de la ONU que lo dice paso a paso."
    ),
    search_description=(
        "Cómo apoyaron la NNIRR y sus aliadas los Principios y Directrices de la ONU sobre los "
        "derechos humanos en las fronteras: qué dicen, fechas, documento."
    ),
    fields={
        "short_title": "Derechos humanos en las fronteras",
        "body": [
            heading("Qué está en juego", "stake"),
            prose(
                "<p>Las fronteras suelen tratarse solo como un asunto de seguridad. Pero una persona "
                "que está ante una valla, en una barca o en una sala de entrevistas tiene los mismos "
                "derechos humanos que cualquier otra, y el Estado que controla la frontera tiene allí "
                "las mismas obligaciones que en su capital.</p>"
                "<p>Desde 2012 o 2013, la oficina de derechos humanos de la ONU (ACNUDH) trabajó con "
                "especialistas y con la sociedad civil en un texto que lo dijera con claridad. La "
                "NNIRR apoyó el proyecto junto con sus organizaciones aliadas; hicieron aportes integrantes "
                "de la Coalición Global sobre Migración de varias regiones.</p>"
            ),
            heading("Los Principios y Directrices", "principles"),
            prose(
                "<p>El resultado se llama <i>Principios y Directrices recomendados sobre los derechos "
                "humanos en las fronteras internacionales</i>. Lleva la signatura A/69/CRP.1 de la ONU "
                "y acompaña al informe A/69/277 del Secretario General. Tiene tres grupos de "
                "principios y diez directrices.</p>"
                "<p>No es un tratado ni crea derechos nuevos. Reúne las obligaciones que los Estados "
                "ya tienen y las aplica a un lugar: la frontera.</p>"
            ),
            pull(
                "No pide nada nuevo. Pide que las viejas promesas se cumplan también en la frontera."
            ),
            steps(
                "Tres grupos de principios",
                (
                    "Primero, los derechos humanos",
                    "Los derechos humanos están en el centro del gobierno de la frontera.",
                ),
                (
                    "Sin discriminación",
                    "Toda persona que está en una frontera está protegida contra la discriminación.",
                ),
                (
                    "Ayuda y protección contra los daños",
                    "A quien está en una frontera se le ayuda y se le mantiene a salvo.",
                ),
            ),
            note(
                "Las diez directrices, tema por tema, están en la página del documento, con enlaces "
                "al texto en inglés y en español."
            ),
            cards("Lee el documento", "resources/principles-on-human-rights-at-borders"),
            heading("Qué vino después", "after"),
            prose(
                "<p>La Asamblea General tomó nota del documento en sus resoluciones sobre la "
                "protección de los migrantes y sobre la niñez migrante. En casa, la NNIRR continúa "
                "con su trabajo por la justicia fronteriza.</p>"
            ),
            sources(
                "borders-paper",
                "borders-reliefweb",
                "borders-release",
                "borders-advisory",
                "borders-statement",
                "borders-summary",
                "borders-expert-meeting",
                "borders-geneva",
                "borders-spanish",
                "nnirr-program",
                "nnirr-border-justice",
            ),
        ],
        "key_facts": [
            fact("Anuncio de la publicación", "22 de octubre de 2014", big=True),
            fact("Acto de presentación", "23 de octubre de 2014, Nueva York"),
            fact("Redacción", "ACNUDH, con especialistas y sociedad civil"),
            fact("Contenido", "Tres grupos de principios, diez directrices"),
            fact(
                "Fuerza jurídica",
                "No es vinculante; recoge obligaciones que los Estados ya tienen",
            ),
        ],
        "timeline": [
            entry(
                "2013-11-18",
                "Se reúnen especialistas",
                "Como parte del trabajo del ACNUDH en el texto.",
                "borders-expert-meeting",
            ),
            entry(
                "2014-07-23",
                "El documento",
                "El documento de sesión A/69/CRP.1 lleva esta fecha.",
                "borders-paper",
            ),
            entry(
                "2014-10-22",
                "El anuncio",
                "Se anuncia en Nueva York la publicación, junto con un informe del Secretario "
                "General.",
                "borders-release",
            ),
            entry(
                "2014-10-23",
                "La presentación",
                "El ACNUDH presenta el documento en un acto paralelo de la Asamblea General. Catherine "
                "Tactaquin, entonces directora ejecutiva de la NNIRR, está anunciada como oradora.",
                "borders-advisory",
            ),
            entry(
                "2015-03-23",
                "Ginebra",
                "Segunda presentación, en el 28.º período de sesiones del Consejo de Derechos "
                "Humanos.",
                "borders-geneva",
            ),
        ],
    },
)

CONVENTION = translated(
    english.CONVENTION,
    slug="convencion-trabajadores-migratorios",
    title="Ratificación de la Convención sobre los Trabajadores Migratorios",
    lead=(
        "Un solo tratado reúne los derechos de todas las personas que trabajan fuera de su país y de "
        "sus familias. La NNIRR pide a Estados Unidos que forme parte de él."
    ),
    search_description=(
        "La Convención sobre los Trabajadores Migratorios, en claro: qué dice, qué Estados son "
        "parte, cómo podría ratificarla Estados Unidos y qué se malentiende."
    ),
    fields={
        "short_title": "Convención sobre los Trabajadores Migratorios",
        "body": [
            heading("Qué es", "what"),
            prose(
                "<p>Su nombre completo es Convención Internacional sobre la Protección de los "
                "Derechos de Todos los Trabajadores Migratorios y de Sus Familiares. La Asamblea "
                "General de la ONU la aprobó el 18 de diciembre de 1990 y está en vigor desde el 1 de "
                "julio de 2003. Acompaña a la gente en todo el camino: prepararse, salir, atravesar "
                "otros países, quedarse y trabajar, regresar.</p>"
                "<p>Su idea principal es sencilla. Hay derechos que son de todo trabajador migratorio "
                "y de cada familiar, sea cual sea su situación migratoria. Quienes tienen papeles "
                "tienen además otros derechos. Los Estados pueden dar más, nunca menos.</p>"
            ),
            facts(
                "Cómo está hecha: 93 artículos en nueve partes",
                fact(
                    "Primeras partes",
                    "A quién protege; ninguna discriminación de ningún tipo",
                ),
                fact(
                    "Parte III, artículos 8 a 35",
                    "Derechos de todos los trabajadores migratorios y sus familiares, con o sin "
                    "papeles",
                ),
                fact(
                    "Parte IV, desde el artículo 36",
                    "Otros derechos de quienes están documentados o en situación regular",
                ),
                fact(
                    "Últimas partes",
                    "Obligaciones de los Estados, el Comité, cómo un Estado se hace parte",
                ),
            ),
            heading("Lo que dice, en palabras sencillas", "articles"),
            prose(
                "<p>Algunos de sus artículos, en breve. Lo que cuenta es "
                '<a href="page:resources/convention-text">el texto mismo</a>.</p>'
            ),
            facts(
                "Para todas las personas, sea cual sea su situación",
                fact(
                    "Artículo 7",
                    "Ninguna distinción de ningún tipo; la nacionalidad está en la lista",
                ),
                fact(
                    "Artículos 9 a 11",
                    "La vida; sin tortura; sin esclavitud ni trabajo forzoso",
                ),
                fact(
                    "Artículo 16",
                    "Libertad y seguridad: los motivos de una detención en un idioma que entiendas, "
                    "contacto con tu consulado, un juez",
                ),
                fact(
                    "Artículo 17",
                    "Trato humano durante la detención, sin costo para la persona detenida",
                ),
                fact(
                    "Artículo 21",
                    "Solo un funcionario autorizado puede retirarte los papeles; nadie puede destruir "
                    "un pasaporte",
                ),
                fact(
                    "Artículo 22",
                    "Sin expulsión colectiva: cada caso por separado, con una decisión por escrito",
                ),
                fact(
                    "Artículo 25",
                    "Igual salario y condiciones; la falta de papeles no libera al empleador de sus "
                    "obligaciones",
                ),
                fact("Artículo 26", "El derecho a afiliarte a un sindicato"),
                fact("Artículo 28", "Atención médica urgente, igual que los nacionales"),
                fact(
                    "Artículos 29 y 30",
                    "Un nombre, una nacionalidad y una escuela para cada niña y cada niño",
                ),
                fact(
                    "Artículo 33",
                    "Información gratuita sobre tus derechos, en un idioma que entiendas",
                ),
            ),
            facts(
                "Además, para quienes están en situación regular",
                fact("Artículo 37", "Información completa antes de salir o cuando te admiten"),
                fact("Artículo 38", "Puedes ausentarte por un tiempo sin perder tu estatus"),
                fact("Artículo 39", "Puedes moverte libremente y elegir dónde vivir"),
            ),
            accordion(
                "Lo que se suele entender mal",
                (
                    "¿Obliga a un país a dar papeles a todo el mundo?",
                    "<p>No. El artículo 35 dice que los derechos de todas las personas migrantes de la parte "
                    "III no obligan a ningún Estado a regularizar a nadie.</p>",
                ),
                (
                    "¿Pone a quienes migran por encima de la ley?",
                    "<p>No. El artículo 34 dice que quienes migran deben cumplir las leyes del país en "
                    "que están, como todo el mundo.</p>",
                ),
                (
                    "¿Protege a toda persona que cruza una frontera?",
                    "<p>No. Protege a los trabajadores migratorios y a sus familiares. Entre quienes "
                    "quedan fuera están los estudiantes y las personas en formación, los "
                    "inversionistas y el personal de organismos internacionales; las personas "
                    "refugiadas y apátridas solo están incluidas donde lo dice la ley nacional u otro "
                    "tratado (artículo 3).</p>",
                ),
                (
                    "¿Puede un Estado hacerse parte y dejar fuera lo que no le gusta?",
                    "<p>Ningún Estado puede excluir una parte entera ni una categoría de trabajadores "
                    "(artículo 88). Un Estado parte puede retirarse, con aviso, pasados cinco años "
                    "(artículo 89).</p>",
                ),
                (
                    "¿No la firmaron los Estados en 1990?",
                    "<p>En 1990, la Asamblea General la aprobó y la abrió a la firma. El primero en "
                    "firmarla fue México, el 22 de mayo de 1991.</p>",
                ),
            ),
            heading("Quién vigila que se cumpla", "committee"),
            prose(
                "<p>El Comité de Trabajadores Migratorios tiene 14 especialistas independientes. Los "
                "Estados le presentan un informe un año después de hacerse parte y luego cada cinco "
                "años. Sus observaciones generales explican el tratado: sobre el trabajo doméstico, "
                "sobre las personas en situación irregular, sobre la niñez, sobre la detención y, "
                "desde diciembre de 2025, sobre la xenofobia. Pide a todo el mundo que deje de llamar "
                "«ilegales» a las personas migrantes.</p>"
            ),
            cards("Estado por Estado", "who-has-joined"),
            heading("Cómo podría hacerse parte Estados Unidos", "united-states"),
            prose(
                "<p>Estados Unidos participó en la redacción. No ha firmado la Convención ni se ha "
                "hecho parte de ella (las fuentes de la NNIRR llegan hasta enero de 2026). En la "
                "práctica de Estados Unidos, quien ratifica es el Presidente; antes, el Senado tiene "
                "que dar su consentimiento.</p>"
            ),
            steps(
                "Seis pasos",
                (
                    "El gobierno decide",
                    "Firma la Convención o prepara la adhesión. Los dos caminos están abiertos "
                    "(artículo 86).",
                ),
                (
                    "El Presidente la envía al Senado",
                    "Para que el Senado dé su consejo y consentimiento.",
                ),
                (
                    "La estudia el Comité de Relaciones Exteriores",
                    "Puede recomendar una resolución de ratificación. Por mayoría simple se pueden "
                    "añadir condiciones y declaraciones.",
                ),
                (
                    "El Senado vota",
                    "Tienen que estar de acuerdo dos tercios de los senadores presentes.",
                ),
                ("El Presidente ratifica", "Al firmar el instrumento de ratificación."),
                (
                    "El Secretario General de la ONU lo recibe",
                    "Pasados tres meses más, la Convención empieza a regir para Estados Unidos el primer "
                    "día del mes siguiente.",
                ),
            ),
            call_to_sign(
                "Pídelo con tu nombre",
                "El llamado de la NNIRR pide al Presidente y al Senado que den estos pasos.",
            ),
            sources(
                "convention-status-xml",
                "resolution-45-158",
                "committee-december-2025",
                "general-comments",
                "part-three",
                "part-three-expulsion",
                "final-clauses",
                "fact-sheet-24",
                "committee-guide",
                "senate-treaties",
                "treaty-basics",
                "nnirr-ratification",
            ),
        ],
        "key_facts": [
            fact("Estados partes", "[[states_parties]]", big=True),
            fact("A fecha de", "[[states_as_of]]"),
            fact("Solo han firmado", "[[signatories_only]] Estados"),
            fact("Aprobación", "18 de diciembre de 1990"),
            fact("En vigor", "1 de julio de 2003"),
            fact("Estados Unidos", "Participó en la redacción; no la ha firmado"),
        ],
        "timeline": [
            entry(
                "1979-12-17",
                "Empieza la redacción",
                "La Asamblea General crea un grupo de trabajo (resolución 34/172).",
                "drafting-history",
            ),
            entry(
                "1990-12-18",
                "Aprobación",
                "La Asamblea General aprueba la Convención (resolución 45/158).",
                "resolution-45-158",
            ),
            entry(
                "1998-01-01",
                "Una campaña por la ratificación",
                "La inician Migrants Rights International y 14 organismos y redes con sede en "
                "Ginebra.",
                "mri-achievements",
                precision="year",
            ),
            entry(
                "2003-07-01",
                "En vigor",
                "La Convención empieza a regir, una vez que 20 Estados son parte.",
                "convention-status-xml",
            ),
            entry(
                "2004-03-01",
                "El Comité se reúne",
                "Primer período de sesiones, en Ginebra, del 1 al 5 de marzo. Hay 25 Estados partes.",
                "committee-first-session",
            ),
            entry(
                "2024-11-01",
                "El Estado número 60",
                "Zimbabue se hace parte por adhesión.",
                "committee-april-2025",
                precision="month",
            ),
            entry(
                "2025-12-01",
                "Siguen siendo 60",
                "La cuenta al cierre del 41.º período de sesiones del Comité.",
                "committee-december-2025",
                precision="month",
            ),
        ],
    },
)

MIGRANTS_DAY = translated(
    english.MIGRANTS_DAY,
    slug="dia-internacional-del-migrante",
    title="Día Internacional del Migrante",
    lead=(
        "El 18 de diciembre es de quienes migran. La NNIRR promueve el Día e invita a las comunidades "
        "a celebrarlo a su manera."
    ),
    search_description=(
        "Por qué el 18 de diciembre es el Día Internacional del Migrante, cómo lo ha celebrado la "
        "NNIRR y dónde hallar historia, ideas y materiales para imprimir."
    ),
    fields={
        "short_title": "Día Internacional del Migrante",
        "seo_title": "Día Internacional del Migrante: qué hace la NNIRR",
        "body": [
            heading("Una fecha que eligieron quienes migran", "date"),
            prose(
                "<p>El 18 de diciembre de 1990, la Asamblea General de la ONU aprobó la Convención "
                "sobre los Trabajadores Migratorios. En 1997, organizaciones de migrantes de Filipinas "
                "y de otros países de Asia empezaron a celebrar esa fecha como día de solidaridad con "
                "quienes migran. A fines de 1999, la organización December 18, Migrants Rights "
                "International y el comité de la campaña por la ratificación pidieron un día oficial "
                "de la ONU. El 4 de diciembre de 2000, la Asamblea General lo proclamó en la "
                "resolución 55/93.</p>"
            ),
            heading("Lo que ha hecho la NNIRR", "nnirr"),
            prose(
                "<p>La NNIRR dice que ayudó en las gestiones para lograr el Día, y lo celebra desde "
                "que la ONU lo proclamó: con llamados a la acción, carteles y camisetas, la "
                "presentación de un informe en Oakland en 2010, obra gráfica de Favianna Rodriguez en 2017 "
                "y una acción en redes sociales en 2018. Los grupos locales deciden cómo "
                "participan.</p>"
            ),
            pull("El Día es más antiguo en las calles que en el calendario de la ONU."),
            cards("Prepara el tuyo", "migrants-day"),
            call_to_sign(
                "El Día y el tratado van juntos",
                "El Día recuerda la Convención. Estados Unidos no forma parte de ella.",
            ),
            sources(
                "hrea-day",
                "day-of-solidarity",
                "day-history",
                "nnirr-day-2008",
                "nnirr-report-2010",
                "print-sale-2017",
                "nnirr-day-2018",
                "un-day",
            ),
        ],
        "key_facts": [
            fact("Fecha", "18 de diciembre, todos los años", big=True),
            fact(
                "Recuerda",
                "La aprobación de la Convención sobre los Trabajadores Migratorios en 1990",
            ),
            fact("Proclamación", "4 de diciembre de 2000, por la resolución 55/93"),
            fact(
                "Quiénes lo celebraron primero",
                "Organizaciones de migrantes de Filipinas y de otros países de Asia, en 1997",
            ),
        ],
        "timeline": [
            entry(
                "1990-12-18",
                "La Convención",
                "La Asamblea General la aprueba el 18 de diciembre.",
                "resolution-45-158",
            ),
            entry(
                "1997-01-01",
                "Un día de solidaridad",
                "Organizaciones de migrantes de Filipinas y de otros países de Asia empiezan a "
                "celebrar la fecha.",
                "hrea-day",
                precision="year",
            ),
            entry(
                "2000-12-04",
                "Un día oficial",
                "La Asamblea General proclama el Día Internacional del Migrante.",
                "day-history",
            ),
            entry(
                "2006-12-18",
                "En la radio",
                "La primera edición de Radio 1812 une a más de 50 emisoras y programas.",
                "radio-1812-first",
            ),
            entry(
                "2010-12-01",
                "Un informe desde Oakland",
                "La NNIRR presenta un informe con motivo del Día.",
                "nnirr-report-2010",
                precision="month",
            ),
        ],
    },
)

PAGES = [INDEX, ADVOCACY, BORDERS, CONVENTION, MIGRANTS_DAY]
