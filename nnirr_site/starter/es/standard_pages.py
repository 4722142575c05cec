"""About, contact, privacy and accessibility, in Spanish."""

from .. import standard_pages as english
from ..parts import (
    entry,
    fact,
    facts,
    heading,
    links,
    note,
    prose,
    sources,
    timeline,
    translated,
)

ABOUT = translated(
    english.ABOUT,
    slug="sobre-este-trabajo",
    title="Sobre este trabajo",
    lead=(
        "Derechos Internacionales de Migrantes y Justicia Global (International Migrant "
        "Rights & Global Justice) es la parte del trabajo de la NNIRR que mira más allá de Estados "
        "Unidos."
    ),
    search_description=(
        "Quién es la NNIRR, qué hace su programa sobre derechos de las personas migrantes y justicia "
        "global, y cómo trata este sitio los datos y las fuentes."
    ),
    fields={
        "body": [
            heading("La red", "network"),
            prose(
                "<p>La National Network for Immigrant and Refugee Rights (NNIRR) se fundó en junio de "
                "1986, durante la lucha en torno a la Ley de Reforma y Control de la Inmigración (Immigration Reform and Control "
                "Act). Es una alianza nacional de coaliciones locales y de grupos de inmigrantes, de "
                "personas refugiadas, comunitarios, religiosos, de derechos civiles y sindicales, con "
                "sede en Oakland, California.</p>"
                "<p>Trabaja por una política justa de inmigración y refugio en Estados Unidos, por los "
                "derechos de todas las personas, sea cual sea su situación migratoria, y por plenos "
                "derechos laborales, ambientales, civiles y humanos. La cooperación internacional es, "
                "para la red, parte de eso.</p>"
            ),
            heading("El programa", "program"),
            prose(
                "<p>La migración es mundial, y sus causas profundas también. Desde mediados de la "
                "década de 1990, la NNIRR teje lazos entre las comunidades migrantes de Estados Unidos "
                "y los movimientos por los derechos de las personas migrantes en todo el mundo. Ayudó a "
                'fundar tres <a href="page:networks">redes</a>, sigue la '
                '<a href="page:updates">política internacional</a> y participa en ella. Cuatro '
                '<a href="page:initiatives">iniciativas</a> sostienen el trabajo.</p>'
            ),
            timeline(
                "Algunas fechas",
                entry(
                    "1986-06-01",
                    "Se funda la NNIRR",
                    "En el año de la Ley de Reforma y Control de la Inmigración.",
                    "nnirr-35",
                    precision="month",
                ),
                entry(
                    "1994-01-01",
                    "Migrants Rights International",
                    "La NNIRR es una de las organizaciones fundadoras de la red que hoy lleva ese "
                    "nombre.",
                    "nnirr-program",
                    precision="year",
                ),
                entry(
                    "2011-12-03",
                    "Coalición Global sobre Migración",
                    "Se presenta en Ginebra.",
                    "gcm-launch",
                ),
                entry(
                    "2012-01-01",
                    "Red de Mujeres en Migración",
                    "Se forma en Estambul, con la NNIRR entre sus fundadoras.",
                    "nnirr-womens-day-2014",
                    precision="year",
                ),
                entry(
                    "2026-06-01",
                    "Cuarenta años de la NNIRR",
                    "Contados desde su fundación, en junio de 1986.",
                    "nnirr-35",
                    precision="month",
                ),
            ),
            heading("Cómo tratamos los datos", "facts"),
            prose(
                "<p>Las páginas que dan datos terminan con sus fuentes y una fecha: hasta ese día se "
                "siguió la fuente. Los tratados suman Estados partes y los organismos cambian; mira la "
                "fecha antes de citar una cifra. Si encuentras un error, por favor "
                '<a href="page:contact">cuéntanoslo</a>.</p>'
            ),
            links(
                "La NNIRR en otros sitios",
                ("nnirr", "nnirr.org", "El sitio principal de la NNIRR"),
                ("nnirr-history", "Historia y misión", ""),
                ("nnirr-border-justice", "Justicia fronteriza", ""),
                ("nnirr-womens-voices", "Alzar la voz de las mujeres", ""),
            ),
            sources("nnirr-history", "nnirr-35", "nnirr-profile", "nnirr-program"),
        ]
    },
)

