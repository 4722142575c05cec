"""`manage.py read_documents`: read off uploaded files what they say of themselves."""

from django.core.management.base import BaseCommand
from django.db.models import Q

from nnirr_site.documents.catching_up import draw_missing_covers
from nnirr_site.documents.extract import COVER_FIELDS, describe_document
from nnirr_site.documents.reading_state import Reading
from nnirr_site.models import SiteDocument
from nnirr_site.uploads.reader import waiting_at_most

SECONDS_FOR_THE_READER = 300


class Command(BaseCommand):
    help = (
        "Fill in pages, language and first page of PDF documents where they are missing, and draw "
        "first pages whose picture is lost."
    )

    def handle(self, *args, **options):
        with waiting_at_most(SECONDS_FOR_THE_READER):
            count = self.read_incomplete()
            drawn = draw_missing_covers()
        self.stdout.write(f"{count} documents were read, {drawn} more first pages were drawn.")

    def read_incomplete(self) -> int:
        incomplete = SiteDocument.objects.filter(
            Q(pages=None) | Q(language="") | Q(reading=Reading.WAITING), file__iendswith=".pdf"
        )
        count = 0
        for document in incomplete.iterator(50):
            try:
                describe_document(document)
            except FileNotFoundError:
                self.stderr.write(f"The file of document {document.pk} is missing.")
                continue
            document.save(update_fields=["pages", "language", *COVER_FIELDS])
            count += 1
        return count
