"""What kinds of resources the library has."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResourceType(models.TextChoices):
    """Each type has a cover print of its own in static/art."""

    LEGAL_TEXT = "legal-text", _("Legal text")
    REPORT = "report", _("Report")
    TOOLKIT = "toolkit", _("Toolkit")
    FACT_SHEET = "fact-sheet", _("Fact sheet")
    LESSON_PLAN = "lesson-plan", _("Lesson plan")
    POSTER = "poster", _("Poster")
    AUDIO = "audio", _("Audio")
