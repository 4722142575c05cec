"""Where staff edit the States."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from initiatives.models import State


class StateViewSet(SnippetViewSet):
    model = State
    icon = "globe"
    menu_label = _("States parties")
    menu_order = 160
    add_to_admin_menu = True
    list_display = [
        "name",
        "status",
        "act",
        Column("since_label", label=_("Since")),
        "region",
        "as_of",
    ]
    list_filter = ["status", "region"]
    list_per_page = 50
    search_fields = ["name", "name_es", "un_name", "iso2", "iso3"]
    inspect_view_enabled = True


register_snippet(StateViewSet)
