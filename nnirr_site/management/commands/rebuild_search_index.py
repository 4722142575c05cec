"""`manage.py rebuild_search_index`: make the search index anew from all published pages."""

from django.core.management.base import BaseCommand

from nnirr_site.search.index import rebuild


class Command(BaseCommand):
    help = "Make the search index anew from all published pages that everybody may read."

    def handle(self, *args, **options):
        self.stdout.write(f"{rebuild()} pages can be found.")
