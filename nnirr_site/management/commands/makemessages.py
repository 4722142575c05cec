"""`manage.py makemessages`: Django's command, told what of this repository holds texts."""

from pathlib import Path

from django.core.management.commands import makemessages

WIDTH = "--width=100"
# The folder of the catalogues is known from the settings; found once more, all is read twice.
NOT_READ = ["bench", "deploy", "docs", "static", "tests", "*/migrations", "*/locale"]
# Entries of the header that change though no text does, or say nothing.
LEFT_OUT = ("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date")


class Command(makemessages.Command):
    """Updates every language, without line numbers, old texts and guesses at translations.

    So a file changes with its texts only, and what is new is empty until somebody translates it.
    """

    xgettext_options = [*makemessages.Command.xgettext_options, WIDTH]
    msguniq_options = [*makemessages.Command.msguniq_options, WIDTH]
    msgmerge_options = ["-q", "--backup=none", "--no-fuzzy-matching", "--update", WIDTH]
    msgattrib_options = [*makemessages.Command.msgattrib_options, WIDTH]

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(add_location="file", no_obsolete=True, ignore_patterns=NOT_READ)

    def handle(self, *args, **options):
        options["all"] = not (options["locale"] or options["exclude"])
        super().handle(*args, **options)

    def write_po_file(self, potfile, locale):
        super().write_po_file(potfile, locale)
        path = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        header, blank, texts = path.read_text(encoding="utf-8").partition("\n\n")
        lines = header.splitlines(keepends=True)
        kept = [
            line for line in lines if not line.startswith(tuple(f'"{name}:' for name in LEFT_OUT))
        ]
        path.write_text("".join(kept) + blank + texts, encoding="utf-8")
