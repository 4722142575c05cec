"""What campaigns add to the admin."""

from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

import campaigns.admin.checklist
import campaigns.admin.viewsets.partners  # noqa: F401 (registers its snippets)
from campaigns.admin.actions import OTHER_LOG_ACTIONS, RETRY_MAIL, SIGNATURE_ACTIONS
from campaigns.admin.bulk_actions import register_bulk_actions
from campaigns.admin.dashboard import SigningPanel, find_alarms, is_for
from campaigns.admin.notices import NoticePanel
from campaigns.admin.scheduled_jobs_report import ChoresView, StandstillBanner
from campaigns.admin.viewsets import (
    CallPolicy,
    CampaignsGroup,
    DeliveryPolicy,
    LookOnlyPolicy,
    PaperSheetsPolicy,
)
from campaigns.admin.viewsets.access import AccessReportView
from campaigns.models import Call, Delivery, OutboundMail, PaperSheets, Signature
from nnirr_site.admin.menu import PermittedMenuItem

# Before the snippets are registered: a viewset would make a policy of its own.
for model in (Signature, OutboundMail):
    register_permission_policy(model, LookOnlyPolicy(model), exact_class=True)
register_permission_policy(Call, CallPolicy(Call), exact_class=True)
register_permission_policy(Delivery, DeliveryPolicy(Delivery), exact_class=True)
register_permission_policy(PaperSheets, PaperSheetsPolicy(PaperSheets), exact_class=True)

register_snippet(CampaignsGroup)
register_bulk_actions()


@hooks.register("insert_global_admin_css")
def add_style() -> str:
    """Makes lists and charts fit a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_log_actions")
def name_log_actions(actions) -> None:
    """How the audit log words what was done. The reason is in the entry's data."""
    for action in (*SIGNATURE_ACTIONS.values(), RETRY_MAIL):
        actions.register_action(action.log_action, action.label, action.label)
    for name, label in OTHER_LOG_ACTIONS.items():
        actions.register_action(name, label, label)


@hooks.register("register_permissions")
def offer_permissions():
    """Rights that no viewset offers by itself."""
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(
        content_type__app_label="campaigns", codename__in=["view_tallystate", "view_accessentry"]
    )


@hooks.register("register_admin_urls")
def register_urls():
    view = AccessReportView.as_view
    return [
        path("reports/personal-data/", view(), name="campaigns_access"),
        path(
            "reports/personal-data/results/",
            view(results_only=True),
            name="campaigns_access_results",
        ),
        path("reports/by-itself/", ChoresView.as_view(), name="campaigns_chores"),
    ]


@hooks.register("construct_homepage_panels")
def add_signing_panel(request, panels) -> None:
    panels.extend(find_alarms(request.user))
    if is_for(request.user):
        panels.append(SigningPanel())


@hooks.register("construct_homepage_panels")
def add_banner(request, panels) -> None:
    panels.append(StandstillBanner())


@hooks.register("register_account_settings_panel")
def offer_notices(request, user, profile) -> NoticePanel:
    return NoticePanel(request, user, profile)


@hooks.register("register_reports_menu_item")
def offer_chores_report():
    return MenuItem(
        _("What happens by itself"),
        reverse_lazy("campaigns_chores"),
        icon_name="history",
        order=1250,
    )


@hooks.register("register_reports_menu_item")
def offer_access_report():
    return PermittedMenuItem(
        _("Access to personal data"),
        reverse_lazy("campaigns_access"),
        permission="campaigns.view_accessentry",
        icon_name="view",
        order=1300,
    )
