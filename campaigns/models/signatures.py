"""One act of signing, and who is named in public."""

from __future__ import annotations

import logging
import secrets

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.choices import SignatureStatus, SignerKind
from campaigns.models.vault_keys import KEY_ID_LENGTH
from campaigns.privacy import vault
from campaigns.privacy.name_keys import KEY_LENGTH
from campaigns.signing import places
from nnirr_site.database.indexes import IsExact

logger = logging.getLogger(__name__)

REFERENCE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
REFERENCE_LENGTH = 12  # 60 random bits


def make_reference() -> str:
    """A random public name of a signature: it tells neither order nor number."""
    bits = secrets.randbits(5 * REFERENCE_LENGTH)
    return "".join(REFERENCE_SIGNS[bits >> 5 * place & 31] for place in range(REFERENCE_LENGTH))


def form_sealing_place(call_id: int) -> str:
    return f"form:{call_id}"


# Organizations, and names of people that look like advertisements and are to be shown.
WAITS_FOR_APPROVAL = Q(
    Q(kind=SignerKind.ORGANIZATION) | Q(needs_approval=True, show_name=True),
    approved_at__isnull=True,
    declined_at__isnull=True,
    status__in=[SignatureStatus.PENDING, SignatureStatus.CONFIRMED],
)
HAS_UNREAD_COMMENT = Q(
    sealed_comment__isnull=False,
    comment_approved_at__isnull=True,
    comment_declined_at__isnull=True,
    show_name=True,
    status=SignatureStatus.CONFIRMED,
)


# Until `round_times` has been there.
HAS_EXACT_TIME = Q(IsExact("mailed_at")) | Q(IsExact("created_at")) | Q(IsExact("confirmed_at"))


class SignatureQuerySet(models.QuerySet):
    """Named questions, so that no view words them its own way."""

    def newest_in(self, call_id: int) -> SignatureQuerySet:
        """The signatures of one call, the newest first, by an index of the call.

        Those of a call lie together, of which PostgreSQL's statistics know nothing: asked in
        another way, also by `exists()`, it goes through all others until it meets one of them. With
        a range in place of an equal sign the order by call is one, and no other index has it.
        """
        return self.filter(call__gte=call_id, call__lte=call_id).order_by("call_id", "-id")

    def newest_of(self, call_id: int) -> int:
        """The highest number among them, 0 if there are none."""
        return self.newest_in(call_id).values_list("id", flat=True).first() or 0

    def confirmed(self) -> SignatureQuerySet:
        return self.filter(status=SignatureStatus.CONFIRMED)

    def publicly_named(self) -> SignatureQuerySet:
        """Consent × moderation × confirmed: the only signatures whose name may be shown.

        The signer asked for it, staff have not hidden it, and an organization, or a name that
        looks like an advertisement, was approved.
        """
        return self.confirmed().filter(
            Q(kind=SignerKind.PERSON, needs_approval=False) | Q(approved_at__isnull=False),
            show_name=True,
            is_name_hidden=False,
        )

    def with_public_comment(self) -> SignatureQuerySet:
        """Comments that may be shown: read and approved by staff, of people who are named."""
        return self.publicly_named().filter(
            comment_approved_at__isnull=False, sealed_comment__isnull=False
        )

    def waiting_for_approval(self) -> SignatureQuerySet:
        """Organizations, and people whose name could be an advertisement, about which nobody has
        decided whether to show them.
        """
        return self.filter(WAITS_FOR_APPROVAL)

    def with_unread_comment(self) -> SignatureQuerySet:
        """Comments about which nobody has decided, of confirmed signers who want to be named: no
        other comment is ever shown.
        """
        return self.filter(HAS_UNREAD_COMMENT)


