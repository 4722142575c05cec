"""What holds for every page type, whatever it is for."""

import re

import html5lib
import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.models import Page

from nnirr_site.blocks.streams import BODY_BLOCKS, HOME_BLOCKS
from nnirr_site.checks import own_page_models, own_stream_blocks
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db

LABELS = sorted(model._meta.label for model in own_page_models())


def parse(markup: str):
    """The document as a tree; raises on anything that is not valid HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)


def texts(tree, tag: str) -> list[str]:
    return [" ".join("".join(node.itertext()).split()) for node in tree.iter(tag)]


@pytest.fixture
def home():
    return make_home(title="Our program", headline="")


@pytest.mark.parametrize("label", LABELS)
def test_page_renders_with_its_title_as_the_only_h1(label, client, home):
    page = make_page(apps.get_model(label))
    response = client.get(page.url)
    assert response.status_code == 200
    tree = parse(response.content.decode())
    assert texts(tree, "h1") == [page.title]
    assert page.title in texts(tree, "title")[0]


@pytest.mark.parametrize("label", LABELS)
def test_page_is_the_same_for_everybody(label, client, home):
    response = client.get(make_page(apps.get_model(label)).url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "public" in response["Cache-Control"]
    assert response["ETag"]


@pytest.mark.parametrize("label", LABELS)
def test_half_empty_draft_can_be_previewed_in_every_mode(label, home):
    page = make_page(apps.get_model(label), live=False)
    for mode, _name in page.preview_modes:
        response = page.make_preview_request(preview_mode=mode)
        assert response.status_code == 200


@pytest.mark.parametrize("label", LABELS)
def test_every_block_renders_in_the_streams_that_offer_it(label, client, home):
    """All blocks of all streams at once, with the values that editors see as examples."""
    model = apps.get_model(label)
    values = {}
    for owner, name, block in own_stream_blocks():
        if owner is model:
            field = next(
                field.name
                for field in model._meta.get_fields()
                if getattr(field, "stream_block", None)
                and field.stream_block.child_blocks.get(name) is block
            )
            values.setdefault(field, []).append((name, block.get_preview_value()))
    page = make_page(model, **values)
    response = client.get(page.url)
    assert response.status_code == 200
    parse(response.content.decode())


@pytest.mark.parametrize("label", LABELS)
def test_every_block_survives_being_empty(label, client, home):
    """Editors save drafts with blocks that they have only just added."""
    model = apps.get_model(label)
    fields = [field for field in model._meta.get_fields() if hasattr(field, "stream_block")]
    values = {
        field.name: [
            (name, block.get_default()) for name, block in field.stream_block.child_blocks.items()
        ]
        for field in fields
    }
    page = make_page(model, **values)
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("label", LABELS)
def test_page_type_stands_only_where_it_may(label):
    model = apps.get_model(label)
    allowed = {parent for parent in model.allowed_parent_page_models() if parent is not Page}
    named = {apps.get_model(name) for name in model.parent_page_types} - {Page}
    assert allowed == named


@pytest.mark.parametrize("label", LABELS)
def test_every_page_type_can_be_found_by_its_lead(label, client, home):
    page = make_page(apps.get_model(label), lead="An unmistakable zanzibar of a sentence.")
    call_command("rebuild_references_index", verbosity=0)
    response = client.get("/search/", {"q": "zanzibar"})
    assert page.title in response.content.decode()


@pytest.mark.parametrize("label", LABELS)
def test_print_and_color_that_editors_choose_are_shown(label, client, home):
    model = apps.get_model(label)
    offered = set(model.get_edit_handler().get_form_class().base_fields)
    page = make_page(model, print_art="thanks", band="gold")
    content = client.get(page.url).content.decode()
    assert ("art/thanks.svg" in content) == ("print_art" in offered)
    if "band" in offered:
        assert re.search(r'class="top band gold\b', content)


def test_every_page_type_without_a_picture_of_its_own_may_have_a_print():
    without = {
        label
        for label in LABELS
        if "print_art" not in apps.get_model(label).get_edit_handler().get_form_class().base_fields
    }
    assert without == {
        "nnirr_site.HomePage",
        "initiatives.NetworkPage",
        "initiatives.TrackerPage",
        "resources.ResourcePage",
    }


LONG_READS = [
    "initiatives.InitiativePage",
    "initiatives.NetworkPage",
    "initiatives.PolicyUpdatePage",
    "nnirr_site.StandardPage",
    "resources.MigrantsDayEventPage",
    "resources.MigrantsDayYearPage",
    "resources.ResourcePage",
]


@pytest.mark.parametrize("label", LONG_READS)
def test_long_text_says_how_long_it_takes_and_what_is_in_it(label, client, home):
    sections = [("heading", {"text": f"Section {number}", "anchor": ""}) for number in range(1, 5)]
    words = ("prose", f"<p>{'Rights travel with people. ' * 300}</p>")
    long_read = make_page(apps.get_model(label), body=[*sections, words], reviewed_on="2026-03-01")
    content = client.get(long_read.url).content.decode()
    (contents,) = [
        node for node in parse(content).iter("nav") if node.get("aria-label") == "On this page"
    ]
    assert texts(contents, "a") == [f"Section {number}" for number in range(1, 5)]
    assert "minutes to read" in content
    assert "Last reviewed" in content


def test_house_rules_hold_as_system_checks():
    call_command("check", fail_level="WARNING")


def test_all_blocks_of_all_streams_are_checked():
    names = {name for _model, name, _block in own_stream_blocks()}
    assert {name for name, _block in [*BODY_BLOCKS, *HOME_BLOCKS]} <= names


def test_page_for_members_only_is_kept_out_of_the_cache(client, home, django_user_model):
    from wagtail.models import PageViewRestriction

    page = make_page(apps.get_model("nnirr_site.StandardPage"), parent=home)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    user = django_user_model.objects.create_superuser("staff", "staff@example.org", "x" * 12)
    client.force_login(user)
    response = client.get(page.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
