"""Those whom a limit for networks set aside together, and one step that takes all of them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Min
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns import services
from campaigns.admin.actions import MODERATE
from campaigns.choices import SignatureStatus
from campaigns.models import CaughtForm

SHOWN = 100
RESTORE_REASON = "A limit had set aside many from one network"  # for the log, in one language


@dataclass(frozen=True)
class CrowdRow:
    """Some that came together: how many, when, and to which calls."""

    name: str
    number: int
    first: date
    last: date
    calls: list[str]


def find_crowds() -> list[CrowdRow]:
    """The newest first; only those of whom somebody is still set aside."""
    waiting = CaughtForm.objects.filter(signature__status=SignatureStatus.REJECTED)
    title = "signature__call__title"
    crowds = waiting.values("crowd").annotate(
        number=Count("pk"),
        first=Min("caught_on"),
        last=Max("caught_on"),
        newest=Max("pk"),
        calls=ArrayAgg(title, distinct=True, order_by=title),
    )
    return [
        CrowdRow(crowd["crowd"], crowd["number"], crowd["first"], crowd["last"], crowd["calls"])
        for crowd in crowds.order_by("-newest")[:SHOWN]
    ]


class CaughtView(WagtailAdminTemplateMixin, TemplateView):
    """Each crowd with two buttons. Which network it was is not known here, nor anywhere."""

    template_name = "campaigns/admin/caught.html"
    page_title = gettext_lazy("Set aside together by a limit")
    header_icon = "group"
    index_url_name = None
    caught_url_name = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perms([MODERATE, "campaigns.view_signature"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": _("Signatures")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            crowds=find_crowds(),
            list_url=f"{reverse(self.index_url_name)}?status=rejected",
            kept_days=CaughtForm.KEPT_DAYS,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        crowd = request.POST.get("crowd", "")
        if not CaughtForm.objects.filter(crowd=crowd).exists():
            messages.warning(request, _("Somebody has decided about these already."))
        elif request.POST.get("decision") == "restore":
            self._restore(crowd)
        elif request.POST.get("decision") == "keep":
            number = services.keep_crowd_aside(crowd)
            words = ngettext("%(number)d stays set aside.", "%(number)d stay set aside.", number)
            messages.success(request, words % {"number": number})
        else:
            raise Http404
        return redirect(reverse(self.caught_url_name))

    def _restore(self, crowd: str) -> None:
        done = services.restore_crowd(crowd, RESTORE_REASON, self.request.user)
        words = ngettext(
            "%(number)d signature was restored, and its signer gets the mail to confirm.",
            "%(number)d signatures were restored, and their signers get the mail to confirm.",
            done.restored,
        )
        messages.success(self.request, words % {"number": done.restored})
        if done.refused:
            refused = ngettext(
                "%(number)d was left out: its mailbox has signed again since.",
                "%(number)d were left out: their mailboxes have signed again since.",
                done.refused,
            )
            messages.warning(self.request, refused % {"number": done.refused})
        if done.has_more:
            messages.warning(self.request, _("There are more of them: press the button again."))
