"""Files of the starter content are read strictly: a mistake is named with its file and line."""

import shutil
from copy import copy

import pytest

from nnirr_site.starter.loader import CONTENT, ContentError, Ref, Texts, compose, read_content
from nnirr_site.starter.writer import translation_key

ENGLISH, SPANISH = (texts for texts in read_content() if texts.is_read)
PAGE = """\
type: nnirr_site.StandardPage
title: "People: a page"
lead: A lead.
search_description: A description.
body:
"""


def read(tmp_path, text, texts=ENGLISH, key="about"):
    """The page that a file with this text describes."""
    path = tmp_path / "about.yaml"
    path.write_text(text, encoding="utf-8")
    reader = copy(texts)
    reader.nodes = {}
    return reader.read_page(key, compose(path))


def body_of(tmp_path, *lines):
    """The body of a page whose file has these lines under `body`, from its sixth line on."""
    return read(tmp_path, PAGE + "".join(f"  {line}\n" for line in lines)).fields["body"]


@pytest.mark.parametrize(
    ("line", "number", "said"),
    [
        ("- prse: Words.", 6, "“prse” is unknown here; there is accordion,"),
        ("- heading: {text: Words, anchr: here}", 6, "“anchr” is unknown here; there is anchor, t"),
        ("- heading: {text: One, text: Two}", 6, "“text” is given twice"),
        ("- prose: \"[there](page:initiative)\"", 6, "no page “initiative”"),
        ("- prose: \"[there](initiatives)\"", 6, "link to “initiatives”: a page is named as page:"),
        ("- prose: Words <b>in HTML</b>", 6, "“<b” is HTML"),
        ('- prose: "## Large"', 6, "a small heading inside a text begins with ###"),
        ("- cards: {pages: [nowhere]}", 6, "no page “nowhere”"),
        ("- sources: [un-day, un-dya]", 6, "there is no source “un-dya”"),
        ("- links: {items: [{source: nowhere}]}", 6, "no source “nowhere”"),
        ("- facts: {items: [{label: A, value: B, big: maybe}]}", 6, "“maybe”: yes or no"),
        ("- timeline: {entries: [{date: 2025-13-01, title: A}]}", 6, "“2025-13-01”: a date"),
        ("- note: {kind: shout, text: A}", 6, "there is no choice “shout”; there is note, ok"),
        ("- steps: Words", 6, "“name: value” is expected here"),
        ("- prose: Words: more words", 6, "mapping values are not allowed"),
        ("- Words", 6, "“name: value” is expected here"),
        ("  - prose: [Words]", 6, "text is expected here"),
    ],
)  # fmt: skip
def test_mistake_in_a_block_is_named_with_file_and_line(line, number, said, tmp_path):
    with pytest.raises(ContentError) as error:
        body_of(tmp_path, line)
    assert f"about.yaml, line {number}: " in str(error.value)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PAGE.replace("StandardPage", "StandardPgae"), "line 1: there is no type of page"),
        (PAGE.replace("nnirr_site.StandardPage", "nnirr_site.Topic"), "line 1: there is no type"),
        (PAGE.replace("lead:", "led:").replace("body:\n", ""), "“lead” is missing"),
        (PAGE.replace("body:", "share_image: 3"), "line 5: “share_image” is unknown here"),
        (PAGE.replace("body:", "path: '0001'"), "line 5: “path” is unknown here"),
        (
            PAGE.replace("body:", "band: mauve"),
            "line 5: there is no choice “mauve”; there is gold,",
        ),
        (PAGE.replace("body:", "topics: [work, wrok]"), "line 5: there is no topic “wrok”"),
        (PAGE.replace("body:", "body: Words"), "line 5: a list is expected here"),
        ("", "the file is empty"),
        ("- a list\n", "“name: value” is expected here"),
    ],
)
def test_mistake_in_a_page_is_named(text, said, tmp_path):
    with pytest.raises(ContentError, match=r"about\.yaml") as error:
        read(tmp_path, text)
    assert said in str(error.value)


