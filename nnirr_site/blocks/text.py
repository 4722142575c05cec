"""Words: prose, headings, quotations, steps, questions and answers, notes and sources."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from nnirr_site.blocks.base import (
    BLOCK_STYLES,
    RICH_TEXT,
    SHORT_TEXT,
    SourceFields,
    StructBlock,
    list_of_sources,
)
from nnirr_site.text.anchors import make_anchor
from nnirr_site.text.footnotes import Notes


def notes_of_page(parent_context) -> Notes:
    """The notes of the page that is being shown; none in a preview of a single block."""
    page = (parent_context or {}).get("page")
    return getattr(page, "notes", None) or Notes()


class ProseBlock(blocks.RichTextBlock):
    """Text, in which `[^1]` stands for the first of the page's notes."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        notes = notes_of_page(parent_context)
        context["note_count"] = notes.count
        context["notes_first_here"] = notes.first_mentioned_in(value)
        return context

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/prose.html"
        description = _("Paragraphs, lists and small headings. [^1] leads to the first note.")
        preview_value = (
            "<p>A border is a place, not a gap in the law. Whoever stands at one keeps "
            "<b>every right</b> they had a mile away.</p>"
        )


class HeadingValue(blocks.StructValue):
    @property
    def anchor_name(self) -> str:
        """What `#…` in a link to this heading says: the editor's choice, or made of the text."""
        return make_anchor(self.get("anchor") or self.get("text"))


class HeadingBlock(StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=160)
    anchor = blocks.CharBlock(
        search_index=False,
        label=_("Anchor"),
        required=False,
        max_length=60,
        help_text=_("For links to this place. Leave it empty and it is made from the heading."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        value_class = HeadingValue
        description = _("Starts a new section of the page.")
        preview_value = {"text": "What the principles ask of States", "anchor": ""}


class PullBlock(StructBlock):
    text = blocks.TextBlock(
        label=_("Text"), max_length=240, help_text=_("Our own words, 25 words at most.")
    )

    class Meta:
        icon = "openquote"
        label = _("Emphasis")
        template = "blocks/pull.html"
        description = _("One sentence of ours, set large between two rules.")
        preview_value = {"text": "Rights do not stop where a road does."}


class QuoteBlock(StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), help_text=_("Word for word from the source."))
    source = blocks.CharBlock(
        label=_("Who said or wrote it"), max_length=255, help_text=_("Name and where it appeared.")
    )
    source_url = blocks.URLBlock(label=_("Web address"), required=False, max_length=1000)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"
        description = _("Somebody else's words, with their source.")
        preview_value = {
            "text": "All human beings are born free and equal in dignity and rights.",
            "source": "Universal Declaration of Human Rights, article 1",
            "source_url": "https://www.un.org/en/about-us/universal-declaration-of-human-rights",
        }


class NoteBlock(StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Practical note")), ("ok", _("Safety promise"))],
        default="note",
    )
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "blocks/note.html"
        description = _("Practical information or a promise, set apart from the text.")
        preview_value = {
            "kind": "ok",
            "text": "<p><b>Safe to sign.</b> You do not need papers or citizenship.</p>",
        }


class StepBlock(StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=SHORT_TEXT)
    sources = list_of_sources()

    class Meta:
        icon = "list-ol"
        label = _("Step")
        template = "blocks/step.html"
        description = _("One thing to do.")
        preview_value = {
            "title": "Read the Convention aloud",
            "text": "<p>Ten people, ten articles, ten minutes.</p>",
        }


class StepsBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"
        description = _("Numbered things to do, in order.")
        preview_value = {
            "heading": "Mark the day",
            "items": [
                {"title": "Read the Convention aloud", "text": "<p>Ten people, ten articles.</p>"},
                {"title": "Hang the posters", "text": "<p>They print well in one color.</p>"},
            ],
        }


class QuestionBlock(StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=255)
    answer = blocks.RichTextBlock(label=_("Answer"), features=[*SHORT_TEXT, "ol", "ul"])
    sources = list_of_sources()

    class Meta:
        icon = "help"


class AccordionBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blocks/accordion.html"
        description = _("Questions that open to show their answers, each with its sources.")
        preview_value = {
            "heading": "Questions people ask",
            "items": [
                {
                    "question": "Does the Convention oblige a State to regularize anyone?",
                    "answer": "<p>No. Article 35 says so in plain terms.</p>",
                    "sources": [{"label": "The text of the Convention", "url": "", "as_of": None}],
                }
            ],
        }


class SourcesBlock(StructBlock):
    items = blocks.ListBlock(SourceFields(), label=_("Sources"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Sources")
        template = "blocks/sources.html"
        description = _("Where the facts on the page come from. Put it last.")
        preview_value = {
            "items": [
                {
                    "label": "General Assembly resolution 45/158",
                    "url": "http://www.un.org/documents/ga/res/45/a45r158.htm",
                    "as_of": None,
                }
            ]
        }


class FootnotesBlock(StructBlock):
    items = blocks.ListBlock(
        blocks.RichTextBlock(label=_("Note"), features=SHORT_TEXT), label=_("Notes"), min_num=1
    )

    class Meta:
        icon = "list-ol"
        label = _("Notes")
        template = "blocks/footnotes.html"
        styles = BLOCK_STYLES
        description = _("Numbered notes. [^1] in a text leads to the first. Put them near the end.")
        preview_value = {
            "items": [
                "<p>General Assembly resolution 45/158 of December 18, 1990.</p>",
                "<p>General Assembly resolution 55/93 of December 4, 2000.</p>",
            ]
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        notes = notes_of_page(parent_context)
        context["notes"] = [
            {"number": number, "text": text, "is_mentioned": notes.is_mentioned(number)}
            for number, text in enumerate(value.get("items") or [], notes.starts.get(id(value), 1))
        ]
        return context


class ChecklistBlock(StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("Thing to do"), max_length=255), label=_("Things to do"), min_num=1
    )

    class Meta:
        icon = "tasks"
        label = _("Checklist")
        template = "blocks/checklist.html"
        styles = BLOCK_STYLES
        description = _("Things to tick off on a printed sheet.")
        preview_value = {
            "heading": "On the day",
            "items": ["Bring the posters and tape", "Bring the sign-on sheet and pens"],
        }
