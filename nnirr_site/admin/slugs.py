"""Slugs that no page can have: its address would lead to something else, or to nothing.

The words are those of the resolver itself, so a new address of ours is reserved by being there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

PAGES = "wagtail_serve"
# Pages stand at these words, and some addresses of ours below them.
SHARED_WITH_PAGES = frozenset({"calls", "migrants-day", "tracker"})
WORD = re.compile(r"\^?([\w-]+)(?=[/.\\$]|$)")


def first_words(patterns: Iterable, before: str = "") -> set[str]:
    """The words that addresses of ours begin with, after the language."""
    found = set()
    for pattern in patterns:
        is_prefix = isinstance(pattern.pattern, LocalePrefixPattern)
        route = before + ("" if is_prefix else str(pattern.pattern).removeprefix("^"))
        if isinstance(pattern, URLResolver) and not route:
            found |= first_words(pattern.url_patterns)
        elif word := WORD.match(route):
            found.add(word[1])
    return found


def reserved_words() -> set[str]:
    """What no page directly below a home page can be called."""
    languages = {code for code, _name in settings.LANGUAGES}
    static = settings.STATIC_URL.strip("/").split("/")[0]
    words = first_words(get_resolver().url_patterns)
    return (words | languages | {static}) - SHARED_WITH_PAGES


def is_reserved(slug: str, parent: Page | None) -> bool:
    """Whether a page of this slug below `parent` could not be opened."""
    if not slug or parent is None or parent.is_root():
        return False
    if parent.is_site_root() and slug.lower() in reserved_words():
        return True
    parts = parent.get_url_parts()
    if not parts or not parts[2]:
        return False
    with translation.override(parent.locale.language_code):
        try:
            return resolve(f"{parts[2]}{slug}/").url_name != PAGES
        except Resolver404:
            return True


def refusal(slug: str) -> str:
    sentence = _("“%(slug)s” is taken by the site itself: a page could not be opened there.")
    return sentence % {"slug": slug} + " " + _("Choose another slug.")


def refuse_reserved(slug: str, parent: Page | None) -> None:
    """Raises ValidationError for the field `slug`."""
    if is_reserved(slug, parent):
        raise ValidationError({"slug": refusal(slug)})


class PageForm(WagtailAdminPageForm):
    """The editor's form of a page; while a page is made only it knows the page above."""

    def clean(self):
        cleaned = super().clean()
        parent = self.parent_page or self.instance.get_parent()
        if is_reserved(slug := self.cleaned_data.get("slug", ""), parent):
            self.add_error("slug", refusal(slug))
        return cleaned


class PageCopyForm(CopyForm):
    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        if is_reserved(slug := cleaned.get("new_slug", ""), parent):
            self.add_error("new_slug", forms.ValidationError(refusal(slug)))
        return cleaned


@hooks.register("before_move_page")
def refuse_to_move(request, page: Page, destination: Page):
    """A page that is moved keeps its slug, which may be reserved where it comes to stand."""
    if not is_reserved(page.slug, destination):
        return None
    messages.error(request, refusal(page.slug))
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_bulk_action")
def refuse_to_move_many(request, action_type: str, objects: list, action):
    form = getattr(action, "cleaned_form", None)
    destination = form.cleaned_data.get("chooser") if action_type == "move" and form else None
    refused = [page.slug for page in objects if destination and is_reserved(page.slug, destination)]
    if not refused:
        return None
    for slug in refused:
        messages.error(request, refusal(slug))
    return redirect("wagtailadmin_explore", destination.pk)