def test_translation_takes_from_the_original_what_it_leaves_out(tmp_path):
    original = {text.key: text for text in ENGLISH.pages}["networks/global-coalition-on-migration"]
    page = read(
        tmp_path,
        "slug: coalicion\ntitle: T\nlead: L\nsearch_description: D\nregion: Todo el mundo\n",
        SPANISH,
        original.key,
    )
    assert (page.slug, page.title, page.fields["region"]) == ("coalicion", "T", "Todo el mundo")
    assert page.fields["acronym"] == original.fields["acronym"] == "GCM"
    assert page.model == original.model
    with pytest.raises(ContentError, match="line 2: “type” is given in en alone"):
        read(tmp_path, "title: T\ntype: nnirr_site.HomePage\n", SPANISH, "about")
    with pytest.raises(ContentError, match="“lead” is missing"):
        read(tmp_path, "title: T\nsearch_description: D\n", SPANISH, "about")


def test_markdown_becomes_the_html_that_wagtail_keeps(tmp_path):
    ((name, html),) = body_of(
        tmp_path,
        "- prose: |",
        "    **Bold** and *light* words in",
        '    two lines, & “quotes” and "quotes" [^1], [[states_parties]].',
        "",
        "    - [a page](page:home)",
        "    - [another](/calls/what-we-keep/)",
        "",
        "    1. one",
    )
    assert name == "prose"
    assert html == (
        "<p><b>Bold</b> and <i>light</i> words in two lines, &amp; “quotes” and \"quotes\" [^1], "
        '[[states_parties]].</p><ul><li><a href="page:">a page</a></li>'
        '<li><a href="/calls/what-we-keep/">another</a></li></ul><ol><li>one</li></ol>'
    )  # fmt: skip


def test_nothing_is_guessed_from_how_a_value_looks(tmp_path):
    """YAML would read these as a boolean, a number and a date."""
    blocks = body_of(tmp_path, "- pull: no", "- pull: 1.10", "- pull: 2025-12-18")
    assert [value["text"] for _name, value in blocks] == ["no", "1.10", "2025-12-18"]


def test_named_source_gives_its_words_in_the_language_of_the_page(tmp_path):
    text = PAGE + "  - sources: [un-day]\n  - links: {items: [{source: un-day}, {page: about}]}\n"
    (_, english), (_, links) = read(tmp_path, text).fields["body"]
    assert english["items"][0]["label"] == ENGLISH.sources["un-day"]["label"]
    assert links["items"][0]["url"] == ENGLISH.sources["un-day"]["url"]
    assert links["items"][1]["page"] == Ref("about")
    spanish = read(tmp_path, text.replace("type: nnirr_site.StandardPage\n", ""), SPANISH)
    source = spanish.fields["body"][0][1]["items"][0]
    assert (
        source["label"] == SPANISH.sources["un-day"]["label"] != ENGLISH.sources["un-day"]["label"]
    )


def test_page_and_table_of_contents_have_to_agree(tmp_path):
    root = tmp_path / "content"
    shutil.copytree(CONTENT, root)
    (root / "es" / "pages" / "abuot.yaml").write_text("title: T\n")
    _english, spanish = (Texts(root / "en"), Texts(root / "es", Texts(root / "en")))
    with pytest.raises(ContentError, match=r"abuot\.yaml: the page is not named in pages\.yaml"):
        _ = spanish.pages
    (root / "en" / "pages" / "about.yaml").unlink()
    with pytest.raises(ContentError, match=r"about\.yaml: there is no such file"):
        _ = Texts(root / "en").pages
    (root / "pages.yaml").write_text("- home\n- networks/nobody\n- networks\n")
    with pytest.raises(ContentError, match=r"pages\.yaml, line 2: “networks/nobody”"):
        _ = Texts(root / "en").pages


def test_translation_keys_of_pages_never_change():
    """Installed sites know their pages by these."""
    assert str(translation_key("")) == "f852bccc-b19b-51c0-bca2-f333f1216c55"
    assert (
        str(translation_key("initiatives/human-rights-at-borders"))
        == "63488f7c-f424-5564-bae8-5d4678876d33"
    )
