"""The starter site’s pages for the press, organizers and allies, as visitors and staff get them."""

import io
import re
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from docx import Document

from initiatives.models import State
from nnirr_site.starter.loader import read_content
from nnirr_site.upkeep.slots import find_waiting_slots
from tests.content.pages import find, read

pytestmark = pytest.mark.usefixtures("starter_site")

KEYS = ("press", "organize", "allies")
LANGUAGES = ("en", "es")
TEXTS = {
    (texts.language, text.key): text
    for texts in read_content()
    if texts.is_read
    for text in texts.pages
    if text.key in KEYS
}


def blocks_of(code: str, key: str, kind: str) -> list[dict]:
    return [value for name, value in TEXTS[code, key].fields["body"] if name == kind]


@pytest.fixture(params=[(code, key) for code in LANGUAGES for key in KEYS], ids=str)
def page(request):
    code, key = request.param
    return SimpleNamespace(code=code, key=key, page=find(key, code))


def test_places_that_wait_are_for_staff_alone(page):
    """What only the network can give is invented nowhere."""
    slots = blocks_of(page.code, page.key, "slot")
    assert len(slots) >= 2 and not any(slot.get("content") for slot in slots)
    public = read(page.page)
    preview = page.page.make_preview_request().render().content.decode()
    for slot in slots:
        assert slot["wanted"] and slot["advice"]
        assert slot["wanted"] not in public and slot["advice"] not in public
        assert slot["wanted"].replace("'", "&#x27;") in preview


def test_report_of_staff_lists_every_place(django_user_model):
    boss = get_user_model().objects.create_superuser("boss", "", "x")
    waiting = {(slot.page.title, slot.wanted) for slot in find_waiting_slots(boss)}
    written = {
        (text.title, value["wanted"])
        for text in TEXTS.values()
        for name, value in text.fields["body"]
        if name == "slot"
    }
    assert waiting == written and len(waiting) >= 18


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_file_opens_with_the_figures_of_the_day_and_gaps_to_fill_in(code):
    parties = str(State.objects.filter(status="party").count())
    client, opened = Client(), {}
    for key in KEYS:
        page = find(key, code)
        for name in page.text_files:
            response = client.get(f"{page.url}files/{name}/")
            assert response.status_code == 200
            document = Document(io.BytesIO(response.content))
            text = "\n".join(paragraph.text for paragraph in document.paragraphs)
            assert "[[" not in text and "page:" not in text
            assert document.core_properties.language == code
            opened[name] = text
    expected = {
        "en": {
            "backgrounder-the-migrant-workers-convention",
            *("press-release", "letter-to-the-editor", "city-council-resolution"),
            "union-resolution",
        },
        "es": {
            "ficha-la-convencion-sobre-los-trabajadores-migratorios",
            *("comunicado-de-prensa", "carta-al-periodico", "resolucion-del-concejo-municipal"),
            "resolucion-sindical",
        },
    }
    assert opened.keys() == expected[code]
    to_fill_in = {name: text for name, text in opened.items() if not name.startswith(("ba", "fi"))}
    assert all(len(re.findall(r"\[[^\]]+\]", text)) >= 5 for text in to_fill_in.values())
    assert sum(parties in text for text in opened.values()) >= 4
    (backgrounder,) = opened.keys() - to_fill_in.keys()
    assert "[" not in opened[backgrounder]
    assert len(opened[backgrounder].split()) < 420, "it has to fit on one page"


@pytest.mark.parametrize("code", LANGUAGES)
def test_readers_find_the_pages_where_they_look(code):
    """In the footer of every page, on the page of the Convention, beside the kit, and by search."""
    home, convention = find("", code), find("initiatives/migrant-workers-convention", code)
    prefix = "" if code == "en" else f"/{code}"
    kit = f"{prefix}/calls/migrant-workers-convention/allies/"
    letter = f"{prefix}/calls/migrant-workers-convention/letter/"
    footer = read(home).partition("<footer")[2]
    sitemap = Client().get(f"/sitemap-{code}.xml").content.decode()
    for key in KEYS:
        page = find(key, code)
        assert f'href="{page.url}"' in footer
        assert f"{page.url}</loc>" in sitemap
        for address in (convention.url, kit, letter):
            assert f'href="{page.url}"' in Client().get(address).content.decode(), address
    words = {"en": ("press", "resolution", "endorse"), "es": ("prensa", "resolución", "respaldan")}
    for key, word in zip(KEYS, words[code], strict=True):
        found = Client().get(f"{prefix}/search/", {"q": word}).content.decode()
        assert find(key, code).url in found, word
    assert find("press", code).url in read(find("contact", code))


@pytest.mark.parametrize("code", LANGUAGES)
def test_nobody_has_endorsed_before_anybody_has(code):
    html = read(find("allies", code))
    words = {"en": "No organization is named here yet", "es": "Todavía no se nombra aquí"}
    assert words[code] in html
    assert find("calls/migrant-workers-convention", code).url in html


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_for_pictures_are_short_enough_to_be_read(code):
    (posts,) = blocks_of(code, "organize", "social_posts")
    assert len(posts["items"]) >= 2
    assert all(len(item["headline"]) <= 60 and len(item["ask"]) <= 100 for item in posts["items"])
