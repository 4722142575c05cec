"""The papers that files are made for."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Paper(TextChoices):
    """Sheets as shops call them: two of the United States, two of the rest of the world."""

    LETTER = "Letter", pgettext_lazy("paper", "Letter")
    TABLOID = "Tabloid", _("Tabloid (11 × 17 in)")
    A4 = "A4", "A4"
    A3 = "A3", "A3"
