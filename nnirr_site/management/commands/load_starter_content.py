"""Loads the first content of the site."""

import logging
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.core.management.base import BaseCommand

from campaigns.legislators.senators import TABLE, import_senators
from campaigns.models import Senator
from campaigns.services import publish_statement
from initiatives.importing import import_states
from nnirr_site.http.page_cache.memory import purge
from nnirr_site.publishing.jobs import after_commit
from nnirr_site.publishing.on_change import changes_held_back
from nnirr_site.social_cards.storage import refresh_all_share_images
from nnirr_site.starter.builder import Builder
from nnirr_site.starter.pictures import store_prints
from nnirr_site.tabular.reader import decode_table
from resources.materials.build import build_leads


class Command(BaseCommand):
    """Creates the starter pages, menus, topics, files and the call, where they are missing."""

    help = (
        "Load the starter content: pages, menus, topics, printed materials and the call. What is "
        "there already is left as it is, and pages that staff deleted stay deleted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--refresh",
            action="store_true",
            help=(
                "Overwrite pages, menus, files and site identity that came from here with the "
                "texts of this version. What staff wrote stays in the history of each page."
            ),
        )

        parser.add_argument(
            "--pictures-later",
            action="store_true",
            help="Leave the library's prints and the pictures for sharing to whoever calls this.",
        )

    def handle(self, *args, **options):
        builder = Builder(
            make_materials=build_leads,
            publish_statement=publish_statement,
            import_states=import_states,
            refresh=options["refresh"],
            report=lambda line: self.stdout.write(line, ending="\n"),
        )
        with quiet("django_tasks", "wagtail"):
            written = builder.load()
            load_senators()
            if not options["pictures_later"]:
                draw_pictures(refresh=options["refresh"])
            # Its complaints are about languages that have no pages yet.
            call_command("load_old_urls", stdout=self.stdout, stderr=StringIO())
        if written:
            self.stdout.write(self.style.SUCCESS(f"Starter content: {written} pages written"))


def load_senators() -> None:
    """The table of Senators, unless staff have a newer one already."""
    if not Senator.objects.exists():
        with changes_held_back():
            import_senators(decode_table(TABLE.read_bytes()))
        purge()


def draw_pictures(refresh: bool = False) -> None:
    """What no page waits for: prints in the library of staff, and pictures for sharing.

    Until its picture is drawn, a page that is shared shows the print of the program.
    """
    with quiet("wagtail"):
        store_prints(refresh=refresh)
    after_commit(refresh_all_share_images)


@contextmanager
def quiet(*names):
    """Hold back the information lines of loggers: a thousand of them would hide the progress."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.WARNING)
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
