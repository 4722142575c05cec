"""The pages that show calls."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from campaigns.choices import SignerKind
from campaigns.models.calls import Call, CallState, StatementVersion
from campaigns.models.progress import Tally
from campaigns.signing.forms import SigningForm
from nnirr_site.admin.slugs import PageForm
from nnirr_site.blocks import BODY_BLOCKS
from nnirr_site.documents.panels import DownloadsPanel
from nnirr_site.http.addresses import absolute, page_path
from nnirr_site.http.page_cache.restrictions import is_for_all, public
from nnirr_site.http.page_cache.tree import tree
from nnirr_site.i18n.locales import code_of, localize_page
from nnirr_site.models import BasePage, Download, IndexPageWithBody
from nnirr_site.models.searchable import SearchKind
from nnirr_site.text.plaintext import clean, html_text

# As many as fit into the first round trip with the form; pages of their own list them all.
NAMES_SHOWN = 10
ORGANIZATIONS_SHOWN = 8
VOICES_SHOWN = 3
# Of names and of organizations where reasons stand beside them: there is no room for all.
SHOWN_BESIDE_VOICES = 3
VOICES_ON_THE_CALL = 2
LONGEST_LARGE_WORDS = 120  # characters
# The blocks that call.css knows; with any other the page links interior.css too.
CALL_SHEET_BLOCKS = frozenset(
    ["prose", "heading", "pull", "note", "steps", "accordion", "reasons", "sources", "image"]
)


def read_voices(signers) -> list[dict[str, object]]:
    """What cards show of `signers`, which are among `with_public_comment()`.

    `is_long` for words that are set smaller.
    """
    return [
        {
            "comment": comment,
            "name": name,
            "place": signer.place,
            "is_long": len(comment) > LONGEST_LARGE_WORDS,
        }
        for signer in signers
        if (name := signer.readable_name) and (comment := signer.readable_comment)
    ]


class CallsIndexPage(IndexPageWithBody):
    """Lists the calls that can be signed, and those that were."""

    page_description = _("The list of calls.")
    template = "campaigns/calls_index_page.html"
    subpage_types = ["campaigns.CallPage"]

    class Meta:
        verbose_name = _("calls page")
        verbose_name_plural = _("calls pages")

    # Says until when each can be signed.
    stale_allowed = False

    def seconds_until_change(self) -> float | None:
        coming = (page.seconds_until_change() for page in self.listed_calls)
        return min((seconds for seconds in coming if seconds is not None), default=None)

    @cached_property
    def listed_calls(self) -> list[CallPage]:
        """Pages of calls below this one: those that can be signed first, else as editors sorted."""
        pages = (
            public(CallPage.objects.child_of(self).live())
            .exclude(call=None)
            .order_by("path")
            .select_related("call__tally_state")
            .prefetch_related("call__texts")
        )
        return sorted(pages, key=lambda page: page.call.state == CallState.CLOSED)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["calls"] = self.listed_calls
        return context


class CallPageForm(PageForm):
    """Asks for a call, though a page outlives its call."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "call" in self.fields:
            self.fields["call"].required = True


