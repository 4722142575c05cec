"""What an editor sees of the files that a page offers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel, Panel
from wagtail.admin.panels.base import get_form_for_model

from nnirr_site.i18n.languages import DocumentLanguage


class DownloadForm(WagtailAdminModelForm):
    """One row. What it lacks is asked for when the page is published, not while it is a draft.

    An empty language is that of the document, as it was read from the file.
    """

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As read from the file")), *DocumentLanguage.choices],
        required=False,
        initial="",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and not self.instance.title:
            self.initial["language"] = ""  # the model's default would be taken for a choice

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        document, address = cleaned.get("document"), cleaned.get("external_url")
        if bool(document) == bool(address):
            self.add_error("document", _("Choose a file or give a web address: one of the two."))
        elif not cleaned.get("language"):
            cleaned["language"] = document.language if document else ""
            if not cleaned["language"]:
                self.add_error("language", _("Say which language it is in: the file does not."))
        return cleaned


class DownloadsPanel(InlinePanel):
    """The rows of downloads of a page, each judged by `DownloadForm`."""

    def get_form_options(self):
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=DownloadForm,
            defer_required_on_fields=deferred,
        )
        return options


class MissingFilePanel(Panel):
    """Says that the file of a row was deleted since it was chosen; nothing else is shown."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "documents_admin/missing_file.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.title) and self.instance.is_missing
