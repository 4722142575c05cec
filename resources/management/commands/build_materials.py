"""Print the materials as PDF files into a folder, for a look or for the copy shop."""

from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from resources.materials.build import SPECS, build_all, choices
from resources.materials.facts import find_facts


class Command(BaseCommand):
    help = (
        "Write the poster, fact sheet, sign-on sheet and lesson plan as PDF files into DIRECTORY,"
        " as the site would offer them now."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path, metavar="DIRECTORY")
        parser.add_argument(
            "--call-url",
            help="Address of the call to print in place of the site's own, in all languages.",
        )

        parser.add_argument(
            "--kind",
            choices=[spec.kind for spec in SPECS],
            help="Only this material, in all its formats.",
        )

    def handle(self, *args, directory, call_url, kind, **options):
        facts = find_facts()
        if not facts:
            raise CommandError(
                "There is no call that visitors can read: load the starter content first."
            )
        if call_url:
            facts = {language: replace(one, url=call_url) for language, one in facts.items()}
        directory.mkdir(parents=True, exist_ok=True)
        wanted = (choice for choice in choices() if kind in (None, choice.spec.kind))
        for material in build_all(facts, wanted):
            path = directory / material.filename
            path.write_bytes(material.content)
            self.stdout.write(
                f"{path}  {material.language}  {material.paper}  "
                f"{material.pages} p.  {len(material.content) / 1000:.0f} KB"
            )
