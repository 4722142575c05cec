"""What an editor sees of a page's links: those that answer no more, falter, or have moved."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from nnirr_site.models.editing import CheckedLink, LinkState
from nnirr_site.upkeep.links import DOCUMENT, PAGE, find_links

SHOWN = (LinkState.DEAD, LinkState.FAILING, LinkState.MOVED)


class LinkFindingsPanel(Panel):
    """Shown only while something was found on what the editor holds, published or not."""

    def __init__(self, **kwargs):
        kwargs.setdefault("heading", _("Links that need a look"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "upkeep/panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk and self.findings)

        @property
        def findings(self) -> list[dict[str, object]]:
            """`link`, and the `words` that a reader presses; the dead ones first."""
            if not hasattr(self, "_findings"):
                words = find_links(self.instance)
                links = CheckedLink.objects.filter(
                    url__in=words, state__in=SHOWN, set_aside_at=None
                )
                self._findings = sorted(
                    (
                        {
                            "link": link,
                            "words": words[link.url],
                            "url": "" if link.url.startswith((PAGE, DOCUMENT)) else link.url,
                        }
                        for link in links
                    ),
                    key=lambda item: SHOWN.index(item["link"].state),
                )
            return self._findings

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"findings": self.findings}
