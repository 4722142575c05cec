"""Blocks as readers meet them on a page, and what editors are told when something is missing."""

import datetime
import re
from decimal import Decimal

import html5lib
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from nnirr_site.blocks.streams import BODY_BLOCKS, HOME_BLOCKS
from nnirr_site.checks import own_stream_blocks
from nnirr_site.i18n.numbers import write_number
from nnirr_site.models import StandardPage
from nnirr_site.text.media_hosts import find_host, public_url, validate_media_url
from tests.factories import make_document, make_home, make_page
from tests.nnirr_site.photographs import make_image
from tests.weights import find_unstyled
from tests.worlds import lasting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

BLOCKS = dict(BODY_BLOCKS)
HOME = dict(HOME_BLOCKS)
SVG_RECT = "{http://www.w3.org/2000/svg}rect"
NEW_BLOCKS = ["gallery", "embed", "table", "chart", "footnotes", "checklist", "figures"]


@lasting
def home():
    return make_home(title="Our program")


def show(client, *body) -> str:
    """The HTML of a page with these blocks."""
    response = client.get(make_page(StandardPage, title="A page", body=list(body)).url)
    assert response.status_code == 200
    return response.content.decode()


def tree_of(markup: str):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)


def text_of(node) -> str:
    return " ".join("".join(node.itertext()).split())


def find(tree, tag: str, **attributes) -> list:
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [
        node
        for node in tree.iter(tag)
        if all(node.get(name) == value for name, value in names.items())
    ]


# -- All of them ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NEW_BLOCKS)
def test_editors_are_offered_the_block_on_every_page_with_a_body(name):
    owners = {model for model, block, _ in own_stream_blocks() if block == "prose"}
    assert len(owners) > 8
    assert owners == {model for model, block, _ in own_stream_blocks() if block == name}


# What an example shows of the site itself: block → texts that stand in its preview.
EXAMPLES = {
    "cards": ["At the sea", "At the border"],
    "image": ["Photo: a neighbor"],
    "gallery": ["Photo: a neighbor"],
    "downloads": ["Sheet to sign"],
    "initiatives": ["At the sea", "At the border"],
    "networks": ["An alliance"],
    "updates": ["A session ends"],
    "day": ["Plan your day"],
    "call_to_sign": ["Add your name"],
}


@lasting
def site_with_examples(home):
    """One page of each type that an example may show, a picture and a file."""
    for title in ("At the sea", "At the border"):
        make_page(apps.get_model("initiatives.InitiativePage"), title=title, print_art="border")
    make_page(apps.get_model("initiatives.NetworkPage"), title="An alliance")
    make_page(apps.get_model("initiatives.PolicyUpdatePage"), title="A session ends")
    make_page(apps.get_model("resources.MigrantsDayPage"))
    make_page(apps.get_model("campaigns.CallPage"))
    make_page(StandardPage, title="A draft", live=False)
    make_image(900, 600, credit="Photo: a neighbor")
    make_document(title="Sheet to sign")


def preview(admin_client, block) -> str:
    """The page that editors see of a block before they choose it."""
    address = reverse("wagtailadmin_block_preview")
    response = admin_client.get(address, {"id": block.definition_prefix})
    assert response.status_code == 200
    return response.content.decode()


def test_every_block_is_previewed_in_the_dress_of_the_site(admin_client, site_with_examples):
    for name, block in (BLOCKS | HOME).items():
        content = preview(admin_client, block)
        assert "css/site.css" in content
        styles = getattr(block.meta, "styles", None)
        assert ("css/blocks.css" in content) == (styles is not None), name
        assert find_unstyled(content) == set(), name
        shown = text_of(tree_of(content).find("body"))
        assert all(example in shown for example in EXAMPLES.get(name, [])), (name, shown)
        assert shown and "A draft" not in shown, name


def test_blocks_are_previewed_before_there_is_anything_to_show(admin_client):
    for name in EXAMPLES:
        preview(admin_client, (BLOCKS | HOME)[name])


@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_block_draws_nothing_inline_and_loads_nothing_from_elsewhere(name, client):
    markup = show(client, (name, BLOCKS[name].get_preview_value()))
    assert " style=" not in markup
    assert not re.search(r"<(iframe|embed|object|video|audio)\b", markup)
    for value in re.findall(r'\s(?:src|srcset|data)="([^"]*)"', markup):
        assert value.startswith("/")


