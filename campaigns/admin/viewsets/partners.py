"""What staff keep for partners: sources, Senators and the letter to them."""

from __future__ import annotations

from django.conf import settings
from django.forms import Select
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets

from campaigns.admin.actions import SEE_PERSONAL_DATA
from campaigns.admin.import_views import OrganizationsImportView, SenatorsImportView
from campaigns.admin.viewsets.policies import LookOnlyPolicy
from campaigns.counting.sources import count_sources
from campaigns.models import Call, Senator, SenatorLetter, Source

LOG_LABELS = {
    "import_senators": gettext_lazy("Import a table of Senators"),
    "import_organizations": gettext_lazy("Enter organizations from paper"),
    "add_paper_organization": gettext_lazy("Enter from paper"),
}


class SourceIndexView(snippets.IndexView):
    """What each source brought. Numbers only: no list of signers can be reached from here."""

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        return count_sources()

    @cached_property
    def newest_call(self) -> Call | None:
        return Call.objects.filter(pages__live=True).order_by("-created_at").first()

    def count_column(self, key: str, label: str) -> Column:
        return Column(
            key, label=label, accessor=lambda source: self.counts.get(source.code, {}).get(key, 0)
        )

    def materials(self, source: Source) -> str:
        """A link to the page with everything that carries this code."""
        if self.newest_call is None:
            return ""
        url = reverse("partners:kit", args=[self.newest_call.slug, source.code])
        return format_html('<a href="{}">{}</a>', url, _("Link, frame and QR code"))

    @property
    def list_display(self):
        return [
            "code",
            "name",
            self.count_column("people", _("People")),
            self.count_column("organizations", _("Organizations")),
            self.count_column("waiting", _("Waiting for confirmation")),
            Column("materials", label=_("Materials"), accessor=self.materials),
        ]


class SourceViewSet(snippets.SnippetViewSet):
    model = Source
    icon = "link"
    menu_label = gettext_lazy("Sources")
    menu_order = 10
    url_prefix = "sources"
    copy_view_enabled = False
    index_view_class = SourceIndexView
    panels = [FieldPanel("code"), FieldPanel("name")]


class SenatorIndexView(snippets.IndexView):
    """The table, and the way to a newer one for those who may import it."""

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm("campaigns.import_senators"):
            return []
        return [
            HeaderButton(
                _("Import a newer table"),
                url=reverse("campaigns_import_senators"),
                icon_name="download",
            )
        ]


class SenatorViewSet(snippets.SnippetViewSet):
    model = Senator
    icon = "user"
    menu_label = gettext_lazy("Senators")
    menu_order = 20
    url_prefix = "senators"
    index_view_class = SenatorIndexView
    list_display = ["name", "state", "party", "contact_form", "email", "as_of"]
    inspect_view_enabled = True


class SenatorLetterViewSet(snippets.SnippetViewSet):
    model = SenatorLetter
    icon = "mail"
    menu_label = gettext_lazy("Letters to Senators")
    menu_order = 30
    url_prefix = "letters-to-senators"
    copy_view_enabled = False
    list_display = ["subject", "language", "call"]
    panels = [
        FieldPanel("call"),
        FieldPanel("language", widget=Select(choices=settings.LANGUAGES)),
        FieldPanel("subject"),
        FieldPanel("body"),
    ]


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path(
            "organizations/import/",
            OrganizationsImportView.as_view(),
            name="campaigns_import_organizations",
        ),
        path("senators/import/", SenatorsImportView.as_view(), name="campaigns_import_senators"),
    ]


@hooks.register("register_log_actions")
def name_log_actions(actions) -> None:
    for name, label in LOG_LABELS.items():
        actions.register_action(f"campaigns.{name}", label, label)


register_permission_policy(Senator, LookOnlyPolicy(Senator), exact_class=True)


class PaperMenuItem(MenuItem):
    """Shown to those who may enter organizations."""

    def __init__(self, order: int):
        super().__init__(
            gettext_lazy("Organizations from paper"),
            reverse_lazy("campaigns_import_organizations"),
            icon_name="doc-full",
            order=order,
        )

    def is_shown(self, request) -> bool:
        rights = [OrganizationsImportView.permission, SEE_PERSONAL_DATA]
        return request.user.has_perms(rights)


class AlliesGroup(snippets.SnippetViewSetGroup):
    """What carries a call further, in one place of the menu."""

    menu_label = gettext_lazy("Allies")
    menu_icon = "group"
    menu_order = 165
    items = (SourceViewSet, SenatorViewSet, SenatorLetterViewSet)

    def get_submenu_items(self):
        return [*super().get_submenu_items(), PaperMenuItem(order=40)]


register_snippet(AlliesGroup)
