"""Words that mean the same, with the first ones, such as the names of the United States."""

from django.db import migrations, models

FIRST = [
    "U.S., U.S.A., USA, United States, United States of America, EE. UU., EEUU, Estados Unidos, "
    "États-Unis",
    "UK, U.K., United Kingdom, Reino Unido, Royaume-Uni",
    "UN, U.N., United Nations, ONU, Naciones Unidas, Nations Unies",
    "Marrakech, Marrakesh, Marraquech, Marrakesch",
    "ICMW, ICRMW, Migrant Workers Convention, Resolution 45/158, A/RES/45/158",
]


def enter_first(apps, schema_editor):
    model = apps.get_model("nnirr_site", "SearchSynonyms")
    model.objects.bulk_create(model(words=words) for words in FIRST)


class Migration(migrations.Migration):
    dependencies = [("nnirr_site", "0004_editing")]

    operations = [
        migrations.CreateModel(
            name="SearchSynonyms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="Separated by commas, in any language: “U.S., USA, United States, Estados Unidos”. Visitors who search for one of them find pages with any of them.",  # noqa: E501
                        max_length=500,
                        verbose_name="words",
                    ),
                ),
            ],
            options={
                "verbose_name": "words that mean the same",
                "verbose_name_plural": "words that mean the same",
                "ordering": ["words"],
            },
        ),
        migrations.RunPython(enter_first, migrations.RunPython.noop),
    ]
