"""What waits for a decision about what the site shows, one after another, until nothing is left."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.admin import statistics
from campaigns.admin.actions import (
    MODERATE,
    SEE_PERSONAL_DATA,
    SIGNATURE_ACTIONS,
    StaffAction,
    describe_signature,
    tell_outcome,
)
from campaigns.models import Signature
from campaigns.models.access_log import AccessKind
from campaigns.privacy import vault
from campaigns.services.access_log import record_access

SHOWN = 20
ABOUT_NAME = ("approve", "decline")
ABOUT_COMMENT = ("approve-comment", "decline-comment")
CANNOT_BE_READ = gettext_lazy("cannot be read")


@dataclass(frozen=True)
class Item:
    """A signature that waits, with what can be decided about it here."""

    signature: Signature
    facts: list[tuple[str, str]]
    name: str
    role: str
    comment: str
    decisions: list[StaffAction]
    reject_url: str


def read_sealed(signature: Signature, field: str) -> str:
    """A row whose key is missing must not hide the others."""
    try:
        return getattr(signature, field)
    except vault.Unreadable:
        return str(CANNOT_BE_READ)


def find_waiting(may_read: bool) -> list[Signature]:
    """The oldest about which somebody can decide here: who may not read, about organizations."""
    kinds, found = [statistics.organizations_to_approve()], {}
    if may_read:
        kinds += [statistics.names_to_approve(), statistics.comments_to_read()]
    for rows in kinds:
        found |= {row.pk: row for row in rows.select_related("call").order_by("pk")[:SHOWN]}
    return [found[pk] for pk in sorted(found)][:SHOWN]


def decisions_about(signature: Signature, may_read: bool) -> list[StaffAction]:
    """Nobody decides about a comment or a person's name that they may not read, nor about a comment
    that never shows.
    """
    verbs = list(ABOUT_NAME) if may_read or signature.is_organization else []
    is_shown = signature.show_name and signature.confirmed_at is not None
    if may_read and is_shown:
        verbs += ABOUT_COMMENT
    actions = [SIGNATURE_ACTIONS[verb] for verb in verbs]
    return [action for action in actions if action.is_possible(signature)]


class QueueView(WagtailAdminTemplateMixin, TemplateView):
    """Decides about one with a button; the next one stands in its place. Names and comments only
    for those who may see them, and on record.
    """

    template_name = "campaigns/admin/queue.html"
    page_title = gettext_lazy("What waits for a decision")
    header_icon = "check"
    index_url_name = None
    queue_url_name = None
    action_url_name = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perms([MODERATE, "campaigns.view_signature"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_read(self) -> bool:
        return self.request.user.has_perm(SEE_PERSONAL_DATA)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": _("Signatures")},
            {"url": "", "label": self.page_title},
        ]

    def describe_item(self, signature: Signature) -> Item:
        reject = reverse(self.action_url_name, args=("reject", signature.pk))
        is_read = self.may_read
        return Item(
            signature,
            describe_signature(signature),
            read_sealed(signature, "name") if is_read else "",
            read_sealed(signature, "role") if is_read else "",
            read_sealed(signature, "comment") if is_read else "",
            decisions_about(signature, is_read),
            f"{reject}?{urlencode({'next': reverse(self.queue_url_name)})}",
        )

    def get_context_data(self, **kwargs):
        items = [self.describe_item(signature) for signature in find_waiting(self.may_read)]
        if self.may_read and items:
            record_access(
                self.request.user, AccessKind.LIST, what="moderation queue", row_count=len(items)
            )
        return super().get_context_data(
            items=items,
            organizations=statistics.count_capped(statistics.organizations_to_approve()),
            names=statistics.count_capped(statistics.names_to_approve()),
            comments=statistics.count_capped(statistics.comments_to_read()),
            may_read=self.may_read,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        action = SIGNATURE_ACTIONS.get(request.POST.get("verb", ""))
        if action is None or action.verb not in ABOUT_NAME + ABOUT_COMMENT:
            raise Http404
        number = request.POST.get("signature", "")
        signature = get_object_or_404(Signature, pk=number if number.isdecimal() else 0)
        is_readable = signature.is_organization and action.verb in ABOUT_NAME
        if not (self.may_read or is_readable):
            raise PermissionDenied
        outcome = action.perform_on(signature, request.POST.get("mark", ""), "", request.user)
        tell_outcome(request, action, signature, outcome)
        return redirect(reverse(self.queue_url_name))
