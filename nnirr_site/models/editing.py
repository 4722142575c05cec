"""What the site remembers of editors' work: failed times, translations behind, deleted pages, links
and how they answered, and what a CDN has to be told."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ScheduledStep(models.TextChoices):
    GO_LIVE = "go_live", _("Publishing at its time")
    EXPIRE = "expire", _("Taking off at its time")


class ScheduleProblem(models.Model):
    """One page (or snippet) whose time has come and that raised an error.

    It holds which one and what kind of error, no text of the page. The row goes when the step has
    been done, or is not asked for any more.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("number"), max_length=255)
    step = models.CharField(_("what was due"), max_length=7, choices=ScheduledStep.choices)
    error = models.CharField(_("error"), max_length=60)
    failures = models.PositiveSmallIntegerField(_("times"), default=1)
    failed_at = models.DateTimeField(_("last tried"))

    subject = GenericForeignKey("content_type", "object_id")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("publication that failed")
        verbose_name_plural = _("publications that failed")
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "step"], name="one_problem_per_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.pk}"


class TranslationReview(models.Model):
    """That a page in another language was changed, and whether this one has followed since.

    It is open from a publication of `source` until `page` is published, or somebody says that they
    looked and nothing has to follow.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    changed_at = models.DateTimeField(_("changed"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review of a translation")
        verbose_name_plural = _("reviews of translations")
        default_permissions = []
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "source"], name="one_review_per_source")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} after {self.source_id}"


class NativeReading(models.Model):
    """That a page waits for an editor whose own language it is in, or who has read it.

    Of a page without a row nobody asks that. Visitors are told nothing of it.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    read_at = models.DateTimeField(_("read"), null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("read by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reading by a native editor")
        verbose_name_plural = _("readings by native editors")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}"


class DeletedPage(models.Model):
    """One page in the bin, with all it needs to come back: its fields, rows, versions and locks.

    The pages below it that were deleted with it have rows of their own and the same `batch`.
    """

    page_id = models.PositiveBigIntegerField(_("number"))
    batch = models.PositiveBigIntegerField(_("deleted with"))
    parent_id = models.PositiveBigIntegerField(_("number of the page above"))
    depth = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=255)
    model = models.CharField(_("type"), max_length=100)
    language = models.CharField(_("language"), max_length=12)
    was_live = models.BooleanField(_("was published"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField(encoder=DjangoJSONEncoder)
    revisions = models.JSONField(default=list)
    restrictions = models.JSONField(default=list)
    deleted_at = models.DateTimeField(_("deleted"), db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")
        default_permissions = []
        ordering = ["-deleted_at", "depth", "pk"]
        indexes = [models.Index(fields=["batch"], name="deleted_together")]

    def __str__(self) -> str:
        return f"{self.title} ({self.page_id})"


class WaitingPurge(models.Model):
    """An address that a CDN in front has to forget, "" for every page; gone once it was told."""

    url = models.TextField(_("address"), blank=True)
    noted_at = models.DateTimeField(_("noted"), db_default=Now())

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("address that a CDN has to forget")
        verbose_name_plural = _("addresses that a CDN has to forget")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.url or "*"


class LinkState(models.TextChoices):
    """How an address answered. Only what failed on three different days is `DEAD`."""

    WAITING = "waiting", _("Not checked yet")
    ANSWERS = "answers", _("Answers")
    MOVED = "moved", _("Has moved")
    GUARDED = "guarded", _("Refuses programs")
    LEFT = "left", _("Not checked")
    FAILING = "failing", _("Did not answer lately")
    DEAD = "dead", _("Answers no more")


class LinkProblem(models.TextChoices):
    """Why an address was not found to answer."""

    GONE = "gone", _("There is no such page any more.")
    BROKEN = "broken", _("The server reports a fault of its own.")
    NAME = "name", _("There is no server of that name.")
    UNREACHED = "unreached", _("The server could not be reached.")
    SLOW = "slow", _("The server did not answer in time.")
    TLS = "tls", _("The server's certificate is not valid.")
    LOOP = "loop", _("It leads from one address to the next without end.")
    PRIVATE = "private", _("It leads into a private network, where no reader gets.")
    REFUSED = "refused", _("It answers browsers only: open it yourself.")
    ROBOTS = "robots", _("The site asks programs to stay away: open it yourself.")
    ODD = "odd", _("It is no address that a program can open.")
    HIDDEN = "hidden", _("The page or file of this site is not public, or is gone.")


class CheckedLink(models.Model):
    """An address that published texts lead to, and how it answered.

    `url` is a web address, a path of this site, or `page:` or `document:` with a number. What staff
    have set aside is looked at no more and stands in no list of what to do.
    """

    url = models.CharField(_("address"), max_length=2000, unique=True)
    state = models.CharField(
        _("state"), max_length=8, choices=LinkState.choices, default=LinkState.WAITING
    )
    problem = models.CharField(_("problem"), max_length=10, choices=LinkProblem.choices, blank=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    moved_to = models.CharField(_("leads to"), max_length=2000, blank=True)
    failed_days = models.PositiveSmallIntegerField(_("failed on so many days"), default=0)
    failed_on = models.DateField(_("failed last"), null=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    next_at = models.DateTimeField(_("checked next"), db_default=Now(), db_index=True)
    set_aside_at = models.DateTimeField(_("set aside"), null=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set aside by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("checked link")
        verbose_name_plural = _("checked links")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.url


class LinkUse(models.Model):
    """Where an address stands: in a published page, in a menu, or, with neither, in the identity of
    the site. `words` is what the reader presses.
    """

    link = models.ForeignKey(CheckedLink, on_delete=models.CASCADE, related_name="uses")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    menu = models.ForeignKey(
        "nnirr_site.NavigationMenu", null=True, on_delete=models.CASCADE, related_name="+"
    )
    words = models.CharField(_("words"), max_length=160, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("place of a link")
        verbose_name_plural = _("places of links")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.link_id} in {self.page_id or self.menu_id or 'site'}"


class ListPutAway(models.Model):
    """That the list for a new site is shown no more: to one person, or without one to nobody."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    put_away_at = models.DateTimeField(_("put away"), db_default=Now())

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("list that was put away")
        verbose_name_plural = _("lists that were put away")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user_id or 'everybody'}"
