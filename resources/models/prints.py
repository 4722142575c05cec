"""The files that the project sets itself, and what each was made of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from nnirr_site.documents.papers import Paper
from nnirr_site.models import SiteDocument


class PrintedFile(models.Model):
    """One print in one language, on one paper, with color or without.

    Pages name its document and never this row, so it is made anew without touching a page. It stays
    when staff delete the document: what they deleted is not made again.
    """

    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    paper = models.CharField(max_length=8, choices=Paper.choices)
    is_black_and_white = models.BooleanField(default=False)
    document = models.OneToOneField(
        SiteDocument, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_of = models.CharField(max_length=64, help_text="SHA-256 of words, layout and addresses.")
    file_hash = models.CharField(max_length=40, help_text="SHA-1: another one is a file of staff.")
    printed_url = models.CharField(max_length=1000)
    made_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("printed file")
        verbose_name_plural = _("printed files")
        default_permissions = []
        ordering = ["kind", "language", "is_black_and_white", "paper"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "paper", "is_black_and_white"],
                name="one_file_for_each_print",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language}, {self.paper})"
