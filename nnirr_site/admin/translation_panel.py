"""What an editor sees of a page's translations: where they are, and whether this page is behind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from nnirr_site.admin.translation_reviews import open_reviews
from nnirr_site.i18n.language_links import language_name
from nnirr_site.models.editing import NativeReading


class TranslationPanel(Panel):
    """Names the page in other languages, with links to edit it there, and what it has to follow;
    and says whether the page waits for a native editor, or who has read it.
    """

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("In other languages"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "translation_panel/panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(
                self.instance.pk and (self.translations or self.reading)
            )

        @property
        def reading(self) -> NativeReading | None:
            if not hasattr(self, "_reading"):
                asked = NativeReading.objects.filter(page_id=self.instance.pk)
                self._reading = asked.select_related("read_by").first()
            return self._reading

        @property
        def translations(self) -> list[dict[str, object]]:
            """`page`, `language`, and `changed_at` of a change that this page has to follow."""
            if not hasattr(self, "_translations"):
                found = self.instance.get_translations().select_related("locale")
                changes = {
                    review.source_id: review.changed_at
                    for review in open_reviews([self.instance.pk])
                }
                self._translations = [
                    {
                        "page": page,
                        "language": language_name(page.locale.language_code),
                        "changed_at": changes.get(page.pk),
                    }
                    for page in found.filter(alias_of__isnull=True).order_by("locale_id")
                ]
            return self._translations

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "translations": self.translations,
                "reading": self.reading,
                "is_behind": any(item["changed_at"] for item in self.translations),
            }
