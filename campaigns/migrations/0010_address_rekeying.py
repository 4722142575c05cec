"""Notes each change of an e-mail domain rule, so that signatures get the keys that it makes.

A trigger, because it must hold for every way in which a rule can change.
"""

import django.utils.timezone
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION campaigns_request_rekeying() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    domains text[] := ARRAY[]::text[];
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        domains := domains || OLD.domain::text;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        domains := domains || NEW.domain::text;
    END IF;
    INSERT INTO campaigns_addressrekeying AS job
        (domain, requested_at, last_id, changed, conflicts)
    SELECT DISTINCT domain, now(), 0, 0, 0 FROM unnest(domains) AS domain
    ON CONFLICT (domain) DO UPDATE SET
        requested_at = excluded.requested_at, last_id = 0, changed = 0, conflicts = 0,
        finished_at = NULL;
    RETURN NULL;
END $$;

CREATE TRIGGER campaigns_domain_rule_added AFTER INSERT OR DELETE ON campaigns_emaildomainrule
FOR EACH ROW EXECUTE FUNCTION campaigns_request_rekeying();

CREATE TRIGGER campaigns_domain_rule_changed AFTER UPDATE ON campaigns_emaildomainrule
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION campaigns_request_rekeying();
"""

REVERSE = """
DROP TRIGGER campaigns_domain_rule_changed ON campaigns_emaildomainrule;
DROP TRIGGER campaigns_domain_rule_added ON campaigns_emaildomainrule;
DROP FUNCTION campaigns_request_rekeying();
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0009_staff_search")]

    operations = [
        migrations.CreateModel(
            name="AddressRekeying",
            fields=[
                (
                    "domain",
                    models.CharField(
                        max_length=253, primary_key=True, serialize=False, verbose_name="domain"
                    ),
                ),
                (
                    "requested_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="rule changed"
                    ),
                ),
                ("last_id", models.BigIntegerField(default=0, verbose_name="done up to")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="keys changed")),
                (
                    "conflicts",
                    models.PositiveIntegerField(default=0, verbose_name="set aside as doubles"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
            ],
            options={
                "verbose_name": "check of signatures after a change of rules",
                "verbose_name_plural": "checks of signatures after a change of rules",
                "ordering": ["-requested_at"],
                "default_permissions": ["view"],
            },
        ),
        migrations.RunSQL(FORWARD, REVERSE),
    ]
