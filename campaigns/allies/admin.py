"""What staff keep for allies: sources, Senators and the letter to them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets

from campaigns.allies.sources import count_sources
from campaigns.models import Call, Source


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
        address = reverse("allies:kit", args=[self.newest_call.slug, source.code])
        return format_html('<a href="{}">{}</a>', address, _("Link, frame and QR code"))

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
    index_view_class = SourceIndexView
    panels = [FieldPanel("code"), FieldPanel("name")]


class AlliesGroup(snippets.SnippetViewSetGroup):
    """What carries a call further, in one place of the menu."""

    menu_label = gettext_lazy("Allies")
    menu_icon = "group"
    menu_order = 165
    items = (SourceViewSet,)


register_snippet(AlliesGroup)
