"""How far the reading of a document has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.TextChoices):
    """What came of drawing a document's first page."""

    NOTHING = "nothing", _("There is nothing to draw.")
    WAITING = "waiting", _("The first page is drawn soon.")
    DRAWN = "drawn", _("The first page is shown as the cover.")
    FAILED = "failed", _("The first page could not be drawn. A general cover stands in for it.")
