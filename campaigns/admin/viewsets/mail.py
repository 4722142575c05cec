"""The outbox as staff see it: what waits, was sent or failed, and a button to try again."""

from __future__ import annotations

import django_filters
from django.contrib.admin.utils import quote
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets

from campaigns.admin import statistics
from campaigns.admin.actions import RETRY_MAIL, StaffAction, describe_signature, may_retry
from campaigns.admin.viewsets.base import NewestFirstIndexView, PlainInspectView, StaffActionView
from campaigns.admin.viewsets.pauses import EndPauseView, may_end_pauses
from campaigns.models import OutboundMail
from campaigns.models.outbox import MailStatus
from campaigns.services import Outcome


class RetryMailView(StaffActionView):
    form_class = None

    def get_action(self) -> StaffAction:
        return RETRY_MAIL

    def get_form(self, form_class=None):
        return None

    def describe_object(self):
        return [
            (_("Mail"), self.object.get_kind_display()),
            *describe_signature(self.object.signature),
        ]

    def post(self, request, *args, **kwargs):
        return self.form_valid(None)

    def perform(self, form) -> Outcome:
        return self.action.perform(self.object, self.request.user)


class MailIndexView(NewestFirstIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("signature")

    @property
    def list_display(self):
        return [
            "kind",
            Column("signature", label=_("Signature")),
            Column("status", label=pgettext("condition", "State"), accessor="get_status_display"),
            Column("attempts", label=_("Attempts")),
            Column("cause", label=_("Cause"), accessor="get_cause_display"),
            Column("error", label=_("Error"), accessor="trouble"),
            DateColumn("created_at", label=_("Queued")),
            DateColumn("sent_at", label=_("Sent")),
        ]

    @property
    def header_buttons(self):
        if not may_end_pauses(self.request.user):
            return []
        url = reverse(MailViewSet.pause_url_name)
        return [HeaderButton(_("Allow an address again"), url=url, icon_name="resubmit")]

    def get_list_more_buttons(self, instance):
        return [
            *super().get_list_more_buttons(instance),
            *retry_buttons(instance, self.request.user),
        ]


def retry_buttons(mail: OutboundMail, user) -> list[Button]:
    if not may_retry(mail, user):
        return []
    return [
        Button(
            RETRY_MAIL.label,
            url=reverse(MailViewSet.retry_url_name, args=(quote(mail.pk),)),
            icon_name=RETRY_MAIL.icon,
            priority=40,
        )
    ]


class MailInspectView(PlainInspectView):
    def get_fields(self):
        return [
            "kind",
            "status",
            "signature",
            "cause",
            "language",
            "attempts",
            "error",
            "created_at",
            "counted_at",
            "next_attempt_at",
            "sent_at",
        ]

    def get_field_display_value(self, field_name, field):
        if field_name == "error":
            return self.object.trouble or "-"
        return super().get_field_display_value(field_name, field)

    @property
    def header_more_buttons(self):
        return retry_buttons(self.object, self.request.user)


class MailFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("condition", "State"), choices=MailStatus.choices, distinct=False
    )
    is_late = django_filters.BooleanFilter(
        label=gettext_lazy("Mails that are late"), method="filter_late"
    )

    is_held = django_filters.BooleanFilter(
        label=gettext_lazy("Mails that wait for their turn"), method="filter_held"
    )

    def filter_held(self, queryset, name, value):
        return queryset.filter(statistics.IS_HELD if value else ~statistics.IS_HELD)

    def filter_late(self, queryset, name, value):
        return queryset.filter(statistics.IS_LATE if value else ~statistics.IS_LATE)

    class Meta:
        model = OutboundMail
        fields = ["status", "kind", "cause"]


class MailViewSet(snippets.SnippetViewSet):
    model = OutboundMail
    icon = "mail"
    menu_label = gettext_lazy("Outgoing mail")
    menu_order = 30
    url_prefix = "outgoing-mail"
    inspect_view_enabled = True
    index_view_class = MailIndexView
    inspect_view_class = MailInspectView
    filterset_class = MailFilterSet
    index_results_template_name = "campaigns/admin/capped_results.html"
    list_per_page = 50
    retry_url_name = "wagtailsnippets_campaigns_outboundmail:retry"
    pause_url_name = "wagtailsnippets_campaigns_outboundmail:end_pause"

    def get_edit_handler(self):
        return ObjectList([]).bind_to_model(self.model)

    @property
    def retry_view(self):
        return self.construct_view(
            RetryMailView,
            model=self.model,
            inspect_url_name=self.get_url_name("inspect"),
            index_url_name=self.get_url_name("list"),
        )

    @property
    def pause_view(self):
        return self.construct_view(EndPauseView, index_url_name=self.get_url_name("list"))

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("retry/<int:pk>/", self.retry_view, name="retry"),
            path("allow-again/", self.pause_view, name="end_pause"),
        ]
