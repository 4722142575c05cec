"""Importing a table in the admin: a check that changes nothing, then the same text for real."""

from __future__ import annotations

import abc

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.admin.actions import SEE_PERSONAL_DATA
from campaigns.imports.paper_signatures import COLUMNS as PAPER_COLUMNS
from campaigns.imports.paper_signatures import import_organizations
from campaigns.legislators.senators import COLUMNS as SENATOR_COLUMNS
from campaigns.legislators.senators import import_senators
from campaigns.models import Call
from campaigns.services.access_log import MOST_CHECKED_A_DAY, record_check
from nnirr_site.accounts.sessions import ask_password_again
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import private_page
from nnirr_site.tabular.dates import DateOrder
from nnirr_site.tabular.reader import (
    ImportOutcome,
    TableError,
    count_rows,
    decode_table,
    list_failed,
)
from nnirr_site.tabular.writers import CSV_TYPE, stream_csv

MOST_SHOWN = 200  # rows whose reading is shown before they are entered
FAILED = "failed"

COUNT_LABELS = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "removed": gettext_lazy("Removed"),
    "kept": gettext_lazy("Kept, as rows were left out"),
}


class TableForm(forms.Form):
    """A file to check, or the text that was checked, which the page carries to the second step."""

    file = forms.FileField(
        label=gettext_lazy("Table (CSV)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )
    text = forms.CharField(
        required=False, strip=False, widget=forms.Textarea(attrs={"hidden": True})
    )

    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def describe_choices(self) -> str:
        """Everything that is chosen for the table; "" where nothing is."""
        return ""

    @sensitive_variables()
    def fingerprint(self) -> str:
        """Stands for the table and the choices; never empty, and made by this site alone.

        Browsers send line breaks as CR LF, whatever the file had.
        """
        text = self.cleaned_data.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
        value = f"{self.describe_choices()}\n{text}"
        return salted_hmac("campaigns.admin.import_views", value, algorithm="sha256").hexdigest()

    @sensitive_variables()
    def clean(self) -> dict:
        cleaned = super().clean()
        # The second step enters what the first has shown: after a change it is shown again.
        cleaned["is_check"] = bool(
            cleaned.get("file")
            or self.data.get("step")
            or cleaned.get("checked", "") != self.fingerprint()
        )
        if cleaned.get("file"):
            try:
                cleaned["text"] = decode_table(cleaned["file"].read())
            except TableError as error:
                self.add_error("file", str(error))
        elif not cleaned.get("text"):
            self.add_error("file", _("Choose a file."))
        return cleaned


class TableImportView(abc.ABC, WagtailAdminTemplateMixin, FormView):
    """Subclasses say what is imported (`run_import`), who may, and which columns there are."""

    template_name = "campaigns/admin/import_table.html"
    form_class = TableForm
    permission = ""
    required: tuple[str, ...] = ()
    understood_as: tuple[object, ...] = ()
    columns: tuple[tuple[str, object], ...] = ()
    intro = ""
    notice = ""
    done_url_name = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return private_page(sensitive_post_parameters()(super().dispatch)(request, *args, **kwargs))

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        return [*items, {"url": "", "label": self.page_title}]

    @abc.abstractmethod
    def run_import(self, form: forms.Form, dry_run: bool) -> ImportOutcome:
        """Each table has an import of its own, the same for the check as for the real run.

        Raises `TableError` where the text is no table at all.
        """

    def find_refusal(self, form: forms.Form) -> str:
        """Why this table is not compared with what is stored now; "" if it is.

        What a comparison tells of people has to be written down here, before it is told.
        """
        return ""

    @sensitive_variables()
    def form_valid(self, form):
        is_check = form.cleaned_data["is_check"]
        if refusal := self.find_refusal(form):
            form.add_error("file", refusal)
            return self.form_invalid(form)
        try:
            outcome = self.run_import(form, dry_run=is_check)
        except TableError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        if form.data.get("step") == FAILED:
            return self.send_failed(form.cleaned_data["text"], outcome)
        if not is_check:
            self.report_done(outcome)
            return redirect(self.done_url_name)
        # The checked text goes into the page; a file cannot be put back into a form.
        form.data = form.data.copy()
        form.data["text"] = form.cleaned_data["text"]
        form.data["checked"] = form.fingerprint()
        return self.render_to_response(self.get_context_data(form=form, outcome=outcome))

    @sensitive_variables()
    def send_failed(self, text: str, outcome: ImportOutcome) -> HttpResponse:
        """The rows that would be left out, as a table to mend that says why of each."""
        heading, rows = list_failed(text, self.required, outcome.problems)
        response = HttpResponse(b"".join(stream_csv(heading, rows)), content_type=CSV_TYPE)
        response["Content-Disposition"] = disposition("rows-to-mend.csv", is_shown=False)
        return response

    def report_done(self, outcome: ImportOutcome) -> None:
        counts = ", ".join(
            f"{COUNT_LABELS[what]}: {number}" for what, number in outcome.counts.items()
        )
        messages.success(self.request, counts or _("Nothing was imported."))
        if outcome.problems:
            messages.warning(
                self.request,
                _("Left out: rows %(rows)s.")
                % {"rows": ", ".join(str(problem.row) for problem in outcome.problems)},
            )

    def get_context_data(self, outcome: ImportOutcome | None = None, **kwargs):
        counts = (
            [(COUNT_LABELS[what], number) for what, number in outcome.counts.items()]
            if outcome
            else []
        )
        return super().get_context_data(
            outcome=outcome,
            counts=counts,
            understood_as=self.understood_as,
            understood=outcome.understood[:MOST_SHOWN] if outcome else [],
            understood_more=max(0, len(outcome.understood) - MOST_SHOWN) if outcome else 0,
            can_import=bool(outcome)
            and any(outcome.counts.get(what) for what in ("new", "changed", "removed")),
            columns=self.columns,
            intro=self.intro,
            notice=self.notice,
            **kwargs,
        )


class SenatorsImportView(TableImportView):
    """A newer table of Senators."""

    page_title = gettext_lazy("Import a table of Senators")
    header_icon = "download"
    permission = "campaigns.import_senators"
    done_url_name = "wagtailsnippets_campaigns_senator:list"
    required = SENATOR_COLUMNS
    understood_as = (gettext_lazy("Name"), gettext_lazy("State"), gettext_lazy("As of"))
    intro = gettext_lazy(
        "Senators of the states in the table take the place of those that are stored; other states "
        "stay as they are. Nothing changes before you have seen what would."
    )
    columns = (
        ("state", gettext_lazy("Two letters, such as CA; each state needs both its rows")),
        ("name", gettext_lazy("As the Senator is called in public, or “vacant”")),
        ("contact_form", gettext_lazy("Web address of the official form")),
        ("bioguide", gettext_lazy("ID in the Biographical Directory of Congress, such as S001198")),
        ("as_of", gettext_lazy("Date of the table, such as 2027-01-20")),
        (
            "party, term_end, website, email, phone, address, source",
            gettext_lazy("May be left out"),
        ),
    )

    def run_import(self, form, dry_run: bool) -> ImportOutcome:
        return import_senators(form.cleaned_data["text"], dry_run=dry_run, user=self.request.user)


class OrganizationsForm(TableForm):
    """A table of organizations, and what is true of the sheet that they signed."""

    call = forms.ModelChoiceField(
        Call.objects.all(), label=gettext_lazy("Call"), empty_label=gettext_lazy("Choose…")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the sheet"), choices=settings.LANGUAGES
    )
    are_named = forms.BooleanField(
        label=gettext_lazy("The sheet said that organizations are listed by name"),
        required=False,
        help_text=gettext_lazy("Without this they are counted and not listed."),
    )
    date_order = forms.ChoiceField(
        label=gettext_lazy("Dates such as 5/6/2026"),
        required=False,
        choices=[("", gettext_lazy("Ask me, if there are any")), *DateOrder.choices],
    )
    field_order = ["call", "language", "are_named", "date_order", "file"]

    def describe_choices(self) -> str:
        chosen = self.cleaned_data
        call = chosen.get("call")
        names = ("language", "are_named", "date_order")
        return "|".join([str(call.pk) if call else "", *(str(chosen.get(name)) for name in names)])

    def clean(self) -> dict:
        cleaned = super().clean()
        call, language = cleaned.get("call"), cleaned.get("language")
        if call and language and not call.statements.filter(language=language).exists():
            self.add_error("language", _("The call has no text in this language."))
        return cleaned


class OrganizationsImportView(TableImportView):
    """Organizations that signed on paper. The table holds personal data: both rights are needed."""

    page_title = gettext_lazy("Enter organizations from paper")
    header_icon = "doc-full"
    form_class = OrganizationsForm
    permission = "campaigns.import_organizations"
    done_url_name = "wagtailsnippets_campaigns_signature:list"
    required = PAPER_COLUMNS
    understood_as = (
        gettext_lazy("Organization"),
        gettext_lazy("Place"),
        gettext_lazy("Day on the sheet"),
    )
    intro = gettext_lazy(
        "Organizations of the table are counted as organizations and approved by you. No mail is "
        "sent. Nothing is stored before you have seen what would be."
    )
    notice = format_lazy(
        gettext_lazy(
            "Each check and each import is written down with your name, as it tells which "
            "organizations and addresses have signed. A day has room for {rows} rows."
        ),
        rows=MOST_CHECKED_A_DAY,
    )
    columns = (
        ("organization", gettext_lazy("Its name as it wants to be listed")),
        ("contact", gettext_lazy("Who signed for it; never shown")),
        ("date", gettext_lazy("Day on the sheet, such as 2026-06-15 or 6/15/26")),
        (
            "state, country",
            gettext_lazy("A state of the United States, or the country, by name or code"),
        ),
        ("role, email, website", gettext_lazy("May be left out")),
    )

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perms([SEE_PERSONAL_DATA, self.permission]):
            raise PermissionDenied
        if (answer := ask_password_again(request, request.path)) is not None:
            return answer
        return super().dispatch(request, *args, **kwargs)

    @sensitive_variables()
    def find_refusal(self, form) -> str:
        chosen = form.cleaned_data
        is_recorded = record_check(
            self.request.user,
            what="organizations from paper"
            if chosen["is_check"]
            else "organizations from paper, entered",
            filters=f"call={chosen['call'].slug}",
            row_count=count_rows(chosen["text"]),
        )
        if is_recorded:
            return ""
        return _(
            "A day has room for %(rows)d rows, and those of today are used up. Go on tomorrow, or "
            "check a table with fewer rows."
        ) % {"rows": MOST_CHECKED_A_DAY}

    def run_import(self, form, dry_run: bool) -> ImportOutcome:
        chosen = form.cleaned_data
        return import_organizations(
            chosen["call"],
            chosen["text"],
            chosen["are_named"],
            chosen["language"],
            dry_run=dry_run,
            user=self.request.user,
            date_order=chosen.get("date_order", ""),
        )
