"""What the whole site says about itself, edited under Settings."""

import copy

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from nnirr_site.blocks.words import IdentityWords, OncePerLanguage, words_in
from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.http.routing import find_site


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """Names, contact, the call that every page invites to sign, and an alert for urgent news."""

    organization = models.CharField(
        _("organization"),
        max_length=160,
        default="National Network for Immigrant and Refugee Rights",
    )
    organization_short = models.CharField(
        _("short name"), max_length=40, default="NNIRR", help_text=_("Follows page titles.")
    )
    organization_url = models.URLField(_("organization's website"), blank=True)
    program = models.CharField(
        _("program"), max_length=160, default="International Migrant Rights & Global Justice"
    )
    description = models.TextField(
        _("about this work"), blank=True, max_length=400, help_text=_("Shown in the footer.")
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    postal_address = models.TextField(
        _("address for paper"),
        blank=True,
        db_default="",
        max_length=200,
        help_text=_(
            "Where filled sign-on sheets are sent, as on an envelope: it is printed on them. Empty:"
            " they say to write to the contact e-mail."
        ),
    )
    call_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("call"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The call that the menu and the foot of every page invite to sign."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Says what happens to people's data. Every form links to it."),
    )
    alert_text = models.CharField(
        _("alert"),
        max_length=200,
        blank=True,
        help_text=_("One urgent sentence on top of every page. Empty it when it is over."),
    )
    alert_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("alert leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    review_months = models.PositiveSmallIntegerField(
        _("months between two reviews of a page"),
        default=6,
        db_default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("After so many months a page stands in Reports → Pages to review."),
    )
    translations = StreamField(
        OncePerLanguage([("words", IdentityWords())]),
        blank=True,
        verbose_name=_("in other languages"),
    )

    select_related = ["call_page", "privacy_page", "alert_page"]

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("organization"),
                FieldPanel("organization_short"),
                FieldPanel("organization_url"),
                FieldPanel("program"),
                FieldPanel("description"),
                FieldPanel("place"),
                FieldPanel("contact_email"),
                FieldPanel("postal_address"),
            ],
            heading=_("Who we are"),
        ),
        PageChooserPanel("call_page", "campaigns.CallPage"),
        PageChooserPanel("privacy_page"),
        MultiFieldPanel(
            [FieldPanel("alert_text"), PageChooserPanel("alert_page")], heading=_("Alert")
        ),
        FieldPanel("review_months"),
        FieldPanel("translations"),
    ]

    class Meta:
        verbose_name = _("site identity")

    @property
    def shown(self) -> "SiteIdentity":
        """What visitors read in the active language."""
        return self.in_language(get_language())

    @classmethod
    def shown_for(cls, request: HttpRequest) -> "SiteIdentity":
        """What visitors of this site read in the active language; never to be changed."""
        site = find_site(request)
        if site is None:
            raise cls.DoesNotExist("There is no site here.")
        return shown_identity(site.pk, get_language())

    def in_language(self, code: str | None) -> "SiteIdentity":
        """A copy with the words of this language where there are some; never to be saved."""
        words = words_in(self.translations, code)
        if not words:
            return self
        shown = copy.copy(self)
        for name in ("program", "description", "alert_text"):
            if self.__dict__.get(name) and words.get(name):
                setattr(shown, name, words[name])
        return shown


@once_per_generation
def shown_identity(site_id: int, language: str | None) -> SiteIdentity:
    """The identity of a site with the words of a language, and the pages that it names."""
    identity = SiteIdentity.base_queryset().filter(site_id=site_id).first()
    return (identity or SiteIdentity(site_id=site_id)).in_language(language)
