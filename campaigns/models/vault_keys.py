"""Which keys of the vault have written into this database, and which process knows which.

No key is in here, nor anything that one could be found from: a key is told by its name, a hash.
"""

from __future__ import annotations

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

KEY_ID_LENGTH = 8  # hex digits


class KeyUse(models.TextChoices):
    SEAL = "seal", _("seals personal data")
    INDEX = "index", _("finds equal values")


class VaultKey(models.Model):
    """A key under which something in this database may be written.

    `proof` is something known that was sealed or hashed with it: who has another key cannot make
    or open it. A process that lacks a key named here does not start (`services.keyring`).
    """

    use = models.CharField(_("what for"), max_length=5, choices=KeyUse.choices)
    key_id = models.CharField(_("name of the key"), max_length=KEY_ID_LENGTH)
    proof = models.BinaryField(_("proof"))
    first_used_at = models.DateTimeField(_("first used"), db_default=Now())
    # When everything was looked through last, and how what is written now begins: as long as both
    # are of now, nothing older is there.
    swept_at = models.DateTimeField(null=True, editable=False)
    swept_as = models.CharField(max_length=16, default="", db_default="", editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("key of the vault")
        verbose_name_plural = _("keys of the vault")
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["use", "key_id"], name="one_row_for_each_vault_key")
        ]

    def __str__(self) -> str:
        return f"{self.use} {self.key_id}"


def make_holder_id() -> str:
    return secrets.token_hex(8)


class KeyHolder(models.Model):
    """A process that runs, and the names of the keys it knows, the one it writes with first.

    It renews `seen_at` as long as it lives. Keys are rotated only when every process knows them.
    """

    holder_id = models.CharField(
        _("process"), max_length=16, primary_key=True, default=make_holder_id
    )
    kind = models.CharField(_("kind"), max_length=12)
    sealing_keys = ArrayField(
        models.CharField(max_length=KEY_ID_LENGTH), verbose_name=_("keys that seal")
    )
    index_keys = ArrayField(
        models.CharField(max_length=KEY_ID_LENGTH), verbose_name=_("keys that find")
    )
    seen_at = models.DateTimeField(_("last seen"), db_default=Now())

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("process that knows keys")
        verbose_name_plural = _("processes that know keys")
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.kind} {self.holder_id}"
