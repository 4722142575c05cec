"""For those who watch over the accounts of staff: who came in, who is locked out, and help."""

from __future__ import annotations

import abc

import django_filters
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from nnirr_site.accounts import factors, limits, mail, sessions
from nnirr_site.accounts.forms import AccountReasonForm
from nnirr_site.accounts.records import KEPT_DAYS, record
from nnirr_site.admin.menu import PermittedMenuItem
from nnirr_site.models import SignInOutcome, SignInRecord, StaffMailKind

LOOK = "nnirr_site.view_signinrecord"
HELP = "nnirr_site.reset_factors"
UNLOCK_ACTION, RESET_ACTION = "nnirr_site.unlock_account", "nnirr_site.reset_factors"
METHODS = {
    "password": gettext_lazy("Password"),
    "again": gettext_lazy("Password given again"),
    "step": gettext_lazy("Second step"),
    "app": gettext_lazy("Authenticator app"),
    "passkey": gettext_lazy("Passkey"),
    "recovery": gettext_lazy("Recovery code"),
}


class SignInFilterSet(WagtailFilterSet):
    user = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Account"), queryset=lambda request: get_user_model().objects.all()
    )
    outcome = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("What"), choices=SignInOutcome.choices
    )
    at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("When"), widget=DateRangePickerWidget
    )

    class Meta:
        model = SignInRecord
        fields = ["user", "outcome", "at"]


class SignInReportView(ReportView):
    """Newest first. It cannot be changed here or anywhere else in the admin."""

    model = SignInRecord
    page_title = gettext_lazy("Sign-ins")
    header_icon = "key"
    permission_policy = ModelPermissionPolicy(SignInRecord)
    any_permission_required = ["view"]
    filterset_class = SignInFilterSet
    FORMATS = ()
    is_searchable = False
    index_url_name = "account_sign_ins"
    index_results_url_name = "account_sign_ins_results"
    results_template_name = "accounts/sign_ins_results.html"
    columns = [
        DateColumn("at", label=gettext_lazy("When")),
        Column("user", label=gettext_lazy("Account"), accessor=lambda row: row.user or "-"),
        Column("outcome", label=gettext_lazy("What"), accessor="get_outcome_display"),
        Column(
            "method",
            label=gettext_lazy("By"),
            accessor=lambda row: METHODS.get(row.method, row.method),
        ),
        Column("network", label=gettext_lazy("Network")),
    ]

    def get_base_queryset(self):
        return SignInRecord.objects.select_related("user").order_by("-id")

    def get_context_data(self, **kwargs):
        return super().get_context_data(kept_days=KEPT_DAYS, **kwargs)


class AccountsView(WagtailAdminTemplateMixin, TemplateView):
    """Each account: last sign-in, second factors and whether one is required, locked or not."""

    template_name = "accounts/accounts.html"
    page_title = gettext_lazy("Accounts of staff")
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(LOOK):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        accounts = get_user_model().objects.filter(is_active=True).order_by("username")
        return super().get_context_data(
            rows=[describe_account(account, self.request.user) for account in accounts], **kwargs
        )


def describe_account(account, viewer) -> dict:
    """One row of the list."""
    own = factors.factors_of(account)
    return {
        "account": account,
        "factors": sorted({str(METHODS[factor.method]) for factor in own}),
        "is_required": factors.is_required(account),
        "locked_until": limits.locked_until(account),
        "may_help": may_help(viewer, account),
    }


def may_help(helper, account) -> bool:
    """Nobody resets their own account, and only superusers one that can do everything."""
    if not helper.has_perm(HELP) or helper.pk == account.pk:
        return False
    return helper.is_superuser or not account.is_superuser


