"""The three networks that NNIRR helped found, and their index page, in Spanish."""

from .. import networks as english
from ..parts import cards, fact, heading, prose, pull, sources, translated

INDEX = translated(
    english.INDEX,
    slug="redes",
    title="Redes",
    lead=(
        "Desde mediados de la década de 1990, la NNIRR teje lazos entre las comunidades migrantes de "
        "Estados Unidos y los movimientos de otros lugares, y luego entre esos movimientos."
    ),
    search_description=(
        "Las tres redes mundiales que la NNIRR ayudó a fundar: Migrants Rights International, la "
        "Coalición Global sobre Migración y la Red de Mujeres en Migración."
    ),
    fields={
        "body": [
            heading("Cómo una llevó a la otra", "how"),
            prose(
                "<p>En 1994, personas de grupos de migrantes, sindicatos, iglesias, organizaciones de "
                "derechos humanos y organismos intergubernamentales se unieron para formar lo que hoy "
                "es Migrants Rights International. La NNIRR fue una de las organizaciones "
                "fundadoras.</p>"
                "<p>Siguieron años de trabajo en común, sobre todo en torno al Foro Mundial sobre "
                "Migración y Desarrollo y a la Acción Global de los Pueblos, que se celebra a su lado. "
                "De ese trabajo, y de la incidencia de Migrants Rights International, nació una "
                "alianza más amplia, de muchos sectores: la Coalición Global sobre Migración, "
                "presentada en Ginebra el 3 de diciembre de 2011. Su primer coordinador vino cedido "
                "por la NNIRR.</p>"
                "<p>En talleres en la Ciudad de México en 2010 y en Manila en 2012, las mujeres "
                "trabajaron en una mirada feminista de las políticas migratorias. En 2012, en una "
                "conferencia de mujeres en Estambul, se formó el Women and Global Migration Working "
                "Group (grupo de trabajo sobre mujeres y migración mundial), con la NNIRR entre sus "
                "fundadoras. Hoy es la Red de Mujeres en Migración.</p>"
            ),
            pull("Redes de redes: cada una se suma a alianzas que ya existían."),
            cards("Cómo se juntan las alianzas", "resources/alliance-of-alliances"),
            sources(
                "nnirr-program",
                "mri",
                "gcm-first-meetings",
                "gcm-launch",
                "wimn-roots",
                "nnirr-womens-day-2014",
            ),
        ]
    },
)

MRI = translated(
    english.MRI,
    slug="migrants-rights-international",
    title="Migrants Rights International",
    lead=(
        "Una federación de grupos de migrantes y de defensa de sus derechos, sindicatos y grupos de "
        "fe de varias regiones. La NNIRR ayudó a fundarla en 1994."
    ),
    search_description=(
        "Migrants Rights International (MRI), fundada en 1994 con la NNIRR: la campaña para ratificar "
        "la Convención y la Acción Global de los Pueblos."
    ),
    fields={
        "founded_note": (
            "Por gente de iglesias, sindicatos y grupos de migrantes y de derechos humanos"
        ),
        "nnirr_role": "Organización fundadora",
        "website_note": (
            "Sitio antiguo, con noticias hasta 2015, más o menos; puede que ya no esté en línea"
        ),
        "region": "Varias regiones del mundo",
        "key_facts": [
            fact(
                "Integrantes",
                "Grupos de migrantes y de defensa de sus derechos, sindicatos, grupos de fe",
            ),
            fact(
                "Se la conoce por",
                "La campaña para ratificar la Convención sobre los Trabajadores Migratorios, desde "
                "1998",
            ),
        ],
        "body": [
            heading("Lo que ha hecho", "work"),
            prose(
                "<p>En 1998, MRI y 14 organismos y redes con sede en Ginebra iniciaron una campaña "
                "mundial para que se ratificara la Convención sobre los Trabajadores Migratorios. MRI "
                "publicó un manual de campaña en cuatro idiomas, abogó por una relatoría especial de la "
                "ONU sobre los derechos de las personas migrantes y ayudó a organizaciones a "
                "participar en la Conferencia Mundial contra el Racismo, en Durban en 2001.</p>"
                "<p>En 2006, MRI y sus aliadas iniciaron la Acción Global de los Pueblos, el foro que "
                "la sociedad civil celebra al lado de las cumbres de los gobiernos sobre "
                "migración.</p>"
            ),
            heading("La parte de la NNIRR", "nnirr"),
            prose(
                "<p>La NNIRR es una de las organizaciones fundadoras. Las dos han trabajado codo a "
                "codo, por ejemplo en el foro sobre migración laboral temporal en Hong Kong en 2005 y "
                "en la Acción Global de los Pueblos.</p>"
            ),
            sources("mri", "mri-achievements", "pga-background", "hong-kong-2005", "nnirr-program"),
        ],
    },
)

