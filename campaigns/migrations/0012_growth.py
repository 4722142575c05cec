"""Indexes for what the worker does every hour and staff look at, with millions of signatures.

They are made beside the running site, which may take minutes for each million of rows; no page, form
or list waits for it. A run that was broken off goes on with the next.
"""

from django.db import migrations, models
from django.db.models import Q

from nnirr_site.database.indexes import AddIndexBeside, IsExact, RemoveIndexBeside


TABLES = ("campaigns_signature", "campaigns_outboundmail", "campaigns_mailturn")


def any_exact(*columns: str) -> Q:
    condition = Q()
    for column in columns:
        condition |= Q(IsExact(column))
    return condition


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("campaigns", "0011_sweeps"),
    ]

    operations = [
        # After some ten thousand changes, not after a tenth or a fifth of millions: what waits is
        # never that many, and a plan made without knowing of it reads all of it for each row.
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.02,"
                " autovacuum_analyze_scale_factor = 0.005)",
                f"ALTER TABLE {table} RESET (autovacuum_vacuum_scale_factor,"
                " autovacuum_analyze_scale_factor)",
            )
            for table in TABLES
        ),
        AddIndexBeside(
            "signature",
            models.Index(
                fields=["created_at"],
                condition=Q(status__in=["pending", "rejected"], confirmed_at__isnull=True),
                name="signature_never_confirmed",
            ),
        ),
        RemoveIndexBeside("signature", "signature_unconfirmed"),
        AddIndexBeside(
            "signature",
            models.Index(
                fields=["-ended_at"], condition=Q(status="rejected"), name="signature_rejected"
            ),
        ),
        AddIndexBeside(
            "signature",
            models.Index(fields=["call", "anonymized_at"], name="signature_by_erasure"),
        ),
        AddIndexBeside(
            "signature", models.Index(fields=["call", "-id"], name="signature_of_call")
        ),
        AddIndexBeside(
            "signature",
            models.Index(
                fields=["source", "status", "kind"],
                condition=~Q(source=""),
                name="signature_by_source",
            ),
        ),
        AddIndexBeside(
            "signature",
            models.Index(
                fields=["id"],
                condition=any_exact("mailed_at", "created_at", "confirmed_at"),
                name="signature_exact_times",
            ),
        ),
        AddIndexBeside(
            "outboundmail",
            models.Index(fields=["kind", "-id"], condition=~Q(kind="confirm"), name="mail_by_kind"),
        ),
        AddIndexBeside(
            "outboundmail",
            models.Index(fields=["cause", "-id"], condition=~Q(cause="form"), name="mail_by_cause"),
        ),
        AddIndexBeside(
            "outboundmail",
            models.Index(
                fields=["created_at"],
                condition=Q(sealed_to__isnull=False),
                name="mail_with_address",
            ),
        ),
        AddIndexBeside(
            "outboundmail",
            models.Index(
                fields=["id"],
                condition=any_exact("created_at", "sent_at", "next_attempt_at"),
                name="mail_exact_times",
            ),
        ),
        AddIndexBeside(
            "mailturn",
            models.Index(fields=["at"], condition=any_exact("at"), name="turn_exact_times"),
        ),
    ]
