"""By what the list of signatures is narrowed, and how that is worded without naming anybody."""

from __future__ import annotations

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.active_filters import BaseFilterAdapter, register_filter_adapter_class
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from campaigns.admin import signature_search
from campaigns.admin.actions import SEE_PERSONAL_DATA
from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models import Call, Signature
from campaigns.models.signatures import HAS_UNREAD_COMMENT, WAITS_FOR_APPROVAL
from campaigns.signing import places

WINDOWS = {
    "today": _("Today"),
    "week": _("Last 7 days"),
    "month": _("Last 30 days"),
}
DAYS_BACK = {"today": 0, "week": 6, "month": 29}


def start_of_window(name: str):
    """Midnight of the site's time zone, so many days ago."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return timezone.make_aware(midnight.replace(tzinfo=None) - timedelta(days=DAYS_BACK[name]))


class FoundFilter(django_filters.CharFilter):
    """The search of the box, by the random name under which the session holds it."""


class FoundAdapter(BaseFilterAdapter):
    """Shows what kind of thing was sought, not the name of the search."""

    def get_active_filters(self):
        for shown in super().get_active_filters():
            sought = self.filter.parent.sought
            value = sought.label if sought else _("a search that has expired")
            yield shown._replace(value=str(value))


register_filter_adapter_class(FoundFilter, FoundAdapter)


class SignatureFilterSet(WagtailFilterSet):
    """Each filter alone has an index; a State of the United States brings its country along."""

    status = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("condition", "State"),
        choices=SignatureStatus.choices,
        distinct=False,  # each row has one state, and to compare all of them takes seconds
    )
    call = django_filters.ModelChoiceFilter(
        label=_("Call"), queryset=Call.objects.all(), method="filter_call"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=SignerKind.choices, empty_label=_("All")
    )
    waits_for_approval = django_filters.BooleanFilter(
        label=_("Waits for approval"), field_name="approved_at", method="filter_waiting"
    )
    comment_waits = django_filters.BooleanFilter(
        label=_("Has a comment that nobody has read"), method="filter_comments"
    )
    country = django_filters.ChoiceFilter(label=_("Country"), choices=lambda: places.countries())
    region = django_filters.ChoiceFilter(
        label=_("State or territory"),
        choices=lambda: places.regions(),
        method="filter_region",
    )
    window = django_filters.ChoiceFilter(
        label=_("Signed lately"), choices=list(WINDOWS.items()), method="filter_window"
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Signed from – to"), widget=DateRangePickerWidget
    )
    found = FoundFilter(
        label=_("Search"),
        method="filter_found",
        widget=forms.HiddenInput,
        help_text=_("Use the box above the list."),
    )

    class Meta:
        model = Signature
        fields = ["status", "call", "kind", "country", "region", "created_at"]

    def filter_waiting(self, queryset, name, value):
        """Names that nobody has looked at yet, or all others."""
        return queryset.filter(WAITS_FOR_APPROVAL if value else ~WAITS_FOR_APPROVAL)

    def filter_comments(self, queryset, name, value):
        """Only comments that would be shown: of confirmed signers who want to be named."""
        return queryset.filter(HAS_UNREAD_COMMENT if value else ~HAS_UNREAD_COMMENT)

    def filter_call(self, queryset, name, value):
        return queryset.newest_in(value.pk)

    def filter_region(self, queryset, name, value):
        return queryset.filter(country="US", region=value)

    def filter_window(self, queryset, name, value):
        return queryset.filter(created_at__gte=start_of_window(value))

    @cached_property
    def sought(self) -> signature_search.Sought | None:
        """What was typed in the box; None without the right to look for it, or if it expired."""
        name = self.form.cleaned_data.get("found") if self.form.is_valid() else ""
        sought = signature_search.recall(self.request.session, name) if name else None
        if sought and sought.is_personal and not self.request.user.has_perm(SEE_PERSONAL_DATA):
            return None
        return sought

    def filter_found(self, queryset, name, value):
        return self.sought.narrow(queryset) if self.sought else queryset.none()

    @property
    def is_by_time(self) -> bool:
        """Whether the rows of some days are asked for."""
        cleaned = self.form.cleaned_data if self.form.is_valid() else {}
        return bool(cleaned.get("window") or cleaned.get("created_at"))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """In the order of the index that fits: rows of some days by time, all others by number."""
        queryset = super().filter_queryset(queryset)
        return queryset.order_by("-created_at", "-id") if self.is_by_time else queryset

    def in_words(self) -> str:
        """“State: confirmed; Country: Mexico” for whoever looks at the list."""
        if not self.form.is_valid():
            return ""
        return "; ".join(
            f"{self.form.fields[name].label}: {self._value_in_words(name)}"
            for name in self.form.changed_data
        )

    def _value_in_words(self, name: str) -> str:
        value = self.form.cleaned_data.get(name)
        if name == "found":
            return str(self.sought.label) if self.sought else "-"
        if isinstance(value, bool):
            return str(_("Yes") if value else _("No"))
        if isinstance(value, slice):
            days = (value.start, value.stop)
            return " – ".join(date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in days)
        if isinstance(value, Call):
            return value.title
        labels = dict(getattr(self.form.fields[name], "choices", ()))
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(one, one)) for one in values)

    def describe(self) -> str:
        """“state: confirmed; search: an e-mail address” for the access log: it names nobody."""
        if not self.form.is_valid():
            return ""
        parts = []
        for name in self.form.changed_data:
            value = self.form.cleaned_data.get(name)
            if name == "found":
                parts.append(f"search={self.sought.label if self.sought else '-'}")
            elif isinstance(value, list):
                parts.append(f"{name}={','.join(value)}")
            elif isinstance(value, slice):
                days = (value.start, value.stop)
                parts.append(f"{name}={'..'.join(str(day.date()) if day else '' for day in days)}")
            elif isinstance(value, Call):
                parts.append(f"{name}={value.slug}")
            else:
                parts.append(f"{name}={value}")
        return "; ".join(parts)
