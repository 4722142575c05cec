"""What policy updates and resources are about."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from nnirr_site.blocks.words import OncePerLanguage, TopicWords, words_in
from nnirr_site.http.page_cache.kept import once_per_generation


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

    translations = StreamField(
        OncePerLanguage([("words", TopicWords())]),
        blank=True,
        verbose_name=_("in other languages"),
        help_text=_("Pages in a language that is missing here show the name above."),
    )

    free_tagging = False
    panels = [
        FieldPanel("name"),
        FieldPanel("full_name"),
        FieldPanel("kind"),
        FieldPanel("translations"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """Language → `name` and, if it has one, `full_name`, of the languages other than the
        default one."""
        return {
            code: words_in(self.translations, code)
            for code in {child.value.get("language") for child in self.translations}
            if code
        }

    @staticmethod
    def of(page) -> list["Topic"]:
        """The topics of a page that has `topic_links`, in no order."""
        known = topics_by_id()
        return [known[link.tag_id] for link in page.topic_links.all() if link.tag_id in known]

    @property
    def label(self) -> str:
        """The name in the active language."""
        return self.words.get(get_language() or "", {}).get("name") or self.name

    @property
    def full_label(self) -> str:
        """The spelled-out name in the active language; empty where the name is no abbreviation."""
        return self.words.get(get_language() or "", {}).get("full_name") or self.full_name

    @property
    def all_names(self) -> list[str]:
        """Every name in every language, for the search index."""
        names = [self.name, self.full_name]
        for words in self.words.values():
            names += [words.get("name", ""), words.get("full_name", "")]
        return [name for name in names if name]


@once_per_generation
def topics_by_id() -> dict[int, Topic]:
    """Every topic by its primary key."""
    return Topic.objects.in_bulk()
