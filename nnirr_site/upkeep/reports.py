"""Reports on what keeps pages true: pages to review, links that answer no more, undated sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail import hooks
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from nnirr_site.admin.translation_views import PageWritersMenuItem
from nnirr_site.documents.serving import disposition
from nnirr_site.http.caching import private_page
from nnirr_site.i18n.language_links import language_name
from nnirr_site.models import BasePage, CheckedLink, LinkState, LinkUse, NavigationMenu
from nnirr_site.tabular.writers import STREAMS
from nnirr_site.upkeep import reviews
from nnirr_site.upkeep.links import DOCUMENT, PAGE
from nnirr_site.upkeep.sources import find_undated

ROWS = 50
ASIDE = "aside"
# What somebody should do something about, the worst first; then what can be looked up.
LINK_CHOICES: dict[str, str | Promise] = {
    LinkState.DEAD: LinkState.DEAD.label,
    LinkState.FAILING: LinkState.FAILING.label,
    LinkState.MOVED: LinkState.MOVED.label,
    LinkState.GUARDED: LinkState.GUARDED.label,
    LinkState.LEFT: LinkState.LEFT.label,
    LinkState.WAITING: LinkState.WAITING.label,
    LinkState.ANSWERS: LinkState.ANSWERS.label,
    ASIDE: gettext_lazy("Set aside"),
}


class TableReport(WagtailAdminTemplateMixin, TemplateView):
    """Rows of one kind, some at a time; `?export=csv` or `xlsx` has all of them as a table."""

    header_icon = "doc-full-inverse"
    file_name = ""

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def find_rows(self) -> Sequence:
        return []

    def find_choices(self) -> list[dict[str, object]]:
        """What the list can be narrowed to, each with its number."""
        return []

    def header(self) -> list[str]:
        """The first line of the table."""
        return []

    def cells(self, row) -> list[str]:
        return []

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        kind = request.GET.get("export", "")
        if kind in STREAMS:
            return self.download(kind)
        return super().get(request, *args, **kwargs)

    def download(self, kind: str) -> HttpResponse:
        stream, content_type = STREAMS[kind]
        table = stream(self.header(), (self.cells(row) for row in self.find_rows()))
        response = HttpResponse(b"".join(table), content_type=content_type)
        name = f"{self.file_name}-{timezone.localdate():%Y-%m-%d}.{kind}"
        response["Content-Disposition"] = disposition(name, is_shown=False)
        return private_page(response)

    def get_context_data(self, **kwargs):
        choices = self.find_choices()
        page_obj = Paginator(self.find_rows(), ROWS).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        query.pop("export", None)
        return super().get_context_data(**kwargs) | {
            "rows": self.decorate(list(page_obj.object_list)),
            "page_obj": page_obj,
            "choices": choices,
            "query": query.urlencode(),
            "formats": list(STREAMS),
            "here": self.request.get_full_path(),
        }

    def decorate(self, rows: list) -> list:
        """The rows of one page of the list, with what only they need."""
        return rows


# -- Pages to review --------------------------------------------------------------------------


class PagesToReview(TableReport):
    """Pages at which nobody has looked for the months that Settings → Site identity says."""

    template_name = "upkeep/pages_to_review.html"
    page_title = gettext_lazy("Pages to review")
    header_icon = "tasks"
    file_name = "pages-to-review"

    def find_rows(self) -> list[reviews.PageToReview]:
        return reviews.pages_to_review(self.request.user)

    def decorate(self, rows):
        return [{"row": row, "language": self.language(row)} for row in rows]

    def language(self, row: reviews.PageToReview) -> str:
        return language_name(row.page.locale.language_code)

    def header(self) -> list[str]:
        return [
            *(_("Page"), _("Type"), _("Language")),
            *(_("Last reviewed"), _("Published"), _("Address")),
        ]

    def cells(self, row) -> list[str]:
        published = row.page.first_published_at
        return [
            row.page.get_admin_display_title(),
            str(row.page.page_type_display_name),
            self.language(row),
            row.reviewed_on.isoformat() if row.reviewed_on else "",
            timezone.localdate(published).isoformat() if published else "",
            row.page.full_url or "",
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"months": reviews.months_between()}


class ReviewedView(View):
    """One click: somebody has looked today, and the page holds."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id).specific
        if not isinstance(page, BasePage):
            raise Http404
        reviews.note_review(page, request.user)
        sentence = _("Noted: “%(title)s” was reviewed today.")
        messages.success(request, sentence % {"title": page.get_admin_display_title()})
        back = get_valid_next_url_from_request(request)
        return redirect(back or reverse("wagtailadmin_pages:edit", args=[page.pk]))


