"""The list of signatures, what is stored of one, and what staff may do to it."""

from __future__ import annotations

from django.contrib.admin.utils import quote
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import BaseButton, HeaderButton, ListingButton
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.snippets.views import snippets

from campaigns.admin import signature_search
from campaigns.admin.actions import (
    MODERATE,
    SEE_PERSONAL_DATA,
    as_name,
    describe_signature,
    mask,
    possible_actions,
)
from campaigns.admin.bulk_actions import permitted_bulk_actions
from campaigns.admin.caught import CaughtView
from campaigns.admin.moderation_queue import QueueView
from campaigns.admin.viewsets.base import NewestFirstIndexView, PlainInspectView, StaffActionView
from campaigns.admin.viewsets.export import ExportView, permitted_levels
from campaigns.admin.viewsets.filters import SignatureFilterSet
from campaigns.admin.viewsets.search import FindForm, FindView
from campaigns.choices import SignatureStatus
from campaigns.models import Signature
from campaigns.models.access_log import AccessKind
from campaigns.privacy import vault
from campaigns.privacy.field_types import Disclosure, Value
from campaigns.privacy.fields import SIGNATURE_FIELDS, fields_up_to
from campaigns.services import Outcome
from campaigns.services.access_log import record_access
from campaigns.signing import places

CANNOT_BE_READ = gettext_lazy("cannot be read")