def test_rare_blocks_bring_their_sheet_and_other_pages_do_without(client):
    assert "css/blocks.css" not in show(client, ("prose", "<p>Words.</p>"))
    chart = ("chart", BLOCKS["chart"].get_preview_value())
    assert show(client, chart, chart).count("css/blocks.css") == 1


@pytest.mark.parametrize(
    ("page_type", "field", "offered"),
    [("campaigns.CallPage", "body", BLOCKS), ("nnirr_site.HomePage", "sections", HOME)],
)
def test_page_with_a_sheet_of_its_own_brings_the_looks_of_any_block(
    page_type, field, offered, client, site_with_examples
):
    page = apps.get_model(page_type).objects.live().first()
    for name, block in offered.items():
        setattr(page, field, [(name, block.get_preview_value())])
        page.save_revision().publish()
        html = client.get(page.url).content.decode()
        assert find_unstyled(html) == set(), name
        knows = name in page.sheet_blocks
        assert ("css/interior.css" in html) != knows and page.sheet in html, name


# -- Sections ---------------------------------------------------------------------------------


def headings(*texts) -> list:
    return [("heading", {"text": text, "anchor": ""}) for text in texts]


def test_long_page_lists_its_sections_and_every_link_finds_one(client):
    body = [
        *headings("One", "Dos años", "الثالث"),
        ("steps", {"heading": "Four", "items": []}),
        ("call_to_sign", {"heading": "Sign", "text": "", "page": None}),
        ("cards", {"heading": "Read on", "pages": []}),
    ]
    tree = tree_of(show(client, *body))
    (contents,) = find(tree, "nav", aria_label="On this page")
    links = [(text_of(link), link.get("href")) for link in contents.iter("a")]
    assert [text for text, _ in links] == ["One", "Dos años", "الثالث", "Four"]
    ids = {node.get("id") for node in tree.iter() if node.get("id")}
    assert {address.removeprefix("#") for _, address in links} <= ids


def test_short_page_has_no_list_of_sections(client):
    assert "On this page" not in show(client, *headings("One", "Two", "Three"))


def test_headings_with_the_same_words_get_addresses_of_their_own(client):
    body = [
        *headings("Facts", "Facts", "Main", "!!!"),
        ("facts", {"heading": "Facts", "items": []}),
        ("heading", {"text": "Other", "anchor": "facts"}),
    ]
    tree = tree_of(show(client, *body))
    ids = [node.get("id") for node in tree.find("body").iter("h2") if node.get("id")]
    ids = [name for name in ids if not name.startswith(("foot", "call"))]
    assert ids == ["facts", "facts-2", "main-2", "section", "facts-3", "facts-4"]
    (contents,) = find(tree, "nav", aria_label="On this page")
    assert [link.get("href") for link in contents.iter("a")] == [f"#{name}" for name in ids]


# -- Notes ------------------------------------------------------------------------------------


def notes(*texts):
    return ("footnotes", {"items": [f"<p>{text}</p>" for text in texts]})


def test_mark_leads_to_its_note_and_the_note_back_to_its_first_mention(client):
    tree = tree_of(
        show(
            client,
            ("prose", "<p>First.[^1] Second.[^2]</p>"),
            ("prose", "<p>First again.[^1]</p>"),
            notes("Source one", "Source two"),
        )
    )
    marks = find(tree, "a", role="doc-noteref")
    assert [mark.get("href") for mark in marks] == ["#note-1", "#note-2", "#note-1"]
    assert [mark.get("id") for mark in marks] == ["mention-1", "mention-2", None]
    assert [text_of(mark) for mark in marks] == ["Note 1", "Note 2", "Note 1"]
    assert [text_of(item)[:10] for item in find(tree, "li", id="note-1")] == ["Source one"]
    backs = find(tree, "a", role="doc-backlink")
    assert [back.get("href") for back in backs] == ["#mention-1", "#mention-2"]


def test_note_that_no_text_mentions_leads_nowhere(client):
    tree = tree_of(show(client, ("prose", "<p>Words.[^2]</p>"), notes("One", "Two")))
    backs = find(tree, "a", role="doc-backlink")
    assert [back.get("href") for back in backs] == ["#mention-2"]


