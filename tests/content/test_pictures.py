"""The prints that staff find in the image library of a new site."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from nnirr_site.models import SiteImage
from nnirr_site.starter import pictures
from nnirr_site.starter.loader import read_content

pytestmark = pytest.mark.django_db

PRINTS = read_content()[0].pictures
WIDTH = 900


def store_prints(refresh=False):
    """Store two of the prints: each is opened, cleaned and kept as an upload is."""
    chosen = {name: PRINTS[name] for name in ("rings", "bust-worker")}
    return pictures.store_prints(refresh, chosen)


def test_prints_are_in_the_library_with_what_one_sees_and_whose_they_are(admin_client):
    assert store_prints() == 2
    for image in SiteImage.objects.all():
        assert image.default_alt_text.startswith("Linocut print")
        assert image.credit
        assert not image.shows_people
        assert (image.width, image.file_size) == (WIDTH, image.file.size)
    chooser = admin_client.get(reverse("wagtailimages_chooser:choose"))
    assert "Print: woven rings" in chooser.content.decode()


def test_loading_again_changes_nothing_and_brings_back_nothing_that_staff_deleted():
    store_prints()
    SiteImage.objects.filter(title="Print: a worker").update(description="Words of staff.")
    SiteImage.objects.get(title="Print: woven rings").delete()
    assert store_prints() == 0
    assert SiteImage.objects.get().description == "Words of staff."
    assert store_prints(refresh=True) == 1
    assert SiteImage.objects.get().description.startswith("Linocut print")


def test_every_print_is_told_apart_and_none_is_blank():
    for name in ("title", "description"):
        assert len({words[name] for words in PRINTS.values()}) == len(PRINTS) > 8
    assert {file.stem for file in pictures.PICTURES.iterdir()} == set(PRINTS)
    for name in PRINTS:
        drawn = Image.open(pictures.PICTURES / f"{name}.png").convert("RGB")
        assert drawn.width == WIDTH
        assert len(drawn.getcolors(100_000)) > 20
        assert drawn.getpixel((2, 2))[0] > 240  # paper


def test_stored_pictures_are_drawn_in_the_sizes_of_pages():
    store_prints()
    call_command("build_pictures", verbosity=0)
    image = SiteImage.objects.first()
    assert image.get_rendition("width-480|format-webp").width == 480
