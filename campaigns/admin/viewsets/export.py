"""Asks how much an export shall disclose, then streams it and writes down who took it."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.admin.actions import EXPORT, EXPORT_PERSONAL_DATA, SEE_PERSONAL_DATA
from campaigns.admin.viewsets.filters import SignatureFilterSet
from campaigns.exporting import exports
from campaigns.exporting.exports import Level
from campaigns.models import Signature
from campaigns.models.access_log import AccessKind
from campaigns.services.access_log import record_access, while_sent
from nnirr_site.accounts.sessions import ask_password_again
from nnirr_site.documents.serving import disposition
from nnirr_site.tabular.writers import STREAMS

PERSONAL_LEVELS = {Level.LETTERS, Level.PERSONAL}


def permitted_levels(user) -> list[Level]:
    """What this user may take out; personal data need the right to see them as well."""
    levels = [Level.TOTALS, Level.NAMES] if user.has_perm(EXPORT) else []
    if user.has_perms([EXPORT_PERSONAL_DATA, SEE_PERSONAL_DATA]):
        levels += [Level.LETTERS, Level.PERSONAL]
    return levels


class ExportForm(forms.Form):
    level = forms.ChoiceField(label=gettext_lazy("What"), widget=forms.RadioSelect)
    format = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[
            ("xlsx", gettext_lazy("XLSX, for a spreadsheet")),
            ("csv", gettext_lazy("CSV, for other programs")),
        ],
        initial="xlsx",
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Spreadsheets drop the zero of ZIP codes such as 02139 in a CSV."),
    )

    def __init__(self, *args, levels: list[Level], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(level.value, level.label) for level in levels]
        self.fields["level"].initial = levels[0].value


class ExportView(WagtailAdminTemplateMixin, FormView):
    """Of the rows that the list is narrowed to: its filters stand in the address."""

    template_name = "campaigns/admin/export.html"
    form_class = ExportForm
    page_title = gettext_lazy("Export signatures")
    header_icon = "download"
    index_url_name = None

    def dispatch(self, request, *args, **kwargs):
        self.levels = permitted_levels(request.user)
        if not self.levels or not request.user.has_perm("campaigns.view_signature"):
            raise PermissionDenied
        if self.may_disclose(request):
            answer = ask_password_again(request, request.get_full_path())
            if answer is not None:
                return answer
        return super().dispatch(request, *args, **kwargs)

    def may_disclose(self, request) -> bool:
        """Whether personal data may come of it. The form is asked for first, so that a choice that
        was made in it is not lost to the question for the password."""
        if request.method == "POST":
            return request.POST.get("level") in PERSONAL_LEVELS
        return bool(PERSONAL_LEVELS.intersection(self.levels))

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": _("Signatures")},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "levels": self.levels}

    @cached_property
    def filters(self) -> SignatureFilterSet:
        return SignatureFilterSet(
            data=self.request.GET, request=self.request, queryset=Signature.objects.all()
        )

    def get_context_data(self, **kwargs):
        back = reverse(self.index_url_name)
        query = self.request.GET.urlencode()
        return super().get_context_data(
            narrowed_to=self.filters.in_words(),
            back_url=f"{back}?{query}" if query else back,
            **kwargs,
        )

    def form_valid(self, form):
        if not self.filters.form.is_valid():
            # A list may show everything then; a file that seems narrowed must not hold all.
            form.add_error(None, _("The filters of the list cannot be read: set them again."))
            return self.form_invalid(form)
        level, file_format = form.cleaned_data["level"], form.cleaned_data["format"]
        stream, content_type = STREAMS[file_format]
        entry = record_access(
            self.request.user,
            AccessKind.EXPORT,
            what=f"{level}, {file_format}",
            filters=self.filters.describe(),
        )
        signatures = self.filters.filter_queryset(Signature.objects.all())
        counted = CountedRows(exports.rows_of(level, signatures))
        file = stream(exports.header_of(level), counted)
        response = StreamingHttpResponse(
            while_sent(file, entry, lambda: counted.count), content_type=content_type
        )
        name = f"signatures-{level}-{timezone.localdate():%Y-%m-%d}.{file_format}"
        response["Content-Disposition"] = disposition(name, is_shown=False)
        response["Cache-Control"] = "no-store, private"
        return response


class CountedRows:
    """Rows that are counted on their way out."""

    def __init__(self, rows: Iterator[list]):
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[list]:
        for row in self._rows:
            self.count += 1
            yield row
