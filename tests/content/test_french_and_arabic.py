"""The first texts in French and Arabic: drafts, until staff publish what a native editor read."""

import re
from copy import copy
from html import unescape

import brotli
import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from fontTools.ttLib import TTFont
from wagtail.models import Page

from campaigns.mail import rendering
from campaigns.models import Call, SenatorLetter
from campaigns.models.outbox import MailKind
from campaigns.services import publish_statement, sign
from campaigns.views.known_calls import find_statement
from nnirr_site.models import NativeReading
from nnirr_site.publishing.on_change import changes_held_back
from nnirr_site.starter.builder import Builder
from nnirr_site.starter.loader import read_content
from nnirr_site.starter.writer import translation_key
from tests.campaigns.factories import form_data, make_signature, make_signer, sign_url
from tests.content.materials import make_small_materials
from tests.content.pages import find
from tests.weights import LIMIT, linked_sheets, weigh_sheets

UNREAD = {texts.language: texts for texts in read_content() if not texts.is_read}
KEYS = ["", "calls", "calls/migrant-workers-convention", "privacy"]
CALL = "calls/migrant-workers-convention"
NAMES = {"fr": "Français", "ar": "العربيّة"}
OFFICIAL = {
    "fr": "Convention internationale sur la protection des droits de tous les travailleurs "
    "migrants et des membres de leur famille",
    "ar": "الاتفاقية الدولية لحماية حقوق جميع العمال المهاجرين وأفراد أسرهم",
}
MARK = "Not yet read by a native editor"
TURNED_ON = override_settings(WAGTAIL_CONTENT_LANGUAGES=django_settings.LANGUAGES)
each_language = pytest.mark.parametrize("code", ["fr", "ar"])
ARABIC = re.compile(r"[؀-ۿ]")


def load(refresh=False) -> int:
    """What `load_starter_content` does, on a site that has all of its English and Spanish."""
    return Builder(
        make_materials=None,
        publish_statement=publish_statement,
        import_states=lambda: None,
        report=lambda line: None,
        refresh=refresh,
    ).load()


@pytest.fixture(scope="module")
def _turned_on(_loaded, django_db_blocker):
    """The languages are on, and the content was loaded once more."""
    # The forms of staff have fields for each language; they are built from those of the settings.
    assert get_resolver().url_patterns
    with TURNED_ON, django_db_blocker.unblock(), transaction.atomic():
        assert load() == 2 * len(KEYS)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def drafts(_turned_on, starter_site):
    """The pages as they were loaded; what a test does with them is undone."""


@pytest.fixture
def published(drafts):
    """Somebody has published the pages; what that sets off beside them takes its time."""
    with changes_held_back():
        for code in UNREAD:
            for key in KEYS:
                find(key, code).get_latest_revision().publish()