# -- Links ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LinkPlace:
    """Where a link stands, with the way there for who may go."""

    title: str
    url: str


def links_for(user) -> QuerySet[CheckedLink]:
    """The links of pages at which this user writes, and of menus and the identity if they may
    change those."""
    uses = Q(page__in=reviews.own_pages(user).values("pk"))
    if user.has_perm("nnirr_site.change_navigationmenu"):
        uses |= Q(menu__isnull=False)
    if user.has_perm("nnirr_site.change_siteidentity"):
        uses |= Q(page=None, menu=None)
    return CheckedLink.objects.filter(pk__in=LinkUse.objects.filter(uses).values("link_id"))


def dead_links(user) -> QuerySet[CheckedLink]:
    """What waits for somebody to do something."""
    return links_for(user).filter(state=LinkState.DEAD, set_aside_at=None)


class LinkReport(TableReport):
    """Every address that this user's pages lead to, by how it answered."""

    template_name = "upkeep/links.html"
    page_title = gettext_lazy("Links")
    header_icon = "link"
    file_name = "links"

    @property
    def chosen(self) -> str:
        state = self.request.GET.get("state", "")
        return state if state in LINK_CHOICES else LinkState.DEAD

    def find_rows(self) -> QuerySet[CheckedLink]:
        links = links_for(self.request.user).order_by("url").select_related("set_aside_by")
        if self.chosen == ASIDE:
            return links.filter(set_aside_at__isnull=False)
        return links.filter(state=self.chosen, set_aside_at=None)

    def find_choices(self) -> list[dict[str, object]]:
        counted = links_for(self.request.user).values_list("state").order_by()
        counts = dict(counted.filter(set_aside_at=None).annotate(number=Count("pk")))
        aside = links_for(self.request.user).filter(set_aside_at__isnull=False).count()
        counts[ASIDE] = aside
        return [
            {
                "state": str(state),
                "label": label,
                "count": counts.get(state, 0),
                "is_chosen": state == self.chosen,
            }
            for state, label in LINK_CHOICES.items()
        ]

    def decorate(self, rows):
        places, titles = find_places(rows, self.request.user), titles_of(rows)
        return [
            {
                "link": link,
                "title": titles[link.url],
                "is_outside": link.url.startswith("http"),
                "places": places.get(link.pk, []),
            }
            for link in rows
        ]

    def header(self) -> list[str]:
        return [
            *(_("Address"), _("State"), _("Problem"), _("Answer"), _("Leads to")),
            *(_("Failed on so many days"), _("Checked"), _("Stands in")),
        ]

    def cells(self, link) -> list[str]:
        if not hasattr(self, "_places"):
            self._places = find_places(list(self.find_rows()), self.request.user)
        return [
            link.url,
            link.get_state_display(),
            link.get_problem_display(),
            str(link.status or ""),
            link.moved_to,
            str(link.failed_days or ""),
            timezone.localtime(link.checked_at).date().isoformat() if link.checked_at else "",
            "; ".join(place.title for place in self._places.get(link.pk, [])),
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "is_on": settings.LINK_CHECK,
            "is_aside": self.chosen == ASIDE,
        }


def titles_of(links: Iterable[CheckedLink]) -> dict[str, str]:
    """Address → how it is shown: a page of this site by its name."""
    urls = [link.url for link in links]
    numbers = {int(url.removeprefix(PAGE)) for url in urls if url.startswith(PAGE)}
    pages = Page.objects.in_bulk(numbers) if numbers else {}
    titles = {f"{PAGE}{pk}": page.get_admin_display_title() for pk, page in pages.items()}
    return {url: titles.get(url) or _without_number(url) for url in urls}


