"""Links to notes in the place of their marks."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from nnirr_site.text.footnotes import link_marks

register = template.Library()


@register.simple_tag
def linked_notes(text, count=0, first_here=()):
    """`text` with `[^1]` and the like as links to the notes; text that is not HTML is escaped.

    `count` is the number of the page's notes, `first_here` those that no earlier text mentions.
    """
    label = conditional_escape(gettext("Note"))
    markup = link_marks(str(conditional_escape(text)), count or 0, first_here or (), label)
    return mark_safe(markup)  # noqa: S308 - escaped above
