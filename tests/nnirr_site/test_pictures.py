"""Photographs in several formats and widths, made at publish and shown as they are."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form

from nnirr_site.models import SiteImage, SiteRendition, StandardPage
from nnirr_site.uploads import responsive
from nnirr_site.uploads.access import is_for_all
from nnirr_site.uploads.fields import PictureFormField, is_heic
from nnirr_site.uploads.responsive import build_picture, specs_for, widths_for
from tests.factories import make_home, make_page
from tests.nnirr_site import telling
from tests.nnirr_site.head import parse
from tests.nnirr_site.photographs import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def photograph():
    return make_image(
        1600, 1200, title="Marchers", description="People march.", credit="A. N. 2024"
    )


@pytest.fixture
def page(photograph):
    block = {
        "image": {"image": photograph, "decorative": False, "alt_text": "A march in Oakland"},
        "caption": "The march.",
    }
    home = make_home()
    return make_page(StandardPage, parent=home, body=[("image", with_image(block))])


def with_image(block: dict):
    """The value as the editor's form gives it."""
    stream = StandardPage._meta.get_field("body").stream_block
    child = stream.child_blocks["image"]
    image = block["image"]
    return child.to_python(
        {
            "image": {**image, "image": image["image"].pk},
            "caption": block["caption"],
        }
    )


@pytest.fixture
def publish(settings, django_capture_on_commit_callbacks):
    settings.BACKGROUND_JOBS = "inline"

    def publish(page):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish


def picture_in(response):
    assert response.status_code == 200
    tree = parse(response.content.decode())
    (picture,) = tree.iter("picture")
    return picture


def test_publishing_makes_every_format_and_width(page, publish, photograph):
    publish(page)
    made = set(SiteRendition.objects.values_list("filter_spec", flat=True))
    assert made == {
        f"width-{width}|format-{kind}"
        for width in (480, 800, 1200)
        for kind in ("avif", "webp", "jpeg")
    }


def test_published_page_makes_nothing_in_a_request(page, publish, client, monkeypatch):
    publish(page)
    monkeypatch.setattr(SiteImage, "create_rendition", lambda *_: pytest.fail("made in a request"))
    sources = list(picture_in(client.get(page.url)).iter("source"))
    assert [source.get("type") for source in sources] == ["image/avif", "image/webp"]


def test_picture_has_all_that_a_browser_needs(page, publish, client):
    publish(page)
    picture = picture_in(client.get(page.url))
    image = picture.find("img")
    assert (image.get("width"), image.get("height")) == ("800", "600")
    assert image.get("alt") == "A march in Oakland"
    assert image.get("fetchpriority") == "high"
    assert image.get("loading") is None
    assert image.get("sizes")
    for source in [*picture.iter("source"), image]:
        assert re.findall(r" (\d+)w", source.get("srcset")) == ["480", "800", "1200"]


def test_picture_further_down_is_fetched_when_it_comes_into_view(page, client):
    page.body = [
        ("prose", "<p>First some words.</p>"),
        *((b.block_type, b.value) for b in page.body),
    ]
    page.save()
    image = picture_in(client.get(page.url)).find("img")
    assert image.get("loading") == "lazy"
    assert image.get("fetchpriority") is None


def test_files_are_what_they_say(page, publish):
    publish(page)
    for rendition in SiteRendition.objects.all():
        kind = rendition.filter_spec.split("format-")[1]
        with rendition.file.open("rb") as file, Image.open(file) as opened:
            assert opened.format.lower() == kind
            assert opened.size == (rendition.width, rendition.height)


def test_credit_stands_under_the_picture(page, client):
    tree = parse(client.get(page.url).content.decode())
    (caption,) = tree.iter("figcaption")
    assert "".join(caption.itertext()) == "The march. A. N. 2024"


