"""Pages for the press, organizers and allies: what they give away, and what waits for somebody."""

import io
import re
import zipfile
from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.urls import reverse
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from PIL import Image
from wagtail.models import PageViewRestriction, Site

from campaigns import services
from initiatives.models import State
from nnirr_site.blocks.streams import BODY_BLOCKS, TOOLKIT_BLOCKS
from nnirr_site.documents.word_files import write_word_file
from nnirr_site.models import SiteIdentity, StandardPage
from nnirr_site.social_cards import storage as cards
from nnirr_site.social_cards.drawing import LARGEST_POST, SHAPES, draw_post
from resources.models import ToolkitPage
from tests.campaigns.factories import make_call_page, make_organization
from tests.factories import make_home, make_page
from tests.nnirr_site.head import Head, translate
from tests.nnirr_site.photographs import make_image
from tests.worlds import lasting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

WANTED, ADVICE = "Zanzibarian spokesperson", "Ask Quetzalcoatl first"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = (
    "<h3>Resolution [number]</h3><p>WHEREAS <b>[city]</b> has [[states_parties]] friends &amp; "
    '<i>more</i>; see <a href="https://example.org/x">the text</a>.</p>'
    "<ol><li>First</li><li>Second</li></ol><p>Then</p><ol><li>Anew</li></ol><ul><li>Point</li></ul>"
)


@lasting
def home():
    return make_home(title="Our program")


@pytest.fixture
def enter(client, django_user_model):
    """Sign in as somebody of one group."""

    def sign_in(group: str):
        user = django_user_model.objects.create_user(group, password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return client

    return sign_in


def toolkit(*body, **fields) -> ToolkitPage:
    return make_page(ToolkitPage, body=list(body), **fields)


def slot(**fields):
    return ("slot", {"heading": "", "wanted": WANTED, "advice": ADVICE, "content": [], **fields})


def text_file(heading="City resolution", body=BODY, **fields):
    return ("text_file", {"heading": heading, "intro": "", "body": body, **fields})


def read(client, page, status=200) -> str:
    response = client.get(page.url)
    assert response.status_code == status
    return response.content.decode()


# -- Places that wait -------------------------------------------------------------------------


def test_empty_place_is_a_mark_for_editors_and_nothing_for_readers(client):
    page = toolkit(slot(heading="Who speaks for us"))
    public = read(client, page)
    preview = page.make_preview_request().render().content.decode()
    for words in (WANTED, ADVICE, "Who speaks for us", 'class="slot"'):
        assert words not in public
        assert words in preview
    assert "Readers do not see it" in preview


def test_empty_place_is_no_section_and_is_not_found(client):
    headings = [("heading", {"text": f"Part {number}", "anchor": ""}) for number in range(4)]
    page = toolkit(*headings, slot(heading="Xylophonists"))
    assert [section.text for section in page.table_of_contents] == [f"Part {n}" for n in range(4)]
    for words in ("Xylophonists", WANTED, ADVICE):
        assert words not in page.search_text()


def test_filled_place_shows_what_fills_it_and_no_word_for_staff(client):
    person = {"name": "Ana Public", "role": "Spokesperson", "languages": "Quechua"}
    person |= {"phone": "+1 (510) 555-0100", "email": "press@example.org", "image": None}
    page = toolkit(slot(heading="Who speaks for us", content=[("person", person)]))
    public = read(client, page)
    assert "Who speaks for us</h2>" in public
    for part in ("Ana Public", "Speaks Quechua", 'href="tel:+15105550100"', "mailto:press@"):
        assert part in public
    assert WANTED not in public and ADVICE not in public
    assert "Ana Public" in page.search_text() and WANTED not in page.search_text()


def test_report_lists_what_waits_in_the_newest_version_of_each_page(enter):
    filled = slot(wanted="Found one", content=[("prose", "<p>Here.</p>")])
    page = toolkit(slot(), filled, title="For the press")
    page.body = [slot(wanted="Wanted since yesterday")]
    page.save_revision()
    toolkit(slot(wanted="Of another page"))
    html = enter("Editors").get(reverse("slots_report")).content.decode()
    assert "Wanted since yesterday" in html and "Of another page" in html and ADVICE in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "Found one" not in html and WANTED not in html


def test_report_is_for_those_who_write_pages(enter):
    toolkit(slot())
    answer = enter("Campaign organizers").get(reverse("slots_report"))
    assert answer.status_code == 302 and WANTED not in answer.content.decode()


def test_report_says_when_nothing_waits(enter):
    assert "Every place is filled" in enter("Editors").get(reverse("slots_report")).content.decode()


@pytest.mark.parametrize("name", list(dict(TOOLKIT_BLOCKS).keys() - dict(BODY_BLOCKS).keys()))
def test_block_is_previewed_in_its_dress(name, admin_client, call_page):
    block = dict(TOOLKIT_BLOCKS)[name]
    address = reverse("wagtailadmin_block_preview")
    html = admin_client.get(address, {"id": block.definition_prefix}).content.decode()
    assert ("css/toolkit.css" in html) == (name != "endorsers")
    assert block.meta.preview_value["heading"] in html or name == "pictures"


# -- Texts to copy ----------------------------------------------------------------------------


def make_parties(number: int) -> None:
    for place in range(number):
        State.objects.create(
            name=f"State {place}",
            iso2=f"X{place}",
            iso3=f"XX{place}",
            status=State.Status.PARTY,
            action_date=date(2000, 1, 1),
            region="africa",
        )


def test_text_to_copy_has_the_figures_of_the_day_and_a_button_of_its_own(client):
    make_parties(3)
    text = "We say <b> & [[states_parties]] States.\n\nNext paragraph."
    block = ("copy_text", {"heading": "In short", "text": text})
    html = read(client, toolkit(block, block))
    assert html.count("<p>We say &lt;b&gt; &amp; 3 States.</p>") == 2
    targets = re.findall(r'data-copy="([^"]+)"', html)
    assert targets == ["in-short-text", "in-short-2-text"]
    assert all(html.count(f'id="{target}"') == 1 for target in targets)
    assert re.search(r"<button[^>]* hidden", html) and "js/copy" in html


# -- Files to fill in -------------------------------------------------------------------------


def fetch(client, page, name="city-resolution", **headers):
    return client.get(f"{page.url}files/{name}/", headers=headers)


def opened(content: bytes):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
    return Document(io.BytesIO(content))


def test_page_offers_the_text_as_a_file_that_word_processors_open(client):
    make_parties(2)
    page = toolkit(text_file(intro="Make it yours."), title="For organizers")
    html = read(client, page)
    assert f'href="{page.url}files/city-resolution/"' in html and "Make it yours." in html
    response = fetch(client, page)
    assert response["Content-Type"] == DOCX
    assert response["Content-Disposition"] == 'attachment; filename="city-resolution.docx"'
    assert "public" in response["Cache-Control"]
    document = opened(response.content)
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "Resolution [number]",
        "WHEREAS [city] has 2 friends & more; see the text (https://example.org/x).",
        "First",
        "Second",
        "Then",
        "Anew",
        "Point",
    ]
    assert document.core_properties.title == "City resolution"
    assert document.core_properties.author == SiteIdentity().organization
    assert document.core_properties.comments == ""


