"""Keys of the vault have names: which wrote a row, which process knows which.

While the index has two keys, an address stands under one or the other. The unique constraint does
not see that both are one address, so a form takes a lock on both and then looks (a volatile
function sees what was committed while it waited), inside the one statement that signs.

Whoever changes keys of a row and does not say with which key of the index they were made has the
row looked at again. And the times of a signature are those of the hour, whoever writes them: with
the second in it, the log of a mail server or a proxy would tell which line belongs to which row.
"""

import campaigns.models.vault_keys
import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.core.management import CommandError
from django.db import migrations, models

from campaigns.privacy import (vault)

LOCK = 8155
HOUR_TIMES = (
    "created_at",
    "confirmed_at",
    "changed_at",
    "ended_at",
    "bounced_at",
    "approved_at",
    "comment_approved_at",
)

FUNCTIONS = f"""
CREATE FUNCTION campaigns_lock_addresses(calls bigint[], keys text[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    number integer;
BEGIN
    -- In one order for everybody, so that nobody waits for somebody who waits for him.
    FOR number IN
        SELECT DISTINCT hashtext(call_id || ' ' || key)
        FROM unnest(calls, keys) AS address(call_id, key) ORDER BY 1
    LOOP
        PERFORM pg_advisory_xact_lock({LOCK}, number);
    END LOOP;
END $$;

CREATE FUNCTION campaigns_stored_key(call bigint, keys text[]) RETURNS text
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    stored text;
BEGIN
    PERFORM campaigns_lock_addresses(array_fill(call, ARRAY[cardinality(keys)]), keys);
    SELECT email_key INTO stored FROM campaigns_signature
    WHERE call_id = call AND email_key = ANY(keys)
    ORDER BY array_position(keys, email_key::text) LIMIT 1;
    RETURN coalesce(stored, keys[1]);
END $$;

CREATE FUNCTION campaigns_look_at_keys_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.index_key_id := '';
    RETURN NEW;
END $$;

CREATE TRIGGER campaigns_keys_changed BEFORE UPDATE ON campaigns_signature
FOR EACH ROW WHEN (
    NEW.index_key_id = OLD.index_key_id
    AND (
        NEW.email_key IS NOT NULL AND NEW.email_key IS DISTINCT FROM OLD.email_key
        OR NEW.domain_key IS NOT NULL AND NEW.domain_key IS DISTINCT FROM OLD.domain_key
        OR NEW.name_keys IS NOT NULL AND NEW.name_keys IS DISTINCT FROM OLD.name_keys
    )
)
EXECUTE FUNCTION campaigns_look_at_keys_again();

CREATE FUNCTION campaigns_round_times() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {" ".join(f"NEW.{name} := date_trunc('hour', NEW.{name});" for name in HOUR_TIMES)}
    RETURN NEW;
END $$;

CREATE TRIGGER campaigns_times_of_the_hour BEFORE INSERT OR UPDATE ON campaigns_signature
FOR EACH ROW EXECUTE FUNCTION campaigns_round_times();
"""

REVERSE = """
DROP TRIGGER campaigns_times_of_the_hour ON campaigns_signature;
DROP FUNCTION campaigns_round_times();
DROP TRIGGER campaigns_keys_changed ON campaigns_signature;
DROP FUNCTION campaigns_look_at_keys_again();
DROP FUNCTION campaigns_stored_key(bigint, text[]);
DROP FUNCTION campaigns_lock_addresses(bigint[], text[]);
"""

SEALED = ("sealed_name", "sealed_email", "sealed_role", "sealed_comment")
NOTHING_OPENS = (
    "VAULT_KEYS: no key in it opens anything in this database. Put the former ones back first."
)


