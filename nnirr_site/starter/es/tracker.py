"""The page that shows where every State stands, in Spanish."""

from .. import tracker as english
from ..parts import heading, prose, sources, translated

TRACKER = translated(
    english.TRACKER,
    slug="estados-partes",
    title="¿Qué Estados son parte de la Convención sobre los Trabajadores Migratorios?",
    lead="Mira todos los Estados, la fecha en que cada uno se hizo parte y cuáles solo han firmado.",
    search_description=(
        "Estado por Estado: quién ha ratificado o firmado la Convención de la ONU sobre los "
        "Trabajadores Migratorios o se ha adherido, y cuándo. Mapa, tabla y datos."
    ),
    fields={
        "body": [
            heading("Cómo leer la tabla", "reading"),
            prose(
                "<p>Un Estado que solo ha firmado todavía no está obligado. La ratificación viene "
                "después de una firma; la adhesión no necesita ninguna. De los 60 Estados que se habían "
                "hecho parte hasta diciembre de 2025, 29 ratificaron y 31 se adhirieron. Para Togo, "
                "Venezuela y Zimbabue, las fuentes que tenemos dan solo el año o el mes. La adhesión de "
                "Zimbabue, en noviembre de 2024, es la última que conocemos. Las listas más antiguas "
                "muestran otros números, porque la lista ha crecido.</p>"
                '<p><a href="page:initiatives/migrant-workers-convention">Lo que dice la '
                "Convención</a></p>"
            ),
            sources("convention-status-xml", "committee-december-2025"),
        ]
    },
)

PAGES = [TRACKER]
