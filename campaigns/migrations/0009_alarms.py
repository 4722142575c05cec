"""Whether a part of the site stands still, and whether staff have been told."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0008_departures'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='part')),
                ('trouble', models.CharField(max_length=200, verbose_name='what is wrong')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('tried_at', models.DateTimeField(null=True, verbose_name='mail last tried')),
                ('told_at', models.DateTimeField(null=True, verbose_name='staff last told')),
            ],
            options={
                'verbose_name': 'alarm',
                'verbose_name_plural': 'alarms',
                'default_permissions': [],
            },
        ),
    ]
