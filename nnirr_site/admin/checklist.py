"""The list for a new site: what has to be done once, ticked by the state of the site itself.

Each app adds its steps with `add_step`. The list stands on the first page of the admin for those
who set the site up, until all is done or it is put away, by one person or for everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, PageLogEntry, Site

from nnirr_site.admin.url_permissions import SETS_UP
from nnirr_site.models import HomePage, ListPutAway, NativeReading, NavigationMenu, SiteIdentity

FOR_ALL = "nnirr_site.change_siteidentity"


@dataclass(frozen=True)
class ChecklistStep:
    """One thing to do. `right` is what doing it needs: others see it, and whom it waits for."""

    label: str | Promise
    advice: str | Promise
    is_done: Callable[[], bool]
    url: Callable[[], str]
    right: str


@dataclass(frozen=True)
class ListedStep:
    """How a step stands, as one member of staff sees it: without `url` others have to do it."""

    label: str
    advice: str
    is_done: bool
    url: str


STEPS: list[ChecklistStep] = []


def add_step(step: ChecklistStep) -> None:
    STEPS.append(step)


def may_see(user) -> bool:
    return any(user.has_perm(right) for right in SETS_UP)


def list_steps(user) -> list[ListedStep]:
    return [
        ListedStep(
            str(step.label),
            str(step.advice),
            step.is_done(),
            step.url() if user.has_perm(step.right) else "",
        )
        for step in STEPS
    ]


def is_put_away(user) -> bool:
    return ListPutAway.objects.filter(Q(user=user) | Q(user=None)).exists()


def may_put_away_for_all(user) -> bool:
    return user.has_perm(FOR_ALL)


# -- The steps of the site --------------------------------------------------------------------


def find_identity() -> SiteIdentity | None:
    site = Site.objects.filter(is_default_site=True).values("pk")
    identities = SiteIdentity.objects.filter(site__in=site)
    return identities.select_related("call_page", "privacy_page").first()


def edit_identity() -> str:
    return reverse("wagtailsettings:edit", args=["nnirr_site", "siteidentity"])


def is_identity_filled() -> bool:
    identity = find_identity()
    words = ("organization", "organization_url", "description", "place", "contact_email")
    return identity is not None and all(getattr(identity, name) for name in words)


def was_read_by_staff(page: Page | None) -> bool:
    """Whether a member of staff has published it or said that it holds: the first texts were
    written by whoever made the site."""
    if page is None or not page.live:
        return False
    actions = ["wagtail.publish", "wagtail.publish.scheduled", "nnirr_site.review"]
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=actions, user__isnull=False)
    return entries.exists()


def is_privacy_page_read() -> bool:
    identity = find_identity()
    return identity is not None and was_read_by_staff(identity.privacy_page)


def edit_privacy_page() -> str:
    identity = find_identity()
    if identity is None or identity.privacy_page is None:
        return edit_identity()
    return reverse("wagtailadmin_pages:edit", args=[identity.privacy_page.pk])


def has_menus() -> bool:
    """In each language of which the home page is published, every menu with a link at least."""
    locales = set(HomePage.objects.filter(live=True).values_list("locale", flat=True))
    filled = {
        (menu.slot, menu.locale_id)
        for menu in NavigationMenu.objects.filter(locale__in=locales)
        if len(menu.items)
    }
    slots = NavigationMenu.Slot.values
    return bool(locales) and filled >= {(slot, locale) for slot in slots for locale in locales}


def has_second_person() -> bool:
    """Two people who can give others an account: one of them may be ill, or gone."""
    right = Q(groups__permissions__codename="change_user") | Q(
        user_permissions__codename="change_user"
    )
    people = get_user_model().objects.filter(Q(is_superuser=True) | right, is_active=True)
    return people.distinct().count() >= 2


def are_texts_read() -> bool:
    return not NativeReading.objects.filter(read_at=None, page__live=True).exists()


def are_links_checked() -> bool:
    return settings.LINK_CHECK


for step in (
    ChecklistStep(
        gettext_lazy("The site says who you are"),
        gettext_lazy("Organization, website, a sentence about the work, place, contact e-mail."),
        is_identity_filled,
        edit_identity,
        FOR_ALL,
    ),
    ChecklistStep(
        gettext_lazy("The privacy page was read by you"),
        gettext_lazy("It is your promise: publish it, or press “Reviewed today” on it."),
        is_privacy_page_read,
        edit_privacy_page,
        FOR_ALL,
    ),
    ChecklistStep(
        gettext_lazy("Every language has its menus"),
        gettext_lazy("Main menu and the three of the footer, with links."),
        has_menus,
        lambda: reverse("wagtailsnippets_nnirr_site_navigationmenu:list"),
        "nnirr_site.change_navigationmenu",
    ),
    ChecklistStep(
        gettext_lazy("A second person can look after accounts"),
        gettext_lazy("So that nobody is locked out when the first one is ill."),
        has_second_person,
        lambda: reverse("wagtailusers_users:index"),
        "nnirr_site.change_user",
    ),
    ChecklistStep(
        gettext_lazy("Somebody whose own language it is has read each published page"),
        gettext_lazy("Reports → Translations lists those that wait."),
        are_texts_read,
        lambda: f"{reverse('translations_report')}?state=unread",
        "wagtailadmin.access_admin",
    ),
    ChecklistStep(
        gettext_lazy("The worker opens links, to find those that answer no more"),
        gettext_lazy("Whoever runs the server turns it on: LINK_CHECK."),
        are_links_checked,
        lambda: reverse("link_report"),
        "wagtailadmin.access_admin",
    ),
):
    add_step(step)


# -- Where it stands --------------------------------------------------------------------------


class ChecklistPanel(Component):
    """On the first page, until all is done or it is put away."""

    name = "checklist"
    order = 40
    template_name = "checklist/panel.html"

    def __init__(self, user, steps: list[ListedStep]):
        self.user, self.steps = user, steps

    def get_context_data(self, parent_context):
        return {
            "steps": [step for step in self.steps if not step.is_done],
            "done": sum(step.is_done for step in self.steps),
            "total": len(self.steps),
            "request": parent_context["request"],
            "csrf_token": parent_context.get("csrf_token"),
            "may_put_away_for_all": may_put_away_for_all(self.user),
        }


@hooks.register("construct_homepage_panels")
def add_panel(request, panels) -> None:
    if not may_see(request.user) or is_put_away(request.user):
        return
    steps = list_steps(request.user)
    if not all(step.is_done for step in steps):
        panels.append(ChecklistPanel(request.user, steps))


class ChecklistView(WagtailAdminTemplateMixin, TemplateView):
    """Reports → List for a new site: all of it, put away or not, and the way to change that."""

    template_name = "checklist/list.html"
    page_title = gettext_lazy("List for a new site")
    header_icon = "tasks"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "steps": list_steps(user),
            "is_put_away": is_put_away(user),
            "may_put_away_for_all": may_put_away_for_all(user),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """`for`: me, all, or nobody, which brings the list back as far as this user may."""
        chosen, user = request.POST.get("for", ""), request.user
        if chosen == "me":
            ListPutAway.objects.get_or_create(user=user)
        elif chosen == "all" and may_put_away_for_all(user):
            ListPutAway.objects.create(user=None)
        elif chosen == "nobody":
            ListPutAway.objects.filter(user=user).delete()
            if may_put_away_for_all(user):
                ListPutAway.objects.filter(user=None).delete()
        else:
            return redirect("site_checklist")
        done = _("Put away. It stands in Reports → List for a new site.")
        back = _("The list is on your first page again, as long as anything is left to do.")
        messages.success(request, back if chosen == "nobody" else done)
        return redirect("site_checklist")


@hooks.register("register_admin_urls")
def register_urls():
    return [path("reports/new-site/", ChecklistView.as_view(), name="site_checklist")]


class SettersUpMenuItem(MenuItem):
    """Shown to those who set the site up."""

    def is_shown(self, request) -> bool:
        return may_see(request.user)


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    return SettersUpMenuItem(
        ChecklistView.page_title, reverse_lazy("site_checklist"), icon_name="tasks", order=1240
    )
