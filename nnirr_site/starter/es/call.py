"""The call to ratify the Migrant Workers Convention in Spanish: what is signed, and its pages.

People sign the Spanish statement, so it says what the English one says, sentence by sentence.
"""

from .. import call as english
from ..parts import accordion, prose, reasons, sources, translated

CALL = {
    "title": "Que se ratifique la Convención sobre los Trabajadores Migratorios",
    "addressee": "el Presidente y el Senado de los Estados Unidos",
    "share_text": (
        "Firmé el llamado de la NNIRR para que Estados Unidos ratifique la Convención sobre los "
        "Trabajadores Migratorios. ¿Lo firmas tú también?"
    ),
}

STATEMENT = {
    "language": "es",
    "title": "Llamado de apoyo: que se ratifique la Convención sobre los Trabajadores Migratorios",
    "body": (
        "<p>Al Presidente y al Senado de los Estados Unidos:</p>"
        "<p>Somos trabajadoras y trabajadores, estudiantes, madres y padres, vecinas y vecinos, "
        "personas de muchas religiones y de ninguna, y las organizaciones que hemos construido. Hay "
        "quienes hemos cruzado una frontera para vivir aquí o en otra parte, y hay quienes no. Todas "
        "y todos dependemos del trabajo que hacen las personas migrantes. Queremos que quienes lo "
        "hacen, y sus familias, tengan a salvo sus derechos.</p>"
        "<p>El 18 de diciembre de 1990, la Asamblea General de las Naciones Unidas aprobó la "
        "Convención Internacional sobre la Protección de los Derechos de Todos los Trabajadores "
        "Migratorios y de Sus Familiares. Está en vigor desde el 1 de julio de 2003. A diciembre de "
        "2025, 60 Estados se han hecho parte de ella. Estados Unidos participó en su redacción y no la "
        "ha firmado.</p>"
        "<p>La Convención no obliga a ningún Estado a dar papeles a nadie, ni exime a nadie de "
        "cumplir la ley. Dice que las personas conservan sus derechos mientras trabajan en un país "
        "que no es el suyo: ni esclavitud ni trabajo forzoso; ninguna detención sin un motivo y un juez; "
        "ninguna expulsión colectiva; igual salario e iguales condiciones de trabajo; el derecho a "
        "afiliarse a un sindicato; atención médica urgente; un nombre, una nacionalidad y una escuela "
        "para cada niña y cada niño. Estos derechos valen para todas las personas, con papeles o sin "
        "ellos.</p>"
        "<p>Pedimos</p>"
        "<ol>"
        "<li><b>al Presidente</b>, que firme la Convención y la envíe al Senado;</li>"
        "<li><b>al Senado</b>, que escuche en sesión pública a las trabajadoras y los trabajadores "
        "migrantes y a sus organizaciones, y que dé su consentimiento, para que Estados Unidos pueda "
        "ratificarla;</li>"
        "<li><b>a ambos</b>, que ajusten la ley y la práctica a la Convención, en el trabajo, en la "
        "detención y en la frontera.</li>"
        "</ol>"
        "<p>Hablaremos de este tratado donde vivimos, trabajamos, estudiamos y practicamos nuestra "
        "fe, y seguiremos insistiendo hasta que se ratifique.</p>"
    ),
}

INDEX = translated(
    english.INDEX,
    slug="llamados",
    title="Llamados",
    lead="Lo que la NNIRR pide a quienes tienen el poder, y dónde puedes sumar tu nombre.",
    search_description=(
        "Llamados de apoyo del programa de la NNIRR sobre los derechos de las personas migrantes en "
        "el mundo: los pueden firmar personas y organizaciones."
    ),
)

PAGE = translated(
    english.PAGE,
    slug="convencion-trabajadores-migratorios",
    title="Que se ratifique la Convención sobre los Trabajadores Migratorios",
    lead="Un llamado de apoyo al Presidente y al Senado de los Estados Unidos.",
    search_description=(
        "Firma el llamado de la NNIRR para que Estados Unidos ratifique la Convención sobre los "
        "Trabajadores Migratorios. No preguntamos por la situación migratoria."
    ),
    fields={
        "body": [
            reasons(
                "Para qué sirve el tratado",
                (
                    "worker",
                    "Para quien trabaja",
                    "Igual salario e iguales condiciones. La falta de papeles no libera al empleador "
                    "de sus obligaciones (artículo 25).",
                ),
                (
                    "family",
                    "Para una familia",
                    "Toda niña y todo niño tiene derecho a un nombre, una nacionalidad (artículo 29) y "
                    "una escuela (artículo 30), sea cual sea la situación de sus padres.",
                ),
                (
                    "neighbor",
                    "Para todo el mundo",
                    "Donde a unas personas se les puede pagar menos y hacer callar, no están a salvo ni "
                    "el salario ni los derechos de nadie. Un piso común nos sostiene a todas y todos.",
                ),
            ),
            accordion(
                "Preguntas frecuentes",
                (
                    "No tengo papeles. ¿Es seguro firmar?",
                    "<p>Nunca preguntamos por la situación migratoria, y nadie necesita papeles para "
                    "firmar. Tu nombre se muestra al público solo si marcas la casilla. Qué guardamos, y "
                    'cuánto tiempo, está en la página de <a href="page:privacy">privacidad</a>. Tú '
                    "decides.</p>",
                ),
                (
                    "No vivo en Estados Unidos. ¿Puedo firmar?",
                    "<p>Sí. Pueden firmar personas de cualquier país.</p>",
                ),
                (
                    "¿Puede firmar una organización?",
                    "<p>Sí, si tienes autorización para firmar por ella. Dilo en el formulario. La NNIRR "
                    "revisa sus datos antes de mostrar su nombre.</p>",
                ),
                (
                    "¿Daría la Convención papeles a todo el mundo, o abriría la frontera?",
                    "<p>Los derechos que da a todas las personas migrantes no obligan a ningún Estado a "
                    "regularizar a nadie (artículo 35), y quienes migran deben cumplir las leyes del "
                    "país en que están (artículo 34). La Convención se ocupa de cómo se trata a la "
                    "gente.</p>",
                ),
                (
                    "¿Por qué me llega un correo?",
                    "<p>Para que nadie firme en tu nombre. Tu firma cuenta cuando abres el enlace del "
                    "correo y pulsas el botón.</p>",
                ),
            ),
            prose(
                "<p>El tratado, artículo por artículo, con todas las fuentes: "
                '<a href="page:initiatives/migrant-workers-convention">la Convención</a>.</p>'
            ),
            sources("resolution-45-158", "convention-status-xml", "committee-december-2025"),
        ],
    },
)

PAGES = [INDEX, PAGE]
