"""The program's landing page in Spanish."""

from .. import home as english
from ..parts import page, sources, translated

HOME = translated(
    english.HOME,
    slug="",
    title="Derechos Internacionales de Migrantes y Justicia Global",
    lead=(
        "La National Network for Immigrant and Refugee Rights (NNIRR) une a las comunidades "
        "migrantes de Estados Unidos con los movimientos por los derechos de las personas migrantes "
        "de todo el mundo, y alza la voz donde los gobiernos deciden sobre la migración."
    ),
    search_description=(
        "Cómo une la NNIRR a las comunidades migrantes de Estados Unidos con los movimientos de todo "
        "el mundo por sus derechos, y cómo puedes participar."
    ),
    fields={
        "headline": "La gente migra. Sus derechos van con ella.",
        "call_heading": (
            "Pide a Estados Unidos que ratifique la Convención sobre los Trabajadores Migratorios"
        ),
        "call_text": (
            "<p>El tratado que protege a todos los trabajadores migratorios y a sus familiares tiene "
            "[[states_parties]] Estados partes (a fecha de [[states_as_of]]). Estados Unidos participó "
            "en su redacción y no lo ha firmado.</p>"
        ),
        "sections": [
            (
                "initiatives",
                {
                    "heading": "Cuatro iniciativas",
                    "intro": (
                        "La NNIRR sigue lo que acuerdan los gobiernos sobre la migración, lo cuenta a "
                        "sus integrantes y al público, y defiende en persona los derechos de quienes "
                        "migran."
                    ),
                    "pages": [
                        page("initiatives/international-advocacy"),
                        page("initiatives/human-rights-at-borders"),
                        page("initiatives/migrant-workers-convention"),
                        page("initiatives/international-migrants-day"),
                    ],
                },
            ),
            (
                "prose_band",
                {
                    "heading": "La migración es mundial. Sus causas profundas, también.",
                    "band": "wash",
                    "text": (
                        "<p>Casi todos los países son lugar de salida, de paso o de llegada. Ningún país "
                        "puede responder por sí solo a las preguntas de la migración. Por eso la NNIRR trabaja para que las naciones cooperen e insta a los "
                        "gobiernos a ocuparse de las causas profundas: las razones por las que hay gente "
                        "que tiene que dejar su hogar.</p>"
                        "<p>La NNIRR se fundó en 1986 para defender los derechos de todas las personas "
                        "inmigrantes y refugiadas en Estados Unidos, sea cual sea su situación migratoria. "
                        "Desde el principio, su misión nombró la economía y la política del mundo como "
                        "parte del panorama. Desde mediados de la década de 1990 teje lazos duraderos entre "
                        "las comunidades migrantes de aquí y los movimientos de todas partes por los "
                        "derechos de las personas migrantes.</p>"
                    ),
                },
            ),
            (
                "networks",
                {
                    "heading": "Tres redes, un mismo hilo",
                    "text": (
                        "<p>En 1994, personas de grupos de migrantes, sindicatos, iglesias y "
                        "organizaciones de derechos humanos fundaron la red que hoy se llama Migrants "
                        "Rights International; entre ellas estaba la NNIRR. Su incidencia abrió el camino "
                        "a una alianza más amplia, la Coalición Global sobre Migración, presentada en "
                        "Ginebra en 2011. En 2012, en una conferencia de mujeres en Estambul, la NNIRR "
                        "ayudó a fundar lo que llegó a ser la Red de Mujeres en Migración, que lleva al "
                        "debate una perspectiva de género.</p>"
                        "<p>Cada una se suma a alianzas que ya existían. De ahí el título de la publicación "
                        "de la NNIRR "
                        '<a href="page:resources/alliance-of-alliances">Alliance of Alliances: '
                        "Building Civil Society Convergences Around Global Movements for Migrant "
                        "Rights</a> («Alianza de alianzas»).</p>"
                    ),
                    "index_page": page("networks"),
                },
            ),
            (
                "prose_band",
                {
                    "heading": "En la sala y fuera de ella",
                    "band": "",
                    "text": (
                        "<p>La NNIRR ha seguido el trabajo del Consejo de Derechos Humanos de la ONU, del "
                        "Foro Mundial sobre Migración y Desarrollo (FMMD), de la Organización "
                        "Internacional del Trabajo, de la Organización Mundial del Comercio y de otros "
                        "organismos, y ha participado en él. Cuando los ministros de comercio se reunieron "
                        'en <a href="page:updates/hong-kong-forum-2005">Hong Kong en 2005</a>, la NNIRR y '
                        "dos organizaciones aliadas celebraron un foro sobre migración laboral temporal. "
                        "Cuando la oficina de derechos humanos de la ONU presentó en Nueva York en 2014 sus "
                        '<a href="page:initiatives/human-rights-at-borders">principios sobre los derechos '
                        "en las fronteras</a>, el programa anunciaba como oradora a la directora ejecutiva "
                        "de la NNIRR.</p>"
                        "<p>Los gobiernos celebran cumbres sobre la migración. Quienes migran y sus aliados "
                        "celebran su propio foro: la Acción Global de los Pueblos sobre Migración, "
                        "Desarrollo y Derechos Humanos. La NNIRR ha estado regularmente entre quienes la "
                        "organizan.</p>"
                    ),
                },
            ),
            (
                "updates",
                {
                    "heading": "Novedades",
                    "index_page": page("updates"),
                    "count": 4,
                },
            ),
            (
                "day",
                {
                    "heading": "El 18 de diciembre es el Día Internacional del Migrante",
                    "text": (
                        "<p>Es la fecha en que las Naciones Unidas aprobaron la Convención sobre los "
                        "Trabajadores Migratorios. Lee cómo nació el Día e imprime lo que necesites para "
                        "celebrarlo donde vives.</p>"
                    ),
                    "page": page("migrants-day"),
                },
            ),
            sources(
                "nnirr-program",
                "nnirr-history",
                "mri",
                "gcm-launch",
                "nnirr-womens-day-2014",
                "hong-kong-2005",
                "borders-advisory",
                "committee-december-2025",
            ),
        ],
    },
)

PAGES = [HOME]
