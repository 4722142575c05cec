"""`manage.py update_catalogs`: bring the texts of the interface into the translators' files."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Find the texts of the interface in code and templates, update the PO file of each "
        "language and compile it. Translations stay; texts no longer used are dropped."
    )

    def add_arguments(self, parser):
        parser.add_argument("languages", nargs="*", help="Only these, such as es. Default: all.")

    def handle(self, *args, **options):
        try:
            from nnirr_site import catalogs
        except ModuleNotFoundError as error:
            if error.name and error.name.partition(".")[0] == "babel":
                raise CommandError(
                    "This command needs Babel, which is one of the libraries for development: "
                    "uv sync --group test"
                ) from error
            raise
        unknown = set(options["languages"]) - set(catalogs.languages())
        if unknown:
            raise CommandError(
                f"No catalogue for {', '.join(sorted(unknown))}: choose from "
                f"{', '.join(catalogs.languages())}."
            )
        found = catalogs.find_texts()
        for language in options["languages"] or catalogs.languages():
            catalog = catalogs.update_catalog(language, found)
            path = catalogs.po_path(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(catalogs.write_text(catalog))
            catalogs.mo_path(language).write_bytes(catalogs.compile_catalog(catalog))
            missing = sum(not catalogs.is_translated(message) for message in catalog if message.id)
            self.stdout.write(f"{language}: {len(catalog)} texts, {missing} without translation")
