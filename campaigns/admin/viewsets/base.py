"""What the lists, inspect views and actions of the staff share."""

from __future__ import annotations

from datetime import datetime

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.views import snippets

from campaigns.admin.actions import SIGNATURE_ACTIONS, StaffAction, tell_outcome
from campaigns.admin.forms import ReasonForm
from campaigns.admin.viewsets.paging import CappedPaginator
from campaigns.services import Outcome


class NewestFirstIndexView(snippets.IndexView):
    """A list of which there are very many rows: the newest first, and never all of them counted."""

    paginator_class = CappedPaginator
    # Wagtail's own export of a list would read all rows, with no right asked and no entry written.
    FORMATS = ()

    def order_queryset(self, queryset):
        return queryset.order_by("-id")

    def _get_title_column(self, *args, **kwargs):
        column = super()._get_title_column(*args, **kwargs)
        column.sort_key = None
        return column


def show_value(value):
    """Yes and no in words, times on the clock of the site, and a dash where nothing is stored."""
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return "-" if value is None or value == "" else value


class PlainInspectView(snippets.InspectView):
    """Words every stored value alike: see `show_value`. What is no number is nobody's row."""

    def get_object(self, queryset=None):
        if not str(self.pk).isdecimal():
            raise Http404
        return super().get_object(queryset)

    def get_field_display_value(self, field_name, field):
        value = getattr(self.object, field_name, None)
        if not isinstance(value, datetime):
            value = super().get_field_display_value(field_name, field)
        return show_value(value)


class StaffActionView(WagtailAdminTemplateMixin, FormView):
    """Asks for a reason, then does one thing to one signature or mail."""

    template_name = "campaigns/admin/action.html"
    form_class = ReasonForm
    model = None
    inspect_url_name = None
    index_url_name = None
    action: StaffAction

    def dispatch(self, request, *args, **kwargs):
        self.action = self.get_action()
        if not request.user.has_perm(self.action.permission):
            raise PermissionDenied
        # Whoever cannot see the row cannot act on it either.
        if not request.user.has_perm(f"campaigns.view_{self.model._meta.model_name}"):
            raise PermissionDenied
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_action(self) -> StaffAction:
        try:
            return SIGNATURE_ACTIONS[self.kwargs["verb"]]
        except KeyError:
            raise Http404 from None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_needed": self.action.needs_reason}

    def get_page_title(self):
        return self.action.label

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": self.model._meta.verbose_name_plural},
            {"url": self.get_success_url(), "label": str(self.object)},
            {"url": "", "label": self.action.label},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            action=self.action,
            object=self.object,
            is_possible=self.action.is_possible(self.object),
            facts=self.describe_object(),
            back_url=self.get_next_url(),
            **kwargs,
        )

    def get_next_url(self) -> str:
        """Where somebody came from, if the address says it, as the queue does."""
        return get_valid_next_url_from_request(self.request) or self.get_success_url()

    def describe_object(self) -> list[tuple[str, str]]:
        """(what, its words) by which staff know that it is the right one."""
        return []

    def get_success_url(self):
        return reverse(self.inspect_url_name, args=(quote(self.object.pk),))

    def perform(self, form) -> Outcome:
        return self.action.perform(self.object, form.cleaned_data["reason"], self.request.user)

    def form_valid(self, form):
        tell_outcome(self.request, self.action, self.object, self.perform(form))
        return redirect(self.get_next_url())