class SignatureIndexView(NewestFirstIndexView):
    """Names only for those who may see them; addresses not in a list at all."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("call")

    @property
    def list_display(self):
        may_see = self.request.user.has_perm(SEE_PERSONAL_DATA)
        return [
            "reference",
            Column(
                "name",
                label=_("Name"),
                accessor=lambda signature: describe_name(signature, may_see),
            ),
            Column(
                "organization_name",
                label=_("Organization"),
                accessor=lambda signature: as_name(signature.organization_name),
            ),
            *(
                [Column("comment", label=_("Comment"), accessor=read_comment)]
                if may_see and self.request.GET.get("comment_waits") == "true"
                else []
            ),
            Column("status", label=pgettext("condition", "State"), accessor="get_status_display"),
            Column("place", label=_("Place")),
            Column(
                "is_public",
                label=_("Name on the page"),
                accessor=describe_visibility,
            ),
            Column("call", label=_("Call")),
            DateColumn("created_at", label=_("Signed")),
        ]

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        return [*buttons, *action_buttons(instance, self.request.user, ListingButton)]

    @property
    def header_buttons(self):
        """Exporting begins with what the list shows now."""
        user = self.request.user
        buttons = []
        if user.has_perm(MODERATE):
            url = reverse(SignatureViewSet.queue_url_name)
            buttons.append(HeaderButton(_("What waits"), url=url, icon_name="check"))
            url = reverse(SignatureViewSet.caught_url_name)
            buttons.append(HeaderButton(_("Set aside together"), url=url, icon_name="group"))
        if not permitted_levels(user):
            return buttons
        query = self.request.GET.copy()
        for name in (self.page_kwarg, "_w_filter_fragment"):
            query.pop(name, None)
        url = reverse(SignatureViewSet.export_url_name)
        url = f"{url}?{query.urlencode()}" if query else url
        return [*buttons, HeaderButton(_("Export"), url=url, icon_name="download")]

    def render_to_response(self, context, **response_kwargs):
        """Whoever sees names here leaves an entry; who sees dots in their place does not."""
        if self.request.user.has_perm(SEE_PERSONAL_DATA):
            record_access(
                self.request.user,
                AccessKind.LIST,
                filters=self.filters.describe(),
                row_count=len(context["object_list"]),
            )
        return super().render_to_response(context, **response_kwargs)

    def get_context_data(self, *args, **kwargs):
        sought = self.filters.sought
        return super().get_context_data(
            *args,
            find_form=FindForm(user=self.request.user),
            find_url=reverse(SignatureViewSet.find_url_name),
            bulk_buttons=bulk_buttons(self.request.user),
            sought_name=bool(sought) and sought.kind == signature_search.SoughtKind.NAME,
            **kwargs,
        )


def describe_name(signature: Signature, may_see: bool) -> str:
    """The name for those who may see it; a row whose key is missing must not hide the others.

    For all others nothing is opened: a look that is not written down must not happen.
    """
    if not may_see:
        return mask(signature.sealed_name)
    try:
        return as_name(signature.name)
    except vault.Unreadable:
        return str(CANNOT_BE_READ)


def read_comment(signature: Signature) -> str:
    """For those who may see it, where the list is one of comments."""
    try:
        return signature.comment
    except vault.Unreadable:
        return str(CANNOT_BE_READ)


def describe_visibility(signature: Signature) -> str:
    """Whether the name is on the page, and if not, why."""
    if not signature.show_name:
        return _("not shown: not asked for")
    if signature.is_name_hidden:
        return _("hidden by staff")
    if signature.status != SignatureStatus.CONFIRMED:
        return _("not shown: not confirmed")
    if signature.waits_for_approval:
        return (
            _("waits for approval") if signature.declined_at is None else _("not listed by staff")
        )
    return _("shown")


def action_buttons(signature: Signature, user, button: type[BaseButton]) -> list[BaseButton]:
    """What this user can do to this signature now, as buttons of the kind that fits the place."""
    return [
        button(
            action.label,
            url=reverse(SignatureViewSet.action_url_name, args=(action.verb, quote(signature.pk))),
            classname="w-whitespace-nowrap",
            icon_name=action.icon,
            priority=40 + position,
        )
        for position, action in enumerate(possible_actions(signature, user))
    ]


def bulk_buttons(user) -> list[ListingButton]:
    """What this user may do to all rows that are ticked; a script adds their numbers."""
    return [
        ListingButton(
            action.display_name,
            reverse("wagtail_bulk_action", args=["campaigns", "signature", action.action_type]),
            attrs={"data-bulk-action-button": ""},
            classname=" ".join({"bulk-action-btn", *action.classes}),
        )
        for action in permitted_bulk_actions(user)
    ]


class SignatureInspectView(PlainInspectView):
    """Everything that is stored of one signature, personal data by right and on record."""

    @property
    def may_see_personal_data(self) -> bool:
        return self.request.user.has_perm(SEE_PERSONAL_DATA)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.may_see_personal_data:
            log(self.object, "campaigns.view_personal_data", user=request.user)
            record_access(request.user, AccessKind.INSPECT, what=self.object.reference, row_count=1)
        return response

    def get_fields(self):
        return [*(field.name for field in fields_up_to(Disclosure.STAFF)), "mails", "actions"]

    def get_field_label(self, field_name, field):
        labels = {"mails": _("Mails"), "actions": _("What staff did")}
        return labels.get(field_name) or capfirst(SIGNATURE_FIELDS[field_name].label)

    def get_field_display_value(self, field_name, field):
        if field_name == "organization_name":
            return as_name(self.object.organization_name) or "-"
        if field_name == "mails":
            return (
                ", ".join(
                    f"{mail.get_kind_display()} ({mail.get_status_display()})"
                    for mail in self.object.mails.order_by("pk")
                )
                or "-"
            )
        if field_name == "actions":
            return describe_log(self.object)
        value = SIGNATURE_FIELDS[field_name].value
        if value is Value.SEALED:
            return self.get_personal_value(field_name)
        if value is Value.COUNTRY:
            return places.country_name(self.object.country)
        if value is Value.REGION:
            return places.region_name(self.object.region) or "-"
        return super().get_field_display_value(field_name, field)

    def get_personal_value(self, field_name: str) -> str:
        """As it is for those who may see it, dots for all others, who open nothing."""
        if not self.may_see_personal_data:
            return mask(getattr(self.object, SIGNATURE_FIELDS[field_name].column)) or "-"
        try:
            return as_name(getattr(self.object, field_name)) or "-"
        except vault.Unreadable:
            return CANNOT_BE_READ

    @property
    def header_buttons(self):
        return [
            *super().header_buttons,
            *action_buttons(self.object, self.request.user, HeaderButton),
        ]


def describe_log(signature: Signature) -> str:
    """Every entry of the audit log on this signature, newest first."""
    entries = log_registry.get_logs_for_instance(signature).select_related("user")
    return (
        format_html_join(
            mark_safe("<br>"),
            "{} · {} · {}{}",
            (
                (
                    date_format(localtime(entry.timestamp), "SHORT_DATETIME_FORMAT"),
                    entry.user_display_name,
                    entry.message,
                    f": {entry.data['reason']}" if entry.data.get("reason") else "",
                )
                for entry in entries.order_by("-timestamp")
            ),
        )
        or "-"
    )


class SignatureActionView(StaffActionView):
    """Back to the signature; to the list if it is gone."""

    def describe_object(self):
        return describe_signature(self.object)

    def get_context_data(self, **kwargs):
        mark = self.object.stored_mark if self.action.approves_words else ""
        return super().get_context_data(mark=mark, **kwargs)

    def perform(self, form) -> Outcome:
        mark, reason = self.request.POST.get("mark", ""), form.cleaned_data["reason"]
        return self.action.perform_on(self.object, mark, reason, self.request.user)

    def get_success_url(self):
        is_there = Signature.objects.filter(pk=self.object.pk).exists()
        return super().get_success_url() if is_there else reverse(self.index_url_name)


class SignatureViewSet(snippets.SnippetViewSet):
    model = Signature
    icon = "edit"
    menu_label = gettext_lazy("Signatures")
    menu_order = 10
    url_prefix = "signatures"
    inspect_view_enabled = True
    index_view_class = SignatureIndexView
    inspect_view_class = SignatureInspectView
    filterset_class = SignatureFilterSet
    list_per_page = 50
    action_url_name = "wagtailsnippets_campaigns_signature:action"
    find_url_name = "wagtailsnippets_campaigns_signature:find"
    export_url_name = "wagtailsnippets_campaigns_signature:export"
    queue_url_name = "wagtailsnippets_campaigns_signature:queue"
    caught_url_name = "wagtailsnippets_campaigns_signature:caught"
    index_template_name = "campaigns/admin/signatures.html"
    index_results_template_name = "campaigns/admin/signatures_results.html"

    def get_form_fields(self):
        return []

    def get_edit_handler(self):
        return ObjectList([]).bind_to_model(self.model)

    @property
    def action_view(self):
        return self.construct_view(
            SignatureActionView,
            model=self.model,
            inspect_url_name=self.get_url_name("inspect"),
            index_url_name=self.get_url_name("list"),
        )

    @property
    def find_view(self):
        return self.construct_view(FindView, index_url_name=self.get_url_name("list"))

    @property
    def export_view(self):
        return self.construct_view(ExportView, index_url_name=self.get_url_name("list"))

    @property
    def queue_view(self):
        return self.construct_view(
            QueueView,
            index_url_name=self.get_url_name("list"),
            queue_url_name=self.get_url_name("queue"),
            action_url_name=self.get_url_name("action"),
        )

    @property
    def caught_view(self):
        return self.construct_view(
            CaughtView,
            index_url_name=self.get_url_name("list"),
            caught_url_name=self.get_url_name("caught"),
        )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("export/", self.export_view, name="export"),
            path("find/", self.find_view, name="find"),
            path("queue/", self.queue_view, name="queue"),
            path("together/", self.caught_view, name="caught"),
            path("action/<slug:verb>/<int:pk>/", self.action_view, name="action"),
        ]
