"""`manage.py strip_pictures`: clean pictures that were uploaded before uploads were cleaned."""

from django.core.management.base import BaseCommand, CommandError

from nnirr_site.uploads.stripping import strip_avatars, strip_covers, strip_images


class Command(BaseCommand):
    help = (
        "Remove place, time, device and comments from pictures that are kept already, give them "
        "names that cannot be guessed, and delete the smaller sizes that tell such things: they "
        "are made anew. May be interrupted; running it again changes nothing. Fails at the end if "
        "something could not be cleaned."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done, and do nothing."
        )

    def handle(self, *args, dry_run: bool, **options):
        total, left = 0, []
        for kind in (strip_images, strip_avatars, strip_covers):
            for line in kind(dry_run):
                total += line.is_cleaned
                (self.stdout if line.is_cleaned else self.stderr).write(str(line))
                if not line.is_cleaned:
                    left.append(line.subject)
        self.stdout.write(f"{total} files {'would be' if dry_run else 'were'} cleaned.")
        if left:
            raise CommandError(
                f"Not cleaned: {', '.join(left)}. docs/deploy.md says what that means."
            )
