"""The card that is drawn for each page: its size and weight, its words, and when it is made."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image, ImageChops
from wagtail.models import PageViewRestriction, Site

from initiatives.models import NetworkPage, PolicyUpdatePage
from nnirr_site.models import SiteIdentity, StandardPage
from nnirr_site.sharing import images
from nnirr_site.sharing.card import (
    BANDS,
    GROUND,
    LARGEST_FILE,
    NEIGHBORS,
    OWN_BAND,
    Card,
    choose_band,
    draw_card,
)
from nnirr_site.sharing.lettering import (
    even_rows,
    load_typeface,
    set_headline,
    set_line,
    shape_run,
    untangled,
    visual_runs,
    wrap,
)
from nnirr_site.sharing.press import read_print, signed_area
from resources.models import ResourcePage
from tests.factories import make_home, make_page
from tests.nnirr_site.head import Head, translate

PROGRAM = "International Migrant Rights & Global Justice"
SIZES = range(116, 43, -2)


def card(headline="Privacy", **changes) -> Card:
    fields = {"program": PROGRAM, "language": "en", "band": "leaf", "art": "bust-worker"}
    return Card(headline=headline, **fields | changes)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def differs(first: bytes, second: bytes, box=None) -> bool:
    """True if two cards differ, or differ inside a box."""
    a, b = (opened(png).convert("RGB").crop(box) for png in (first, second))
    return ImageChops.difference(a, b).getbbox() is not None


# -- Drawing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "drawn",
    [
        card(),
        card("People move. Rights move with them.", band="gold", art="common-ground"),
        card("Recommended principles on human rights at international borders" * 3),
        card("An alliance of alliances", band="wash", art="rings"),
        card("قمة NNIRR: حقوق المهاجرين في 2024", language="ar", band="ink", art="block-border"),
    ],
    ids=["short", "home", "long", "rings", "arabic"],
)
def test_card_has_the_size_that_networks_ask_for_and_little_weight(drawn):
    png = draw_card(drawn)
    picture = opened(png)
    assert picture.format == "PNG"
    assert picture.size == (1200, 630)
    assert picture.mode == "P"
    assert len(png) <= LARGEST_FILE == 60_000


def test_same_card_has_the_same_bytes():
    assert draw_card(card()) == draw_card(card())


def test_card_that_would_weigh_too_much_makes_do_with_fewer_colors(monkeypatch):
    heavy = draw_card(card())
    monkeypatch.setattr("nnirr_site.sharing.card.LARGEST_FILE", len(heavy) - 1)
    light = draw_card(card())
    assert len(light) < len(heavy)
    assert len(opened(light).getcolors()) < len(opened(heavy).getcolors())


def test_every_band_shows_its_ink_and_readable_words():
    for band, inks in BANDS.items():
        art = NEIGHBORS[band][0]
        picture = opened(draw_card(card(band=band, art=art))).convert("RGB")
        ground = picture.getpixel((4, 4))
        assert "#{:02x}{:02x}{:02x}".format(*ground) == inks.ground
        text = [color for _, color in picture.crop((60, 150, 500, 400)).getcolors(10_000)]
        assert tuple(bytes.fromhex(inks.text[1:])) in text


def test_every_print_of_a_page_can_stand_on_a_card():
    for art in [*OWN_BAND, "rings", "thanks"]:
        picture = read_print(art)
        assert picture.shapes
        assert opened(draw_card(card(art=art, band=choose_band("leaf", art)))).size == (1200, 630)


def test_print_hangs_on_a_band_of_another_ink():
    for art, own in OWN_BAND.items():
        assert choose_band(own, art) != own
    assert choose_band("nonsense", "bust-worker") in BANDS


def test_print_crosses_the_ground_line():
    with_print = draw_card(card(art="block-border"))
    without = draw_card(card(art="bust-worker"))
    below = (700, GROUND + 14, 1140, GROUND + 34)
    assert len(opened(without).convert("RGB").crop(below).getcolors(1000)) == 1
    assert differs(with_print, without, below)


def test_words_of_a_right_to_left_card_stand_on_the_right():
    picture = opened(draw_card(card("حقوق المهاجرين", language="ar", art="block-day")))
    words = [
        bool(
            ImageChops.difference(
                picture.convert("RGB").crop(box),
                Image.new("RGB", (100, 250), BANDS["leaf"].ground),
            ).getbbox()
        )
        for box in ((1035, 140, 1135, 390), (0, 140, 50, 390))
    ]
    assert words[0]
    left_of_print = picture.convert("RGB").crop((0, 140, 50, 390))
    assert len(left_of_print.getcolors(1000)) == 1


def test_script_without_a_font_gives_no_card():
    assert draw_card(card("移民权利", language="zh")) is None
    assert draw_card(card("")) is None


def test_unknown_print_is_an_error_and_no_path():
    with pytest.raises(OSError):
        read_print("../fonts/grenze-900")


# -- Lettering --------------------------------------------------------------------------------


def test_headline_fits_its_room_whatever_its_length():
    for text in ("Privacy", "Human rights at international borders", "Human rights " * 30):
        headline = set_headline(text, "en", 600, 420, SIZES, False)
        assert headline.height <= 420
        assert max(line.width for line in headline.lines) <= 600 + 1


def test_short_headline_is_larger_than_a_long_one():
    short = set_headline("Privacy", "en", 600, 420, SIZES, False)
    long = set_headline("Human rights at international borders", "en", 600, 420, SIZES, False)
    assert short.size > long.size


def test_accents_get_more_room_between_the_lines():
    english = set_headline("Rights and duties of all", "en", 300, 420, SIZES, False)
    spanish = set_headline("Rights and duties of all", "es", 300, 420, SIZES, False)
    assert spanish.leading > english.leading


def test_rows_are_even():
    widths = [2, 8, 2, 9]
    assert wrap(widths, 12) == [[2, 8], [2, 9]]
    assert even_rows([1, 1, 1, 1], 3.5, 2) == [[1, 1], [1, 1]]


def test_arabic_letters_join():
    face = load_typeface("changa-arabic-700")
    alone = {letter: next(shape_run(letter, face, True))[0] for letter in "حقو"}
    # From left to right: the last letter stands alone after waw, the three before it are joined.
    joined = [glyph for glyph, *_ in shape_run("حقوق", face, True)]
    assert joined[0] == alone["ق"]
    assert all(
        a != b for a, b in zip(joined[1:], [alone["و"], alone["ق"], alone["ح"]], strict=True)
    )


def test_mixed_directions_stand_in_the_order_in_which_they_are_seen():
    runs = visual_runs("قمة NNIRR في 2024", True)
    assert [text.strip() for text, _ in runs] == ["2024", "في", "NNIRR", "قمة"]
    assert [is_turned for _, is_turned in runs] == [False, True, False, True]


def test_figures_stand_as_high_as_capitals():
    face = load_typeface("grenze-900")
    year = set_line("2024", face.units, ["grenze-900"], False)
    heights = [max(-y for contour in glyph for _x, y in contour) for glyph in year.glyphs]
    assert min(heights) > 0.85 * face.capital_height * face.units


def test_outline_that_crosses_itself_is_cut_into_simple_ones():
    bow = [(0, 0), (2, 2), (2, 0), (0, 2)]
    parts = untangled(bow)
    assert sorted(round(signed_area(part), 3) for part in parts) == [-1.0, 1.0]
    square = [(0, 0), (1, 0), (1, 1), (0, 1)]
    assert untangled(square) == [square]


# -- Keeping ----------------------------------------------------------------------------------


@pytest.fixture
def publishing(settings, monkeypatch, django_capture_on_commit_callbacks):
    """Publish as in the running site: cards are drawn once the transaction is committed."""
    settings.BACKGROUND_JOBS = "inline"
    monkeypatch.setattr(images, "_known", set())
    monkeypatch.setattr(images, "_undrawable", set())

    def publish(page):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return type(page).objects.get(pk=page.pk)

    return SimpleNamespace(publish=publish, committed=django_capture_on_commit_callbacks)


def cards_of(page) -> list[str]:
    try:
        return default_storage.listdir(f"share/{page.pk}")[1]
    except FileNotFoundError:
        return []


def shown(client, page) -> str:
    return Head(client.get(page.url)).meta("og:image")


@pytest.fixture
def about(db):
    return make_page(StandardPage, parent=make_home(title="Our program"), title="About")


def test_publishing_draws_the_card_that_the_page_then_names(about, publishing, client):
    assert shown(client, about).endswith("/art/og.png")
    page = publishing.publish(about)
    (file,) = cards_of(page)
    assert shown(client, page) == f"{settings.SITE_URL}/media/share/{page.pk}/{file}"
    response = client.get(f"/media/share/{page.pk}/{file}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert opened(b"".join(response.streaming_content)).size == (1200, 630)


def test_nothing_is_drawn_before_the_commit(about, publishing):
    with publishing.committed(execute=False):
        about.save_revision().publish()
    assert cards_of(about) == []


def test_nothing_is_drawn_in_a_request(about, publishing, client, settings, monkeypatch):
    settings.BACKGROUND_JOBS = "off"
    monkeypatch.setattr(images, "draw_card", lambda card: pytest.fail("drawn in a request"))
    assert client.get(about.url).status_code == 200


def test_missing_card_is_asked_for_in_the_background(about, publishing, client):
    page = publishing.publish(about)
    images.delete_share_images(page.pk)
    assert shown(client, page).endswith("/art/og.png")
    assert len(cards_of(page)) == 1
    assert "/media/share/" in shown(client, page)


def test_new_title_gives_a_new_name_and_deletes_the_old_card(about, publishing, client):
    (old,) = cards_of(publishing.publish(about))
    about.title = "About us"
    page = publishing.publish(about)
    (new,) = cards_of(page)
    assert new != old
    assert client.get(f"/media/share/{page.pk}/{old}").status_code == 404
    assert shown(client, page).endswith(new)


def test_change_that_the_card_does_not_show_keeps_it(about, publishing, monkeypatch):
    before = cards_of(publishing.publish(about))
    monkeypatch.setattr(images, "draw_card", lambda card: pytest.fail("drawn again"))
    about.lead = "Another lead."
    assert cards_of(publishing.publish(about)) == before


def test_unpublished_and_deleted_pages_leave_no_card(about, publishing):
    page = publishing.publish(about)
    with publishing.committed(execute=True):
        page.unpublish()
    assert cards_of(page) == []
    page = publishing.publish(page)
    assert len(cards_of(page)) == 1
    with publishing.committed(execute=True):
        page.get_parent().specific.delete()
    assert cards_of(page) == []


def test_page_for_members_only_has_no_public_card(about, publishing):
    PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)
    assert cards_of(publishing.publish(about)) == []


def test_card_that_two_processes_draw_at_once_is_kept_once(about, publishing, monkeypatch):
    page = publishing.publish(about)
    (file,) = cards_of(page)
    answers = [False]  # what this process saw before the other one was done
    exists = default_storage.exists
    monkeypatch.setattr(
        images.default_storage, "exists", lambda name: answers.pop() if answers else exists(name)
    )
    images.refresh_share_image(page.pk)
    assert not answers
    assert cards_of(page) == [file]


def test_new_name_of_the_program_is_on_every_card(about, publishing, client):
    before = cards_of(publishing.publish(about))
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.program = "Rights without borders"
    with publishing.committed(execute=True):
        identity.save()
    after = cards_of(about)
    assert len(after) == 1
    assert after != before
    assert "/media/share/" in shown(client, about)


def test_card_of_a_translation_is_in_its_language(about, publishing, client):
    spanish = publishing.publish(translate(about, "es", title="Acerca de"))
    assert len(cards_of(spanish)) == 1
    assert shown(client, spanish).endswith(cards_of(spanish)[0])
    english, translated = (
        images.describe_card(page, PROGRAM, code) for page, code in ((about, "en"), (spanish, "es"))
    )
    assert translated.language == "es"
    assert (english.art, english.band) == (translated.art, translated.band)


@pytest.mark.parametrize(
    ("model", "fields", "art"),
    [
        (NetworkPage, {"ring": "gcm"}, "ring-gcm"),
        (ResourcePage, {"resource_type": "poster"}, "cover-poster"),
        (StandardPage, {"print_art": "border"}, "block-border"),
        (PolicyUpdatePage, {}, "bust-"),
    ],
)
def test_card_shows_what_the_page_shows(model, fields, art, db):
    make_home()
    page = make_page(model, **fields)
    assert images.describe_card(page, PROGRAM, "en").art.startswith(art)


def test_home_shows_its_headline_and_everybody(db):
    home = make_home(title="Our program", headline="People move.")
    described = images.describe_card(home, PROGRAM, "en")
    assert (described.headline, described.art, described.band) == (
        "People move.",
        "common-ground",
        "gold",
    )


def test_page_in_a_script_without_font_shows_the_program_print(about, publishing, client):
    about.title = "移民权利"
    page = publishing.publish(about)
    assert cards_of(page) == []
    assert shown(client, page).endswith("/art/og.png")


def test_failure_to_draw_does_not_reach_the_editor(about, publishing, client, monkeypatch):
    def fail(card):
        raise RuntimeError("no ink")

    monkeypatch.setattr(images, "draw_card", fail)
    page = publishing.publish(about)
    assert page.live
    assert client.get(page.url).status_code == 200


def test_command_makes_up_for_what_was_missed(about, publishing, capsys):
    orphan = default_storage.save("share/999999/0.png", BytesIO(b"x"))
    call_command("build_pictures")
    assert "2 cards drawn" in capsys.readouterr().out
    assert len(cards_of(about)) == 1
    assert not default_storage.exists(orphan)
    call_command("build_pictures")
    assert "0 cards drawn" in capsys.readouterr().out