GCM = translated(
    english.GCM,
    slug="coalicion-global-sobre-migracion",
    title="Coalición Global sobre Migración",
    lead=(
        "Una alianza de muchos sectores: redes regionales, sindicatos, grupos de fe y personas del "
        "mundo académico que alzan juntas la voz por los derechos de quienes migran."
    ),
    search_description=(
        "La Coalición Global sobre Migración, presentada en Ginebra el 3 de diciembre de 2011: cómo "
        "nació del trabajo en común en torno al FMMD y qué aportó la NNIRR."
    ),
    fields={
        "founded_note": (
            "Primeras reuniones en junio de 2011; presentada en Ginebra el 3 de diciembre de 2011"
        ),
        "nnirr_role": "Organización fundadora",
        "region": "Todo el mundo",
        "key_facts": [
            fact("Integrantes", "Redes regionales, sindicatos, grupos de fe, mundo académico"),
            fact("Primer coordinador", "Colin Rajah, cedido por la NNIRR"),
        ],
        "body": [
            heading("Lo que ha hecho", "work"),
            prose(
                "<p>La Coalición nació del trabajo que sus integrantes hacían en común en torno al "
                "Foro Mundial sobre Migración y Desarrollo y a la Acción Global de los Pueblos, que "
                "más tarde ayudó a organizar. Varias de sus integrantes contribuyeron a los "
                '<a href="page:initiatives/human-rights-at-borders">principios de la ONU sobre los '
                "derechos humanos en las fronteras</a>, y la Coalición celebró su publicación en Nueva "
                "York en octubre de 2014.</p>"
                "<p>Su secretaría estuvo primero en Migrants Rights International y, en 2017, en "
                "Alianza Americas.</p>"
            ),
            heading("La parte de la NNIRR", "nnirr"),
            prose(
                "<p>El primer coordinador de la Coalición, Colin Rajah, vino cedido por la NNIRR. "
                "Catherine Tactaquin, entonces directora ejecutiva de la NNIRR, fue anunciada como su "
                "oradora en la presentación de los principios sobre fronteras. En 2017, la NNIRR formaba "
                "parte de su comité ejecutivo.</p>"
                "<p>Cuidado con las siglas: «GCM» se usa también para el Pacto Mundial para la "
                "Migración, por su nombre en inglés.</p>"
            ),
            sources(
                "gcm", "gcm-first-meetings", "gcm-launch", "borders-advisory", "borders-release"
            ),
        ],
    },
)

WIMN = translated(
    english.WIMN,
    slug="red-de-mujeres-en-migracion",
    title="Red de Mujeres en Migración",
    lead=(
        "Las políticas migratorias no significan lo mismo para las mujeres que para los hombres. Esta "
        "red las mira con ojos feministas y lleva al debate a los grupos de mujeres."
    ),
    search_description=(
        "La Red de Mujeres en Migración (WIMN), formada en 2012 con la NNIRR entre sus fundadoras: "
        "análisis feminista, reuniones en la ONU y un programa de base."
    ),
    fields={
        "founded_note": (
            "En una conferencia de mujeres en Estambul, como Women and Global Migration Working Group"
        ),
        "nnirr_role": "Organización fundadora",
        "region": "Todo el mundo",
        "key_facts": [
            fact("Nombre actual", "En uso desde mediados de 2016 a más tardar"),
            fact("Programa de base", "LIGA, desde 2023"),
        ],
        "body": [
            heading("Lo que hace", "work"),
            prose(
                "<p>La Red estudia las políticas migratorias desde un punto de vista feminista, organiza "
                "reuniones de coordinación en los actos de la ONU y convoca a sus integrantes todos los meses. Desde "
                "2023 lleva adelante un programa de base llamado LIGA. En diciembre de 2024 celebró en "
                'Bangkok un <a href="page:updates/feminist-forum-bangkok-2024">Foro Feminista sobre '
                "Migración y Desplazamiento</a>.</p>"
            ),
            heading("La parte de la NNIRR", "nnirr"),
            prose(
                "<p>La NNIRR es una de las organizaciones fundadoras. En enero de 2024 participó en el "
                "Foro Mundial sobre Migración y Desarrollo, en Ginebra, como integrante de la "
                "Red.</p>"
            ),
            sources(
                "wimn",
                "wimn-work",
                "wimn-roots",
                "wimn-bosch",
                "wimn-gfmd-2024",
                "wimn-forum-2024",
                "nnirr-womens-day-2014",
            ),
        ],
    },
)

PAGES = [INDEX, MRI, GCM, WIMN]