def test_file_has_headings_lists_emphasis_and_yellow_gaps():
    content = write_word_file(
        BODY.replace("[[states_parties]]", "2"), title="T", language="es", author="A"
    )
    first, second, *items = opened(content).paragraphs
    assert first.style.name == "Heading 1"
    marked = [
        run.text
        for paragraph in (first, second)
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert marked == ["[number]", "[city]"]
    assert [run.text for run in second.runs if run.bold] == ["[city]"]
    assert [run.text for run in second.runs if run.italic] == ["more"]
    assert [item.style.name for item in items] == [
        *("List Number", "List Number", "Normal", "List Number", "List Bullet"),
    ]
    numbered = [items[0], items[1], items[3]]
    lists = [item._p.pPr.numPr.numId.val for item in numbered]
    assert lists[0] == lists[1] != lists[2], "the second list begins with 1 again"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert 'w:val="es-US"' in styles and "en-US" not in styles


def test_file_in_arabic_runs_from_right_to_left():
    content = write_word_file("<p>مرحبا [الاسم]</p>", title="T", language="ar", author="A")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "<w:bidi/>" in archive.read("word/styles.xml").decode()
    assert opened(content).paragraphs[0].text == "مرحبا [الاسم]"


def test_file_keeps_what_staff_wrote_and_no_sign_that_breaks_it():
    markup = "<p>A &lt;b&gt;\x0b\x00&#12;\n ]x[ [a [b] c] 1\xa0mile</p>"
    content = write_word_file(markup, title="T", language="en", author="A")
    assert opened(content).paragraphs[0].text == "A <b> ]x[ [a [b] c] 1\xa0mile"


def test_two_texts_of_one_name_are_two_files(client):
    page = toolkit(text_file(body="<p>One</p>"), text_file(body="<p>Two</p>"))
    texts = [
        opened(fetch(client, page, name).content).paragraphs[0].text
        for name in ("city-resolution", "city-resolution-2")
    ]
    assert texts == ["One", "Two"]


@pytest.mark.parametrize("path", ["files/", "files/other/", "files/a/b/", "other/city-resolution/"])
def test_file_that_is_not_there_is_a_404(client, path):
    page = toolkit(text_file())
    assert client.get(f"{page.url}{path}").status_code == 404


def test_file_of_a_page_that_is_taken_off_is_gone(client):
    page = toolkit(text_file())
    page.unpublish()
    assert fetch(client, page).status_code == 404


def test_reader_who_has_the_file_is_not_sent_it_again_until_it_changes(client):
    page = toolkit(text_file())
    etag = fetch(client, page)["ETag"]
    assert fetch(client, page, if_none_match=etag).status_code == 304
    page.body = [text_file(body="<p>Changed</p>")]
    page.save_revision().publish()
    again = fetch(client, page, if_none_match=etag)
    assert again.status_code == 200 and again["ETag"] != etag


def test_file_of_a_page_for_members_is_kept_nowhere(client, django_user_model):
    page = toolkit(text_file())
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert fetch(client, page).status_code == 302
    client.force_login(django_user_model.objects.create_superuser("boss", "", "x"))
    response = fetch(client, page)
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]


