"""The privacy pages promise what the software does, in both languages."""

import re

import pytest
from django.test import Client

from campaigns.models.calls import LONGEST_WAIT_FOR_DELIVERY
from campaigns.models.mail_limits import MAIL_WINDOW, MOST_MAILS, PAUSE
from campaigns.privacy import tokens
from tests.content.pages import find, read

pytestmark = pytest.mark.usefixtures("starter_site")

# Language → what the page says of comments, of the two links, of mails and of the deletion.
PROMISES = {
    "en": (
        "also your comment, if you wrote one and we have approved it",
        "confirms works for {link} days",
        "for two years",
        "at most five in seven days",
        "from one year after it closed",
    ),
    "es": (
        "también tu comentario, si escribiste uno y lo aprobamos",
        "confirma sirve durante {link} días",
        "durante dos años",
        "cinco como máximo en siete días",
        "desde un año después del cierre",
    ),
}


@pytest.mark.parametrize("code", sorted(PROMISES))
def test_privacy_page_says_what_becomes_of_comments_links_and_data(code):
    text = " ".join(re.sub(r"<[^>]+>", "", read(find("privacy", code))).split())
    for promise in PROMISES[code]:
        assert promise.format(link=tokens.LINK_DAYS) in text
    assert tokens.OWN.days == 2 * 365
    assert (MOST_MAILS, MAIL_WINDOW.days, PAUSE.days) == (5, 7, 30)
    assert LONGEST_WAIT_FOR_DELIVERY.days == 365


@pytest.mark.parametrize(
    ("code", "address"), [("en", "/calls/what-we-keep/"), ("es", "/es/calls/what-we-keep/")]
)
def test_privacy_page_leads_to_the_list_of_everything_in_its_language(code, address):
    assert f'<a href="{address}">' in read(find("privacy", code))
    response = Client().get(address)
    assert response.status_code == 200
    assert f'<html lang="{code}"' in response.content.decode()
