"""What an editor sees beside a file that a page offers."""

from __future__ import annotations

from wagtail.admin.panels import Panel


class MissingFilePanel(Panel):
    """Says that the file of a row was deleted since it was chosen; nothing else is shown."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "documents_admin/missing_file.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.title) and self.instance.is_missing
