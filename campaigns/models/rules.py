"""Rules that staff keep as data."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

DOMAIN = RegexValidator(
    r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$",
    _("Enter a domain in small letters, such as example.org (xn--… for other scripts)."),
)


class EmailDomainRule(models.Model):
    """How one mail provider tells addresses apart, so that one mailbox signs once.

    A new rule holds for new signatures: those that are there keep the key under which they signed.
    """

    domain = models.CharField(_("domain"), max_length=253, unique=True, validators=[DOMAIN])
    same_as = models.CharField(
        _("same mailboxes as"),
        max_length=253,
        blank=True,
        validators=[DOMAIN],
        help_text=_("Such as gmail.com for googlemail.com. Empty: a provider of its own."),
    )
    drops_dots = models.BooleanField(
        _("ignores dots"),
        default=False,
        help_text=_("Only where r.osa and rosa are one mailbox for certain."),
    )
    tag_separator = models.CharField(
        _("sign before a tag"),
        max_length=1,
        blank=True,
        default="+",
        help_text=_("What follows it is ignored. Empty: the provider has no tags."),
    )

    class Meta:
        verbose_name = _("e-mail domain rule")
        verbose_name_plural = _("e-mail domain rules")
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain

    def clean(self) -> None:
        super().clean()
        if self.same_as and self.same_as == self.domain:
            raise ValidationError({"same_as": _("Leave this empty: it is the same domain.")})
