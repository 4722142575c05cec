"""Pages that one kind of reader takes things away from: the press, organizers, allies."""

from __future__ import annotations

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from nnirr_site.blocks import BODY_BLOCKS, TOOLKIT_BLOCKS
from nnirr_site.blocks.slots import TOOLKIT_STYLES
from nnirr_site.http.caching import private_page
from nnirr_site.http.page_cache.restrictions import is_for_all
from nnirr_site.models import BasePage
from resources.text_files import serve_text_file

FILES_PATH = "files"
# The blocks that toolkit.css knows; with any other the page links interior.css too.
TOOLKIT_SHEET_BLOCKS = frozenset(
    {
        *("prose", "heading", "pull", "quote", "note", "facts", "figures", "steps", "image"),
        *("downloads", "links", "sources"),
        *(dict(TOOLKIT_BLOCKS).keys() - dict(BODY_BLOCKS).keys()),
    }
)


class ToolkitPage(BasePage):
    """Texts to copy, files to fill in, pictures to post, and places that wait for the network."""

    page_description = _("For the press, organizers or allies: what they copy, fill in and post.")
    template = "resources/toolkit_page.html"
    sheet = TOOLKIT_STYLES
    sheet_blocks = TOOLKIT_SHEET_BLOCKS
    parent_page_types = ["nnirr_site.HomePage"]
    subpage_types = []

    body = StreamField(TOOLKIT_BLOCKS, blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, *BasePage.look_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("toolkit")
        verbose_name_plural = _("toolkits")

    @property
    def names_organizations(self) -> bool:
        return any(block.block_type == "endorsers" for block in self.stream_blocks)

    @property
    def stale_allowed(self) -> bool:
        """An organization that leaves is gone at once."""
        return not self.names_organizations

    @cached_property
    def text_files(self) -> dict[str, object]:
        """Name of a file without its ending → the value of its `TextFileBlock`."""
        found: dict[str, object] = {}
        for block in self.stream_blocks:
            if block.block_type == "text_file" and block.value.get("body"):
                wanted, number = block.value.file_name, 1
                name = wanted
                while name in found:
                    number += 1
                    name = f"{wanted}-{number}"
                found[name] = block.value
        return found

    def text_file_url(self, value) -> str:
        """Address of the file of a block on this page; empty while the page has none itself."""
        name = next((name for name, found in self.text_files.items() if found is value), "")
        return f"{self.url}{FILES_PATH}/{name}/" if name and self.url else ""

    def route(self, request, path_components):
        """`files/press-release/` below the page is that text as a file."""
        if self.live and len(path_components) == 2 and path_components[0] == FILES_PATH:
            return RouteResult(self, kwargs={"text_file": path_components[1]})
        return super().route(request, path_components)

    def serve(self, request, *args, text_file: str | None = None, **kwargs):
        if text_file is None:
            response = super().serve(request, *args, **kwargs)
            if self.names_organizations:
                # Search engines may list the page, but keep no copy: names that leave are gone.
                response.headers.setdefault("X-Robots-Tag", "noarchive")
            return response
        if text_file not in self.text_files:
            raise Http404
        response = serve_text_file(request, text_file, self.text_files[text_file])
        return response if is_for_all(self) else private_page(response)
