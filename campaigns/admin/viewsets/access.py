"""The report on who looked at personal data, for those who watch over it."""

from __future__ import annotations

import django_filters
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from campaigns.admin.viewsets.paging import CappedPaginator
from campaigns.models.access_log import AccessEntry, AccessKind


class AccessFilterSet(WagtailFilterSet):
    user = django_filters.ModelChoiceFilter(
        label=_("User"), queryset=lambda request: get_user_model().objects.filter(is_active=True)
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=AccessKind.choices)
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AccessEntry
        fields = ["user", "kind", "at"]


class AccessReportView(ReportView):
    """Newest first. It cannot be changed here or anywhere else in the admin."""

    model = AccessEntry
    page_title = _("Access to personal data")
    header_icon = "view"
    permission_policy = ModelPermissionPolicy(AccessEntry)
    any_permission_required = ["view"]
    filterset_class = AccessFilterSet
    paginator_class = CappedPaginator
    FORMATS = ()
    is_searchable = False
    results_template_name = "campaigns/admin/access_results.html"
    index_url_name = "campaigns_access"
    index_results_url_name = "campaigns_access_results"
    columns = [
        DateColumn("at", label=_("When")),
        Column("username", label=_("User")),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("what", label=_("What")),
        Column("filters", label=_("Narrowed to")),
        NumberColumn("row_count", label=_("Rows")),
        BooleanColumn("is_complete", label=_("To the end")),
    ]

    def get_base_queryset(self):
        return AccessEntry.objects.order_by("-id")