def note_keys(apps, schema_editor):
    """Keep the names of the keys that have written what is there.

    With keys that open nothing of it the migration stops: from now on they would count as the
    right ones.
    """
    keys = apps.get_model("campaigns", "VaultKey").objects
    used = set()
    with schema_editor.connection.cursor() as cursor:
        for column in SEALED:
            cursor.execute(
                f"SELECT DISTINCT encode(substr({column}, 2, 4), 'hex')"  # noqa: S608
                f" FROM campaigns_signature WHERE {column} IS NOT NULL"
            )
            used |= {key_id for (key_id,) in cursor.fetchall()}
    known = [key_id for key_id in vault.sealing_key_ids() if key_id in used] if used else []
    if used and not known:
        raise CommandError(NOTHING_OPENS)
    for key_id in known:
        keys.create(use="seal", key_id=key_id, proof=vault.make_proof("seal", key_id))
    if len(vault.index_key_ids()) == 1:
        key_id = vault.index_key_id()
        rules = apps.get_model("campaigns", "AbuseRule").objects
        is_used = rules.filter(kind="address").update(index_key_id=key_id) or used
        if is_used:
            keys.create(use="index", key_id=key_id, proof=vault.make_proof("index", key_id))


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0025_pages_outlive_calls_and_files")]

    operations = [
        migrations.CreateModel(
            name="KeyHolder",
            fields=[
                (
                    "holder_id",
                    models.CharField(
                        default=campaigns.models.vault_keys.make_holder_id,
                        max_length=16,
                        primary_key=True,
                        serialize=False,
                        verbose_name="process",
                    ),
                ),
                ("kind", models.CharField(max_length=12, verbose_name="kind")),
                (
                    "sealing_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), verbose_name="keys that seal"
                    ),
                ),
                (
                    "index_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), verbose_name="keys that find"
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="last seen",
                    ),
                ),
            ],
            options={
                "verbose_name": "process that knows keys",
                "verbose_name_plural": "processes that know keys",
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="VaultKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("seal", "seals personal data"),
                            ("index", "finds equal values"),
                        ],
                        max_length=5,
                        verbose_name="what for",
                    ),
                ),
                ("key_id", models.CharField(max_length=8, verbose_name="name of the key")),
                ("proof", models.BinaryField(verbose_name="proof")),
                (
                    "first_used_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="first used",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of the vault",
                "verbose_name_plural": "keys of the vault",
                "default_permissions": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("use", "key_id"), name="one_row_for_each_vault_key"
                    )
                ],
            },
        ),
        migrations.AddField(
            "abuserule",
            "index_key_id",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=8,
                verbose_name="name of the key of that",
            ),
        ),
        migrations.AddField(
            "signature",
            "index_key_id",
            models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=8,
                verbose_name="name of the key of these",
            ),
        ),
        migrations.AddField(
            "signature",
            "sealed_postal_code",
            models.BinaryField(null=True, verbose_name="ZIP code, sealed"),
        ),
        migrations.RemoveConstraint("signature", "withdrawn_keeps_nothing_personal"),
        migrations.AddConstraint(
            "signature",
            models.CheckConstraint(
                condition=~models.Q(status="withdrawn")
                | models.Q(
                    sealed_name__isnull=True,
                    sealed_email__isnull=True,
                    sealed_role__isnull=True,
                    sealed_comment__isnull=True,
                    sealed_postal_code__isnull=True,
                    email_key__isnull=True,
                    domain_key__isnull=True,
                ),
                name="withdrawn_keeps_nothing_personal",
            ),
        ),
        migrations.RemoveIndex("signature", "signature_by_time"),
        migrations.AddIndex(
            "signature",
            models.Index(fields=["-created_at", "-id"], name="signature_by_time"),
        ),
        migrations.RemoveIndex("signature", "signature_public"),
        migrations.AddIndex(
            "signature",
            models.Index(
                condition=models.Q(
                    ("is_name_hidden", False), ("show_name", True), ("status", "confirmed")
                ),
                fields=["call", "kind", "-confirmed_at", "-id"],
                name="signature_public",
            ),
        ),
        migrations.RemoveIndex("signature", "signature_comments"),
        migrations.AddIndex(
            "signature",
            models.Index(
                condition=models.Q(
                    ("comment_approved_at__isnull", False),
                    ("is_name_hidden", False),
                    ("show_name", True),
                    ("status", "confirmed"),
                ),
                fields=["call", "-comment_approved_at", "-id"],
                name="signature_comments",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, REVERSE),
        migrations.RunPython(note_keys, migrations.RunPython.noop),
    ]
