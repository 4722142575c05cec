"""Every kind of page that a visitor can come to, by name, with its address in the starter site."""

from __future__ import annotations

from django.urls import reverse

# The starter site has no events; one is made when its address is first asked for.
EVENT = "resources.MigrantsDayEventPage"
# Page type → one page of it that is as full as any.
PAGE_TYPES = {
    "nnirr_site.HomePage": "/",
    "nnirr_site.StandardPage": "/privacy/",
    "initiatives.InitiativesIndexPage": "/initiatives/",
    "initiatives.InitiativePage": "/initiatives/human-rights-at-borders/",
    "initiatives.NetworksIndexPage": "/networks/",
    "initiatives.NetworkPage": "/networks/migrants-rights-international/",
    "initiatives.PolicyUpdatesIndexPage": "/updates/",
    "initiatives.PolicyUpdatePage": "/updates/review-forum-2022/",
    "resources.ResourceLibraryPage": "/resources/",
    "resources.ResourcePage": "/resources/principles-on-human-rights-at-borders/",
    "resources.MigrantsDayPage": "/migrants-day/",
    "resources.MigrantsDayYearPage": "/migrants-day/2024/",
    "resources.MigrantsDayKitPage": "/migrants-day/kit/",
    EVENT: "",
    "resources.ToolkitPage": "/organize/",
    "initiatives.TrackerPage": "/who-has-joined/",
    "campaigns.CallsIndexPage": "/calls/",
    "campaigns.CallPage": "/calls/migrant-workers-convention/",
}
OTHERS = {
    "search without a query": "/search/",
    "search with results": "/search/?q=border",
    "search without results": "/search/?q=xylophone",
    "list narrowed by a filter": "/updates/?year=2025",
    "list with an unknown filter": "/resources/?type=nothing-such",
    "page not found": "/no-such-page/",
    "damaged link": "/c/damaged/",
    "call for partners": "/calls/migrant-workers-convention/allies/",
    "code of the call": "/calls/migrant-workers-convention/qr/",
    "letter to Senators": "/calls/migrant-workers-convention/letter/?state=CA",
    "letter from where there are none": "/calls/migrant-workers-convention/letter/?state=PR",
    "letter without a known state": "/calls/migrant-workers-convention/letter/?state=ZZ",
    "letters to print": "/calls/migrant-workers-convention/letter/ca/",
    "brief": "/initiatives/migrant-workers-convention/legal-brief/",
    "objections and answers": "/initiatives/migrant-workers-convention/objections/",
    "data for programs": "/api/",
}
# What stands in other people's pages: it has neither the top nor the foot of ours.
FRAMED = {"call in a frame": "/embed/migrant-workers-convention/"}
# Steps of signing: name → name of the address, which takes the call's short name.
STEPS = {
    "check your mail": "campaigns:check_email",
    "thank you": "campaigns:thank_you",
    "removed": "campaigns:removed",
}
# What a call tells about itself, by the same means.
RECORDS = {
    "how signatures are counted": "campaigns:method",
    "versions of the text": "campaigns:statements",
    "people who signed": "campaigns:names",
    "organizations that signed": "campaigns:organizations",
    "why people sign": "campaigns:reasons",
}
OWN = "the signer's own page"
OWN_CHANGE = "the forms of the signer's own page"
NEW_EMAIL = "use a new address"
LETTERS = "way out of letters"
CONFIRM = "confirm"
THANKS = "thanks on the address of the link"
PAUSED = "confirm, after “This wasn’t me”"
EVERY_BLOCK = "every block"
EVERY_HANDOUT = "every block of a toolkit"
NAMES = [
    *PAGE_TYPES,
    *OTHERS,
    *FRAMED,
    *STEPS,
    *RECORDS,
    CONFIRM,
    THANKS,
    PAUSED,
    OWN,
    OWN_CHANGE,
    NEW_EMAIL,
    LETTERS,
    EVERY_BLOCK,
    EVERY_HANDOUT,
]


def find_event() -> str:
    """Address of the event, which is made unless an earlier test has made it."""
    from resources.models import MigrantsDayEventPage
    from tests.resources.factories import make_full_event

    return (MigrantsDayEventPage.objects.first() or make_full_event()).url


def find_page_with_every_block() -> str:
    from nnirr_site.models import StandardPage
    from tests.nnirr_site.everything import SLUG, make_page_with_every_block

    return (StandardPage.objects.filter(slug=SLUG).first() or make_page_with_every_block()).url


def find_toolkit_with_every_block() -> str:
    from resources.models import ToolkitPage
    from tests.nnirr_site.everything import SLUG, make_toolkit_with_every_block

    found = ToolkitPage.objects.filter(slug=SLUG + "-2").first()
    return (found or make_toolkit_with_every_block()).url


MADE = {
    EVENT: find_event,
    EVERY_BLOCK: find_page_with_every_block,
    EVERY_HANDOUT: find_toolkit_with_every_block,
}


class Addresses:
    """Name → address. What the starter site lacks is made when it is first asked for."""

    def __init__(self, call):
        self.call = call
        known = PAGE_TYPES | OTHERS | FRAMED
        self.found = {name: address for name, address in known.items() if address}

    def expected_status(self, name: str) -> int:
        return 404 if name in {"page not found", "damaged link"} else 200

    def __getitem__(self, name: str) -> str:
        if name not in self.found:
            self.found[name] = self._find(name)
        return self.found[name]

    def _find(self, name: str) -> str:
        if name in STEPS | RECORDS:
            return reverse((STEPS | RECORDS)[name], args=[self.call.slug])
        if name in MADE:
            return MADE[name]()
        from campaigns import services
        from campaigns.privacy import tokens
        from tests.campaigns.factories import link_path, make_signature

        signature = make_signature(self.call, "confirmed" if name == THANKS else "pending")
        if name in {OWN, OWN_CHANGE}:
            token = tokens.make_link_token(signature.reference, tokens.OWN)
            return reverse(f"campaigns:own{'_change' * (name == OWN_CHANGE)}", args=[token])
        if name == NEW_EMAIL:
            services.ask_for_new_email(signature.reference, "new@example.org", "en")
            reference = signature.email_changes.get().reference
            token = tokens.make_link_token(reference, tokens.NEW_EMAIL)
            return reverse("campaigns:new_email", args=[token])
        if name == LETTERS:
            token = tokens.make_link_token(signature.reference, tokens.LETTERS)
            return reverse("campaigns:letters", args=[token])
        if name == PAUSED:
            services.disown_signature(signature.reference)
        return link_path(signature)
