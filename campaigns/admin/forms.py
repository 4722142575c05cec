"""How staff edit a call: its own fields, and the text that is signed in each language."""

from __future__ import annotations

import re

from django import forms
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.rich_text import get_rich_text_editor_widget

from campaigns import services
from campaigns.models import CallText
from nnirr_site.i18n.language_links import content_languages

STATEMENT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link"]
REASON_NEEDED = _("People have signed this text: say why it changes.")
WORDS = ("title", "addressee", "share_text", "pause_notice")
EDITOR_KEYS = re.compile(r' data-block-key="[^"]*"')


class StatementField(forms.CharField):
    """Rich text that is changed only if its words or marks are, not the editor's own keys."""

    def __init__(self, **kwargs):
        widget = get_rich_text_editor_widget(features=STATEMENT_FEATURES)
        super().__init__(widget=widget, required=False, **kwargs)

    def to_python(self, value):
        body = EDITOR_KEYS.sub("", super().to_python(value))
        return body if strip_tags(body).strip() else ""

    def has_changed(self, initial, data):
        converter = self.widget.converter
        as_edited = converter.to_database_format(converter.from_database_format(initial or ""))
        return self.to_python(as_edited) != self.to_python(data)


def title_field(language: str) -> forms.CharField:
    return forms.CharField(
        label=_("Title of the text"),
        max_length=200,
        required=False,
        help_text=_("Stands over the text, and in the mail."),
        widget=forms.TextInput(attrs={"lang": language, "dir": "auto"}),
    )


def translated_languages() -> list[str]:
    """Languages of content in which the words of a call are a translation."""
    return [code for code in content_languages() if code != settings.LANGUAGE_CODE]


def words_fields(language: str) -> dict[str, forms.CharField]:
    """Field name → field for each word of a call that is translated."""
    fields = {}
    for name in WORDS:
        model_field = CallText._meta.get_field(name)
        fields[f"{name}_{language}"] = forms.CharField(
            label=capfirst(model_field.verbose_name),
            max_length=model_field.max_length,
            required=False,
            widget=forms.TextInput(attrs={"lang": language, "dir": "auto"}),
        )
    return fields


class CallForm(WagtailAdminModelForm):
    """A call with its statements and its words in other languages.

    A changed text becomes a new version; the old one stays. The view writes what changed
    (`publish_statements`, `save_words`), the form only reads and checks.
    """

    statement_reason = forms.CharField(
        label=_("Reason for changing the text"),
        max_length=300,
        required=False,
        help_text=_("Needed once somebody has signed. It is kept with the earlier versions."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for language, version in self.instance.newest_statements.items():
                self.initial[f"statement_title_{language}"] = version.title
                self.initial[f"statement_body_{language}"] = version.body
            for language in translated_languages():
                if text := self.instance.texts_by_language.get(language):
                    self.initial |= {f"{name}_{language}": getattr(text, name) for name in WORDS}

    def _statement(self, language: str) -> tuple[str, str]:
        cleaned = self.cleaned_data
        title = (cleaned.get(f"statement_title_{language}") or "").strip()
        return title, cleaned.get(f"statement_body_{language}") or ""

    def _changed_languages(self) -> list[str]:
        return [
            language
            for language in content_languages()
            if {f"statement_title_{language}", f"statement_body_{language}"}
            & set(self.changed_data)
        ]

    def clean(self):
        cleaned = super().clean()
        languages = content_languages()
        if not any(all(self._statement(language)) for language in languages):
            self.add_error(f"statement_body_{languages[0]}", _("Write the text that people sign."))
        for language in self._changed_languages():
            title, body = self._statement(language)
            if bool(title) != bool(body):
                missing = "body" if title else "title"
                self.add_error(
                    f"statement_{missing}_{language}", _("A text needs a title and a body.")
                )
            elif not title and language in self.instance.newest_statements:
                self.add_error(
                    f"statement_body_{language}", _("A text that was published cannot be emptied.")
                )
            elif (
                self.instance.pk
                and not cleaned.get("statement_reason")
                and services.is_reason_needed(self.instance, language)
            ):
                self.add_error("statement_reason", REASON_NEEDED)
        return cleaned

    def publish_statements(self, user) -> None:
        """Make the changed texts the ones that are signed from now on."""
        for language in self._changed_languages():
            title, body = self._statement(language)
            if title and body:
                services.publish_statement(
                    self.instance,
                    language,
                    title,
                    body,
                    self.cleaned_data.get("statement_reason", ""),
                    user,
                )

    def save_words(self) -> None:
        """Keep the translated words; a language without any has no row."""
        for language in translated_languages():
            words = {name: self.cleaned_data[f"{name}_{language}"] for name in WORDS}
            services.store_words(self.instance, language, words)


def add_statement_fields() -> None:
    """One title and one text for each language of content, and the words for each but the first."""
    for language in content_languages():
        CallForm.base_fields[f"statement_title_{language}"] = title_field(language)
        CallForm.base_fields[f"statement_body_{language}"] = StatementField(label=_("Text"))
    for language in translated_languages():
        CallForm.base_fields |= words_fields(language)
    CallForm.declared_fields |= CallForm.base_fields


add_statement_fields()


class ReasonForm(forms.Form):
    """Why staff do something to a signature. It stands in the audit log until nothing personal is
    kept of the signature. A routine decision needs none.
    """

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_(
            "Do not write names or addresses here. The entry in the log stays for good, these words"
            " as long as personal data of the signature are kept."
        ),
    )

    def __init__(self, *args, is_needed: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_needed
