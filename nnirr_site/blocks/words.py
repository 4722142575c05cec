"""The words of one thing in one more language, for what has no page of its own in each."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from nnirr_site.blocks.base import StructBlock


def other_languages() -> list[tuple[str, str]]:
    """The languages of the pages, without the one that the fields themselves are in."""
    return [
        item for item in settings.WAGTAIL_CONTENT_LANGUAGES if item[0] != settings.LANGUAGE_CODE
    ]


class WordsBlock(StructBlock):
    """Words in one language; `words_in` finds them."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=other_languages)

    class Meta:
        icon = "globe"


class TopicWords(WordsBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=100)
    full_name = blocks.CharBlock(label=_("Full name"), max_length=160, required=False)

    class Meta:
        label = _("Topic in another language")


class IdentityWords(WordsBlock):
    """Empty lines leave the words of the default language standing."""

    program = blocks.CharBlock(label=_("Program"), max_length=160, required=False)
    description = blocks.TextBlock(label=_("About this work"), max_length=400, required=False)
    alert_text = blocks.CharBlock(
        label=_("Alert"),
        max_length=200,
        required=False,
        help_text=_("While it is empty, the alert is shown in the other language."),
    )

    class Meta:
        label = _("In another language")


class OncePerLanguage(blocks.StreamBlock):
    """Refuses the same language twice: the reader could see either."""

    def clean(self, value):
        cleaned = super().clean(value)
        seen: set[str] = set()
        for number, child in enumerate(cleaned):
            code = child.value.get("language")
            if code in seen:
                error = ValidationError(_("This language is there already."))
                raise blocks.StreamBlockValidationError(
                    block_errors={number: blocks.StructBlockValidationError({"language": error})}
                )
            seen.add(code)
        return cleaned


def words_in(stream, language: str | None) -> dict[str, str]:
    """The words of `stream` in `language`, those that are given; empty if there are none."""
    code = (language or "").split("-")[0]
    for child in stream or []:
        if child.value.get("language") == code:
            return {name: text for name, text in child.value.items() if text}
    return {}
