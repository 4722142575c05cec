"""Redirects from the addresses of the sites before this one."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from nnirr_site.tabular.reader import Problem, TableError, read_table, read_table_file

TABLE = Path(settings.BASE_DIR) / "nnirr_site" / "data" / "old_urls.csv"
COLUMNS = ("old_path", "page", "note")


class Command(BaseCommand):
    """Enters what is missing. A redirect that is there already stays as staff left it."""

    help = "Enter redirects from a table of old addresses. Running it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "table",
            nargs="?",
            type=Path,
            default=TABLE,
            help="CSV file with the columns old_path, page, note. Default: the one of this site.",
        )

    def handle(self, *args, **options):
        added = 0
        for number, row in read_old_urls(options["table"]):
            page = find_page_at(row["page"])
            if page is None:
                self.stderr.write(f"Line {number}: there is no page {row['page']}")
                continue
            path = Redirect.normalise_path(row["old_path"])
            if not Redirect.objects.filter(old_path=path).exists():
                Redirect.add_redirect(path, redirect_to=page)
                added += 1
        if added or options["verbosity"] > 1:
            self.stdout.write(f"Old addresses: {added} redirects added")


def read_old_urls(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of the table with their numbers. Raises CommandError unless all of it is right."""
    problems: list[Problem] = []
    try:
        rows = list(read_table(read_table_file(path), COLUMNS, problems, known=COLUMNS))
    except TableError as error:
        raise CommandError(f"{path.name}: {error}") from error
    problems += [
        Problem(number, "needs an old path and a page")
        for number, row in rows
        if not row["old_path"].startswith("/") or not row["page"]
    ]
    if problems:
        raise CommandError("\n".join(f"{path.name}: {problem}" for problem in problems))
    return rows


def find_page_at(url: str) -> Page | None:
    """The public page at an address of this site, such as `/es/`."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return None
    language, parts = "", [part for part in url.split("/") if part]
    codes = {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES} - {settings.LANGUAGE_CODE}
    if parts and parts[0] in codes:
        language = parts.pop(0)
    root = site.root_page.get_translations(inclusive=True).filter(
        locale__language_code=language or settings.LANGUAGE_CODE
    )
    home = root.live().first()
    if home is None:
        return None
    path = home.url_path + "".join(f"{part}/" for part in parts)
    return Page.objects.live().filter(url_path=path).first()