def test_mark_without_a_note_is_left_out(client):
    markup = show(client, ("prose", "<p>Words[^3], [^0]more[^x].</p>"), notes("One"))
    assert "Words, more[^x]." in markup
    assert "[^3]" not in show(client, ("prose", "<p>Words[^3].</p>"))


def test_editors_see_a_mark_without_a_note_in_the_preview(admin_client):
    from nnirr_site.text import live_figures

    token = live_figures._is_in_admin.set(True)
    try:
        page = make_page(StandardPage, body=[("prose", "<p>Words[^3].</p>")])
        assert "Words[^3]." in page.make_preview_request().render().content.decode()
    finally:
        live_figures._is_in_admin.reset(token)


def test_second_block_of_notes_counts_on(client):
    tree = tree_of(show(client, ("prose", "<p>A.[^3]</p>"), notes("One", "Two"), notes("Three")))
    assert len(find(tree, "li", id="note-3")) == 1
    starts = [node.get("start") for node in find(tree, "ol", class_="notes__list")]
    assert starts == ["1", "3"]


def test_note_may_hold_nothing_that_breaks_the_page(client):
    markup = show(client, ("prose", "<p>&lt;b&gt;[^1] 1 &amp; 2</p>"), notes("A &amp; B"))
    assert "&lt;b&gt;<sup" in markup
    tree_of(markup)


def test_marks_are_not_found_by_the_search(client):
    page = make_page(StandardPage, body=[("prose", "<p>Zanzibar[^1] treaty.</p>"), notes("One")])
    assert "Zanzibar treaty." in page.search_text()
    assert "[^1]" not in client.get("/search/", {"q": "zanzibar"}).content.decode()


# -- Chart ------------------------------------------------------------------------------------


def chart(*rows, **fields):
    values = {
        "title": "People by region",
        "unit": "million people",
        "label_heading": "Region",
        "rows": [{"label": label, "value": value} for label, value in rows],
        "source_label": "UN DESA",
        "source_url": "https://example.org/data",
        "as_of": datetime.date(2024, 7, 1),
    }
    return ("chart", values | fields)


def test_chart_is_drawn_to_scale_and_told_in_words_and_as_a_table(client):
    tree = tree_of(show(client, chart(("Asia", Decimal("92.5")), ("Oceania", Decimal("9.25")))))
    (plot,) = find(tree, "div", role="img")
    assert plot.get("aria-label") == "Bar chart. Asia: 92.5; Oceania: 9.25."
    assert [bar.get("width") for bar in plot.iter(SVG_RECT)] == ["100.00%", "10.00%"]
    (table,) = tree.iter("table")
    assert [text_of(cell) for cell in table.iter("th")] == [
        *("Region", "million people", "Asia", "Oceania")
    ]
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row", "row"]
    assert [text_of(cell) for cell in table.iter("td")] == ["92.5", "9.25"]
    assert "(as of July 1, 2024)" in text_of(tree.find("body"))
    assert find(tree, "a", href="https://example.org/data")


def test_chart_of_zeros_has_no_bars_and_no_error(client):
    markup = show(client, chart(("A", Decimal(0)), ("B", Decimal(0))))
    assert markup.count('width="0%"') == 2


def test_chart_leaves_out_rows_that_are_not_finished(client):
    markup = show(client, chart(("A", Decimal(3)), ("B", None)))
    assert "Bar chart. A: 3." in markup


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [
        ("1234567.50", "1,234,567.5", "1,234,567.5"),
        ("304", "304", "304"),
        ("0.05", "0.05", "0.05"),
        ("1E+3", "1,000", "1,000"),
    ],
)
def test_numbers_are_written_as_readers_of_the_language_do(value, english, spanish):
    assert write_number(Decimal(value)) == english
    with translation.override("es"):
        assert write_number(Decimal(value)) == spanish


@pytest.mark.parametrize("value", ["-1", "1e16", "NaN", "Infinity"])
def test_chart_refuses_values_that_no_bar_can_show(value):
    block = BLOCKS["chart"].child_blocks["rows"].child_block.child_blocks["value"]
    with pytest.raises(ValidationError):
        block.clean(block.value_from_datadict({"v": value}, {}, "v"))


