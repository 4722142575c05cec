"""What is publicly documented of a large provider: dots and tags make no other mailbox at Gmail."""

from django.db import migrations

RULES = {
    "gmail.com": {"same_as": "", "drops_dots": True},
    "googlemail.com": {"same_as": "gmail.com", "drops_dots": True},
}


def add_rules(apps, schema_editor):
    rule_model = apps.get_model("campaigns", "EmailDomainRule")
    for domain, rule in RULES.items():
        rule_model.objects.get_or_create(domain=domain, defaults=rule)


def remove_rules(apps, schema_editor):
    apps.get_model("campaigns", "EmailDomainRule").objects.filter(domain__in=RULES).delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_count_changes")]

    operations = [migrations.RunPython(add_rules, remove_rules)]
