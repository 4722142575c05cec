"""Reports → Places that wait: what on the pages only the network can give, and nobody has yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from nnirr_site.admin.translation_views import PageWritersMenuItem
from nnirr_site.blocks.slots import SlotBlock
from nnirr_site.checks import own_stream_blocks
from nnirr_site.i18n.language_links import language_name
from nnirr_site.upkeep.reviews import writable_pages

ROWS = 50


@dataclass(frozen=True)
class WaitingSlot:
    """One empty place in the newest version of a page."""

    page: Page
    language: str
    wanted: str
    advice: str


def models_with_slots() -> list[type[Page]]:
    """The page types whose streams offer the block, in the order of their names."""
    found = {
        model
        for model, _name, block in own_stream_blocks()
        if isinstance(block, SlotBlock) and issubclass(model, Page)
    }
    return sorted(found, key=lambda model: model._meta.label)


def find_waiting_slots(user) -> Iterator[WaitingSlot]:
    """The empty places of all pages that this user may edit, as the newest version has them."""
    own = writable_pages(user)
    for model in models_with_slots():
        pages = model.objects.filter(pk__in=own.values("pk")).select_related("locale")
        for page in pages.order_by("path"):
            newest = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
            language = language_name(page.locale.language_code)
            for block in newest.stream_blocks:
                if isinstance(block.block, SlotBlock) and block.value.is_withheld:
                    wanted, advice = block.value.get("wanted"), block.value.get("advice")
                    yield WaitingSlot(page, language, wanted or "", advice or "")


class SlotsReport(WagtailAdminTemplateMixin, TemplateView):
    """A row for each empty place, with the way to the page where it is filled."""

    template_name = "slots_admin/slots.html"
    page_title = _("Places that wait")
    header_icon = "help"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        paginator = Paginator(list(find_waiting_slots(self.request.user)), ROWS)
        page_obj = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "rows": page_obj.object_list,
            "page_obj": page_obj,
        }


@hooks.register("register_admin_urls")
def register_urls():
    return [path("reports/places-that-wait/", SlotsReport.as_view(), name="slots_report")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    return PageWritersMenuItem(
        _("Places that wait"), reverse_lazy("slots_report"), icon_name="help", order=1180
    )
