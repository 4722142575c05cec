"""What policy updates and resources are about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel


class Topic(TagBase):
    """A body such as the ILO, or a theme such as borders.

    Editors choose from the list: free tags would soon hold `ILO`, `I.L.O.` and `Ilo`.
    """

    class Kind(models.TextChoices):
        BODY = "body", _("Intergovernmental body")
        THEME = "theme", _("Theme")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.THEME)
    full_name = models.CharField(
        _("full name"),
        max_length=160,
        blank=True,
        help_text=_("Spelled out, when the name is an abbreviation."),
    )

    free_tagging = False
    panels = [FieldPanel("name"), FieldPanel("full_name"), FieldPanel("kind")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
