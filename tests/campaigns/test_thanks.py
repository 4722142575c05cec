"""The page of a link once its signature is confirmed: thanks, the count, and a picture to show."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from campaigns import services
from campaigns.exporting import signer_card
from campaigns.models import Call, OutboundMail, Signature
from campaigns.services import tally
from campaigns.views import thanks
from nnirr_site.social_cards.drawing import HEIGHT, WIDTH
from tests.campaigns.factories import (
    link_path,
    make_call_page,
    make_organization,
    make_signature,
)
from tests.campaigns.links import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    thanks._cards.forget()
    signer_card._kept.clear()
    return make_call_page(title="Ratify it")


@pytest.fixture
def drawn(monkeypatch):
    """The cards that were drawn; nothing is set."""
    cards = []

    def draw(card):
        cards.append(card)
        return b"\x89PNG of a card"

    monkeypatch.setattr(signer_card, "draw_card", draw)
    return cards


def confirmed(page, **fields) -> Signature:
    return make_signature(page.call, "confirmed", **fields)


def seen(answer) -> str:
    """The page, without what tells in which second its link to the own page was made."""
    return re.sub(r"/own/[^/]+/", "", answer.content.decode())


def everything() -> list:
    return [
        list(model.objects.order_by("pk").values()) for model in (Signature, OutboundMail, Call)
    ]


def test_who_confirms_is_thanked_by_name_where_the_link_leads(client, page):
    signature = make_signature(page.call, name="Rosa Quispe", email="rosa@example.org")
    path = link_path(signature)
    answer = press(path)
    assert (answer.status_code, answer.url) == (303, path)
    html = client.get(path).content.decode()
    assert re.search(r"Thank you,\s*<bdi[^>]*>Rosa Quispe</bdi>", html)
    assert signature.statement.title in html
    assert "rosa@example.org" not in html
    assert 'value="remove"' in html and 'value="confirm"' not in html


def test_reload_second_press_way_back_and_scanners_find_the_same(client, page):
    signature = make_signature(page.call)
    path = link_path(signature)
    before = client.get(path).context["form_token"]
    press(path)
    first, state = seen(client.get(path)), everything()
    # The button of a page that was left open, a reload, and a program that follows links.
    again = client.post(path, {"action": "confirm", "token": before})
    assert (again.status_code, again.url) == (303, path)
    assert client.head(path).status_code == 200
    assert seen(client.get(path, headers={"Sec-Purpose": "prefetch"})) == first
    assert everything() == state


def test_the_number_is_that_of_all_and_tells_no_order(client, page):
    pages = {}
    signatures = [confirmed(page) for _number in range(3)]
    assert tally.tick() == [page.call.pk]
    for signature in signatures:
        html = client.get(link_path(signature)).content.decode()
        pages[signature.pk] = re.search(r'data-to="(\d+)"', html)[1], 'value="3"' in html
    assert set(pages.values()) == {("3", True)}


def test_the_first_signer_sees_a_number_before_it_is_counted(client, page):
    context = client.get(link_path(confirmed(page))).context
    assert (context["tally"].total, context["total"]) == (0, 1)


def test_page_after_the_call_was_taken_down_thanks_nobody(client, page):
    signature = confirmed(page)
    page.unpublish()
    answer = client.get(link_path(signature))
    assert answer.status_code == 200
    assert "Thank you" not in answer.content.decode()


def test_two_files_in_the_language_of_the_page_and_the_others_folded(client, page):
    from campaigns.models import CallDownload
    from tests.factories import make_document

    for language in ("es", "en", "es", "en", "en"):
        document = make_document(f"{language}.pdf")
        CallDownload.objects.create(page=page, title="Sheet", language=language, document=document)
    context = client.get(reverse("campaigns:thank_you", args=[page.call.slug])).context
    assert [file.language_code for file in context["files"]] == ["en", "en"]
    assert [file.language_code for file in context["more_files"]] == ["es", "es", "en"]


# -- The picture ------------------------------------------------------------------------------


def test_the_picture_bears_the_name_only_if_that_was_ticked(page, drawn):
    signature = confirmed(page, name="Rosa Quispe")
    path = link_path(signature)
    plain = press(path, "card")
    assert (plain.status_code, plain.url) == (303, f"/calls/{page.call.slug}/card.png")
    named = press(path, "card", named="on")
    assert named["Content-Type"] == "image/png"
    [card] = drawn
    assert "Rosa Quispe" in card.headline and card.program == "Ratify it"


def test_the_answer_with_a_name_is_kept_nowhere_and_its_headers_name_nobody(page, drawn):
    answer = press(link_path(confirmed(page, name="Rosa Quispe")), "card", named="on")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Rosa" not in str(answer.headers)
    assert not answer.cookies
    assert not signer_card._kept


@pytest.mark.parametrize("change", ["hidden", "waiting", "no typeface"])
def test_no_picture_of_ours_says_a_name_that_staff_hide_or_have_not_seen(
    client, page, drawn, change
):
    name = "𓀀𓀁" if change == "no typeface" else "Rosa Quispe"
    signature = (
        make_organization(page.call)
        if change == "waiting"
        else confirmed(page, name=name, show_name=True)
    )
    if change == "hidden":
        services.hide_name(signature, "test")
    path = link_path(signature)
    assert 'name="named"' not in client.get(path).content.decode()
    answer = press(path, "card", named="on")
    assert (answer.status_code, answer.url) == (303, f"/calls/{page.call.slug}/card.png")
    assert not drawn


def test_nobody_gets_a_picture_before_confirming(page, drawn):
    path = link_path(make_signature(page.call))
    assert press(path, "card", named="on").status_code == 400
    assert not drawn


def test_a_picture_needs_the_token_of_the_page(client, page, drawn):
    path = link_path(confirmed(page))
    answer = client.post(path, {"action": "card", "named": "on", "token": "x"})
    assert (answer.status_code, drawn) == (403, [])


def test_one_link_has_so_many_pictures_and_then_waits(page, drawn):
    path, other = link_path(confirmed(page)), link_path(confirmed(page))
    for _picture in range(thanks.MOST_CARDS):
        assert press(path, "card", named="on").status_code == 200
    answer = press(path, "card", named="on")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= thanks.SECONDS_PER_CARD
    assert answer["Retry-After"] in answer.content.decode()
    assert press(other, "card", named="on").status_code == 200
    assert len(drawn) == thanks.MOST_CARDS + 1


def test_who_waits_too_long_for_a_turn_goes_without(client, page, drawn, monkeypatch):
    monkeypatch.setattr(signer_card, "SECONDS_TO_WAIT", 0.01)
    path = link_path(confirmed(page))
    with signer_card._Turn():
        assert press(path, "card", named="on").status_code == 503
        answer = client.get(reverse("campaigns:card", args=[page.call.slug]))
        assert (answer.status_code, answer.url) == (303, "/static/art/og.png")
    assert press(path, "card", named="on").status_code == 200


def test_the_picture_without_a_name_is_one_for_everybody_and_drawn_once(client, page, drawn):
    url = reverse("campaigns:card", args=[page.call.slug])
    for query in ("", "?page=2", "?page=3"):
        answer = client.get(url + query)
        assert answer["Cache-Control"].startswith("public")
    assert [card.headline for card in drawn] == ["I have signed. And you?"]
    Call.objects.update(offline_signatures=1342)
    client.get(url)
    assert drawn[-1].headline == "1,342 of us have signed. And you?"


def test_a_real_picture_has_the_size_that_is_shared(page):
    signature = confirmed(page, name="Nguyễn Thị Phương Thảo " * 6)
    card = signer_card.describe_named_card(signature, "Ratify it", "en")
    with Image.open(BytesIO(signer_card.draw_once(card))) as picture:
        assert picture.size == (WIDTH, HEIGHT)
