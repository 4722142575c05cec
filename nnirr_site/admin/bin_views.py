"""Reports → Bin: deleted pages that this person may bring back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from nnirr_site.admin import bin as page_bin
from nnirr_site.admin.translation_views import PageWritersMenuItem
from nnirr_site.http.security_headers import is_admin_path
from nnirr_site.i18n.language_links import language_name
from nnirr_site.publishing.on_change import StepFailed

ROWS = 50


class BinView(WagtailAdminTemplateMixin, TemplateView):
    """Lists what can come back; a button of each row brings it."""

    template_name = "bin/bin.html"
    page_title = gettext_lazy("Bin")
    header_icon = "bin"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        paginator = Paginator(page_bin.list_bin(self.request.user), ROWS)
        page_obj = paginator.get_page(self.request.GET.get("p"))
        rows = [
            {
                "page": row,
                "others": others,
                "language": language_name(row.language),
                "goes_at": row.deleted_at + page_bin.KEPT_FOR,
            }
            for row, others in page_obj.object_list
        ]
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "page_obj": page_obj,
            "days": page_bin.KEPT_FOR.days,
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        number = request.POST.get("batch", "")
        try:
            page = page_bin.restore(int(number) if number.isdecimal() else 0, request.user)
        except page_bin.CannotRestore as problem:
            messages.error(request, str(problem))
            return redirect("bin")
        sentence = _("“%(title)s” is back as a draft. Look at it, and publish it if it is right.")
        messages.success(request, sentence % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("register_admin_urls")
def register_urls():
    return [path("reports/bin/", BinView.as_view(), name="bin")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    return PageWritersMenuItem(
        gettext_lazy("Bin"), reverse_lazy("bin"), icon_name="bin", order=1150
    )


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action(
        "nnirr_site.restore", gettext_lazy("Restore"), gettext_lazy("Restored from the bin")
    )


@hooks.register("after_delete_page")
def say_where_it_is(request: HttpRequest, page) -> None:
    """The moment to learn of the bin is the one after the mistake."""
    sentence = _("It lies in the bin for %(days)s days: Reports → Bin.")
    messages.info(request, sentence % {"days": page_bin.KEPT_FOR.days})


class KeptFirstMiddleware:
    """Tell staff that nothing was deleted, where a page could not be laid into the bin first."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """None for everything else, which is then an error like any other."""
        if not isinstance(error, StepFailed) or not is_admin_path(request.path):
            return None
        sentence = _("Nothing was deleted, as the bin could not keep it.")
        advice = _("Tell whoever runs the server.")
        messages.error(request, f"{sentence} {advice}")
        return redirect(request.get_full_path())
