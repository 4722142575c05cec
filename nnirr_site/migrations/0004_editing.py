"""Translations that have to follow, and deleted pages that can come back."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nnirr_site', '0003_trigrams'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DeletedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page_id', models.PositiveBigIntegerField(verbose_name='number')),
                ('batch', models.PositiveBigIntegerField(verbose_name='deleted with')),
                ('parent_id', models.PositiveBigIntegerField(verbose_name='number of the page above')),
                ('depth', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('model', models.CharField(max_length=100, verbose_name='type')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('was_live', models.BooleanField(verbose_name='was published')),
                ('content', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('revisions', models.JSONField(default=list)),
                ('restrictions', models.JSONField(default=list)),
                ('deleted_at', models.DateTimeField(db_index=True, verbose_name='deleted')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'deleted page',
                'verbose_name_plural': 'deleted pages',
                'ordering': ['-deleted_at', 'depth', 'pk'],
                'default_permissions': [],
                'indexes': [models.Index(fields=['batch'], name='deleted_together')],
            },
        ),
        migrations.CreateModel(
            name='TranslationReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changed_at', models.DateTimeField(verbose_name='changed')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled')),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'review of a translation',
                'verbose_name_plural': 'reviews of translations',
                'ordering': ['pk'],
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('page', 'source'), name='one_review_per_source')],
            },
        ),
    ]