class CallPage(BasePage):
    """Shows one call in one language: the text, the form, the count and who signed in public.

    The page is one HTML for everybody and sets no cookie; the form goes to `campaigns:sign`.
    """

    page_description = _("A call with its text and the form to sign it.")
    template = "campaigns/call_page.html"
    sheet = "css/call.css"
    sheet_blocks = CALL_SHEET_BLOCKS
    parent_page_types = ["campaigns.CallsIndexPage"]
    subpage_types = []

    call = models.ForeignKey(
        Call,
        verbose_name=_("call"),
        # Empty only after the call was deleted, which is refused once anybody has signed. Drafts
        # and old versions that name it are read back only if this is SET_NULL.
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pages",
        help_text=_("What is signed here. Its text and dates are edited under Calls."),
    )
    body = StreamField(
        BODY_BLOCKS,
        blank=True,
        verbose_name=_("below the form"),
        help_text=_("Reasons and questions people ask. The text that is signed is not here."),
    )
    brief_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("brief"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For those who decide. Linked from the page for letters to Senators."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("call"),
        *BasePage.look_panels,
        FieldPanel("body"),
        PageChooserPanel("brief_page"),
        DownloadsPanel(
            "downloads",
            heading=_("Materials"),
            label=_("file"),
            help_text=_("Offered on the thank-you page: a poster, a paper sign-on sheet."),
        ),
    ]
    base_form_class = CallPageForm
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("call page")
        verbose_name_plural = _("call pages")

    search_kind = SearchKind("call", _("Call"), _("Calls"))

    def search_parts(self) -> dict[str, str]:
        """With the text that is signed here, which stands first on the page."""
        parts = super().search_parts()
        statement = self.call.statement_for(self.language) if self.call_id else None
        if statement:
            texts = (statement.title, html_text(statement.body), parts["D"])
            parts["D"] = clean("\n".join(texts))
        return parts

    stale_allowed = False

    def seconds_until_change(self) -> float | None:
        """The form comes and goes with the call."""
        return self.call.seconds_until_change() if self.call_id else None

    @property
    def language(self) -> str:
        return code_of(self)

    @property
    def brief(self) -> dict[str, str] | None:
        """`title`, `url` and `language` of the brief, if everybody may read it."""
        page = localize_page(tree().page(self.brief_page_id or 0))
        if page is None or not page.live or not is_for_all(page):
            return None
        return {"title": page.title, "url": page_path(page), "language": code_of(page)}

    @cached_property
    def tally(self) -> Tally | None:
        """The count of the call as of the last tick; None if the call was deleted."""
        return self.call.tally if self.call_id else None

    @cached_property
    def addressee(self) -> str:
        """Whom the call asks, in the language of the page."""
        return self.call.words_in(self.language).addressee if self.call_id else ""

    @cached_property
    def statement(self) -> StatementVersion | None:
        return self.call.statement_for(self.language) if self.call_id else None

    @property
    def share_url(self) -> str:
        return absolute(self.url) if self.url else settings.SITE_URL

    @property
    def organizations_url(self) -> str:
        """Address of the list of all organizations that are named; empty without a call."""
        return reverse("campaigns:organizations", args=[self.call.slug]) if self.call_id else ""

    @property
    def share_text(self) -> str:
        words = self.call.words_in(self.language) if self.call_id else None
        return (words and words.share_text) or self.title

    def public_names(self, most: int = NAMES_SHOWN) -> list[dict[str, str]]:
        """The newest people who asked to be shown and were not hidden."""
        people = self.call.signatures.publicly_named().filter(kind=SignerKind.PERSON)
        return [
            {"name": name, "place": person.place}
            for person in people.order_by("-confirmed_at", "-pk")[:most]
            if (name := person.readable_name)
        ]

    def organizations(self, most: int = ORGANIZATIONS_SHOWN) -> list[dict[str, str]]:
        """The newest approved organizations."""
        signers = self.call.signatures.publicly_named().filter(kind=SignerKind.ORGANIZATION)
        return [
            {"name": signer.public_name, "place": signer.place, "website": signer.website}
            for signer in signers.order_by("-confirmed_at", "-pk")[:most]
        ]

    @cached_property
    def voices(self) -> list[dict[str, object]]:
        """Why people signed, in their words: those that staff approved last."""
        if not self.call_id:
            return []
        signers = self.call.signatures.with_public_comment()
        return read_voices(signers.order_by("-comment_approved_at", "-pk")[:VOICES_SHOWN])

    @property
    def reasons_url(self) -> str:
        return reverse("campaigns:reasons", args=[self.call.slug]) if self.call_id else ""

    def serve(self, request, *args, **kwargs):
        """Search engines may list the call, but keep no copy: names that leave it must be gone."""
        response = super().serve(request, *args, **kwargs)
        response.headers.setdefault("X-Robots-Tag", "noarchive")
        return response

    def _most(self, alone: int) -> int:
        """How many of a list there is room for on the page of the call itself."""
        return SHOWN_BESIDE_VOICES if self.voices else alone

    def get_context(self, request, *args, **kwargs):
        """`form` and `refusal` may be given by the view that answers a refused form.

        Such a form stays even when nothing can be signed any more, so that no words are lost.
        """
        form, refusal = kwargs.pop("form", None), kwargs.pop("refusal", "")
        context = super().get_context(request, *args, **kwargs)
        # An editor previews a page before a call is chosen, or the call was deleted.
        call = self.call if self.call_id else None
        context |= {
            "call": call,
            "statement": None,
            "form": None,
            "refusal": refusal,
            "is_error": bool(refusal or (form and form.errors)),
        }
        if call is None:
            return context
        statement = self.statement
        if form is None and call.is_open:
            form = SigningForm.unbound(
                call.slug, statement.pk if statement else None, call.takes_organizations
            )
        context |= {
            "statement": statement,
            "statement_is_translated": bool(statement) and statement.language == self.language,
            "form": form,
            "sign_url": reverse("campaigns:sign", args=[call.slug]),
            "links": {
                name: reverse(f"campaigns:{name}", args=[call.slug])
                for name in (
                    "count",
                    "method",
                    "statements",
                    "names",
                    "organizations",
                    "reasons",
                    "history",
                )
            },
            "tally": self.tally,
            "public_names": self.public_names(self._most(NAMES_SHOWN)),
            "organizations": self.organizations(self._most(ORGANIZATIONS_SHOWN)),
            "voices": self.voices[:VOICES_ON_THE_CALL],
            "share_url": self.share_url,
            "share_text": self.share_text,
        }
        return context


class CallDownload(Download):
    """A file for people who have just signed."""

    page = ParentalKey(CallPage, related_name="downloads", on_delete=models.CASCADE)

    class Meta(Download.Meta):
        verbose_name = _("material")
