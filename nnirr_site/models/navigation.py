"""The menus in the masthead and the footer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from nnirr_site.blocks import LINK_BLOCKS


class NavigationMenu(TranslatableMixin, models.Model):
    """One menu in one language."""

    class Slot(models.TextChoices):
        MAIN = "main", _("Main menu")
        EXPLORE = "explore", _("Footer: explore")
        TAKE_PART = "take_part", _("Footer: take part")
        LEGAL = "legal", _("Footer: last line")

    slot = models.CharField(_("place"), max_length=12, choices=Slot.choices)
    items = StreamField(
        LINK_BLOCKS,
        blank=True,
        verbose_name=_("links"),
        help_text=_("Six links at most fit the main menu."),
    )

    panels = [FieldPanel("slot"), FieldPanel("items")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [
            models.UniqueConstraint(fields=["slot", "locale"], name="one_menu_a_place_and_language")
        ]

    def __str__(self) -> str:
        return str(self.get_slot_display())
