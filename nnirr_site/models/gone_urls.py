"""Addresses where something stood that is gone for good."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.redirects.models import Redirect


class GoneAddress(models.Model):
    """An address that is answered with 410: search engines forget it, readers are told.

    Addresses of deleted pages are entered by themselves. A page or a redirect that is put at the
    address later takes precedence.

    The class keeps a name with "address", the word of editors: its content type, permissions and
    admin URLs are made of the name, and staff groups hold them.
    """

    path = models.CharField(
        _("address"),
        max_length=255,
        unique=True,
        help_text=_("What follows the name of the site, such as /news/withdrawn-statement."),
    )
    note = models.CharField(
        _("note"),
        max_length=255,
        blank=True,
        help_text=_("Shown to readers: why it is gone, or where to ask."),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    panels = [FieldPanel("path"), FieldPanel("note")]

    class Meta:
        ordering = ["path"]
        verbose_name = _("withdrawn address")
        verbose_name_plural = _("withdrawn addresses")

    def __str__(self) -> str:
        return self.path

    def clean(self) -> None:
        """Bring the path into the one form that requests are compared with."""
        super().clean()
        self.path = Redirect.normalise_path(self.path)