# -- Table ------------------------------------------------------------------------------------


def table(**fields):
    values = {
        "table": {
            "caption": "Two treaties",
            "columns": [
                {"type": "text", "heading": "Name"},
                {"type": "number", "heading": "Articles"},
                {"type": "rich_text", "heading": "More"},
            ],
            "rows": [
                {"values": ["The <Convention>", 1093, "<p>See <b>this</b></p>"]},
                {"values": ["Other", None, ""]},
            ],
        },
        "has_row_headings": True,
        "source_label": "UN",
        "source_url": "",
    }
    return BLOCKS["table"].to_python(values | fields)


def test_table_names_itself_its_columns_and_its_rows(client):
    tree = tree_of(show(client, ("table", table())))
    (node,) = tree.iter("table")
    assert text_of(next(node.iter("caption"))) == "Two treaties"
    scopes = [(text_of(cell), cell.get("scope")) for cell in node.iter("th")]
    assert scopes == [
        *(("Name", "col"), ("Articles", "col"), ("More", "col")),
        *(("The <Convention>", "row"), ("Other", "row")),
    ]
    assert [text_of(cell) for cell in node.iter("td")] == ["1,093", "See this", "", ""]
    (frame,) = find(tree, "div", role="region")
    assert (frame.get("tabindex"), frame.get("aria-label")) == ("0", "Two treaties")


def test_table_without_row_headings_has_none(client):
    tree = tree_of(show(client, ("table", table(has_row_headings=False))))
    assert {cell.get("scope") for cell in tree.iter("th")} == {"col"}


@pytest.mark.parametrize(
    ("part", "value", "reason"),
    [
        ("caption", " ", "caption"),
        ("rows", [], "at least one column and one row"),
        ("columns", [], "at least one column and one row"),
    ],
)
def test_table_that_helps_nobody_is_refused_but_may_be_a_draft(part, value, reason):
    block = BLOCKS["table"]
    good = block.get_prep_value(table())
    block.clean(block.to_python(good))
    bad = block.to_python(good | {"table": good["table"] | {part: value, "rows": []}})
    if part == "caption":
        bad = block.to_python(good | {"table": good["table"] | {"caption": value}})
    with pytest.raises(ValidationError) as refused:
        block.clean(bad)
    assert reason in str(refused.value.block_errors["table"])
    block.clean_deferred(bad)


def test_table_column_without_a_heading_is_refused():
    block = BLOCKS["table"]
    value = table()
    value["table"].columns[1]["heading"] = ""
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert "heading" in str(refused.value.block_errors["table"])


# -- Recordings -------------------------------------------------------------------------------


def recording(**fields):
    values = {
        "title": "A hearing",
        "kind": "video",
        "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ&si=who_sent_you&list=x",
        "length": "12 minutes",
        "language": "es",
        "note": "With captions",
        "image": None,
        "transcript": "<p>She said yes.</p>",
    }
    return ("embed", values | fields)


def test_recording_is_a_link_that_says_where_it_leads(client):
    tree = tree_of(show(client, recording()))
    address = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    (link,) = find(tree, "a", href=address)
    assert text_of(link) == "A hearing"
    assert link.get("rel") == "noreferrer"
    text = text_of(tree.find("body"))
    for part in ("Video", "12 minutes", "Español", "With captions", "Opens on youtube.com"):
        assert part in text
    assert "She said yes." in text_of(next(tree.iter("details")))