class HelpView(abc.ABC, WagtailAdminTemplateMixin, FormView):
    """Does one thing to somebody else's account, for a reason that the log keeps."""

    template_name = "accounts/help.html"
    form_class = AccountReasonForm
    header_icon = "key"
    explanation = ""
    done = ""
    action = ""

    def dispatch(self, request, *args, **kwargs):
        self.account = get_object_or_404(get_user_model(), pk=kwargs["pk"], is_active=True)
        if not may_help(request.user, self.account):
            raise PermissionDenied
        if (answer := sessions.ask_password_again(request, request.path)) is not None:
            return answer
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.account.get_username()

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("account_list"), "label": AccountsView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            account=self.account,
            explanation=self.explanation,
            back_url=reverse("account_list"),
            **kwargs,
        )

    def form_valid(self, form):
        with transaction.atomic():
            self.perform()
            # The label of an entry outlives the account: it names nobody.
            log(
                self.account,
                self.action,
                user=self.request.user,
                title=f"account {self.account.pk}",
                data={"reason": form.cleaned_data["reason"]},
            )
        messages.success(self.request, self.done % {"account": self.account.get_username()})
        return redirect("account_list")

    @abc.abstractmethod
    def perform(self) -> None:
        """What is done to the account."""


class UnlockView(HelpView):
    page_title = gettext_lazy("Unlock account")
    explanation = gettext_lazy(
        "After too many attempts an account waits for an hour at most, and its authenticator app "
        "for a day. Unlock it if the attempts were those of its owner: call and ask. If they were "
        "somebody else's, have a new password chosen first: whoever tried knows the old one."
    )
    done = gettext_lazy("%(account)s can try again now.")
    action = UNLOCK_ACTION

    def perform(self) -> None:
        limits.unlock(self.account)
        record(self.request, SignInOutcome.UNLOCKED, self.account)


class ResetFactorsView(HelpView):
    page_title = gettext_lazy("Reset second factors")
    explanation = gettext_lazy(
        "For somebody who has lost the phone, the computer and the recovery codes. All second "
        "factors of the account end, it is told by mail, and sets up new ones at the next "
        "sign-in. Do it only when you know by voice or in person that it is they who ask: an "
        "e-mail is not enough."
    )
    done = gettext_lazy("The second factors of %(account)s are reset.")
    action = RESET_ACTION

    def perform(self) -> None:
        factors.remove_all(self.account)
        limits.unlock(self.account)
        record(self.request, SignInOutcome.FACTORS_RESET, self.account)
        mail.queue(StaffMailKind.FACTORS_RESET, self.account)


@hooks.register("register_admin_urls")
def register_urls():
    view = SignInReportView.as_view
    return [
        path("reports/sign-ins/", view(), name="account_sign_ins"),
        path("reports/sign-ins/results/", view(results_only=True), name="account_sign_ins_results"),
        path("reports/accounts/", AccountsView.as_view(), name="account_list"),
        path("reports/accounts/<int:pk>/unlock/", UnlockView.as_view(), name="account_unlock"),
        path("reports/accounts/<int:pk>/reset/", ResetFactorsView.as_view(), name="account_reset"),
    ]


@hooks.register("register_reports_menu_item")
def offer_sign_ins():
    return PermittedMenuItem(
        gettext_lazy("Sign-ins"),
        reverse_lazy("account_sign_ins"),
        LOOK,
        icon_name="key",
        order=1310,
    )


@hooks.register("register_reports_menu_item")
def offer_accounts():
    return PermittedMenuItem(
        gettext_lazy("Accounts of staff"),
        reverse_lazy("account_list"),
        LOOK,
        icon_name="group",
        order=1320,
    )


@hooks.register("register_account_menu_item")
def offer_factors(request) -> dict:
    return {
        "url": reverse("account_factors"),
        "label": _("Second factors"),
        "help_text": _("Passkeys, authenticator app and recovery codes of your account."),
    }


@hooks.register("register_permissions")
def offer_permissions():
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(
        content_type__app_label="nnirr_site", codename__in=["view_signinrecord", "reset_factors"]
    )


@hooks.register("register_log_actions")
def name_log_actions(actions) -> None:
    actions.register_action(
        UNLOCK_ACTION, gettext_lazy("Unlock account"), gettext_lazy("Unlock account")
    )
    actions.register_action(
        RESET_ACTION, gettext_lazy("Reset second factors"), gettext_lazy("Reset second factors")
    )