def test_page_whose_sizes_are_missing_works_and_asks_for_them(page, client, monkeypatch):
    asked = []
    monkeypatch.setattr(responsive, "soon", lambda function, *arguments: asked.append(arguments))
    picture = picture_in(client.get(page.url))
    assert list(picture.iter("source")) == []
    assert picture.find("img").get("src").endswith(".jpg")
    assert list(SiteRendition.objects.values_list("filter_spec", flat=True)) == [
        "width-800|format-jpeg"
    ]
    ((image_id, specs),) = asked
    assert len(specs) == 9
    assert responsive.make_renditions(image_id, specs) == 8
    assert len(list(picture_in(client.get(page.url)).iter("source"))) == 2


def test_page_whose_file_is_lost_works_without_the_picture(page, client, photograph):
    photograph.file.storage.delete(photograph.file.name)
    response = client.get(page.url)
    assert response.status_code == 200
    assert b"<picture" not in response.content


def test_lost_file_is_no_error_when_a_page_is_published(page, publish, photograph):
    photograph.file.storage.delete(photograph.file.name)
    publish(page)
    assert SiteRendition.objects.count() == 0


def test_small_photograph_is_not_blown_up():
    small = make_image(600, 400)
    assert widths_for(small) == [480, 600]
    assert widths_for(make_image(300, 400)) == [300]
    assert [len(group) for group in specs_for(small).values()] == [2, 2, 2]
    assert build_picture(make_image(300, 400)).width == 300


def test_transparent_drawing_can_be_shown_everywhere():
    drawing = make_image(900, 900, mode="RGBA")
    assert responsive.make_renditions(drawing.pk, ("width-800|format-jpeg",)) == 1


def test_decorative_picture_has_an_empty_alternative(photograph):
    photograph.decorative = True
    assert build_picture(photograph).alt == ""


def test_sharing_picture_is_cut_around_the_focal_point(publish):
    image = make_image(1600, 1600)
    image.focal_point_x, image.focal_point_y = 800, 1500
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    page = make_page(StandardPage, parent=make_home(), share_image=image)
    publish(page)
    (rendition,) = SiteRendition.objects.all()
    assert rendition.filter_spec == "fill-1200x630|format-jpeg"
    assert rendition.focal_point_key
    with rendition.file.open("rb") as file, Image.open(file) as opened:
        # The gradient is dark above and light below: the lower part was kept.
        assert opened.convert("L").getextrema()[0] > 110


def test_nine_sizes_cost_one_query_or_none(page, publish, django_assert_num_queries):
    publish(page)
    image = SiteImage.objects.get()
    assert is_for_all(image)  # one query a request, whatever the number of its pictures
    with django_assert_num_queries(0):  # remembered since they were made
        assert len(build_picture(image).sources) == 2
    cache.clear()
    with django_assert_num_queries(1):
        assert len(build_picture(image).sources) == 2


HEIC = b"\x00\x00\x00\x18ftyp%s\x00\x00\x00\x00mif1heic" + bytes(64)


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"heix"])
@pytest.mark.parametrize("name", ["IMG_0001.HEIC", "IMG_0001.jpg"])
def test_photograph_of_a_phone_is_refused_with_what_to_do(name, brand):
    with pytest.raises(ValidationError) as refusal:
        PictureFormField().clean(SimpleUploadedFile(name, HEIC % brand))
    assert "saved as JPEG first" in refusal.value.messages[0]


def test_page_for_many_pictures_says_so_before_it_sends_one(admin_client):
    html = admin_client.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert "HEIC" in html


def test_avif_is_taken_for_no_photograph_of_a_phone():
    assert not is_heic(telling.telling("avif"))


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({}, set()),
        ({"shows_people": "on"}, {"consent_note", "credit"}),
        ({"shows_people": "on", "consent_note": " ", "credit": "Ana, 2026"}, {"consent_note"}),
        ({"shows_people": "on", "consent_note": "Ana agreed", "credit": ""}, {"credit"}),
        ({"shows_people": "on", "consent_note": "Ana agreed", "credit": "Ana, 2026"}, set()),
    ],
)
def test_picture_of_people_needs_their_consent_and_a_credit(admin_user, fields, faulty):
    form_class = get_image_form(SiteImage)
    data = {"title": "March", "focal_point_x": "", **fields}
    form = form_class(data, instance=make_image(320, 200), user=admin_user)
    form.is_valid()
    assert faulty == set(form.errors) & {"consent_note", "credit"}
