"""Bounds of mail by address, domain and hour in place of five mails in a signature's life.

What went out in the last seven days counts already.
"""

import django.utils.timezone
from django.db import migrations, models


# The bound that comes back allows no more than five.
FEWER = "UPDATE campaigns_signature SET mail_count = 5 WHERE mail_count > 5"

COUNT_WHAT_WENT_OUT = """
INSERT INTO campaigns_mailturn (email_key, domain_key, by_staff, at)
SELECT signature.email_key, signature.domain_key, false, mail.sent_at
FROM campaigns_outboundmail AS mail
JOIN campaigns_signature AS signature ON signature.id = mail.signature_id
WHERE mail.status = 'sent' AND mail.kind <> 'withdrawn'
  AND mail.sent_at > now() - interval '7 days'
  AND signature.email_key IS NOT NULL AND signature.domain_key IS NOT NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0023_term_of_senators'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email_key', models.CharField(max_length=64, verbose_name='key of the address')),
                ('reference', models.CharField(max_length=12, unique=True, verbose_name='reference')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
            ],
            options={
                'verbose_name': 'address that wants no mail',
                'verbose_name_plural': 'addresses that want no mail',
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='MailTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email_key', models.CharField(max_length=64, verbose_name='key of the address')),
                ('domain_key', models.CharField(max_length=64, verbose_name='key of the domain')),
                ('by_staff', models.BooleanField(db_default=False, default=False, verbose_name='sent by staff')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
            ],
            options={
                'verbose_name': 'mail that was let go',
                'verbose_name_plural': 'mails that were let go',
                'default_permissions': [],
            },
        ),
        migrations.AlterModelOptions(
            name='abuselimits',
            options={'verbose_name': 'limits against abuse'},
        ),
        migrations.RemoveConstraint(
            model_name='signature',
            name='few_mails_per_signature',
        ),
        migrations.RunSQL(migrations.RunSQL.noop, FEWER),
        migrations.AddField(
            model_name='abuselimits',
            name='alarm_mails',
            field=models.PositiveIntegerField(db_default=1000, default=1000, help_text='When more are queued, the first page of the admin warns. Mail goes on; Settings → Switches stop it. 0: no warning.', verbose_name='mails in an hour that are worth a warning'),
        ),
        migrations.AddField(
            model_name='abuselimits',
            name='domain_mails',
            field=models.PositiveIntegerField(db_default=60, default=60, help_text='What is more waits for its turn; 0: no limit. E-mail domain rules make exceptions, such as for large providers.', verbose_name='mails to one domain in an hour'),
        ),
        migrations.AddField(
            model_name='emaildomainrule',
            name='mails_per_hour',
            field=models.PositiveIntegerField(blank=True, help_text='How many may go to the domain; more wait. Empty: as many as the settings say for every domain. 0: no limit, for large providers.', null=True, verbose_name='mails in one hour'),
        ),
        migrations.AddField(
            model_name='outboundmail',
            name='cause',
            field=models.CharField(choices=[('form', 'A form was sent'), ('link', 'The link was asked for'), ('clock', 'Its time had come'), ('staff', 'Staff'), ('own', 'The signer left')], db_default='form', default='form', max_length=5, verbose_name='cause'),
        ),
        migrations.AddField(
            model_name='outboundmail',
            name='counted_at',
            field=models.DateTimeField(blank=True, help_text='When it took its place within the bounds; every attempt has the same.', null=True, verbose_name='let go'),
        ),
        migrations.AddIndex(
            model_name='outboundmail',
            index=models.Index(fields=['created_at'], name='mail_by_time'),
        ),
        migrations.AddIndex(
            model_name='mailpause',
            index=models.Index(fields=['email_key', 'created_at'], name='pause_of_address'),
        ),
        migrations.AddIndex(
            model_name='mailpause',
            index=models.Index(fields=['created_at'], name='pause_by_time'),
        ),
        migrations.AddIndex(
            model_name='mailturn',
            index=models.Index(fields=['email_key', 'at'], name='turn_of_address'),
        ),
        migrations.AddIndex(
            model_name='mailturn',
            index=models.Index(fields=['domain_key', 'at'], name='turn_of_domain'),
        ),
        migrations.AddIndex(
            model_name='mailturn',
            index=models.Index(fields=['at'], name='turn_by_time'),
        ),
        migrations.RunSQL(COUNT_WHAT_WENT_OUT, migrations.RunSQL.noop),
    ]