CONTACT = translated(
    english.CONTACT,
    slug="contacto",
    title="Contacto",
    lead="¿Preguntas, correcciones, algo que debamos saber? Escríbenos.",
    search_description=(
        "Cómo comunicarte con la National Network for Immigrant and Refugee Rights (NNIRR): "
        "nnirrinfo@nnirr.org, Oakland, California."
    ),
    fields={
        "body": [
            facts(
                "",
                fact(
                    "Correo electrónico",
                    '<p><a href="mailto:nnirrinfo@nnirr.org">nnirrinfo@nnirr.org</a></p>',
                ),
                fact("Lugar", "Oakland, California, Estados Unidos"),
                fact("En redes sociales", "@NNIRRNetwork"),
                fact("Organización", "National Network for Immigrant and Refugee Rights (NNIRR)"),
            ),
            heading("Conviene saberlo antes de escribir", "before"),
            prose(
                "<ul>"
                "<li>Por favor, no envíes por correo la situación migratoria, los papeles ni el número "
                "de caso de nadie. No los necesitamos para responderte.</li>"
                "<li>No podemos dar asesoría legal por correo.</li>"
                "<li>¿Quieres retirar una firma? Lo haces con el enlace del correo que recibiste. Mira "
                'la página de <a href="page:privacy">privacidad</a>.</li>'
                "<li>¿Algo de este sitio no te funciona? Mira la página de "
                '<a href="page:accessibility">accesibilidad</a>.</li>'
                "</ul>"
            ),
            sources("nnirr-blog-2021", "nnirr-history"),
        ]
    },
)

