"""Sheets from paper: how many names staff counted, and when the sheets were destroyed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.forms import Select
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn
from wagtail.snippets.views import snippets

from campaigns.models import PaperSheets
from campaigns.services import AlreadyDestroyed, store_paper_sheets

HOW = gettext_lazy(
    "Count the names when sheets arrive, and enter the number, never a name. The sheets say that"
    " they are destroyed at most 30 days after they came: the first page of the admin and the daily"
    " mail remind you from a week before. If somebody wants off the list before that, strike the"
    " line out and enter one name less. An entry made by mistake gets 0 names and a day."
)


def write_destroy_by(sheets: PaperSheets) -> str:
    """The day for the list; nothing is left to do once they are destroyed."""
    if sheets.destroyed_on is not None:
        return "-"
    day = date_format(sheets.destroy_by, "DATE_FORMAT")
    return _("%(day)s: overdue") % {"day": day} if sheets.is_late else day


class StoreSheetsMixin:
    """The service writes: the count of the call follows in the same transaction."""

    def save_instance(self):
        return store_paper_sheets(self.form.instance, self.request.user)

    def form_valid(self, form):
        """Somebody may have noted their end between the look and the save."""
        try:
            return super().form_valid(form)
        except AlreadyDestroyed:
            raise PermissionDenied from None


class PaperSheetsCreateView(StoreSheetsMixin, snippets.CreateView):
    pass


class PaperSheetsEditView(StoreSheetsMixin, snippets.EditView):
    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission_for_instance("change", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PaperSheetsViewSet(snippets.SnippetViewSet):
    model = PaperSheets
    icon = "doc-full"
    menu_label = gettext_lazy("Sheets from paper")
    menu_order = 25
    url_prefix = "sheets-from-paper"
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = PaperSheetsCreateView
    edit_view_class = PaperSheetsEditView
    list_display = [
        "call",
        DateColumn("received_on", label=gettext_lazy("Received on")),
        NumberColumn("sheets", label=gettext_lazy("Sheets")),
        NumberColumn("names", label=gettext_lazy("Names")),
        Column("destroy_by", label=gettext_lazy("Destroy by"), accessor=write_destroy_by),
        DateColumn("destroyed_on", label=gettext_lazy("Destroyed on")),
    ]

    def get_queryset(self, request):
        return PaperSheets.objects.select_related("call")

    def get_edit_handler(self):
        panels = [
            HelpPanel(HOW),
            FieldPanel("call", widget=Select),
            FieldPanel("received_on"),
            FieldRowPanel([FieldPanel("sheets"), FieldPanel("names")]),
            FieldPanel("destroyed_on"),
        ]
        return ObjectList(panels).bind_to_model(self.model)