class Signature(models.Model):
    """One person or organization that signs one call. Only `services` writes these rows.

    Name, address, role, comment and ZIP code are sealed (see `vault`): the columns hold ciphertext,
    the properties open it. `email_key` finds equal addresses without telling them. With it a person
    signs a call once, and an organization once under its name: `organization_mark` tells several of
    one mailbox apart, and is empty for a person. `sealed_form` is a later form for the same
    signature until it has been read (`services.changes.corrections`). `index_key_id` names the key
    of the vault under which all of these keys were made; empty: not known, so they are made anew. A
    withdrawn signature keeps none of these. Times are those of the hour, by a trigger.
    """

    call = models.ForeignKey(
        "campaigns.Call",
        verbose_name=_("call"),
        on_delete=models.PROTECT,
        related_name="signatures",
        db_index=False,  # `signature_by_state` begins with the call
    )
    statement = models.ForeignKey(
        "campaigns.StatementVersion",
        verbose_name=_("text signed"),
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,  # only looked up when a version is deleted, which nobody does
    )
    reference = models.CharField(
        _("reference"), max_length=REFERENCE_LENGTH, unique=True, default=make_reference
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=SignerKind.choices, default=SignerKind.PERSON
    )
    status = models.CharField(
        _("state"),
        max_length=9,
        choices=SignatureStatus.choices,
        default=SignatureStatus.PENDING,
    )
    sealed_name = models.BinaryField(_("name, sealed"), null=True)
    sealed_email = models.BinaryField(_("e-mail, sealed"), null=True)
    sealed_role = models.BinaryField(_("role, sealed"), null=True)
    sealed_comment = models.BinaryField(_("comment, sealed"), null=True)
    sealed_postal_code = models.BinaryField(_("ZIP code, sealed"), null=True)
    sealed_form = models.BinaryField(_("later form, sealed"), null=True, editable=False)
    email_key = models.CharField(_("key of the address"), max_length=64, null=True)
    domain_key = models.CharField(_("key of the domain"), max_length=64, null=True)
    organization_mark = models.CharField(
        _("what tells organizations of one mailbox apart"),
        max_length=64,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    name_keys = ArrayField(
        models.CharField(max_length=KEY_LENGTH),
        verbose_name=_("keys of the words of the public name"),
        null=True,
    )
    index_key_id = models.CharField(
        _("name of the key of these"),
        max_length=KEY_ID_LENGTH,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("state or territory"), max_length=2, blank=True)
    organization_name = models.CharField(_("organization"), max_length=255, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_authorized = models.BooleanField(_("says: I am authorized to sign"), default=False)
    is_on_paper = models.BooleanField(
        _("collected on paper"), default=False, db_default=False, editable=False
    )
    show_name = models.BooleanField(_("wants the name to be shown"), default=False)
    wants_letters = models.BooleanField(_("wants letters"), default=False)
    language = models.CharField(_("language"), max_length=10)
    source = models.CharField(_("came from"), max_length=32, blank=True)
    is_name_hidden = models.BooleanField(_("name hidden by staff"), default=False)
    needs_approval = models.BooleanField(
        _("name looks like an advertisement"),
        default=False,
        db_default=False,
        editable=False,
        help_text=_("It has the shape of a web address, a number or a formula: staff look first."),
    )
    approved_at = models.DateTimeField(_("name approved"), null=True, blank=True)
    declined_at = models.DateTimeField(_("name not listed"), null=True, blank=True)
    comment_approved_at = models.DateTimeField(_("comment approved"), null=True, blank=True)
    comment_declined_at = models.DateTimeField(_("comment not shown"), null=True, blank=True)
    rejection_reason = models.CharField(_("reason for rejecting"), max_length=200, blank=True)
    mail_count = models.PositiveSmallIntegerField(_("mails so far"), default=0)
    bounced_at = models.DateTimeField(
        _("address does not exist"),
        null=True,
        blank=True,
        help_text=_("Its mail server said so: no further mail is sent."),
    )
    mailed_at = models.DateTimeField(_("last mail queued"), null=True, blank=True)
    created_at = models.DateTimeField(_("signed"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed by the signer"), null=True, blank=True)
    ended_at = models.DateTimeField(_("withdrawn or rejected"), null=True, blank=True)
    anonymized_at = models.DateTimeField(_("personal data deleted"), null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        default_permissions = ["view"]
        permissions = [
            ("view_personal_data", _("Can see names, e-mail addresses and comments of signers")),
            ("moderate_signature", _("Can approve, hide, reject and restore signatures")),
            ("export_signature", _("Can export totals and public names")),
            ("export_personal_data", _("Can export personal data of signers")),
            ("forget_signature", _("Can delete signatures whose signers ask for it")),
            ("import_organizations", _("Can enter organizations that signed on paper")),
        ]
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "kind", "email_key", "organization_mark"],
                condition=Q(email_key__isnull=False),
                name="one_signature_per_signer",
            ),
            models.CheckConstraint(
                condition=Q(status__in=SignatureStatus.values), name="known_signature_status"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SignerKind.values), name="known_signer_kind"
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn")
                | Q(
                    sealed_name__isnull=True,
                    sealed_email__isnull=True,
                    sealed_role__isnull=True,
                    sealed_comment__isnull=True,
                    sealed_postal_code__isnull=True,
                    sealed_form__isnull=True,
                    email_key__isnull=True,
                    domain_key__isnull=True,
                    organization_mark="",
                ),
                name="withdrawn_keeps_nothing_personal",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "status", "-id"], name="signature_by_state"),
            models.Index(fields=["country", "region", "-id"], name="signature_by_place"),
            models.Index(fields=["-created_at", "-id"], name="signature_by_time"),
            models.Index(fields=["email_key"], name="signature_by_address"),
            models.Index(fields=["domain_key", "-id"], name="signature_by_domain"),
            GinIndex(fields=["name_keys"], name="signature_by_name"),
            models.Index(fields=["status", "-id"], name="signature_by_status"),
            models.Index(
                fields=["-id"],
                condition=Q(approved_at__isnull=True, declined_at__isnull=True)
                & (Q(kind="organization") | Q(needs_approval=True)),
                name="signature_to_approve",
            ),
            models.Index(
                fields=["-id"], condition=Q(kind="organization"), name="signature_of_groups"
            ),
            models.Index(
                fields=["-id"],
                condition=Q(
                    sealed_comment__isnull=False,
                    comment_approved_at__isnull=True,
                    comment_declined_at__isnull=True,
                ),
                name="signature_to_read",
            ),
            models.Index(
                fields=["call", "kind", "-confirmed_at", "-id"],
                condition=Q(status="confirmed", show_name=True, is_name_hidden=False),
                name="signature_public",
            ),
            models.Index(
                fields=["call", "-comment_approved_at", "-id"],
                condition=Q(
                    status="confirmed",
                    show_name=True,
                    is_name_hidden=False,
                    comment_approved_at__isnull=False,
                ),
                name="signature_comments",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(status__in=["pending", "rejected"], confirmed_at__isnull=True),
                name="signature_never_confirmed",
            ),
            models.Index(
                fields=["-ended_at"], condition=Q(status="rejected"), name="signature_rejected"
            ),
            models.Index(fields=["call", "anonymized_at"], name="signature_by_erasure"),
            models.Index(fields=["call", "-id"], name="signature_of_call"),
            models.Index(
                fields=["source", "status", "kind"],
                condition=~Q(source=""),
                name="signature_by_source",
            ),
            models.Index(fields=["id"], condition=HAS_EXACT_TIME, name="signature_exact_times"),
            models.Index(
                fields=["id"], condition=Q(sealed_form__isnull=False), name="signature_form_waits"
            ),
            models.Index(
                fields=["call", "-id"],
                condition=Q(kind="organization"),
                name="signature_organizations",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def waits_for_approval(self) -> bool:
        """Whether staff have to look at the name before it is shown."""
        return (self.is_organization or self.needs_approval) and self.approved_at is None

    @property
    def is_left_off(self) -> bool:
        """Whether staff have looked at the name and decided not to show it."""
        return self.waits_for_approval and self.declined_at is not None

    def sealing_place(self, field: str) -> str:
        """What a sealed value is bound to: its column and this row.

        A later form arrives before anybody knows whether there is a row: it is bound to its call.
        """
        if field == "form":
            return form_sealing_place(self.call_id)
        return f"{field}:{self.reference}"

    @cached_property
    def name(self) -> str:
        """The signer's name as typed. Raises `vault.Unreadable` like the four below."""
        return vault.unseal(self.sealed_name, self.sealing_place("name"))

    @cached_property
    def email(self) -> str:
        """The address as typed, to which mail goes."""
        return vault.unseal(self.sealed_email, self.sealing_place("email"))

    @cached_property
    def role(self) -> str:
        """What the signer is in the organization."""
        return vault.unseal(self.sealed_role, self.sealing_place("role"))

    @cached_property
    def comment(self) -> str:
        return vault.unseal(self.sealed_comment, self.sealing_place("comment"))

    @cached_property
    def postal_code(self) -> str:
        """Five digits, of the United States."""
        return vault.unseal(self.sealed_postal_code, self.sealing_place("postal_code"))

    @property
    def is_organization(self) -> bool:
        return self.kind == SignerKind.ORGANIZATION

    @property
    def content_mark(self) -> str:
        """A short mark of all that the signature says, to tell whether a page shows it as it is:
        what was typed, the two consents, and which text is signed in which language.
        """
        try:
            typed = [self.name, self.email, self.role, self.comment, self.postal_code]
        except vault.Unreadable:
            typed = []
        said = [*typed, self.organization_name, self.website, self.country, self.region]
        said += [self.show_name, self.wants_letters, self.statement_id, self.language]
        return salted_hmac("campaigns.content", repr(said)).hexdigest()[:16]

    @property
    def stored_mark(self) -> str:
        """The same for staff: made of what is stored, so that nothing is opened for it."""
        stored = [self.sealed_name, self.sealed_comment, self.sealed_role]
        said = [bytes(value or b"") for value in stored]
        said += [self.organization_name, self.website, self.show_name]
        return salted_hmac("campaigns.stored", repr(said)).hexdigest()[:16]

    @property
    def is_publicly_named(self) -> bool:
        """The same for this row as `publicly_named()`."""
        return (
            self.status == SignatureStatus.CONFIRMED
            and self.show_name
            and not self.is_name_hidden
            and not self.waits_for_approval
        )

    @property
    def readable_name(self) -> str:
        """The public name, or "" where it cannot be opened.

        A key that somebody forgot to keep must not take the page down for everybody.
        """
        try:
            return self.public_name
        except vault.Unreadable:
            logger.error("The name of signature %s cannot be opened.", self.reference)
            return ""

    @property
    def readable_comment(self) -> str:
        """The comment, or "" where it cannot be opened."""
        try:
            return self.comment
        except vault.Unreadable:
            logger.error("The comment of signature %s cannot be opened.", self.reference)
            return ""

    @property
    def public_name(self) -> str:
        """What is shown of a signature from `publicly_named()`."""
        return self.organization_name if self.is_organization else self.name

    @property
    def place(self) -> str:
        """“Oregon, United States”, in the active language."""
        return places.place_name(self.country, self.region)


class ChangedBy(models.TextChoices):
    """Who changed what a signature says."""

    FORM = "form", _("A later form, before it was confirmed")
    SIGNER = "signer", _("On the signer's own page")
    MAIL = "mail", _("With the link in a mail that ends letters")
    COMPLAINT = "report", _("A mail was reported as unwanted")


class SignatureChange(models.Model):
    """That something typed or chosen was changed: the later part of the consent receipt.

    Which fields, and the two consents as they were afterwards; never what stood there before.
    """

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="changes")
    by = models.CharField(_("who"), max_length=6, choices=ChangedBy.choices)
    fields = ArrayField(models.CharField(max_length=20), verbose_name=_("what"))
    show_name = models.BooleanField(_("wants the name to be shown"))
    wants_letters = models.BooleanField(_("wants letters"))
    at = models.DateTimeField(_("in which hour"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of a signature")
        verbose_name_plural = _("changes of signatures")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class EmailChange(models.Model):
    """A mailbox that a signer wants to use from now on, until its owner has agreed.

    A later wish empties the address of an earlier one, whose link is of no use then. The rows stay
    as long as they count (`services.changes.email_changes`).
    """

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="email_changes")
    reference = models.CharField(
        _("reference"), max_length=REFERENCE_LENGTH, unique=True, default=make_reference
    )
    sealed_email = models.BinaryField(_("e-mail, sealed"), null=True)
    created_at = models.DateTimeField(_("asked"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("change of an e-mail address")
        verbose_name_plural = _("changes of e-mail addresses")
        default_permissions = []
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.reference

    def sealing_place(self, field: str) -> str:
        return f"new {field}:{self.reference}"

    @cached_property
    def email(self) -> str:
        """The new address as typed; "" if it is not wanted any more. Raises `vault.Unreadable`."""
        return vault.unseal(self.sealed_email, self.sealing_place("email"))


class DepartureKind(models.TextChoices):
    """What somebody took away or had taken away, so that no restored backup brings it back."""

    LEFT = "left", _("took the signature off")
    LETTERS = "letters", _("wants no letters")
    UNLISTED = "unlisted", _("wants the name not to be shown, or changed it")
    HIDDEN = "hidden", _("name hidden by staff")
    COMMENT = "comment", _("comment changed, or taken off by staff")
    MOVED = "moved", _("uses another mailbox")
    OPPOSED = "opposed", _("owner of a mailbox wants no mail")
    MARK = "mark", _("an hour of the site")


def make_departure_token() -> str:
    return secrets.token_hex(8)


class Departure(models.Model):
    """Something that has to be done again should an older backup be restored.

    It names nobody: `signature_key` is a keyed hash of the signature's reference (of OPPOSED: the
    key of the mailbox), under the key of the index named `key_id`; `later_key` is that of the
    reference which a changed mailbox brought. The worker writes each row into a file apart from the
    database as well; one that stands there and not here tells that the database was restored.
    """

    token = models.CharField(
        _("name"), max_length=16, unique=True, default=make_departure_token, editable=False
    )
    kind = models.CharField(_("what"), max_length=8, choices=DepartureKind.choices)
    key_id = models.CharField(_("name of the key"), max_length=KEY_ID_LENGTH, blank=True)
    signature_key = models.CharField(_("key of the signature"), max_length=64, blank=True)
    later_key = models.CharField(_("key of its later reference"), max_length=64, blank=True)
    at = models.DateTimeField(_("in which hour"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        default_permissions = []
        indexes = [models.Index(fields=["at"], name="departure_by_hour")]

    def __str__(self) -> str:
        return self.token