def test_file_is_not_to_be_written_to(client):
    page = toolkit(text_file())
    assert client.post(f"{page.url}files/city-resolution/").status_code in (403, 405)


# -- Pictures ---------------------------------------------------------------------------------

POST = {"headline": "Rights move", "ask": "Add your name.", "art": "block-border", "band": "gold"}


def posts(*items):
    return ("social_posts", {"heading": "Pictures to post", "text": "", "items": list(items)})


@pytest.fixture
def publishing(settings, monkeypatch, django_capture_on_commit_callbacks):
    """Publish as in the running site: pictures are drawn once the transaction is committed."""
    settings.BACKGROUND_JOBS = "inline"
    monkeypatch.setattr(cards, "_known", set())
    monkeypatch.setattr(cards, "_undrawable", set())

    def publish(page):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return SimpleNamespace(publish=publish, committed=django_capture_on_commit_callbacks)


def drawn_for(page) -> list[str]:
    try:
        return default_storage.listdir(f"share/{page.pk}")[1]
    except FileNotFoundError:
        return []


def test_publishing_draws_every_shape_and_the_page_offers_it(client, publishing):
    page = publishing.publish(toolkit(posts(POST)))
    html = read(client, page)
    links = re.findall(r'href="(/media/share/[^"]+)"\s+download="([^"]+)"', html)
    assert [name for _url, name in links] == [f"pictures-to-post-1-{shape}.png" for shape in SHAPES]
    for (url, _name), size in zip(links, SHAPES.values(), strict=True):
        response = client.get(url)
        content = b"".join(response.streaming_content)
        assert response["Content-Type"] == "image/png"
        assert Image.open(io.BytesIO(content)).size == size
        assert len(content) <= LARGEST_POST
    assert 'alt="Rights move Add your name."' in html
    # The card by which the page itself is shared is there as before.
    assert "/media/share/" in Head(client.get(page.url)).meta("og:image")
    assert len(drawn_for(page)) == len(SHAPES) + 1


def test_new_words_draw_new_pictures_and_the_old_ones_go(publishing):
    page = publishing.publish(toolkit(posts(POST)))
    before = set(drawn_for(page))
    page.body = [posts({**POST, "headline": "Rights stay"})]
    after = set(drawn_for(publishing.publish(page)))
    assert len(before) == len(after) and len(before & after) == 1
    with publishing.committed(execute=True):
        page.unpublish()
    assert drawn_for(page) == []


def test_draft_says_the_words_and_has_no_pictures_yet(publishing):
    page = toolkit(posts(POST), live=False)
    html = page.make_preview_request().render().content.decode()
    assert "Rights move" in html and "is being drawn" in html
    assert drawn_for(page) == []


def test_post_stands_in_the_language_of_its_page(publishing, settings):
    page = toolkit(posts(POST))
    spanish = translate(page, "es", body=[posts({**POST, "headline": "Los derechos se mueven"})])
    english_post, spanish_post = (
        cards.describe_posts(one, "Program", code)[0][0]
        for one, code in ((page, "en"), (spanish, "es"))
    )
    assert (english_post.language, spanish_post.language) == ("en", "es")
    assert spanish_post.headline == "Los derechos se mueven"
    assert spanish_post.address == f"{english_post.address}/es"
    assert english_post.address == settings.SITE_URL.partition("://")[2]


