"""What editors need to use figures and notes: a list of the keys, and a word when they mistype."""

from __future__ import annotations

from django.contrib import messages
from django.urls import path, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from nnirr_site.admin.keeping_words import wants_json
from nnirr_site.admin.url_permissions import may_write
from nnirr_site.text.footnotes import misplaced_marks
from nnirr_site.text.live_figures import all_figures, unknown_keys


class FiguresView(TemplateView):
    """Every figure with its key and what it says today."""

    template_name = "figures_admin/figures.html"
    extra_context = {"page_title": _("Figures for texts"), "header_icon": "order"}

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "figures": all_figures()}


@hooks.register("register_admin_urls")
def register_urls():
    return [path("reports/figures/", FiguresView.as_view(), name="figures")]


class WritersMenuItem(MenuItem):
    """Shown to those who write something that figures can stand in."""

    def is_shown(self, request) -> bool:
        return may_write(request.user)


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    return WritersMenuItem(
        _("Figures for texts"), reverse_lazy("figures"), icon_name="order", order=1200
    )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_unknown_figures(request, page: Page) -> None:
    """Say which keys in double brackets are no figures: readers would see a gap in their place."""
    if wants_json(request):
        return  # the editor saved by itself: nobody would read it now
    fields = [field for field in page._meta.get_fields() if hasattr(field, "value_to_string")]
    text = " ".join(str(field.value_to_string(page)) for field in fields if not field.is_relation)
    keys = unknown_keys(text)
    if keys:
        messages.warning(
            request,
            gettext("There is no figure called %(names)s. Reports → Figures for texts lists all.")
            % {"names": ", ".join(f"[[{key}]]" for key in keys)},
        )


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_misplaced_marks(request, page: Page) -> None:
    """Say which marks of notes are no links: readers would see them as typed, or a gap."""
    marks = misplaced_marks(getattr(page, "stream_blocks", ()))
    if marks and not wants_json(request):
        messages.warning(
            request,
            gettext(
                "%(marks)s leads to no note: such a mark is a link in the block “Text” only, and "
                "only if the block “Notes” has a note of that number."
            )
            % {"marks": ", ".join(marks)},
        )
