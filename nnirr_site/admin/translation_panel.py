"""What an editor sees of a page's translations: where they are, and whether they are behind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from nnirr_site.i18n.language_links import language_name


class TranslationPanel(Panel):
    """Names the page in other languages, with links to edit it there.

    A translation is behind when the page in another language was published later: what changed
    there may be missing here.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("In other languages"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "translation_panel/panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self.translations)

        @property
        def translations(self) -> list[dict[str, object]]:
            """`page`, `language`, and `is_newer`: published after the page that is edited."""
            if not hasattr(self, "_translations"):
                found = self.instance.get_translations().select_related("locale")
                own = self.instance.last_published_at
                self._translations = [
                    {
                        "page": page,
                        "language": language_name(page.locale.language_code),
                        "is_newer": bool(
                            page.last_published_at and (own is None or page.last_published_at > own)
                        ),
                    }
                    for page in found.filter(alias_of__isnull=True).order_by("locale_id")
                ]
            return self._translations

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"translations": self.translations}