PRIVACY = translated(
    english.PRIVACY,
    slug="privacidad",
    title="Privacidad",
    lead=(
        "Puedes leer todo este sitio sin darnos nada. Si firmas, guardamos lo menos posible, y aquí te "
        "decimos qué es."
    ),
    search_description=(
        "Qué guarda este sitio de quienes lo visitan y de quienes firman, cómo lo protege, cuánto "
        "tiempo lo conserva y cómo lo retiras."
    ),
    fields={
        "body": [
            heading("Si solo lees", "reading"),
            prose(
                "<p>No ponemos ninguna cookie ni cargamos nada de otras empresas: ni contadores, ni "
                "tipos de letra, ni mapas, ni botones de redes sociales. Solo recibe una cookie el "
                "personal que inicia sesión. Los enlaces a otros sitios son simples enlaces; lo que pasa "
                "allí depende de esos sitios.</p>"
            ),
            heading("Si firmas", "signing"),
            note(
                "Nunca preguntamos por la situación migratoria ni por el domicilio. Con tu firma no "
                "guardamos ni tu dirección IP ni qué navegador usas.",
                kind="ok",
            ),
            facts(
                "Qué guardamos",
                fact(
                    "Bajo llave",
                    "Nombre, correo electrónico, función y comentario. Están cifrados, y las claves no "
                    "están en la base de datos. Quien tenga solo una copia de la base de datos no puede "
                    "leerlos.",
                ),
                fact(
                    "Legible en la base de datos",
                    "País; en Estados Unidos, el estado y el código postal (ZIP) de cinco cifras, si los "
                    "diste; el nombre y el sitio web de una organización; las casillas que marcaste; el "
                    "idioma; qué texto firmaste y cuándo; una palabra corta del enlace que te trajo "
                    "aquí, si la había; y cuándo te escribimos y si la dirección existe, sin la "
                    "dirección.",
                ),
                fact(
                    "Para hallar firmas repetidas",
                    "Un código hecho a partir de tu correo con una clave secreta. Muestra que una "
                    "dirección ya ha firmado; la dirección no se puede leer en él. Otro código de ese "
                    "tipo se hace con la parte que sigue a la @, para detectar abusos. Si tu nombre se va "
                    "a mostrar, códigos de sus palabras permiten al personal encontrarlo.",
                ),
                fact(
                    "Para detectar robots",
                    "Códigos de la red desde la que llegó un formulario, con una clave que se borra a "
                    "los 30 días. En ellos no se puede leer tu dirección IP, y su vínculo con tu firma "
                    "se corta en cuanto se han revisado.",
                ),
                fact(
                    "Todo",
                    '<p><a href="/calls/what-we-keep/">Qué guardamos de quienes firman</a> enumera todas '
                    "las columnas de la base de datos.</p>",
                ),
            ),
            facts(
                "Quién ve qué",
                fact(
                    "Todo el mundo",
                    "El número de firmas. Tu nombre, con tu país y tu estado, solo si marcaste la "
                    "casilla; entonces también tu comentario, si escribiste uno y la NNIRR lo aprobó. "
                    "Las organizaciones, solo después de que la NNIRR las haya revisado.",
                ),
                fact(
                    "El personal de la NNIRR",
                    "Quienes tienen permiso. Lo necesitan para responderte y para descartar firmas "
                    "falsas.",
                ),
                fact(
                    "El Presidente y el Senado",
                    "Números, y los nombres que la gente decidió mostrar. Nunca un correo electrónico. "
                    "Lo que se entregó conserva los nombres que eran públicos ese día.",
                ),
                fact(
                    "Un tribunal",
                    "Podría exigir lo que existe, también lo que está bajo llave, porque la NNIRR tiene "
                    "las claves. Nadie puede exigir lo que nunca guardamos.",
                ),
            ),
            facts(
                "Cuánto tiempo",
                fact(
                    "Sin confirmar",
                    "Se borra 30 días después de la última vez que pediste nuestro correo",
                    big=True,
                ),
                fact(
                    "«No fui yo»",
                    "La página a la que lleva el enlace de nuestro correo tiene un botón para eso. Con "
                    "pulsarlo una vez se borran al momento el nombre y la dirección. Durante 30 días guardamos "
                    "una huella de la dirección, para que nadie pueda hacer que te lleguen correos nuestros; "
                    "detrás del mismo enlace puedes deshacerlo.",
                ),
                fact(
                    "Confirmada",
                    "<p>Se conserva mientras el llamado está abierto. El nombre, la dirección, la función, "
                    "el comentario, el código postal y los códigos se borran un número prometido de días "
                    "después de que el llamado se cerró y se entregó; si se entrega tarde o nunca, "
                    "contamos desde un año después del cierre. "
                    '<a href="/calls/what-we-keep/">Qué guardamos</a> da el número de cada llamado. En '
                    "cuanto alguien ha firmado, ese número solo puede bajar.</p>"
                    "<p>Lo que queda: cuántas firmas hubo cada día, de qué país y estado, en qué idioma, "
                    "con qué texto y por qué enlace. Las organizaciones que aparecen en público siguen en "
                    "la lista.</p>",
                ),
                fact(
                    "Retirada",
                    "Se borran el nombre, la dirección, la función, el comentario, el código postal y "
                    "la organización, y la firma deja de contar. Un último correo lo confirma; para él, tu "
                    "dirección se guarda bajo llave hasta que se envía, 30 días como máximo. Lo que queda "
                    "no se vincula a nadie: un número al azar, el país, el estado, el idioma, la palabra "
                    "del enlace, el texto y las fechas, para que el número de firmas retiradas sea "
                    "correcto.",
                ),
            ),
            heading("Tú decides", "choices"),
            prose(
                "<p>Nuestros correos llevan dos enlaces. El que confirma sirve durante 30 días. El otro "
                "lleva a una página tuya, sin cuenta, durante dos años: allí ves lo que está guardado, "
                "corriges tu nombre, decides si se muestra y si recibes cartas, te llevas una copia o "
                "retiras tu firma. Si lo perdiste, vuelve a llenar el formulario con la misma dirección y "
                "te llega otro correo: cinco como máximo en siete días.</p>"
                "<p>Si marcaste que quieres recibir cartas de la red, guardamos ese deseo con tu firma. "
                "Quien dejó la casilla vacía no recibe cartas. Puedes cambiar de idea en tu página.</p>"
                "<p>Si quieres saber qué tenemos sobre ti, o que se cambie o se borre, escribe a "
                "nnirrinfo@nnirr.org.</p>"
            ),
            heading("En papel", "paper"),
            prose(
                "<p>Lo que escribes en una hoja de papel se queda en esa hoja hasta que llega a la "
                "NNIRR. La propia hoja dice qué pasa con ello.</p>"
            ),
        ]
    },
)

