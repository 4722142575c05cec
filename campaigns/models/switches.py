"""What staff switch without a deploy, and when the worker did what it does by itself."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

LONGEST_CACHE = 24 * 3600


class RestoredMail(models.TextChoices):
    """What is to be done with mail that was in the queue of a backup that was restored."""

    SETTLED = "", _("nothing waits for a decision")
    HELD = "held", _("keep it back")
    RELEASED = "released", _("send it")
    DROPPED = "dropped", _("do not send it any more")


@register_setting(icon="cog")
class Switches(BaseGenericSetting):
    """For bad days. Signing is paused on each call by itself, with a notice."""

    is_mail_stopped = models.BooleanField(
        _("stop mails"),
        default=False,
        help_text=_("Nothing goes out. What is queued waits, and people can go on signing."),
    )
    cache_seconds = models.PositiveIntegerField(
        _("keep pages for so many seconds"),
        default=0,
        validators=[MaxValueValidator(LONGEST_CACHE)],
        help_text=_(
            "Lengthens the life of pages in caches when very many people come. Publishing empties"
            " our own cache at once as ever; caches of others show old pages, and old counts, for"
            " so long. 0: as the server is set."
        ),
    )

    restored_mail = models.CharField(
        _("mail from before a backup was restored"),
        max_length=8,
        choices=RestoredMail.choices,
        blank=True,
        default=RestoredMail.SETTLED,
        db_default=RestoredMail.SETTLED,
        help_text=_(
            "When a backup is restored, mail waits in its queue that may have gone out already. It"
            " is kept back, with reminders to those who signed before, until you decide: sent, some"
            " people get a mail twice; not sent, who has not confirmed has to sign again. New mail"
            " goes out meanwhile."
        ),
    )
    restored_at = models.DateTimeField(_("backup restored"), null=True, editable=False)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("is_mail_stopped"),
                FieldPanel("restored_mail"),
                FieldPanel("restored_at", read_only=True),
            ],
            heading=_("Mail"),
        ),
        MultiFieldPanel([FieldPanel("cache_seconds")], heading=_("Pages")),
    ]

    class Meta:
        verbose_name = _("switches")


class Chore(models.Model):
    """When the worker last did one of the things that it does in their time (see `chores`)."""

    name = models.CharField(_("name"), max_length=40, primary_key=True)
    ran_at = models.DateTimeField(_("done"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=60, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, db_default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("chore of the worker")
        verbose_name_plural = _("chores of the worker")
        default_permissions = ["view"]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorkerPulse(models.Model):
    """That a worker is at work, and how right its clock is. Written about every 15 seconds."""

    number = models.IntegerField(_("number"), primary_key=True)  # drawn when the worker starts
    started_at = models.DateTimeField(_("started"))
    seen_at = models.DateTimeField(_("last seen"))
    lead_seconds = models.FloatField(_("seconds its clock is ahead of the database's"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("sign of life of a worker")
        verbose_name_plural = _("signs of life of workers")
        default_permissions = []
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.number}"


class Alarm(models.Model):
    """That a part of the site is or was unwell, and whether staff have been told of it."""

    name = models.CharField(_("part"), max_length=40, primary_key=True)
    trouble = models.CharField(_("what is wrong"), max_length=200)
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    tried_at = models.DateTimeField(_("mail last tried"), null=True)
    told_at = models.DateTimeField(_("staff last told"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        default_permissions = []

    def __str__(self) -> str:
        return self.name


class NoticeFrequency(models.TextChoices):
    DAILY = "daily", _("Once a day, if something waits")
    AT_ONCE = "at-once", _("Once a day, and within a quarter of an hour when something new waits")
    NEVER = "never", _("Never")


class StaffNotice(models.Model):
    """Whether a member of staff wants mail about what waits, and what the last one told.

    `told` has for each kind of thing how many waited and the highest number among them.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    frequency = models.CharField(
        _("Mail about what waits"),
        max_length=8,
        choices=NoticeFrequency.choices,
        default=NoticeFrequency.DAILY,
    )
    sent_on = models.DateField(null=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    told = models.JSONField(default=dict, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = []
        verbose_name = _("mail about what waits")
        verbose_name_plural = _("mails about what waits")

    def __str__(self) -> str:
        return f"{self.frequency} {self.pk}"
