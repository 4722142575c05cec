"""Pages of a list of which there are very many rows: nobody is counted to show fifty of them."""

from __future__ import annotations

from django.core.paginator import EmptyPage, Page, PageNotAnInteger
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

MOST_COUNTED = 1000
MOST_PAGES = 1000  # what lies deeper is reached by filters: skipping rows costs as much as reading


class CappedPaginator(WagtailPaginator):
    """Counts to a thousand and then says “more than 1,000”; one row too many tells of a next page.

    Works on unsliced querysets.
    """

    num_page_buttons = 0  # previous and next only: the last page is not known

    @cached_property
    def _counted(self) -> int:
        return self.object_list[: MOST_COUNTED + 1].count()

    @property
    def is_more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._counted > MOST_COUNTED

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @cached_property
    def items_count_label(self) -> str:
        if self.is_more:
            return _("more than %(number)s %(things)s") % {
                "number": f"{MOST_COUNTED:,}",
                "things": self.verbose_name_plural,
            }
        return super().items_count_label

    @cached_property
    def num_pages(self) -> int:
        if self.is_more:
            return MOST_PAGES
        return max(1, -(-self.count // self.per_page))

    def validate_number(self, number) -> int:
        try:
            number = int(number)
        except (TypeError, ValueError):
            raise PageNotAnInteger(_("That page number is not an integer")) from None
        if not 1 <= number <= self.num_pages:
            raise EmptyPage(_("That page contains no results"))
        return number

    def page(self, number) -> CappedPage:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = list(self.object_list[first : first + self.per_page + 1])
        return CappedPage(rows, number, self)

    def get_page(self, number) -> CappedPage:
        """A page that is not there is the first one: the last is not known."""
        try:
            return self.page(number)
        except (PageNotAnInteger, EmptyPage):
            return self.page(1)


class CappedPage(Page):
    def __init__(self, rows, number, paginator):
        super().__init__(rows[: paginator.per_page], number, paginator)
        self._is_followed = len(rows) > paginator.per_page

    def has_next(self) -> bool:
        return self._is_followed and self.number < MOST_PAGES
