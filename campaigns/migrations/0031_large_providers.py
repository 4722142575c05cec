"""Domains of large mail providers, to which any number of mails may go in an hour.

Their addresses are told apart as before, so no signature needs a new key: neither these rules nor
a change of their number asks for that.
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

WATCH_THE_RULE_ONLY = """
DROP TRIGGER campaigns_domain_rule_changed ON campaigns_emaildomainrule;
CREATE TRIGGER campaigns_domain_rule_changed AFTER UPDATE ON campaigns_emaildomainrule
FOR EACH ROW WHEN (
    (OLD.domain, OLD.same_as, OLD.drops_dots, OLD.tag_separator)
    IS DISTINCT FROM (NEW.domain, NEW.same_as, NEW.drops_dots, NEW.tag_separator)
)
EXECUTE FUNCTION campaigns_request_rekeying();
"""
WATCH_EVERYTHING = """
DROP TRIGGER campaigns_domain_rule_changed ON campaigns_emaildomainrule;
CREATE TRIGGER campaigns_domain_rule_changed AFTER UPDATE ON campaigns_emaildomainrule
FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
EXECUTE FUNCTION campaigns_request_rekeying();
"""
SILENCE = "ALTER TABLE campaigns_emaildomainrule DISABLE TRIGGER campaigns_domain_rule_added"
SPEAK = "ALTER TABLE campaigns_emaildomainrule ENABLE TRIGGER campaigns_domain_rule_added"


def add_providers(apps, schema_editor):
    rules = apps.get_model("campaigns", "EmailDomainRule").objects
    rules.filter(domain__in=PROVIDERS, mails_per_hour__isnull=True).update(mails_per_hour=0)
    model = rules.model
    rules.bulk_create(
        [model(domain=domain, mails_per_hour=0) for domain in PROVIDERS], ignore_conflicts=True
    )


def remove_providers(apps, schema_editor):
    """Those that say nothing else. Others keep what staff have made of them."""
    rules = apps.get_model("campaigns", "EmailDomainRule").objects
    ours = rules.filter(domain__in=PROVIDERS, mails_per_hour=0)
    ours.filter(same_as="", drops_dots=False, tag_separator="+").delete()
    ours.update(mails_per_hour=None)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0030_mail_bounds")]

    operations = [
        migrations.RunSQL(WATCH_THE_RULE_ONLY, WATCH_EVERYTHING),
        migrations.RunSQL(SILENCE, SPEAK),
        migrations.RunPython(add_providers, remove_providers),
        migrations.RunSQL(SPEAK, SILENCE),
    ]
