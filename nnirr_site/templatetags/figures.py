"""Figures in the place of their keys."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from nnirr_site.text.live_figures import fill_in

register = template.Library()


@register.filter
def with_figures(text):
    """`text` with `[[states_parties]]` and the like replaced; text that is not HTML is escaped."""
    return mark_safe(fill_in(str(conditional_escape(text))))  # noqa: S308 - escaped above
