"""What programs can read about calls: the calls, their counts, their days, their organizations."""

from __future__ import annotations

from dataclasses import asdict

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from campaigns.choices import SignerKind
from campaigns.counting.ledger import COLUMNS, read_ledger
from campaigns.models import Call, CallPage, Signature
from campaigns.models.calls import CallState
from nnirr_site.api import Endpoint, page_results
from nnirr_site.api.endpoints import LANGUAGE, read_choice
from nnirr_site.api.openapi import shape
from nnirr_site.http.addresses import absolute
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.i18n.collation import make_sorting_key

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
MOMENT = {"type": ["string", "null"], "format": "date-time"}
URL = {"type": "string", "format": "uri"}

COUNT = shape(
    total={"type": "integer", "description": "People, organizations and names on paper."},
    people=NUMBER,
    organizations=NUMBER,
    on_paper=NUMBER,
    withdrawn=NUMBER,
    removed_as_invalid=NUMBER,
    goal=NUMBER,
    counted_at=MOMENT,
)
CALL = shape(
    call={"type": "string", "description": "Short name; part of every address of the call."},
    title=TEXT,
    addressee=TEXT,
    state={"type": "string", "enum": CallState.values},
    opens_at=MOMENT,
    closes_at=MOMENT,
    organizations_close_at=MOMENT,
    url=URL,
    count={"$ref": "#/components/schemas/Count"},
)
WHOLE_CALL = shape(
    **CALL["properties"],
    texts={"type": "array", "items": {"$ref": "#/components/schemas/Text"}},
)
STATEMENT = shape(
    language=TEXT,
    version=NUMBER,
    title=TEXT,
    sha256={"type": "string", "description": "Checksum of the text that is signed."},
    published_at=MOMENT,
    url=URL,
)
DAY = shape(
    day={"type": "string", "format": "date"},
    **{name: NUMBER for name in COLUMNS if name != "day"},
)
ORGANIZATION = shape(
    name=TEXT,
    website={"type": ["string", "null"], "format": "uri"},
    country={"type": "string", "description": "ISO 3166-1, two letters."},
    state={"type": ["string", "null"], "description": "Of the United States, two letters."},
)


def find_shown_calls() -> QuerySet[Call]:
    """Calls of which visitors see a page."""
    return Call.objects.filter(pk__in=public(CallPage.objects.live()).values("call"))


def find_call(name: str) -> tuple[Call, CallPage]:
    """A call and its page in the active language. Raises Http404 unless visitors see one."""
    call = Call.objects.select_related("tally_state").filter(slug=name).first()
    page = call.page if call else None
    if call is None or page is None:
        raise Http404("There is no call of this name.")
    return call, page


def show_moment(moment) -> str | None:
    return moment.isoformat() if moment else None


def show_count(call: Call) -> dict[str, object]:
    tally = call.tally
    return {
        "total": tally.total,
        "people": tally.people,
        "organizations": tally.organizations,
        "on_paper": tally.offline,
        "withdrawn": tally.withdrawn,
        "removed_as_invalid": tally.rejected,
        "goal": tally.goal,
        "counted_at": show_moment(tally.counted_at),
    }


def show_call(call: Call, page: CallPage) -> dict[str, object]:
    words = call.words
    return {
        "call": call.slug,
        "title": page.title,
        "addressee": words.addressee,
        "state": str(call.state),
        "opens_at": show_moment(call.opens_at),
        "closes_at": show_moment(call.closes_at),
        "organizations_close_at": show_moment(call.organizations_close_at),
        "url": page.share_url,
        "count": show_count(call),
    }


def list_calls(request: HttpRequest) -> dict[str, object]:
    with override(read_choice(request, LANGUAGE)):
        calls = find_shown_calls().select_related("tally_state")
        return page_results(request, calls, lambda call: show_call(call, call.page))


def one_call(request: HttpRequest, call: str) -> dict[str, object]:
    with override(read_choice(request, LANGUAGE)):
        found, page = find_call(call)
        texts = found.shown_statements().order_by("language", "-number").distinct("language")
        return show_call(found, page) | {
            "texts": [
                {
                    "language": text.language,
                    "version": text.number,
                    "title": text.title,
                    "sha256": text.sha256,
                    "published_at": show_moment(text.created_at),
                    "url": absolute(
                        reverse("campaigns:statement", args=[call, text.language, text.number])
                    ),
                }
                for text in texts
            ]
        }


def count_of_call(request: HttpRequest, call: str) -> dict[str, object]:
    return show_count(find_call(call)[0])


def days_of_call(request: HttpRequest, call: str) -> dict[str, object]:
    days = read_ledger(find_call(call)[0])
    return page_results(
        request, days, lambda day: asdict(day) | {"day": day.day.isoformat()}, length=200
    )


def organizations_of_call(request: HttpRequest, call: str) -> dict[str, object]:
    """In alphabetical order, as on the English page."""
    found = find_call(call)[0]
    signers = found.signatures.publicly_named().filter(kind=SignerKind.ORGANIZATION)
    rows = signers.values_list("pk", "organization_name")
    keys = [row[0] for row in sorted(rows, key=lambda row: (make_sorting_key(row[1]), row[0]))]
    page = page_results(request, keys, lambda pk: pk)
    shown = signers.in_bulk(page["results"])
    page["results"] = [show_organization(shown[pk]) for pk in page["results"] if pk in shown]
    return page


def show_organization(signer: Signature) -> dict[str, object]:
    """Only what the organization's own public name brings: never who signed for it."""
    return {
        "name": signer.organization_name,
        "website": signer.website or None,
        "country": signer.country,
        "state": signer.region or None,
    }


ENDPOINTS = [
    Endpoint(
        "/calls",
        "calls",
        _("Every call, the newest first"),
        list_calls,
        "Call",
        {"Call": CALL, "Count": COUNT},
        (LANGUAGE,),
        is_paged=True,
        stale_allowed=False,
    ),
    Endpoint(
        "/calls/{call}",
        "call",
        _("One call with the texts that are signed"),
        one_call,
        "WholeCall",
        {"WholeCall": WHOLE_CALL, "Text": STATEMENT, "Count": COUNT},
        (LANGUAGE,),
        example="?language=es",
        stale_allowed=False,
    ),
    Endpoint(
        "/calls/{call}/count",
        "count",
        _("How many have signed, as of the last count"),
        count_of_call,
        "Count",
        {"Count": COUNT},
    ),
    Endpoint(
        "/calls/{call}/ledger",
        "ledger",
        _("By how much each number moved on each day, the oldest day first"),
        days_of_call,
        "Day",
        {"Day": DAY},
        is_paged=True,
    ),
    Endpoint(
        "/calls/{call}/organizations",
        "organizations",
        _("Organizations that signed, asked to be named and were approved"),
        organizations_of_call,
        "Organization",
        {"Organization": ORGANIZATION},
        is_paged=True,
        stale_allowed=False,
    ),
]


def find_example() -> str:
    """A call for the page with examples: the newest that visitors see."""
    return find_shown_calls().values_list("slug", flat=True).first() or ""
