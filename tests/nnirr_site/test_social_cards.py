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
from nnirr_site.prints import Band
from nnirr_site.social_cards import storage as images
from nnirr_site.social_cards.drawing import (
    LARGEST_FILE,
    NEIGHBORS,
    OWN_BAND,
    Card,
    choose_band,
    clean_text,
    draw_card,
)
from nnirr_site.typesetting.render import CannotSet
from resources.models import ResourcePage
from tests.factories import make_home, make_page
from tests.nnirr_site.head import Head, translate

PROGRAM = "International Migrant Rights & Global Justice"
GROUND = 508
# The inks of ground and words, as the design has them.
INKS = {
    "ink": ("#171a45", "#fff8e8"),
    "red": ("#a30f36", "#fff8e8"),
    "leaf": ("#0f5c4a", "#fff8e8"),
    "gold": ("#ffb81c", "#171a45"),
    "wash": ("#fff4dc", "#171a45"),
}


def card(headline="Privacy", **changes) -> Card:
    fields = {"program": PROGRAM, "language": "en", "band": "leaf", "art": "bust-worker"}
    return Card(headline=headline, **fields | changes)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def abs_difference(a: int, b: int) -> int:
    return abs(a - b)


def rgb(ink: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(ink[1:]))


def rows_of_words(png: bytes, box: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """First and last pixel row of each line of words inside a box that holds nothing else."""
    picture = opened(png).convert("RGB").crop(box)
    ground = picture.getpixel((0, 0))
    inked = [
        any(picture.getpixel((x, y)) != ground for x in range(0, picture.width, 2))
        for y in range(picture.height)
    ]
    rows, start = [], None
    for y, is_inked in enumerate([*inked, False]):
        if is_inked and start is None:
            start = y
        elif not is_inked and start is not None:
            rows.append((start, y - 1))
            start = None
    return rows


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
        card("Quyền của người lao động di trú", language="vi", band="ink", art="block-day"),
        card("移民权利是人权，保护所有移徙工人及其家庭成员权利国际公约", language="zh"),
        card("W" * 255),
        card("word " * 300),
    ],
    ids=["short", "home", "long", "rings", "arabic", "vietnamese", "chinese", "wide", "endless"],
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
    monkeypatch.setattr("nnirr_site.social_cards.drawing.LARGEST_FILE", 20_000)
    light = draw_card(card())
    assert len(light) < len(heavy)
    assert len(opened(light).getcolors()) < len(opened(heavy).getcolors())


def test_every_band_shows_its_ink_and_readable_words():
    assert set(Band.values) == set(NEIGHBORS) == set(INKS)
    for band, (ground, words) in INKS.items():
        picture = opened(draw_card(card(band=band, art=NEIGHBORS[band][0]))).convert("RGB")
        assert picture.getpixel((4, 4)) == rgb(ground)
        text = [color for _, color in picture.crop((60, 150, 500, 400)).getcolors(10_000)]
        # Smooth edges leave a letter's inside a shade away from its ink.
        assert min(max(map(abs_difference, color, rgb(words))) for color in text) <= 3


def test_every_print_of_a_page_can_stand_on_a_card():
    plain = draw_card(card(art="bust-worker"))
    for art in [*OWN_BAND, "rings", "thanks"]:
        drawn = draw_card(card(art=art, band=choose_band("leaf", art)))
        assert opened(drawn).size == (1200, 630)
        assert differs(drawn, plain, (760, 100, 1100, 480))


def test_print_hangs_on_a_band_of_another_ink():
    for art, own in OWN_BAND.items():
        assert choose_band(own, art) != own
    assert choose_band("nonsense", "bust-worker") in Band.values


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
                Image.new("RGB", (100, 250), INKS["leaf"][0]),
            ).getbbox()
        )
        for box in ((1035, 140, 1135, 390), (0, 140, 50, 390))
    ]
    assert words[0]
    left_of_print = picture.convert("RGB").crop((0, 140, 50, 390))
    assert len(left_of_print.getcolors(1000)) == 1


def test_text_that_no_typeface_has_gives_no_card():
    assert draw_card(card("Yi: \ua000\ua001", language="ii")) is None
    assert draw_card(card("")) is None
    assert draw_card(card("\u200b\u00ad")) is None


def test_unknown_print_is_an_error_and_no_path():
    for art in ("nonsense", "../fonts/grenze-900", "/etc/passwd"):
        with pytest.raises(CannotSet):
            draw_card(card(art=art))


# -- Words ------------------------------------------------------------------------------------

WORDS = (50, 20, 640, 500)


def test_headline_fits_its_room_whatever_its_length():
    for text in ("Privacy", "Human rights at international borders", "Human rights " * 30):
        rows = rows_of_words(draw_card(card(text)), WORDS)
        assert rows[0][0] > 10
        assert rows[-1][1] < 470


def test_short_headline_is_larger_than_a_long_one():
    short = rows_of_words(draw_card(card("HALL")), WORDS)
    long = rows_of_words(draw_card(card("HALL RIGHTS AT INTERNATIONAL BORDERS")), WORDS)
    assert len(short) == 1 < len(long)
    assert short[0][1] - short[0][0] > 1.3 * (long[0][1] - long[0][0])


def test_accents_get_more_room_between_the_lines():
    # All of these letters stand on the line and none is higher than H.
    text = "HERE ARE MANY WORDS IN SEVERAL ROWS OF HEADLINE THAT ARE EQUAL IN BOTH"
    english, spanish = (
        rows_of_words(draw_card(card(text, language=language)), WORDS) for language in ("en", "es")
    )
    pitch = [(rows[-1][1] - rows[0][1]) / (len(rows) - 1) for rows in (english, spanish)]
    height = [rows[-1][1] - rows[-1][0] for rows in (english, spanish)]
    assert len(english) > 2 < len(spanish)
    assert pitch[1] / height[1] > 1.03 * pitch[0] / height[0]


def test_arabic_letters_join():
    joined = draw_card(card("ببببب", language="ar", art="block-day"))
    apart = draw_card(card("ب\u200cب\u200cب\u200cب\u200cب", language="ar", art="block-day"))
    inked = []
    for png in (joined, apart):
        picture = opened(png).convert("L").crop((560, 100, 1150, 400))
        columns = picture.resize((picture.width, 1), Image.Resampling.BOX).tobytes()
        ground = columns[0]
        inked.append("".join("#" if value != ground else " " for value in columns).split())
    assert len(inked[0]) == 1
    assert len(inked[1]) == 5


def test_markup_in_a_headline_is_printed_and_not_obeyed():
    plain = draw_card(card("Read /etc/passwd"))
    for text in ('#read("/etc/passwd")', "*bold* _it_ $x^2$ #panic() <label> @ref \\ // ```"):
        assert differs(draw_card(card(text)), plain, WORDS)
        assert len(rows_of_words(draw_card(card(text)), WORDS)) in (1, 2, 3, 4)


def test_what_shows_nothing_is_taken_out_and_the_rest_bounded():
    assert clean_text(" A\u00ad\u200bB \n C ") == "AB C"
    assert len(clean_text("word " * 1000)) <= 400


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
        (PolicyUpdatePage, {}, "block-watch"),
        (StandardPage, {}, "bust-"),
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
    about.title = "ꀀꀁ"
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