def test_recording_on_a_host_that_left_the_list_is_no_link(client):
    markup = show(client, recording(url="https://video.example.org/1"))
    assert "A hearing" in markup
    assert "video.example.org" not in markup


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("https://youtu.be/aqz-KE-bpKQ?si=x&t=90", "v=aqz-KE-bpKQ&t=90"),
        ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ", "v=aqz-KE-bpKQ"),
        ("https://m.youtube.com/watch?v=aqz-KE-bpKQ&t=1m30s", "v=aqz-KE-bpKQ&t=1m30s"),
        ("https://www.youtube.com/shorts/aqz-KE-bpKQ", "v=aqz-KE-bpKQ"),
        ("https://www.youtube.com/live/aqz-KE-bpKQ?t=%3Cb%3E", "v=aqz-KE-bpKQ"),
    ],
)
def test_every_form_of_a_youtube_address_opens_the_same_page(given, opened):
    assert public_url(given) == f"https://www.youtube.com/watch?{opened}"


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/76979871",
        "https://archive.org/details/example",
        "https://webtv.un.org/en/asset/k1/k1",
        "https://soundcloud.com/somebody/something",
        "https://www.youtube.com/@nnirr",
    ],
)
def test_addresses_of_known_hosts_are_kept_as_they_are(address):
    validate_media_url(address)
    assert public_url(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "http://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
        "https://notyoutube.com/watch?v=aqz-KE-bpKQ",
        "https://youtube.com@evil.example/",
        "https://me:secret@youtube.com/",
        "https://youtube.com:8443/",
        "https://[youtube.com/",
        "javascript://youtube.com/%0aalert(1)",
        "//youtube.com/x",
        "https://evil.example/?youtube.com",
        "",
    ],
)
def test_any_other_address_is_refused_with_the_list_of_hosts(address):
    assert find_host(address) is None
    assert public_url(address) == ""
    with pytest.raises(ValidationError) as refused:
        validate_media_url(address)
    assert "YouTube (youtube.com), Vimeo" in refused.value.messages[0]


# -- Gallery ----------------------------------------------------------------------------------


def test_gallery_shows_captions_credits_and_words_for_pictures_that_say_something(client):
    told, silent = make_image(900, 600, credit="Photo: Ana, 2026"), make_image(900, 600)
    value = {
        "heading": "A day",
        "images": [
            {
                "image": {"image": told.pk, "decorative": False, "alt_text": "Two women march"},
                "caption": "On Broadway",
            },
            {
                "image": {"image": silent.pk, "decorative": True, "alt_text": "ignored"},
                "caption": "",
            },
        ],
    }
    tree = tree_of(show(client, ("gallery", BLOCKS["gallery"].to_python(value))))
    (gallery,) = find(tree, "ul", class_="gallery")
    pictures = list(gallery.iter("img"))
    assert [picture.get("alt") for picture in pictures] == ["Two women march", ""]
    assert all(picture.get("width") and picture.get("height") for picture in pictures)
    assert pictures[1].get("loading") == "lazy"
    assert [text_of(node) for node in gallery.iter("figcaption")] == [
        "On Broadway Photo: Ana, 2026"
    ]


def test_gallery_asks_for_words_or_for_the_word_decorative():
    block = BLOCKS["gallery"]
    image = {"image": make_image(900, 600).pk, "decorative": False, "alt_text": ""}
    value = block.to_python({"heading": "", "images": [{"image": image, "caption": ""}] * 2})
    with pytest.raises(ValidationError):
        block.clean(value)


# -- Checklist --------------------------------------------------------------------------------


def test_checklist_is_a_list_to_tick_off(client):
    value = {"heading": "Bring", "items": ["Pens & tape", "Posters"]}
    tree = tree_of(show(client, ("checklist", value)))
    (node,) = find(tree, "ul", class_="checklist")
    assert [text_of(item) for item in node.iter("li")] == ["Pens & tape", "Posters"]


# -- What was stored before a block had all its fields -------------------------------------------


def without_texts(block, stored):
    """The stored form of an example, with every text that stands in a struct taken out."""
    children = getattr(block, "child_blocks", None)
    if isinstance(stored, dict) and children:
        return {
            name: without_texts(children[name], value)
            for name, value in stored.items()
            if name in children and not isinstance(value, str)
        }
    if isinstance(stored, list) and hasattr(block, "child_block"):
        return [
            item | {"value": without_texts(block.child_block, item["value"])} for item in stored
        ]
    return stored


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(BLOCKS | HOME))
def test_text_that_a_stored_block_lacks_is_shown_as_nothing(name, site_with_examples):
    block = (BLOCKS | HOME)[name]
    stored = without_texts(block, block.get_prep_value(block.get_preview_value()))
    forms = [stored]
    if isinstance(stored, dict):
        texts = [name for name in block.child_blocks if name not in stored]
        forms += [{}, stored | dict.fromkeys(texts)]
    for value in [*map(block.to_python, forms), *block.bulk_to_python(forms)]:
        assert "None" not in block.render(value, {"page": None}), value