def strings(value):
    """Every string in a nested value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def words_of(texts) -> str:
    pages = [
        [text.title, text.lead, text.search_description, text.fields, text.children]
        for text in texts.pages
    ]
    return "\n".join(strings([pages, texts.site, texts.menus, texts.topics]))


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


# -- The texts --------------------------------------------------------------------------------


def test_the_call_privacy_and_one_page_home_are_there_in_both():
    assert {code: [text.key for text in texts.pages] for code, texts in UNREAD.items()} == {
        "ar": KEYS,
        "fr": KEYS,
    }


@each_language
def test_official_title_of_the_convention_is_that_of_the_un(code):
    statement = " ".join(UNREAD[code].site["statement"]["body"].split())
    assert OFFICIAL[code] in statement
    assert OFFICIAL[code] in UNREAD[code].site["letter"]["body"]
    assert OFFICIAL[code] in words_of(UNREAD[code]).replace(statement, "")


def test_french_and_arabic_say_the_same():
    french, arabic = ({text.key: text for text in UNREAD[code].pages} for code in ("fr", "ar"))
    for key in KEYS:
        one, other = french[key].fields, arabic[key].fields
        for stream in ("body", "sections"):
            blocks = [[name for name, _value in page.get(stream, [])] for page in (one, other)]
            assert blocks[0] == blocks[1], key
        pages = [
            sorted(re.findall(r'href="([^"]*)"', " ".join(strings(page)))) for page in (one, other)
        ]
        assert pages[0] == pages[1], key
        figures = [
            sorted(re.findall(r"\d+", re.sub(r"https?://\S+", "", " ".join(texts))))
            for texts in (strings(one), strings(other))
        ]
        if key != "":  # the home page writes some of its years out
            assert set(figures[0]) ^ set(figures[1]) <= {"41", "45", "158"}, key
    bodies = [UNREAD[code].site["statement"]["body"] for code in ("fr", "ar")]
    assert [len(re.findall(r"<li>", body)) for body in bodies] == [3, 3]
    assert [body.count("<p>") for body in bodies] == [6, 6]


@each_language
def test_commitment_to_the_convention_stands_on_the_home_page(code):
    home = words_of(UNREAD[code])
    for said in {
        "fr": [
            "depuis longtemps la ratification universelle",
            "a pris la parole",
            "analyse de genre",
        ],
        "ar": ["منذ زمن طويل التصديق العالمي", "تحدثت المديرة التنفيذية", "النوع الاجتماعي"],
    }[code]:
        assert said in " ".join(home.split())


def test_french_spaces_before_high_punctuation_do_not_break():
    assert re.findall(r".{12} [;:?!»]|«[^\u00a0]", words_of(UNREAD["fr"])) == []


def test_font_of_arabic_headings_has_every_letter_of_the_texts():
    with TTFont(finders.find("fonts/changa-arabic-700.woff2")) as font:
        known = font.getBestCmap()
    assert {ord(letter) for letter in ARABIC.findall(words_of(UNREAD["ar"]))} <= set(known)


# -- Drafts -----------------------------------------------------------------------------------


@each_language
def test_loaded_pages_are_drafts_that_visitors_hear_nothing_of(code, drafts):
    pages = Page.objects.filter(locale__language_code=code)
    assert pages.count() == len(KEYS) and not pages.filter(live=True).exists()
    for address in ("/", f"/{CALL}/", "/privacy/", "/sitemap.xml", "/api/v1/calls/", "/llms.txt"):
        answer = Client().get(address)
        text = answer.content.decode()
        assert answer.status_code != 200 or (
            f'hreflang="{code}"' not in text and f"/{code}/" not in text
        ), address
    assert Client().get(f"/{code}/").status_code in {302, 404}
    assert Client().get(find(CALL, code).url_path).status_code == 404


@each_language
def test_text_of_a_draft_is_neither_listed_nor_read_nor_signed(code, drafts):
    call = Call.objects.get()
    slug, text = call.slug, call.statements.get(language=code)
    lists = [reverse(f"campaigns:{name}", args=[slug]) for name in ("statements", "history")]
    for address in [*lists, f"/api/v1/calls/{slug}/"]:
        assert text.title not in read(address) and f"/{code}/" not in read(address), address
        assert text.sha256 not in read(address)
    for name in ("statement", "statement_file"):
        assert Client().get(reverse(f"campaigns:{name}", args=[slug, code, 1])).status_code == 404
    assert find_statement(call, text.pk) is None
    letter = SenatorLetter.objects.get(language=code)
    assert letter.subject not in read(f"/{code}/calls/{slug}/letter/?state=CA")


def test_text_that_was_put_right_before_anybody_could_read_it_is_the_first_version(drafts):
    call = Call.objects.get()
    make_signature(call, "confirmed")
    publish_statement(call, "fr", "Notre appel", "<p>Relu.</p>")
    assert [(text.number, text.title) for text in call.statements.filter(language="fr")] == [
        (1, "Notre appel")
    ]
    find(CALL, "fr").get_latest_revision().publish()
    publish_statement(call, "fr", "Notre appel", "<p>Relu deux fois.</p>", reason="Une faute.")
    assert call.statements.filter(language="fr").count() == 2


# -- Published --------------------------------------------------------------------------------


@each_language
def test_every_link_of_the_pages_answers(code, published):
    addresses = [find(key, code).url for key in KEYS]
    found = set()
    for address in addresses:
        html = read(address)
        assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in html
        assert MARK not in html and html.count("<h1") == 1
        links = re.findall(r'<a [^>]*?href="([^"#]*)', html)
        found |= {unescape(link) for link in links if link.startswith("/")}
        assert "page:" not in html and "linktype" not in html
    beside = {"what-we-keep", "migrant-workers-convention/letter"}
    assert {f"/{code}/calls/{name}/" for name in beside} <= found
    assert "/initiatives/migrant-workers-convention/" in found  # what is in English alone
    answers = {address: Client().get(address, follow=True).status_code for address in found}
    assert {address: status for address, status in answers.items() if status != 200} == {}


@each_language
def test_language_is_offered_beside_the_others_and_its_menus_are_its_own(code, published):
    html = read("/")
    assert f'hreflang="{code}"' in html and NAMES[code] in html
    home = read(find("", code).url)
    for links in UNREAD[code].menus.values():
        assert all(link["title"] in unescape(home) for _type, link in links)
    main = re.search(r'<nav class="nav".*?</nav>', home, re.DOTALL)[0]
    assert 'lang="en"' not in main


@each_language
def test_call_is_signed_in_its_language_and_each_version_can_be_read(code, published):
    page = find(CALL, code)
    text = page.call.statements.get(language=code)
    html = read(page.url)
    assert text.title in unescape(html) and f'value="{text.pk}"' in html
    assert 'dir="auto"' not in html.split('id="call-text"')[1].split("</h2>")[0]
    version = read(reverse("campaigns:statement", args=[page.call.slug, code, 1]))
    assert text.sha256 in version or text.title in unescape(version)
    assert text.sha256 in read(reverse("campaigns:statements", args=[page.call.slug]))
    data = form_data(page.call, statement=str(text.pk))
    answer = Client().post(f"/{code}{sign_url(page.call)}", data)
    assert answer.status_code == 303, answer.content.decode()[:2000]
    signature = page.call.signatures.latest("pk")
    assert (signature.statement, signature.language) == (text, code)


@each_language
def test_mails_are_in_the_language_of_the_signer(code, published):
    call = find(CALL, code).call
    signer = make_signer(show_name=True, wants_letters=True)
    sign(call, call.statements.get(language=code), signer, code)
    signature = call.signatures.latest("pk")
    words = {}
    for kind in MailKind.values:
        message = rendering.render_mail(kind, signature, code)
        direction = "rtl" if code == "ar" else "ltr"
        assert f'lang="{code}"' in message.html and f'dir="{direction}"' in message.html
        words[kind] = f"{message.subject} {message.text}"
        told = re.sub(r"https?://\S+", "", message.text)
        assert not re.findall(r"\b(?:your|you|the|with)\b", told), kind
    assert UNREAD[code].site["statement"]["title"] in words[MailKind.CONFIRM]


@each_language
def test_pages_and_their_sheets_fit_into_the_first_round_trip(code, published):
    weights = {}
    for key in KEYS:
        answer = Client(headers={"Accept-Encoding": "br"}).get(find(key, code).url)
        html = brotli.decompress(answer.content).decode()
        assert "css/site.css" in linked_sheets(html)
        weights[key] = len(answer.content) + weigh_sheets(html)
    assert max(weights.values()) <= LIMIT, weights


# -- What staff see ---------------------------------------------------------------------------


@pytest.fixture
def desk(django_user_model):
    """A signed-in superuser."""
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("keeper", "k@example.org", "x"))
    return client


def test_mark_is_shown_to_staff_until_somebody_says_they_have_read_the_page(published, desk):
    page = find("privacy", "ar")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    confirm = reverse("native_reading", args=[page.pk])
    report = reverse("translations_report")
    assert MARK in desk.get(edit).content.decode() and MARK not in read(page.url)
    assert desk.get(report, {"state": "unread"}).content.decode().count(f"<strong>{MARK}") == 8
    assert confirm in desk.get(edit).content.decode()
    assert NAMES["ar"] in desk.get(confirm).content.decode()
    assert NativeReading.objects.get(page=page.pk).read_at is None  # looking alone ends nothing
    assert desk.post(confirm).url == edit
    reading = NativeReading.objects.get(page=page.pk)
    assert reading.read_at and reading.read_by.username == "keeper"
    text = desk.get(edit).content.decode()
    assert MARK not in text and "keeper" in text.split("Read by a native editor on")[1][:80]
    assert desk.get(report, {"state": "unread"}).content.decode().count(f"<strong>{MARK}") == 7
    assert "waits for no native editor" in desk.get(confirm).content.decode()
    # What is published in English, or was never translated here, is not asked for.
    about = find("about")
    assert MARK not in desk.get(reverse("wagtailadmin_pages:edit", args=[about.pk])).text


def test_loading_again_leaves_alone_what_staff_did_with_the_drafts(drafts):
    page = find("privacy", "fr")
    page.title = "Vie privée"
    page.save_revision().publish()
    NativeReading.objects.filter(page=page.pk).update(read_at="2026-12-01T00:00Z")
    find("calls", "ar").delete()
    assert load() == 0
    assert find("privacy", "fr").title == "Vie privée"
    assert NativeReading.objects.get(page=page.pk).read_at
    arabic = Page.objects.filter(locale__language_code="ar")
    assert not arabic.filter(translation_key=translation_key("calls")).exists()


def test_refresh_publishes_no_text_that_nobody_has_read(drafts):
    page = find("privacy", "fr")
    page.title = "Vie privée"
    page.save_revision().publish()
    NativeReading.objects.filter(page=page.pk).update(read_at="2026-12-01T00:00Z")
    call = Call.objects.get()
    publish_statement(call, "fr", "Notre appel", "<p>Relu.</p>")
    few = []
    for texts in (read_content()[0], UNREAD["fr"]):
        few.append(copy(texts))
        few[-1].pages = [text for text in texts.pages if text.key in KEYS]
    Builder(
        make_materials=make_small_materials,
        publish_statement=publish_statement,
        import_states=lambda: None,
        report=lambda line: None,
        refresh=True,
        texts=few,
    ).load()
    assert call.statements.get(language="fr").title == "Notre appel"
    fresh = find("privacy", "fr")
    assert fresh.title == "Vie privée" and fresh.has_unpublished_changes
    assert fresh.get_latest_revision_as_object().title == "Confidentialité"
    assert NativeReading.objects.get(page=page.pk).read_at is None
    assert find(CALL).title == "Ratify the Migrant Workers Convention"
