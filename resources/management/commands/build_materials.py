"""Print the materials as PDF files into a folder, for a look or for the copy shop."""

from pathlib import Path

from django.core.management.base import BaseCommand

from nnirr_site.http.addresses import absolute
from resources.materials.build import build_all


class Command(BaseCommand):
    help = (
        "Write the poster, fact sheet, sign-on sheet and lesson plan as PDF files into DIRECTORY."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path, metavar="DIRECTORY")
        parser.add_argument(
            "--call-url",
            default=absolute("/calls/migrant-workers-convention/"),
            help="Address of the call, as printed where people are asked to sign.",
        )

    def handle(self, *args, directory, call_url, **options):
        for material in build_all(directory, call_url):
            size = material.path.stat().st_size / 1000
            self.stdout.write(
                f"{material.path}  {material.language}  {material.paper}  "
                f"{material.pages} p.  {size:.0f} KB"
            )
