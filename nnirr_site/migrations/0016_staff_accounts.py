"""Second factors of staff, what happened at the door, attempts that are counted, mails that wait."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("nnirr_site", "0015_editors_translate_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name='AttemptWindow',
            fields=[
                ('key', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('subject', models.CharField(db_index=True, max_length=32)),
                ('most', models.PositiveIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AuthenticatorApp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('sealed_key', models.TextField()),
                ('last_step', models.BigIntegerField(default=-1)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('used_at', models.DateTimeField(null=True, verbose_name='last used')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'authenticator app',
                'verbose_name_plural': 'authenticator apps',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Passkey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('credential_id', models.BinaryField(unique=True)),
                ('credential_data', models.BinaryField()),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('used_at', models.DateTimeField(null=True, verbose_name='last used')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'passkey',
                'verbose_name_plural': 'passkeys',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StaffMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reset', 'New password asked for'), ('newpass', 'Password changed'), ('newmail', 'E-mail address changed'), ('added', 'Second factor added'), ('removed', 'Second factor removed'), ('factors', 'Second factors reset'), ('code', 'Recovery code used')], max_length=8)),
                ('sealed_to', models.TextField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RecoverySheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('salt', models.CharField(max_length=32)),
                ('hashes', models.JSONField(default=list)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('used_at', models.DateTimeField(null=True, verbose_name='last used')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'recovery codes',
                'verbose_name_plural': 'recovery codes',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('user',), name='one_sheet_of_codes')],
            },
        ),
        migrations.CreateModel(
            name='SignInRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('outcome', models.CharField(choices=[('in', 'Signed in'), ('password', 'Password right, second step asked for'), ('failed', 'Wrong user name or password'), ('step', 'Wrong second step'), ('locked', 'Stopped after too many attempts'), ('out', 'Signed out'), ('ended', 'Session ended by itself'), ('again', 'Password given again'), ('asked', 'Asked for a new password'), ('newpass', 'Password changed'), ('newmail', 'E-mail address changed'), ('added', 'Second factor added'), ('removed', 'Second factor removed'), ('reset', 'Second factors reset by staff'), ('unlocked', 'Unlocked by staff')], max_length=8, verbose_name='what')),
                ('method', models.CharField(blank=True, max_length=12, verbose_name='by')),
                ('network', models.CharField(blank=True, max_length=43, verbose_name='network')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'sign-in',
                'verbose_name_plural': 'sign-ins',
                'ordering': ['-id'],
                'permissions': [('reset_factors', 'Can unlock accounts and reset their second factors')],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['user', '-id'], name='sign_ins_of_user'), models.Index(fields=['at'], name='sign_ins_by_time')],
            },
        ),
    ]
