"""Domains of large mail providers, to which any number of mails may go in an hour; and what is
publicly documented of one: dots and tags make no other mailbox at Gmail.
"""

from django.db import migrations

PROVIDERS = (
    "gmail.com googlemail.com yahoo.com yahoo.com.mx yahoo.com.br yahoo.com.ar yahoo.es yahoo.fr"
    " yahoo.co.uk yahoo.ca ymail.com rocketmail.com aol.com hotmail.com hotmail.es hotmail.fr"
    " hotmail.co.uk outlook.com outlook.es outlook.fr live.com live.com.mx msn.com icloud.com"
    " me.com mac.com proton.me protonmail.com pm.me riseup.net fastmail.com zoho.com mail.com"
    " gmx.com gmx.net gmx.de web.de comcast.net att.net sbcglobal.net bellsouth.net verizon.net"
    " cox.net charter.net earthlink.net orange.fr free.fr laposte.net wanadoo.fr libero.it"
    " uol.com.br bol.com.br terra.com.br prodigy.net.mx qq.com 163.com 126.com naver.com"
    " yandex.ru mail.ru tutanota.com tuta.com"
).split()
SAME_MAILBOX = {
    "gmail.com": {"drops_dots": True},
    "googlemail.com": {"same_as": "gmail.com", "drops_dots": True},
}
# There is nobody yet whose keys would have to be made anew.
SILENCE = "ALTER TABLE campaigns_emaildomainrule DISABLE TRIGGER campaigns_domain_rule_added"
SPEAK = "ALTER TABLE campaigns_emaildomainrule ENABLE TRIGGER campaigns_domain_rule_added"


def add_rules(apps, schema_editor):
    model = apps.get_model("campaigns", "EmailDomainRule")
    model.objects.bulk_create(
        model(domain=domain, mails_per_hour=0, **SAME_MAILBOX.get(domain, {}))
        for domain in PROVIDERS
    )


def remove_rules(apps, schema_editor):
    apps.get_model("campaigns", "EmailDomainRule").objects.filter(domain__in=PROVIDERS).delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_triggers")]

    operations = [
        migrations.RunSQL(SILENCE, SPEAK),
        migrations.RunPython(add_rules, remove_rules),
        migrations.RunSQL(SPEAK, SILENCE),
    ]
