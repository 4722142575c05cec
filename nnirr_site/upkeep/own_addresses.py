"""Which addresses of this site lead anywhere: found in the database, without asking the site."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page

from nnirr_site.http.addresses import page_path
from nnirr_site.upkeep.links import DOCUMENT, PAGE


class OwnAddresses:
    """Pages, files and redirects as they are when it is made: for one round of looking."""

    def __init__(self):
        pages = Page.objects.live().filter(depth__gt=1)
        self._pages = {page.pk: unquote(page_path(page)) for page in pages}
        self._makes_more = {
            self._pages[page.pk]
            for page in pages
            if (page.specific_class or Page).route is not Page.route
        }
        self._paths = set(self._pages.values())
        self._documents = set(get_document_model().objects.values_list("pk", flat=True))
        self._redirects = set(Redirect.objects.values_list("old_path", flat=True))

    def answers(self, url: str) -> bool:
        """Whether visitors get anything at a path, or at `page:` or `document:` with a number."""
        kind, _colon, number = url.partition(":")
        if f"{kind}:" == PAGE:
            return int(number) in self._pages
        if f"{kind}:" == DOCUMENT:
            return int(number) in self._documents
        path = unquote(urlsplit(url).path)
        return (
            path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
            or self._is_ours(path)
            or self._is_ours(f"{path}/")
            or Redirect.normalise_path(url) in self._redirects
            or Redirect.normalise_path(path) in self._redirects
        )

    def _is_ours(self, path: str) -> bool:
        first = path.lstrip("/").partition("/")[0]
        language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            try:
                is_page = resolve(path).url_name == "wagtail_serve"
            except Resolver404:
                return False
        if not is_page:
            return True
        return path in self._paths or any(
            above != "/" and path.startswith(above) for above in self._makes_more
        )
