"""The staff's views of calls, signatures and mail.

Nobody adds, edits or deletes a signature by hand, superusers included: the permission policy says
no to each of these, and every change goes through an action with a reason (see `moderation`).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from wagtail.snippets.views import snippets

from campaigns.admin.viewsets.calls import CallViewSet
from campaigns.admin.viewsets.deliveries import DeliveryViewSet
from campaigns.admin.viewsets.mail import MailViewSet
from campaigns.admin.viewsets.paper import PaperSheetsViewSet
from campaigns.admin.viewsets.policies import (
    CallPolicy,
    DeliveryPolicy,
    LookOnlyPolicy,
    PaperSheetsPolicy,
)
from campaigns.admin.viewsets.rules import AbuseRuleViewSet, EmailDomainRuleViewSet
from campaigns.admin.viewsets.signatures import SignatureViewSet

__all__ = [
    "AbuseRuleViewSet",
    "CallPolicy",
    "CallViewSet",
    "CampaignsGroup",
    "DeliveryPolicy",
    "DeliveryViewSet",
    "EmailDomainRuleViewSet",
    "LookOnlyPolicy",
    "MailViewSet",
    "PaperSheetsPolicy",
    "PaperSheetsViewSet",
    "SignatureViewSet",
]


class CampaignsGroup(snippets.SnippetViewSetGroup):
    """Everything about signing in one place of the menu."""

    menu_label = gettext_lazy("Signing")
    menu_icon = "edit"
    menu_order = 160
    items = (
        SignatureViewSet,
        CallViewSet,
        PaperSheetsViewSet,
        DeliveryViewSet,
        MailViewSet,
        EmailDomainRuleViewSet,
        AbuseRuleViewSet,
    )
