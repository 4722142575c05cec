"""Fills a call with invented signatures, and says so on every page."""

from __future__ import annotations

import random
from collections.abc import Iterator

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from campaigns.choices import SignerKind
from campaigns.models import Call, Signature
from campaigns.services.demonstration import DOMAIN, NOTICE, say_so, sign_for_demonstration
from campaigns.services.signing import SignerData
from campaigns.services.tally import tick
from nnirr_site.models import SiteIdentity

FIRST = [
    "Ana",
    "Amina",
    "Arjun",
    "Beatriz",
    "Carlos",
    "Chidi",
    "Đức",
    "Elena",
    "Fatou",
    "Farid",
    "Guadalupe",
    "Hye-jin",
    "Ibrahim",
    "Íñigo",
    "Jean-Baptiste",
    "Kofi",
    "Lakshmi",
    "Lan",
    "Lourdes",
    "Maricel",
    "Mehdi",
    "Noor",
    "Olga",
    "Pilar",
    "Quynh",
    "Rosa",
    "Samira",
    "Tomás",
    "Wei",
    "Xóchitl",
    "Yusuf",
    "Zainab",
]
LAST = [
    "Aguilar",
    "Bautista",
    "Cruz",
    "Delacroix",
    "Diallo",
    "Estrada",
    "Fuentes",
    "Gebremariam",
    "Haddad",
    "Ibáñez",
    "Joseph",
    "Kaur",
    "Lim",
    "Mbeki",
    "Nguyễn",
    "Ochoa",
    "Pham",
    "Quispe",
    "Ramírez",
    "Santos",
    "Tesfaye",
    "Ulloa",
    "Villanueva",
    "Wang",
    "Ximénez",
    "Yılmaz",
]
GROUPS = ("Workers’ Center", "Tenants’ Union", "Mutual Aid", "Interfaith Table", "Youth Council")
PLACES = ("Oakland", "El Paso", "Houston", "Queens", "Fresno", "Atlanta", "Chicago", "Tucson")
LONG = "Committee of Domestic, Restaurant and Farm Workers for Dignity at Work and at the Border"
COUNTRIES = ("US", "US", "US", "US", "US", "MX", "PH", "SN", "GT", "CA")
STATES = ("CA", "TX", "NY", "IL", "AZ", "GA", "FL", "WA")
REASONS = (
    "My mother picked strawberries for thirty years. Nobody ever paid her overtime.",
    "Porque los derechos no se quedan en la frontera.",
    "I clean offices at night. I want my daughter to see that our work counts.",
    "Because a treaty that nobody signs protects nobody.",
    "Mis vecinos vienen de nueve países. Esta lista es mi calle.",
    "A boss once kept my passport for a year. No law should look away from that.",
    "I teach their children. They should not be afraid of the school bus.",
    "Firmo por mi hermano, que sigue esperando a un juez.",
    "We feed this country. It can put its name under eleven pages.",
    "Soy enfermera. En mi turno nadie pregunta de dónde vienes.",
    "My union has asked for this since before I was born.",
    "Para que mi hija no tenga que pedirlo otra vez.",
)


class Command(BaseCommand):
    help = (
        "Fill the call that every page invites to sign with invented people, organizations and"
        " reasons, for looking at it. Every page says so. Refused in production, and for a call"
        " that somebody has signed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--people", type=int, default=304)
        parser.add_argument("--organizations", type=int, default=38)

    def handle(self, *args, **options):
        if settings.IS_PRODUCTION:
            raise CommandError("Invented signatures have no place on a site in production.")
        identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
        call = Call.objects.filter(pages__pk=identity.call_page_id).first()
        if call is None:
            raise CommandError("No page invites to sign: choose one under Site identity first.")
        if Signature.objects.filter(call=call).exists():
            raise CommandError(
                "Somebody has signed this call: invented names never join real ones."
            )
        if identity.alert_text and identity.alert_text != NOTICE:
            raise CommandError("An alert stands above every page: the notice would take its place.")
        say_so(identity)
        statement = call.shown_statements().order_by("-pk").first()
        signers = [*make_people(options["people"]), *make_groups(options["organizations"])]
        number = sign_for_demonstration(call, statement, signers, settings.LANGUAGE_CODE)
        tick()
        self.stdout.write(f"{number} invented signatures. Every page says that they are.")


def make_people(number: int) -> Iterator[SignerData]:
    """Names put together by chance, the same each time. Two in three show theirs."""
    chance = random.Random(1990)  # noqa: S311 - nothing to guess here
    reasons = iter(REASONS)
    for count in range(number):
        country = chance.choice(COUNTRIES)
        shows = chance.random() < 2 / 3
        yield SignerData(
            name=f"{chance.choice(FIRST)} {chance.choice(LAST)}",
            email=f"person-{count}@{DOMAIN}",
            country=country,
            region=chance.choice(STATES) if country == "US" else "",
            comment=next(reasons, "") if shows and count % 9 == 0 else "",
            show_name=shows,
        )


def make_groups(number: int) -> Iterator[SignerData]:
    """Organizations, one of them with a long name."""
    for count in range(number):
        place, kind = PLACES[count % len(PLACES)], GROUPS[count // len(PLACES) % len(GROUPS)]
        yield SignerData(
            kind=SignerKind.ORGANIZATION,
            name="Demonstration Person",
            email=f"organization-{count}@{DOMAIN}",
            country="US",
            organization=LONG if count == 4 else f"{place} {kind} (invented)",
            role="Coordinator",
            is_authorized=True,
            show_name=True,
        )
