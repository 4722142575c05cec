"""What staff need to keep pages true: links and how they answered, months between reviews."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("waiting", "Not checked yet"),
    ("answers", "Answers"),
    ("moved", "Has moved"),
    ("guarded", "Refuses programs"),
    ("left", "Not checked"),
    ("failing", "Did not answer lately"),
    ("dead", "Answers no more"),
]
PROBLEMS = [
    ("gone", "There is no such page any more."),
    ("broken", "The server reports a fault of its own."),
    ("name", "There is no server of that name."),
    ("unreached", "The server could not be reached."),
    ("slow", "The server did not answer in time."),
    ("tls", "The server's certificate is not valid."),
    ("loop", "It leads from one address to the next without end."),
    ("private", "It leads into a private network, where no reader gets."),
    ("refused", "It answers browsers only: open it yourself."),
    ("robots", "The site asks programs to stay away: open it yourself."),
    ("odd", "It is no address that a program can open."),
    ("hidden", "The page or file of this site is not public, or is gone."),
]


def key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("nnirr_site", "0011_sources_of_statements"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="siteidentity",
            name="review_months",
            field=models.PositiveSmallIntegerField(
                default=6,
                db_default=6,
                help_text="After so many months a page stands in Reports → Pages to review.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(60),
                ],
                verbose_name="months between two reviews of a page",
            ),
        ),
        migrations.CreateModel(
            name="CheckedLink",
            fields=[
                ("id", key()),
                ("url", models.CharField(max_length=2000, unique=True, verbose_name="address")),
                (
                    "state",
                    models.CharField(
                        choices=STATES, default="waiting", max_length=8, verbose_name="state"
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True, choices=PROBLEMS, max_length=10, verbose_name="problem"
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="answer")),
                (
                    "moved_to",
                    models.CharField(blank=True, max_length=2000, verbose_name="leads to"),
                ),
                (
                    "failed_days",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="failed on so many days"
                    ),
                ),
                ("failed_on", models.DateField(null=True, verbose_name="failed last")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="checked")),
                (
                    "next_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        db_index=True,
                        verbose_name="checked next",
                    ),
                ),
                ("set_aside_at", models.DateTimeField(null=True, verbose_name="set aside")),
                (
                    "set_aside_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="set aside by",
                    ),
                ),
            ],
            options={
                "verbose_name": "checked link",
                "verbose_name_plural": "checked links",
                "ordering": ["pk"],
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="LinkUse",
            fields=[
                ("id", key()),
                ("words", models.CharField(blank=True, max_length=160, verbose_name="words")),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="nnirr_site.checkedlink",
                    ),
                ),
                (
                    "menu",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="nnirr_site.navigationmenu",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "place of a link",
                "verbose_name_plural": "places of links",
                "ordering": ["pk"],
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="ListPutAway",
            fields=[
                ("id", key()),
                (
                    "put_away_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="put away",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "list that was put away",
                "verbose_name_plural": "lists that were put away",
                "ordering": ["pk"],
                "default_permissions": [],
            },
        ),
    ]
