"""What editors met on their screens: pictures, notes, files, icons, settings that do nothing."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail import hooks
from wagtail.blocks import BaseStreamBlock, ListBlock
from wagtail.blocks.struct_block import BaseStructBlock

from nnirr_site.checks import own_page_models, own_stream_blocks
from nnirr_site.models import SiteImage, StandardPage
from nnirr_site.templatetags.picture_tags import focal_tenth
from resources.models import ResourceLibraryPage, ResourcePage
from tests.factories import make_document, make_home, make_page

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
ICON = re.compile(r"""(?:\bicon|icon_name|menu_icon|header_icon"?)\s*[=:]\s*"([a-z][a-z-]+)\"""")


def make_image(size: tuple[int, int], focus: dict) -> SiteImage:
    content = BytesIO()
    Image.new("RGB", size, "teal").save(content, "JPEG")
    file = SimpleUploadedFile("p.jpg", content.getvalue(), "image/jpeg")
    names = {f"focal_point_{name}": value for name, value in focus.items()}
    return SiteImage.objects.create(title="P", file=file, **names)


# -- Gallery ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "focus", "tenth"),
    [
        ((600, 900), {}, 5),
        ((600, 900), {"x": 300, "y": 60, "width": 80, "height": 80}, 0),
        ((600, 900), {"x": 300, "y": 860, "width": 80, "height": 80}, 10),
        ((1200, 400), {"x": 450, "y": 200, "width": 80, "height": 80}, 2),
        ((900, 600), {"x": 10, "y": 10, "width": 10, "height": 10}, 5),  # nothing is cut away
    ],
)
def test_gallery_cuts_a_picture_around_its_focal_point(client, size, focus, tenth):
    image = make_image(size, focus)
    assert focal_tenth(image) == tenth
    make_home()
    row = {"image": image, "caption": ""}
    image.contextual_alt_text, image.decorative = "", True
    gallery = ("gallery", {"heading": "", "images": [row, row]})
    page = make_page(StandardPage, body=[gallery])
    text = client.get(page.url).content.decode()
    assert (f"gallery__image--at-{tenth}" in text) == (tenth != 5)
    sheet = (ROOT / "static/css/blocks/gallery.css").read_text()
    place = f"{tenth * 10}%"
    rule = f"--at-{tenth} {{\n  object-position: {place} {place};"
    assert tenth == 5 or rule in sheet


# -- Notes ------------------------------------------------------------------------------------


def body_fields(blocks: list[tuple[str, object]]) -> dict:
    fields = {"body-count": str(len(blocks))}
    for number, (name, value) in enumerate(blocks):
        prefix = f"body-{number}"
        fields |= {f"{prefix}-type": name, f"{prefix}-order": str(number), f"{prefix}-deleted": ""}
        fields |= {f"{prefix}-value-{key}": text for key, text in value.items()}
    return fields


def post(client, page, more: dict, **headers):
    fields = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "band": "leaf",
        "print_art": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "body-count": "0",
    }
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, fields | more, follow=True, **headers)


def test_mark_of_a_note_outside_of_texts_is_warned_of(admin_client):
    make_home()
    page = make_page(StandardPage, title="Notes")
    quote = {"text": "Born free.[^1]", "source": "UDHR", "source_url": ""}
    heading = {"text": "What it says", "anchor": ""}
    told = post(admin_client, page, body_fields([("heading", heading)])).content.decode()
    assert "leads to no note" not in told
    told = post(admin_client, page, body_fields([("quote", quote)])).content.decode()
    assert "[^1] leads to no note" in told


def test_autosave_heaps_no_warnings_for_later(admin_client):
    make_home()
    page = make_page(StandardPage, title="Notes")
    pull = {"text": "Born free.[^1] Of [[no_such_figure]]."}
    for _time in range(3):
        saved = post(
            admin_client, page, body_fields([("pull", pull)]), HTTP_ACCEPT="application/json"
        )
        assert saved.json()["success"]
    told = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "leads to no note" not in told
    assert "no figure called" not in told


# -- Downloads --------------------------------------------------------------------------------


def download_fields(**row) -> dict:
    fields = {
        "downloads-TOTAL_FORMS": "1",
        "downloads-INITIAL_FORMS": "0",
        "related_pages-TOTAL_FORMS": "0",
        "related_pages-INITIAL_FORMS": "0",
        "resource_type": "report",
        "topics": "",
    }
    row = {"title": "", "language": "", "document": "", "external_url": "", **row}
    return fields | {f"downloads-0-{name}": value for name, value in row.items()}


@pytest.fixture
def resource():
    make_home()
    return make_page(ResourcePage, parent=make_page(ResourceLibraryPage), title="Toolkit")


def test_language_of_a_file_is_what_was_read_from_it(admin_client, resource):
    document = make_document(title="Hoja", language="es")
    row = download_fields(title="Hoja", document=document.pk)
    post(admin_client, resource, row | {"action-publish": "1"})
    found = ResourcePage.objects.get(pk=resource.pk).downloads.get()
    assert found.language == "es"
    assert "Español" in admin_client.get(resource.url).content.decode()


def test_language_that_nobody_knows_is_asked_for_at_publication(admin_client, resource):
    row = download_fields(title="Sheet", document=make_document(language="").pk)
    told = post(admin_client, resource, row | {"action-publish": "1"}).content.decode()
    assert "Say which language it is in" in told
    post(admin_client, resource, row | {"action-publish": "1", "downloads-0-language": "vi"})
    assert ResourcePage.objects.get(pk=resource.pk).downloads.get().language == "vi"


def test_half_filled_row_is_saved_as_a_draft_and_refused_at_publication(admin_client, resource):
    row = download_fields(title="Still to come")
    saved = post(admin_client, resource, row, HTTP_ACCEPT="application/json").json()
    assert saved["success"], saved
    draft = ResourcePage.objects.get(pk=resource.pk).get_latest_revision_as_object()
    assert [download.title for download in draft.downloads.all()] == ["Still to come"]
    told = post(admin_client, resource, row | {"action-publish": "1"}).content.decode()
    assert "Choose a file or give a web address" in told


# -- Long texts -------------------------------------------------------------------------------


def test_531_kilobytes_of_text_are_saved(admin_client):
    make_home()
    page = make_page(StandardPage, title="Long")
    long_text = "word " * 106_200
    answer = post(admin_client, page, {"search_description": long_text})
    assert answer.status_code == 200
    page = StandardPage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().search_description == long_text.strip()


def test_what_is_too_long_even_for_staff_is_told_with_a_sentence(admin_client):
    make_home()
    page = make_page(StandardPage, title="Long")
    answer = post(admin_client, page, {"search_description": "x" * 2_700_000})
    assert answer.status_code == 413
    assert "2.5 MB" in answer.content.decode()


# -- Lost logins ------------------------------------------------------------------------------


def test_autosave_after_a_lost_login_is_told_why(client):
    make_home()
    page = make_page(StandardPage, title="Long")
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {}, HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 403
    assert answer.json()["error_code"] == "locked"  # Wagtail's editor shows the words of this one
    assert "signed out" in answer.json()["error_message"]


# -- Promises of the screens ------------------------------------------------------------------


def test_no_page_offers_to_be_shown_in_menus_that_nobody_makes(admin_client):
    make_home()
    for model in own_page_models():
        handler = model.get_edit_handler()
        assert "show_in_menus" not in handler.get_form_class().base_fields, model
        assert "slug" in handler.get_form_class().base_fields, model


def all_blocks(block):
    yield block
    if isinstance(block, (BaseStructBlock, BaseStreamBlock)):
        for child in block.child_blocks.values():
            yield from all_blocks(child)
    elif isinstance(block, ListBlock):
        yield from all_blocks(block.child_block)


def test_every_icon_that_the_admin_names_is_drawn():
    known = set()
    for register in hooks.get_hooks("register_icons"):
        known |= {Path(path).stem for path in register([])}
    used = {
        (inner.meta.icon, type(inner).__name__)
        for _model, _name, block in own_stream_blocks()
        for inner in all_blocks(block)
    }
    for app in ("nnirr_site", "initiatives", "resources", "campaigns"):
        for path in (ROOT / app).rglob("*.py"):
            if "admin" in path.parts or path.name == "wagtail_hooks.py":
                used |= {(name, path.name) for name in ICON.findall(path.read_text())}
    assert len(used) > 30
    assert not [pair for pair in used if pair[0] not in known]
