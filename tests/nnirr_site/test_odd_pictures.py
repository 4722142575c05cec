"""Pictures that programs write in odd ways, damaged or lost: no page, list or screen fails."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from nnirr_site.models import SiteImage, StandardPage
from nnirr_site.uploads.fields import UnreadablePicture
from resources.models import ResourcePage
from tests.factories import make_home, make_page
from tests.nnirr_site import telling
from tests.nnirr_site.odd_pictures import ODD
from tests.nnirr_site.photographs import make_image

pytestmark = pytest.mark.django_db


def make_odd(content: bytes, name: str = "odd.png") -> SiteImage:
    """An image as an older version of the site kept it: the file as it came, under its own name."""
    image = make_image(300, 400)
    image.file.name = default_storage.save(f"original_images/{name}", ContentFile(content))
    image.save()
    return image


BROKEN = {
    "cut off": lambda: telling.encode(telling.gradient(300, 400), "JPEG")[:1500],
    "empty": lambda: b"",
    "text": lambda: b"no picture",
    "huge": telling.huge_png,
}


def assert_all_answer(images: list[SiteImage], client, admin_client) -> None:
    """Every place that shows an image, with these images in it."""
    make_home()
    block = StandardPage._meta.get_field("body").stream_block.child_blocks["image"]
    body = [
        ("image", block.to_python({"image": shown, "caption": ""}))
        for image in images
        for shown in [{"image": image.pk, "decorative": False, "alt_text": "A march"}]
    ]
    page = make_page(StandardPage, body=body)
    for image in images:
        title = f"Report {image.pk}"
        resource = make_page(ResourcePage, title=title, cover=image, share_image=image)
        assert client.get(resource.url).status_code == 200, image.file.name
        address = reverse("wagtailimages:edit", args=[image.pk])
        assert admin_client.get(address).status_code == 200, image.file.name
    for address in (page.url, resource.get_parent().url):
        assert client.get(address).status_code == 200, address
    for name, arguments in (
        ("wagtailimages:index", []),
        ("wagtailimages_chooser:choose", []),
        ("wagtailadmin_pages:edit", [page.pk]),
        ("wagtailadmin_pages:edit", [resource.pk]),
        ("wagtailadmin_home", []),
    ):
        assert admin_client.get(reverse(name, args=arguments)).status_code == 200, name


@pytest.mark.parametrize("kind", [ODD, BROKEN], ids=["odd", "broken"])
def test_odd_pictures_take_nothing_down(kind, client, admin_client):
    images = [make_odd(make(), f"{number}.png") for number, make in enumerate(kind.values())]
    assert_all_answer(images, client, admin_client)


def test_lost_picture_takes_nothing_down(client, admin_client):
    image = make_image(300, 400)
    default_storage.delete(image.file.name)
    assert_all_answer([image], client, admin_client)


@pytest.mark.parametrize("name", BROKEN)
def test_broken_picture_is_asked_for_once_and_not_at_every_view(name, client, monkeypatch):
    make_home()
    page = make_page(StandardPage, share_image=make_odd(BROKEN[name]()))
    assert client.get(page.url).status_code == 200
    monkeypatch.setattr(
        "nnirr_site.uploads.renditions.read", lambda *_a, **_k: pytest.fail("asked again")
    )
    assert client.get(page.url).status_code == 200


REFUSED = {
    "cut.jpg": (BROKEN["cut off"], "damaged or was not uploaded whole"),
    "text.jpg": (BROKEN["text"], "no picture that the site can show"),
    "moving.webp": (ODD["moving"], "This picture moves."),
    "huge.png": (telling.huge_png, "13400 × 13400 pixels"),
    "really.png": (lambda: telling.telling("jpg"), "extension does not match"),
}


def send(admin_client, name: str, content: bytes, address: str, **fields):
    values = {
        "title": "March",
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
        "file": SimpleUploadedFile(name, content),
        **fields,
    }
    return admin_client.post(address, values)


@pytest.mark.parametrize("name", REFUSED)
def test_picture_that_cannot_be_shown_is_refused_with_a_sentence(name, admin_client):
    make, sentence = REFUSED[name]
    for address in (reverse("wagtailimages:add"), reverse("wagtailimages_chooser:create")):
        prefix = "image-chooser-upload-" if "chooser" in address else ""
        values = {
            f"{prefix}title": "March",
            f"{prefix}collection": Collection.get_first_root_node().pk,
            f"{prefix}file": SimpleUploadedFile(name, make()),
        }
        response = admin_client.post(address, values)
        assert response.status_code == 200
        assert sentence in response.content.decode().replace("\\u00d7", "×")
    many = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "March", "files[]": SimpleUploadedFile(name, make())},
        headers={"X-Requested-With": "XMLHttpRequest"},
    ).json()
    assert many["success"] is False
    assert sentence in many["error_message"]
    assert SiteImage.objects.count() == 0


# -- Every door -------------------------------------------------------------------------------


def stored(image: SiteImage) -> bytes:
    with default_storage.open(image.file.name) as file:
        return file.read()


def by_form(admin_client) -> SiteImage:
    send(admin_client, "a.jpg", telling.telling("jpg"), reverse("wagtailimages:add"))
    return SiteImage.objects.get()


def by_many(admin_client) -> SiteImage:
    admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "March", "files[]": SimpleUploadedFile("a.jpg", telling.telling("jpg"))},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    return SiteImage.objects.get()


def by_chooser(admin_client) -> SiteImage:
    prefix = "image-chooser-upload-"
    response = admin_client.post(
        reverse("wagtailimages_chooser:create"),
        {
            f"{prefix}title": "March",
            f"{prefix}collection": Collection.get_first_root_node().pk,
            f"{prefix}file": SimpleUploadedFile("a.jpg", telling.telling("jpg")),
        },
    )
    assert json.loads(response.content)["step"] == "chosen"
    return SiteImage.objects.get()


def by_replacing(admin_client) -> SiteImage:
    image = make_image(300, 400)
    address = reverse("wagtailimages:edit", args=[image.pk])
    send(admin_client, "a.jpg", telling.telling("jpg"), address)
    return SiteImage.objects.get()


def by_save(_client) -> SiteImage:
    image = SiteImage(title="March", file=ContentFile(telling.telling("jpg"), name="a.jpg"))
    image.save()
    return SiteImage.objects.get()


def by_file(_client) -> SiteImage:
    image = SiteImage(title="March")
    image.file.save("a.jpg", ContentFile(telling.telling("jpg")), save=True)
    return SiteImage.objects.get()


@pytest.mark.parametrize(
    "door", [by_form, by_many, by_chooser, by_replacing, by_save, by_file], ids=lambda d: d.__name__
)
def test_picture_is_cleaned_whichever_door_it_comes_through(door, admin_client):
    image = door(admin_client)
    assert telling.find_planted(stored(image)) == []
    assert (image.width, image.height) == (600, 900)
    with Image.open(default_storage.open(image.file.name)) as opened:
        assert opened.size == (600, 900)
    assert len(image.file.name.split("/")[1]) == 32 + len(".jpg")


def test_upload_that_waits_for_its_other_fields_is_cleaned_too(admin_user):
    from django.contrib.contenttypes.models import ContentType

    waiting = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(SiteImage),
        file=SimpleUploadedFile("a.jpg", telling.telling("jpg")),
        uploaded_by_user=admin_user,
    )
    with waiting.file.open() as file:
        assert telling.find_planted(file.read()) == []


def test_program_that_saves_no_picture_is_told():
    with pytest.raises(UnreadablePicture, match="no picture"):
        SiteImage(title="March", file=ContentFile(b"hello", name="a.jpg")).save()
    assert SiteImage.objects.count() == 0
