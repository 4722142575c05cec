"""The admin's menu, named for what staff come to do."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from nnirr_site.accounts.views import admin as accounts_admin  # noqa: F401 - registers hooks too
from nnirr_site.admin import (  # noqa: F401 - register their own hooks
    bin_views,
    checklist,
    figures_report,
    guide,
    keeping_words,
    scheduling,
    translation_views,
    waiting,
)
from nnirr_site.i18n.language_links import answer_in_right_language
from nnirr_site.models import GoneAddress, NavigationMenu, SearchSynonyms, Topic
from nnirr_site.text.page_links import KnownPageLinkHandler
from nnirr_site.upkeep import reports as upkeep_reports  # noqa: F401 - hooks too
from nnirr_site.upkeep import slots  # noqa: F401 - hooks too
from nnirr_site.uploads import hooks as upload_hooks  # noqa: F401 - registers hooks of its own


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 20
    list_display = ["name", "full_name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "full_name"]
    inspect_view_enabled = True


class NavigationMenuViewSet(SnippetViewSet):
    model = NavigationMenu
    icon = "list-ul"
    menu_label = _("Menus")
    menu_order = 10
    list_display = ["slot", "locale"]


class SearchSynonymsViewSet(SnippetViewSet):
    model = SearchSynonyms
    icon = "search"
    menu_label = _("Search words")
    menu_order = 30
    list_display = ["words"]
    search_fields = ["words"]


class SiteFurnitureGroup(SnippetViewSetGroup):
    """What pages share: menus, topics and the words that visitors search by."""

    menu_label = _("Menus and topics")
    menu_icon = "list-ul"
    menu_order = 350
    items = (NavigationMenuViewSet, TopicViewSet, SearchSynonymsViewSet)


register_snippet(SiteFurnitureGroup)


class GoneAddressViewSet(SnippetViewSet):
    """Beside Wagtail's own redirects."""

    model = GoneAddress
    icon = "cross"
    menu_label = _("Withdrawn addresses")
    add_to_settings_menu = True
    list_display = ["path", "note", "created_at"]
    search_fields = ["path", "note"]


register_snippet(GoneAddressViewSet)


hooks.register("before_serve_page", fn=answer_in_right_language)


@hooks.register("register_rich_text_features", order=1)  # after Wagtail's own
def link_to_known_pages(features):
    features.register_link_type(KnownPageLinkHandler)


@hooks.register("construct_page_chooser_queryset")
def keep_drafts_to_page_writers(pages, request):
    """Who links to a page from elsewhere chooses among those that the public sees."""
    return pages if user_has_any_page_permission(request.user) else pages.live()


class SectionMenuItem(MenuItem):
    """Opens the explorer at one section of the site, if the user may see it there."""

    def __init__(self, label, model_label: str, **kwargs):
        self.model_label = model_label
        super().__init__(
            label, "", name=f"section-{model_label.lower().replace('.', '-')}", **kwargs
        )

    def is_shown(self, request) -> bool:
        return page_permission_policy.user_has_any_permission(
            request.user, {"add", "change", "publish"}
        )


def section_url(model_label: str) -> str:
    """The explorer of the section's index page, or of the whole site while there is none."""
    app_label, model_name = model_label.lower().split(".")
    section = (
        Page.objects.filter(content_type__app_label=app_label, content_type__model=model_name)
        .order_by("path")
        .only("pk")
        .first()
    )
    if section is None:
        return reverse("wagtailadmin_explore_root")
    return reverse("wagtailadmin_explore", args=[section.pk])


SECTIONS = [
    (_("Initiatives"), "initiatives.InitiativesIndexPage", "thumbtack", 110),
    (_("Networks"), "initiatives.NetworksIndexPage", "group", 120),
    (_("Policy updates"), "initiatives.PolicyUpdatesIndexPage", "history", 130),
    (_("Resources"), "resources.ResourceLibraryPage", "folder-open-inverse", 140),
    (_("Migrants Day"), "resources.MigrantsDayPage", "date", 150),
]


@hooks.register("construct_main_menu")
def add_sections(request, menu_items) -> None:
    """One entry a section: staff think “a new policy update”, not “third child of the root”."""
    for label, model_label, icon, order in SECTIONS:
        item = SectionMenuItem(label, model_label, icon_name=icon, order=order)
        if item.is_shown(request):
            item.url = section_url(model_label)
            menu_items.append(item)
    menu_items.sort(key=lambda entry: entry.order)
