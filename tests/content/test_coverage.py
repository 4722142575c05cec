"""The statements of the network's own program page stand on this site, in full strength.

`docs/content-review.md` has the same table for people: what is said there, the words here, where.
"""

import re
from functools import cache
from html import unescape

import pytest

from tests.content.pages import find, read

pytestmark = pytest.mark.usefixtures("starter_site")

ADVOCACY = "initiatives/international-advocacy"
BORDERS = "initiatives/human-rights-at-borders"
CONVENTION = "initiatives/migrant-workers-convention"
DAY = "initiatives/international-migrants-day"
PRINCIPLES = "resources/principles-on-human-rights-at-borders"
COALITION = "networks/global-coalition-on-migration"
WOMEN = "networks/women-in-migration-network"
ALLIANCES = (
    "Alliance of Alliances: Building Civil Society Convergences Around Global Movements for"
    " Migrant Rights"
)
# Number and matter of a statement, the page, the words in English and in Spanish.
STATEMENTS = [
    (1, "the title", "about", "International Migrant Rights & Global Justice",
     "Derechos de las Personas Migrantes y Justicia Global"),
    (2, "a global phenomenon", "", "Migration is global.", "La migración es mundial."),
    (3, "cooperation", "", "so we work for cooperation between nations",
     "trabajamos para que las naciones cooperen"),
    (4, "root causes", "", "press governments to deal with the root causes",
     "instamos a los gobiernos a ocuparse de las causas profundas"),
    (5, "ties around the world", "",
     "between migrant communities and migrant rights movements around the world",
     "entre las comunidades migrantes y los movimientos por los derechos de las personas migrantes"
     " de todo el mundo"),
    (6, "MRI, 1994", "", "Migrants Rights International (MRI); NNIRR was a founding member",
     "Migrants Rights International (MRI). La NNIRR fue una de las organizaciones fundadoras"),
    (7, "GCM: founding member", COALITION,
     "NNIRR is a founding member of the Global Coalition on Migration",
     "La NNIRR es una de las organizaciones fundadoras de la Coalición Global sobre Migración"),
    (8, "GCM: multi-sector", COALITION, "The Coalition is a multi-sector alliance",
     "La Coalición es una alianza de muchos sectores"),
    (9, "GCM grew out of MRI's advocacy", COALITION,
     "grew out of the advocacy of Migrants Rights International",
     "nació de la incidencia de Migrants Rights International"),
    (10, "WIMN: founding member", WOMEN, "NNIRR is a founding member",
     "La NNIRR es una de las organizaciones fundadoras"),
    (11, "WIMN: gender analysis", WOMEN,
     "brings a gender analysis and perspective to the global migration debate",
     "lleva un análisis y una perspectiva de género al debate mundial sobre la migración"),
    (12, "Alliance of Alliances", "", f"Read {ALLIANCES}", f"Lee {ALLIANCES}"),
    (13, "monitors and disseminates", "",
     "We monitor migration policy around the world, get the news to our members and the public",
     "Seguimos de cerca las políticas migratorias en el mundo, informamos"),
    (14, "direct advocacy", "", "advocate directly where decisions are made",
     "hacemos incidencia directa donde se toman las decisiones"),
    (15, "initiative 1", ADVOCACY, "International migrants' rights advocacy",
     "Incidencia internacional por los derechos de las personas migrantes"),
    (16, "the Compact through 2018", ADVOCACY,
     "Through 2018, completing the Global Compact on Migration was a priority of civil society",
     "Hasta 2018, completar el Pacto Mundial para la Migración fue una prioridad de la sociedad"
     " civil"),
    (17, "monitoring, intervening, advocacy", ADVOCACY,
     "taken part in monitoring, intervening and advocacy at inter-governmental bodies: the Global"
     " Forum, the UN Human Rights Council, the WTO, the ILO and others",
     "hemos dado seguimiento, intervenido y hecho incidencia ante organismos intergubernamentales:"
     " el Foro Mundial, el Consejo de Derechos Humanos de la ONU, la OMC, la OIT y otros"),
    (18, "MICIC", ADVOCACY,
     "With global civil society partners, we took part in civil society's contribution",
     "Junto con organizaciones aliadas de la sociedad civil mundial, participamos en los aportes"),
    (19, "PGA: a grassroots response", ADVOCACY,
     "is a grassroots people's response to governments' summits on migration",
     "es una respuesta de las bases, de los pueblos, a las cumbres de los gobiernos"),
    (19, "PGA: co-organized", ADVOCACY, "We have regularly co-organized it",
     "Hemos sido coorganizadoras con regularidad"),
    (20, "initiative 2: support", BORDERS,
     "Together with other civil society groups, we supported the initiative",
     "Junto con otros grupos de la sociedad civil, apoyamos la iniciativa"),
    (21, "released on October 22, 2014", BORDERS, "The release is announced in New York",
     "Se anuncia en Nueva York la publicación"),
    (22, "NNIRR spoke at the launch", BORDERS,
     "Catherine Tactaquin, then our executive director, speaks",
     "Habla Catherine Tactaquin, entonces nuestra directora ejecutiva"),
    (22, "NNIRR spoke, on the home page", "", "Catherine Tactaquin, spoke at the launch",
     "Catherine Tactaquin, habló en la presentación"),
    (23, "the resource page", PRINCIPLES,
     "Recommended Principles and Guidelines on Human Rights at International Borders",
     "Principios y Directrices recomendados sobre los derechos humanos en las fronteras"
     " internacionales"),
    (24, "full name and MWC", CONVENTION, "Migrant Workers Convention (MWC)",
     "Convención sobre los Trabajadores Migratorios (MWC"),
    (25, "universal ratification", CONVENTION,
     "NNIRR has long supported the universal ratification",
     "apoya desde hace mucho tiempo la ratificación universal"),
    (26, "members, friends and allies", CONVENTION,
     "asking all our members, friends and allies to join us in committing to its ratification",
     "Pedimos a todas las organizaciones y personas integrantes, amigas y aliadas que se"
     " comprometan con nosotras"),
    (27, "first steps", CONVENTION, "taking first steps to seek official consideration",
     "Daremos los primeros pasos para que se examine oficialmente"),
    (28, "public awareness", CONVENTION,
     "Our priority is public awareness: the Convention affirms the human rights of all migrants,"
     " regardless of immigration or citizenship status",
     "Nuestra prioridad es que la gente conozca la Convención, que afirma los derechos humanos de"
     " todas las personas migrantes, sea cual sea su situación migratoria o su ciudadanía"),
    (29, "the Call for Support", CONVENTION, "Join us: sign our Call for Support",
     "Únete: firma el llamado"),
    (30, "promoted and coordinated", DAY,
     "have promoted and coordinated advocacy for the Day since its inception in 2000",
     "Hemos promovido el Día y coordinado la incidencia por él desde que nació, en 2000"),
    (31, "background, downloads, links", "migrants-day", "Why December 18",
     "Por qué el 18 de diciembre"),
]  # fmt: skip


@cache
def text_of(key: str, code: str) -> str:
    """What a visitor reads on the page."""
    main = read(find(key, code)).split("<main")[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split()).replace(" ,", ",")


def test_all_31_statements_are_looked_for():
    assert {number for number, *_rest in STATEMENTS} == set(range(1, 32))


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: f"{one[0]} {one[1]}")
def test_statement_of_the_program_page_is_carried(statement, code):
    _number, _matter, key, *words = statement
    plain = re.sub(r"\s+([.,:;)])", r"\1", text_of(key, code))
    assert words[code == "es"] in plain


def test_the_day_has_what_can_be_downloaded_and_links(client):
    html = client.get(find("migrants-day").url).content.decode()
    assert html.count('class="files__link"') >= 8
    assert "https://www.un.org/en/observances/migrants-day" in html
