"""The index that visitors search: one row a page, and the words of all pages for "did you mean".

`nnirr_site.search.index` is the only writer of these. Wagtail's own index serves the editors'
search. What words mean the same, staff say.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class SearchEntry(models.Model):
    """What the search knows of one published page that everybody may read."""

    page = models.OneToOneField(
        "wagtailcore.Page",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="search_entry",
    )
    language = models.CharField(max_length=12)
    configuration = models.CharField(
        max_length=24, help_text="PostgreSQL's text search configuration for the language."
    )
    kind = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField(null=True)
    topics = ArrayField(models.CharField(max_length=100), default=list, help_text="Slugs.")
    title = models.CharField(max_length=255)
    details = ArrayField(models.CharField(max_length=255), default=list)
    text = models.TextField(help_text="Excerpts are cut from it.")
    # As long as `title` and `text`, character by character: see `plaintext.fold`.
    folded_title = models.CharField(max_length=255)
    folded_text = models.TextField()
    words = ArrayField(models.CharField(max_length=40), default=list)
    vector = SearchVectorField()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_by_vector"),
            GinIndex(fields=["words"], name="search_by_words"),
            models.Index(fields=["language", "kind"], name="search_by_language"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that some page uses: folded, and as it is written there."""

    language = models.CharField(max_length=12)
    word = models.CharField(max_length=40)
    spelling = models.CharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "word"], name="one_search_word_a_language")
        ]

    def __str__(self) -> str:
        return self.spelling


class SearchSynonyms(models.Model):
    """Words that mean the same to those who search: who types one finds what says another."""

    words = models.CharField(
        _("words"),
        max_length=500,
        help_text=_(
            "Separated by commas, in any language: “U.S., USA, United States, Estados Unidos”."
            " Visitors who search for one of them find pages with any of them."
        ),
    )

    panels = [FieldPanel("words")]

    class Meta:
        ordering = ["words"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Raises `ValidationError` for less than two words."""
        super().clean()
        words = [word.strip() for word in self.words.split(",") if word.strip()]
        if len(words) < 2:
            raise ValidationError({"words": _("Name two words or more, with commas between them.")})
        self.words = ", ".join(dict.fromkeys(words))