@pytest.mark.parametrize("shape", SHAPES)
def test_words_of_any_length_fit_every_shape(shape):
    for headline, ask, art in (
        ("No", "", "rings"),
        ("Word " * 18, "Ask " * 34, "block-border"),
        ("W" * 90, "W" * 140, "thanks"),
    ):
        item = {**POST, "headline": headline, "ask": ask, "art": art}
        posts = cards.describe_post(item, "A program", "en")
        (post,) = [one for one in posts if one.shape == shape]
        assert Image.open(io.BytesIO(draw_post(post))).size == SHAPES[shape]


def test_post_without_a_typeface_is_not_drawn():
    (post, *_others) = cards.describe_post({**POST, "ask": "\ua000"}, "A program", "en")
    assert draw_post(post) is None


def test_prints_are_there_to_save_with_their_terms(client):
    block = {"heading": "Prints", "terms": "<p>Name us.</p>", "items": ["rings", "block-voice"]}
    html = read(client, toolkit(("prints", block)))
    assert re.findall(r'href="(/static/art/[^"]+)" download="([^"]+)"', html) == [
        ("/static/art/rings.svg", "rings.svg"),
        ("/static/art/block-voice.svg", "block-voice.svg"),
    ]
    assert "Name us." in html


def test_picture_is_offered_large_once_it_is_made(client, publishing):
    image = make_image(1600, 900, credit="Photo: somebody, 2026")
    image.contextual_alt_text, image.decorative = "People", False
    block = {"heading": "Photographs", "terms": "<p>Name them.</p>"}
    block["images"] = [{"image": image, "caption": "At work"}]
    page = publishing.publish(toolkit(("pictures", block)))
    read(client, page)  # asks for it
    html = read(client, page)
    (address,) = re.findall(r'href="(/media/images/[^"]+)" download', html)
    content = b"".join(client.get(address).streaming_content)
    assert Image.open(io.BytesIO(content)).size == (1600, 900)
    assert "Photo: somebody, 2026" in html and "At work" in html


# -- Who stands behind a call -----------------------------------------------------------------


@pytest.fixture
def call_page():
    page = make_call_page()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.call_page = page
    identity.save()
    return page


def endorsers(page=None):
    return ("endorsers", {"heading": "Who has endorsed", "page": page})


def test_only_organizations_that_are_confirmed_approved_and_shown_are_named(client, call_page):
    shown = make_organization(call_page.call, organization="Shown Union", show_name=True)
    make_organization(call_page.call, organization="Shy Union", show_name=False)
    make_organization(call_page.call, status="pending", organization="Late Union", show_name=True)
    page = toolkit(endorsers())
    assert "No organization is named here yet" in read(client, page)
    services.approve_name(shown, "known")
    html = read(client, page)
    assert "Shown Union" in html
    assert "Shy Union" not in html and "Late Union" not in html
    assert reverse("campaigns:organizations", args=[call_page.call.slug]) in html
    assert f'{call_page.url}#sign"' in html


def test_list_of_endorsers_is_honest_while_it_is_empty(client, call_page):
    html = read(client, toolkit(endorsers()))
    assert "No organization is named here yet" in html
    assert "All organizations that are named" not in html


def test_page_that_names_organizations_is_not_kept_beyond_its_time(client, call_page):
    naming, other = toolkit(endorsers()), toolkit(slot())
    response = client.get(naming.url)
    assert "stale-if-error=0" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noarchive"
    assert "X-Robots-Tag" not in client.get(other.url)


def test_block_without_a_call_shows_nothing(client):
    assert "Who has endorsed" not in read(client, toolkit(endorsers()))


# -- The way there ----------------------------------------------------------------------------


def test_kit_of_a_call_leads_to_the_pages_that_readers_may_see(client, call_page):
    toolkit(title="For the press")
    toolkit(title="In the works", live=False)
    hidden = toolkit(title="For staff")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    kit = client.get(reverse("partners:kit", args=[call_page.call.slug])).content.decode()
    assert "For the press" in kit
    assert "In the works" not in kit and "For staff" not in kit
    french = client.get(f"/fr{reverse('partners:kit', args=[call_page.call.slug])}")
    assert re.search(
        r'<a class="go" href="[^"]+" lang="en" [^>]*>\s*For the press', french.content.decode()
    )


def test_plain_pages_bring_neither_the_sheet_nor_the_script(client):
    html = read(client, make_page(StandardPage, body=[("prose", "<p>Words.</p>")]))
    assert "toolkit.css" not in html and "copy.js" not in html