def _without_number(url: str) -> str:
    if url.startswith(PAGE):
        return _("A page that was deleted")
    return _("A file that was deleted") if url.startswith(DOCUMENT) else url


def find_places(links: Iterable[CheckedLink], user) -> dict[int, list[LinkPlace]]:
    """Link → where it stands, as far as this user may go there."""
    own = set(reviews.own_pages(user).values_list("pk", flat=True))
    may_change_menus = user.has_perm("nnirr_site.change_navigationmenu")
    found: dict[int, list[LinkPlace]] = {}
    uses = LinkUse.objects.filter(link__in=[link.pk for link in links])
    for use in uses.select_related("page", "menu", "menu__locale").order_by("page__path", "pk"):
        if use.page_id in own:
            url = reverse("wagtailadmin_pages:edit", args=[use.page_id])
            place = LinkPlace(use.page.get_admin_display_title(), url)
        elif use.menu_id and may_change_menus:
            place = LinkPlace(menu_title(use.menu), menu_url(use.menu))
        elif not use.page_id and not use.menu_id:
            place = LinkPlace(_("Site identity"), "")
        else:
            continue
        found.setdefault(use.link_id, []).append(place)
    return found


def menu_title(menu: NavigationMenu) -> str:
    return f"{menu} ({language_name(menu.locale.language_code)})"


def menu_url(menu: NavigationMenu) -> str:
    return reverse("wagtailsnippets_nnirr_site_navigationmenu:edit", args=[menu.pk])


class SetAsideView(View):
    """“This is fine”: an address stands in no list of what to do until somebody takes it back."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, link_id: int) -> HttpResponse:
        link = get_object_or_404(links_for(request.user), pk=link_id)
        is_fine = "again" not in request.POST
        values = {"set_aside_at": None, "set_aside_by": None, "next_at": timezone.now()}
        if is_fine:
            values = {"set_aside_at": timezone.now(), "set_aside_by": request.user}
        CheckedLink.objects.filter(pk=link.pk).update(**values)
        done = _("Set aside: this address is fine.")
        messages.success(request, done if is_fine else _("It is looked at again."))
        return redirect(get_valid_next_url_from_request(request) or reverse("link_report"))


# -- Sources ----------------------------------------------------------------------------------


class UndatedSources(TableReport):
    """Sources on published pages of which nobody has said up to which day they were checked."""

    template_name = "upkeep/undated_sources.html"
    page_title = gettext_lazy("Sources without a day")
    header_icon = "calendar"
    file_name = "sources-without-a-day"

    def find_rows(self):
        pages = reviews.own_pages(self.request.user).order_by("path").specific()
        return [source for page in pages for source in find_undated(page)]

    def header(self) -> list[str]:
        return [_("Page"), _("Source"), _("Address")]

    def cells(self, row) -> list[str]:
        return [row.page.get_admin_display_title(), row.label, row.url]


# -- Where they are ---------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("reports/pages-to-review/", PagesToReview.as_view(), name="pages_to_review"),
        path("reports/links/", LinkReport.as_view(), name="link_report"),
        path("reports/undated-sources/", UndatedSources.as_view(), name="undated_sources"),
        path("pages/<int:page_id>/reviewed/", ReviewedView.as_view(), name="page_reviewed"),
        path("links/<int:link_id>/fine/", SetAsideView.as_view(), name="link_set_aside"),
    ]


def _offer(label, name: str, icon: str, order: int) -> None:
    @hooks.register("register_reports_menu_item")
    def offer() -> PageWritersMenuItem:
        return PageWritersMenuItem(label, reverse_lazy(name), icon_name=icon, order=order)


_offer(PagesToReview.page_title, "pages_to_review", "tasks", 1110)
_offer(LinkReport.page_title, "link_report", "link", 1120)
_offer(UndatedSources.page_title, "undated_sources", "calendar", 1130)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    actions.register_action(
        reviews.REVIEWED, gettext_lazy("Review"), gettext_lazy("Reviewed: it still holds")
    )