ACCESSIBILITY = translated(
    english.ACCESSIBILITY,
    slug="accesibilidad",
    title="Accesibilidad",
    lead=(
        "Este sitio es para todo el mundo: en un teléfono viejo, con un lector de pantalla, con el "
        "teclado, a pleno sol, con pocos datos."
    ),
    search_description=(
        "Cómo se hizo accesible este sitio, qué se probó y cómo, qué no funciona bien todavía y cómo "
        "avisarnos de un problema."
    ),
    fields={
        "body": [
            heading("Nuestra meta", "aim"),
            prose(
                "<p>Nuestra meta son las Pautas de Accesibilidad para el Contenido Web (WCAG) 2.2, en el "
                "nivel AA, y para el texto el contraste más estricto, AAA. Ningún organismo externo ha "
                "auditado el sitio.</p>"
                "<ul>"
                "<li>Todo funciona sin JavaScript, también firmar.</li>"
                "<li>Todo funciona con el teclado, y se ve dónde estás.</li>"
                "<li>El texto se puede agrandar y las páginas caben en una pantalla de 320 píxeles de "
                "ancho.</li>"
                "<li>Los colores siguen tu ajuste de modo claro u oscuro. Si le pediste a tu dispositivo "
                "menos movimiento, nada se mueve.</li>"
                "<li>Las páginas son pequeñas, para que se abran con una conexión lenta.</li>"
                "<li>Los errores de un formulario dicen qué hacer, y lo que escribiste se queda.</li>"
                "</ul>"
            ),
            heading("Qué se ha probado", "tested"),
            prose(
                "<p>Cada vez que cambia el software del sitio se hacen pruebas automáticas. Revisan cada "
                "tipo de página con las reglas de axe en un navegador Chromium, al ancho de un teléfono y "
                "de una pantalla de escritorio, en claro y en oscuro, y firman el llamado con y sin "
                "JavaScript.</p>"
            ),
            heading("Lo que sabemos que falta", "limits"),
            prose(
                "<ul>"
                "<li>Todavía no hemos hecho pruebas con personas que usan a diario lectores de pantalla u "
                "otras ayudas, ni en muchos teléfonos reales, ni en Safari y Firefox.</li>"
                "<li>Las páginas están en inglés y en español. La mayoría de los documentos de otros organismos están en inglés, y el español todavía no lo ha revisado una persona de lengua materna.</li>"
                "<li>Puede que los documentos de otros sitios, sobre todo los de la ONU, no sean "
                "accesibles. Donde hay una página web, enlazamos a ella.</li>"
                "<li>Nuestros propios archivos PDF están hechos para imprimir. Lo que contienen está "
                "también en las páginas de este sitio.</li>"
                "</ul>"
            ),
            heading("Cuéntanos", "tell"),
            prose(
                "<p>Escribe a nnirrinfo@nnirr.org y di en qué página fue y qué pasó. Si necesitas un "
                "texto en otra forma, pídelo también ahí.</p>"
            ),
        ]
    },
)

PAGES = [ABOUT, CONTACT, PRIVACY, ACCESSIBILITY]
