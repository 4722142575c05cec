"""Makes up for pictures that a publish could not make, as after a restart."""

from django.core.management.base import BaseCommand

from nnirr_site.social_cards.storage import refresh_all_share_images
from nnirr_site.uploads.responsive import make_all_renditions


class Command(BaseCommand):
    """Draws missing cards for sharing and makes missing sizes of photographs."""

    help = (
        "Draw the missing cards for sharing, delete those of pages that are gone, and make the "
        "missing sizes of photographs. Running it again changes nothing."
    )

    def handle(self, *args, **options):
        cards = refresh_all_share_images()
        renditions = make_all_renditions()
        self.stdout.write(f"Pictures: {cards} cards drawn, {renditions} sizes made")
