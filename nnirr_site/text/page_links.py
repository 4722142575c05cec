"""Links in rich text to pages of this site."""

from __future__ import annotations

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from nnirr_site.http.addresses import page_path
from nnirr_site.i18n.locales import localized


class KnownPageLinkHandler(PageLinkHandler):
    """Writes what Wagtail's own writes, without asking for each text and each type of page."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [cls._write(attrs.get("id")) for attrs in attrs_list]

    @staticmethod
    def _write(pk: object) -> str:
        page = localized(int(pk)) if str(pk).isdecimal() else None
        return f'<a href="{escape(page_path(page))}">' if page is not None else "<a>"
