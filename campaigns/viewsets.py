"""The staff's views of calls, signatures and mail.

Nobody adds, edits or deletes a signature by hand, superusers included: the permission policy says
no to each of these, and every change goes through an action with a reason (see `moderation`).
"""

from __future__ import annotations

from datetime import datetime

import django_filters
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from campaigns import places, vault
from campaigns.admin_forms import (
    WORDS,
    CallForm,
    ReasonForm,
    language_name,
    other_languages,
    statement_languages,
)
from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import Call, EmailDomainRule, OutboundMail, Signature
from campaigns.models.mail import MailStatus
from campaigns.moderation import (
    RETRY_MAIL,
    SEE_PERSONAL_DATA,
    SIGNATURE_ACTIONS,
    StaffAction,
    mask,
    may_retry,
    possible_actions,
)
from campaigns.services import Outcome


class LookOnlyPolicy(ModelPermissionPolicy):
    """Looking needs the right to look; adding, changing and deleting are nobody's."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions):
        if self.user_has_any_permission(user, actions):
            return self.model.objects.all()
        return self.model.objects.none()


class CallPolicy(ModelPermissionPolicy):
    """A call that somebody signed, or that a page shows, is closed and never deleted."""

    def user_has_permission_for_instance(self, user, action, instance):
        is_used = action == "delete" and (instance.signatures.exists() or instance.pages.exists())
        return not is_used and super().user_has_permission_for_instance(user, action, instance)


class StaffActionView(WagtailAdminTemplateMixin, FormView):
    """Asks for a reason, then does one thing to one signature or mail."""

    template_name = "campaigns/admin/action.html"
    form_class = ReasonForm
    model = None
    inspect_url_name = None
    index_url_name = None
    action: StaffAction

    def dispatch(self, request, *args, **kwargs):
        self.action = self.get_action()
        if not request.user.has_perm(self.action.permission):
            raise PermissionDenied
        # Whoever cannot see the row cannot act on it either.
        if not request.user.has_perm(f"campaigns.view_{self.model._meta.model_name}"):
            raise PermissionDenied
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_action(self) -> StaffAction:
        try:
            return SIGNATURE_ACTIONS[self.kwargs["verb"]]
        except KeyError:
            raise Http404 from None

    def get_page_title(self):
        return self.action.label

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": self.model._meta.verbose_name_plural},
            {"url": self.get_success_url(), "label": str(self.object)},
            {"url": "", "label": self.action.label},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            action=self.action,
            object=self.object,
            is_possible=self.action.is_possible(self.object),
            back_url=self.get_success_url(),
            **kwargs,
        )

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=(quote(self.object.pk),))

    def perform(self, form) -> Outcome:
        return self.action.perform(self.object, form.cleaned_data["reason"], self.request.user)

    def form_valid(self, form):
        if self.perform(form) is Outcome.DONE:
            messages.success(
                self.request,
                _("%(action)s: done for %(object)s.")
                % {"action": self.action.label, "object": self.object},
            )
        else:
            messages.error(
                self.request,
                _("%(action)s: not possible for %(object)s as it is now.")
                % {"action": self.action.label, "object": self.object},
            )
        return redirect(self.get_success_url())


class RetryMailView(StaffActionView):
    form_class = None

    def get_action(self) -> StaffAction:
        return RETRY_MAIL

    def get_form(self, form_class=None):
        return None

    def post(self, request, *args, **kwargs):
        return self.form_valid(None)

    def perform(self, form) -> Outcome:
        return self.action.perform(self.object, self.request.user)


# -- Signatures --------------------------------------------------------------------------------


class SignatureFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=SignatureStatus.choices
    )
    call = django_filters.ModelChoiceFilter(label=gettext_lazy("Call"), queryset=Call.objects.all())
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=SignerKind.choices, empty_label=gettext_lazy("All")
    )
    waits_for_approval = django_filters.BooleanFilter(
        label=gettext_lazy("Waits for approval"),
        field_name="approved_at",
        method="filter_waiting",
    )
    country = django_filters.ChoiceFilter(
        label=gettext_lazy("Country"), choices=lambda: places.countries()
    )
    region = django_filters.ChoiceFilter(
        label=gettext_lazy("State or territory"), choices=list(places.REGIONS.items())
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Signed"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Signature
        fields = ["status", "call", "kind", "country", "region", "created_at"]

    def filter_waiting(self, queryset, name, value):
        """Organizations that nobody has looked at yet, or all others."""
        waiting = {"kind": SignerKind.ORGANIZATION, "approved_at__isnull": True}
        return queryset.filter(**waiting) if value else queryset.exclude(**waiting)


class NewestFirstIndexView(snippets.IndexView):
    """A list of which there are very many rows: always the newest first, by the primary key."""

    def order_queryset(self, queryset):
        return queryset.order_by("-id")

    def _get_title_column(self, *args, **kwargs):
        column = super()._get_title_column(*args, **kwargs)
        column.sort_key = None
        return column


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
            Column("organization_name", label=_("Organization")),
            Column("status", label=_("State"), accessor="get_status_display"),
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
        return [*buttons, *action_buttons(instance, self.request.user)]


CANNOT_BE_READ = gettext_lazy("cannot be read")


def describe_name(signature: Signature, may_see: bool) -> str:
    """The name for those who may see it; a row whose key is missing must not hide the others."""
    try:
        return signature.name if may_see else mask(signature.name)
    except vault.Unreadable:
        return str(CANNOT_BE_READ)


def show_value(value):
    """Yes and no in words, times on the clock of the site, and a dash where nothing is stored."""
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "-" if value is None or value == "" else value


class PlainInspectView(snippets.InspectView):
    """Words every stored value alike: see `show_value`."""

    def get_field_display_value(self, field_name, field):
        value = getattr(self.object, field_name, None)
        if not isinstance(value, datetime):
            value = super().get_field_display_value(field_name, field)
        return show_value(value)


def describe_visibility(signature: Signature) -> str:
    """Whether the name is on the page, and if not, why."""
    if not signature.show_name:
        return _("not shown: not asked for")
    if signature.is_name_hidden:
        return _("hidden by staff")
    if signature.status != SignatureStatus.CONFIRMED:
        return _("not shown: not confirmed")
    if signature.is_organization and signature.approved_at is None:
        return _("waits for approval")
    return _("shown")


def action_buttons(signature: Signature, user) -> list[Button]:
    return [
        Button(
            action.label,
            url=reverse(SignatureViewSet.action_url_name, args=(action.verb, quote(signature.pk))),
            icon_name=action.icon,
            priority=40 + position,
        )
        for position, action in enumerate(possible_actions(signature, user))
    ]


class SignatureInspectView(PlainInspectView):
    """Everything that is stored of one signature, personal data by right and on record."""

    PERSONAL = ("name", "email", "role", "comment", "postal_code")

    @property
    def may_see_personal_data(self) -> bool:
        return self.request.user.has_perm(SEE_PERSONAL_DATA)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.may_see_personal_data:
            log(self.object, "campaigns.view_personal_data", user=request.user)
        return response

    def get_fields(self):
        return [
            "reference",
            "status",
            "kind",
            "call",
            "statement",
            "name",
            "email",
            "organization_name",
            "role",
            "website",
            "is_authorized",
            "comment",
            "country",
            "region",
            "postal_code",
            "show_name",
            "is_name_hidden",
            "approved_at",
            "wants_letters",
            "language",
            "source",
            "created_at",
            "confirmed_at",
            "ended_at",
            "rejection_reason",
            "mails",
            "actions",
        ]

    def get_field_label(self, field_name, field):
        labels = {
            "name": _("Name"),
            "email": _("E-mail"),
            "role": _("Role"),
            "comment": _("Comment"),
            "mails": _("Mails"),
            "actions": _("What staff did"),
        }
        return labels.get(field_name) or super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name, field):
        if field_name in self.PERSONAL:
            try:
                text = getattr(self.object, field_name)
            except vault.Unreadable:
                return CANNOT_BE_READ
            return (text if self.may_see_personal_data else mask(text)) or "-"
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
        if field_name == "country":
            return places.country_name(self.object.country)
        if field_name == "region":
            return places.region_name(self.object.region) or "-"
        return super().get_field_display_value(field_name, field)

    @property
    def header_more_buttons(self):
        return action_buttons(self.object, self.request.user)


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

    def get_form_fields(self):
        return []

    def get_edit_handler(self):
        return ObjectList([]).bind_to_model(self.model)

    @property
    def action_view(self):
        return self.construct_view(
            StaffActionView,
            model=self.model,
            inspect_url_name=self.get_url_name("inspect"),
            index_url_name=self.get_url_name("list"),
        )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("action/<slug:verb>/<int:pk>/", self.action_view, name="action"),
        ]


# -- Mail --------------------------------------------------------------------------------------


class MailIndexView(NewestFirstIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("signature")

    @property
    def list_display(self):
        return [
            "kind",
            Column("signature", label=_("Signature")),
            Column("status", label=_("State"), accessor="get_status_display"),
            Column("attempts", label=_("Attempts")),
            Column("error", label=_("Error")),
            DateColumn("created_at", label=_("Queued")),
            DateColumn("sent_at", label=_("Sent")),
        ]

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
            "language",
            "attempts",
            "error",
            "created_at",
            "next_attempt_at",
            "sent_at",
        ]

    @property
    def header_more_buttons(self):
        return retry_buttons(self.object, self.request.user)


class MailFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=MailStatus.choices
    )

    class Meta:
        model = OutboundMail
        fields = ["status", "kind"]


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
    list_per_page = 50
    retry_url_name = "wagtailsnippets_campaigns_outboundmail:retry"

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

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("retry/<int:pk>/", self.retry_view, name="retry")]


# -- Calls -------------------------------------------------------------------------------------


class PublishStatementsMixin:
    """After the call itself is saved, its changed texts become new versions, its words are kept."""

    def save_instance(self):
        instance = super().save_instance()
        self.form.publish_statements(self.request.user)
        self.form.save_words()
        return instance


class CallCreateView(PublishStatementsMixin, snippets.CreateView):
    pass


class CallEditView(PublishStatementsMixin, snippets.EditView):
    pass


class CallDeleteView(snippets.DeleteView):
    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def statement_panels() -> list[MultiFieldPanel]:
    return [
        MultiFieldPanel(
            [
                FieldPanel(f"statement_title_{language}"),
                FieldPanel(f"statement_body_{language}"),
            ],
            heading=_("Text that is signed: %(language)s") % {"language": language_name(language)},
        )
        for language in statement_languages()
    ]


def words_panels() -> list[MultiFieldPanel]:
    """The words of a call in each language but the first, folded away until they are needed."""
    return [
        MultiFieldPanel(
            [FieldPanel(f"{name}_{language}") for name in WORDS],
            heading=_("Words of the call: %(language)s") % {"language": language_name(language)},
            classname="collapsed",
        )
        for language in other_languages()
    ]


class CallViewSet(snippets.SnippetViewSet):
    model = Call
    icon = "form"
    menu_label = gettext_lazy("Calls")
    menu_order = 20
    url_prefix = "calls"
    inspect_view_enabled = False
    add_view_class = CallCreateView
    edit_view_class = CallEditView
    delete_view_class = CallDeleteView
    list_display = [
        "title",
        Column("state", label=gettext_lazy("State"), accessor="state_name"),
        Column("people", label=gettext_lazy("People"), accessor="tally.people"),
        Column(
            "organizations", label=gettext_lazy("Organizations"), accessor="tally.organizations"
        ),
        Column("offline", label=gettext_lazy("On paper"), accessor="tally.offline"),
        DateColumn("closes_at", label=gettext_lazy("Closes")),
    ]

    def get_queryset(self, request):
        return Call.objects.select_related("tally_state")

    def get_edit_handler(self):
        panels = [
            MultiFieldPanel(
                [FieldPanel("title"), FieldPanel("slug"), FieldPanel("addressee")],
                heading=_("What is asked, and of whom"),
            ),
            *statement_panels(),
            FieldPanel("statement_reason"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldPanel("is_paused"),
                    FieldPanel("pause_notice"),
                ],
                heading=_("When people can sign"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("goal"), FieldPanel("offline_signatures")])],
                heading=_("Numbers"),
            ),
            FieldPanel("share_text"),
            *words_panels(),
        ]
        return ObjectList(panels, base_form_class=CallForm).bind_to_model(self.model)


class EmailDomainRuleViewSet(snippets.SnippetViewSet):
    model = EmailDomainRule
    icon = "key"
    menu_label = gettext_lazy("E-mail domain rules")
    menu_order = 40
    url_prefix = "email-domain-rules"
    list_display = ["domain", "same_as", "drops_dots", "tag_separator"]
    panels = [
        FieldPanel("domain"),
        FieldPanel("same_as"),
        FieldPanel("drops_dots"),
        FieldPanel("tag_separator"),
    ]


class CampaignsGroup(snippets.SnippetViewSetGroup):
    """Everything about signing in one place of the menu."""

    menu_label = gettext_lazy("Signing")
    menu_icon = "edit"
    menu_order = 160
    items = (SignatureViewSet, CallViewSet, MailViewSet, EmailDomainRuleViewSet)
