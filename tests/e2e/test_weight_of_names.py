"""The weight of a call's page that shows as many names and reasons as it ever does."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import brotli
import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils.html import escape
from django.utils.text import slugify

from campaigns import services
from campaigns.models.pages import (
    NAMES_SHOWN,
    ORGANIZATIONS_SHOWN,
    SHOWN_BESIDE_VOICES,
    VOICES_SHOWN,
)
from tests.campaigns.factories import make_organization, make_signature
from tests.weights import LIMIT, weigh_sheets

LONG_NAMES = [
    "María Guadalupe Hernández Xicoténcatl",
    "Oluwaseun Adébáyọ̀ Ọlátúnjí-Williams",
    "Nguyễn Thị Phương Thảo",
    "Bartholomew Fitzgerald O’Shaughnessy",
    "Jean-Baptiste Toussaint Désir",
    "Wilhelmina van der Heijden-Brouwer",
    "Ana Lucía Quispe Mamani de Choque",
    "Krzysztof Wojciechowski",
    "Muhammad Zulfiqar Ahmed Chowdhury",
    "Precious Thandeka Nkosazana Dlamini",
]
REASONS = [
    "My mother crossed three borders so that I could learn to read, and she still hides.",
    "Porque los campos no piden papeles, y los frutos que comemos tampoco los tienen.",
    "We clean the same offices, breathe the same air and are paid by two different laws.",
]
LONG_ORGANIZATIONS = [
    "Coalición por los Derechos de las Familias Inmigrantes",
    "Haitian Bridge of the Northern Valleys",
    "Sindicato Nacional de Trabajadoras del Hogar",
    "Filipino Seafarers’ Welfare Association",
    "Interfaith Committee for Detained Neighbors",
    "Red Mesoamericana de Mujeres y Migraciones",
    "Somali Community Development Council",
    "Farmworker Justice Project of Yakima",
]


@pytest.fixture
def signed_by_many(starter_site, with_reasons):
    """The call with both deadlines and full lists of long names, which are taken back."""
    call = apps.get_model("campaigns", "Call").objects.get()
    countries = ["MX", "NG", "VN", "IE", "HT", "NL", "BO", "PL", "BD", "ZA"]
    reasons = REASONS if with_reasons else []
    with transaction.atomic():
        call.closes_at = datetime(2099, 12, 18, 7, 59, tzinfo=UTC)
        call.organizations_close_at = datetime(2099, 11, 9, 7, 59, tzinfo=UTC)
        call.save()
        for number, (name, country) in enumerate(zip(LONG_NAMES, countries, strict=True)):
            comment = reasons[number] if number < len(reasons) else ""
            fields = {"country": country, "show_name": True, "comment": comment}
            signature = make_signature(call, "confirmed", name=name, **fields)
            if comment:
                services.approve_comment(signature, "known")
        for number, name in enumerate(LONG_ORGANIZATIONS):
            website = f"https://www.{slugify(name)[:30].strip('-')}.example/{number}"
            fields = {"organization": name, "website": website, "show_name": True}
            make_organization(call, country="US", region="OR", **fields)
            services.approve_name(call.signatures.latest("pk"), "known")
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("with_reasons", [True, False], ids=["with reasons", "names alone"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_call_that_many_have_signed_still_fits(
    language, with_reasons, signed_by_many, starter_site
):
    page = apps.get_model("campaigns", "CallPage").objects.get(locale__language_code=language)
    client = Client(headers={"Accept-Encoding": "br", "Host": urlsplit(starter_site.url).netloc})
    answer = client.get(page.url)
    html = brotli.decompress(answer.content).decode()
    assert (len(LONG_NAMES), len(LONG_ORGANIZATIONS)) == (NAMES_SHOWN, ORGANIZATIONS_SHOWN)
    assert len(REASONS) == VOICES_SHOWN
    for names, most in ((LONG_NAMES, NAMES_SHOWN), (LONG_ORGANIZATIONS, ORGANIZATIONS_SHOWN)):
        shown = names[-SHOWN_BESIDE_VOICES:] if with_reasons else names[:most]
        assert all(escape(name) in html for name in shown)
    assert sum(escape(reason) in html for reason in REASONS) == (2 if with_reasons else 0)
    assert html.count("2099") == 2
    assert len(answer.content) + weigh_sheets(html) <= LIMIT, len(answer.content)
