"""What prints say of the call that they are about: where it is read, who asks, and its text."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.apps import apps
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.models import Site

from nnirr_site.http.addresses import find_short_url
from nnirr_site.models import SiteIdentity
from nnirr_site.typesetting.qr import draw_svg

LANGUAGES = ("en", "es")
# The call that the materials are about, also when the site has come to invite to another one.
CALL_SLUG = "migrant-workers-convention"


@dataclass(frozen=True)
class PrintFacts:
    """What is printed in one language beside the words of the material itself."""

    url: str  # of the call, as short as there is one, in the language of the print
    email: str  # who is asked about paper
    address: str  # where paper is sent; "" if nobody has said so
    title: str  # of the text that is signed, and its paragraphs as they stand
    lines: tuple[str, ...]
    number: int
    sha256: str
    closes: str  # the last day, in words; "" while none is set
    paper_days: int

    def as_data(self) -> dict:
        """For a template: with the address as a code to be photographed."""
        return asdict(self) | {"qr": draw_svg(self.url).decode()}


def describe_facts(call, language: str, url: str, email: str, address: str) -> PrintFacts:
    """The facts of `call`, a `campaigns.Call`, for whoever knows its page and who asks."""
    told = call.describe_for_print(language)
    closes_on: datetime.date | None = told["closes_on"]
    with override(language):
        closes = date_format(closes_on, "DATE_FORMAT") if closes_on else ""
    return PrintFacts(
        url=url,
        email=email,
        address="\n".join(line.strip() for line in address.splitlines() if line.strip()),
        title=told["title"],
        lines=tuple(told["lines"]),
        number=told["number"],
        sha256=told["sha256"],
        closes=closes,
        paper_days=told["paper_days"],
    )


def describe_first_facts(call, urls: Mapping[str, str], email: str) -> dict[str, PrintFacts]:
    """The facts while pages are still being written: `urls` are those that they will have.

    A language without pages of its own is led to the first one's.
    """
    first = next(iter(urls.values()))
    return {
        language: describe_facts(call, language, urls.get(language, first), email, "")
        for language in LANGUAGES
    }


def find_facts() -> dict[str, PrintFacts]:
    """Language → what is printed in it now; {} while there is no such call that visitors can read.

    A language in which the call has no public page is led to the one that there is.
    """
    site = Site.objects.filter(is_default_site=True).first()
    identity = (site and SiteIdentity.objects.filter(site=site).first()) or SiteIdentity()
    call = find_call(identity)
    if call is None:
        return {}
    found = {}
    for language in LANGUAGES:
        page = call.page_in(language)
        url = find_short_url(page) if page else ""
        if url:
            found[language] = describe_facts(
                call, language, url, identity.contact_email, identity.postal_address
            )
    return found


def find_call(identity: SiteIdentity):
    """The `campaigns.Call`: by its short name, or if staff gave it another, the site's own."""
    call = apps.get_model("campaigns.Call").objects.filter(slug=CALL_SLUG).first()
    if call is None and identity.call_page is not None:
        call = getattr(identity.call_page.specific, "call", None)
    return call
