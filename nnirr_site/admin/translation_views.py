"""“I checked it”, “I have read it”, and the report of all pages by language: behind, not read by
a native editor, missing, draft, up to date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from nnirr_site.admin import translation_reviews
from nnirr_site.i18n.language_links import language_name
from nnirr_site.models.editing import NativeReading, TranslationReview

ROWS = 50
BEHIND, UNREAD, MISSING, DRAFT, CURRENT = "behind", "unread", "missing", "draft", "current"
LABELS = {
    "": gettext_lazy("All pages"),
    BEHIND: gettext_lazy("Behind"),
    UNREAD: gettext_lazy("Not yet read by a native editor"),
    MISSING: gettext_lazy("No translation"),
    DRAFT: gettext_lazy("Draft"),
}
TRANSLATE = "simple_translation.submit_translation"


class PageQuestionView(WagtailAdminTemplateMixin, TemplateView):
    """Asks something about one page, and then notes that somebody said yes."""

    header_icon = "globe"

    def dispatch(self, request: HttpRequest, page_id: int, *args, **kwargs) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=page_id)
        return super().dispatch(request, *args, page_id=page_id, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"page": self.page}


class CheckedView(PageQuestionView):
    """That somebody looked and the page has nothing to follow."""

    template_name = "translation_panel/checked.html"
    page_title = gettext_lazy("I checked it")

    def get_context_data(self, **kwargs):
        reviews = translation_reviews.open_reviews([self.page.pk])
        return super().get_context_data(**kwargs) | {"reviews": reviews}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if translation_reviews.settle(self.page, request.user):
            messages.success(request, _("Noted: this page has nothing to follow."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)


class NativeReadingView(PageQuestionView):
    """That somebody whose own language it is has read the page."""

    template_name = "translation_panel/read.html"
    page_title = gettext_lazy("I have read it")

    def get_context_data(self, **kwargs):
        waiting = NativeReading.objects.filter(page_id=self.page.pk, read_at=None)
        return super().get_context_data(**kwargs) | {
            "language": language_name(self.page.locale.language_code),
            "is_waiting": waiting.exists(),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if translation_reviews.note_reading(self.page, request.user):
            messages.success(request, _("Noted: a native editor has read this page."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)


@dataclass
class Cell:
    """What the report says of one page in one language."""

    state: str
    label: str
    page: Page | None = None
    translate_url: str = ""
    is_unread: bool = False


class TranslationsReport(WagtailAdminTemplateMixin, TemplateView):
    """A row for what stands in several languages, with a column for each."""

    template_name = "translation_panel/report.html"
    page_title = gettext_lazy("Translations")
    header_icon = "globe"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        locales = list(Locale.objects.order_by("pk"))
        rows = self.find_rows(locales)
        state = self.request.GET.get("state", "")
        state = state if state in LABELS else ""
        counts = {name: sum(is_about(row, name) for row in rows) for name in LABELS}
        chosen = sorted((row for row in rows if is_about(row, state)), key=urgency)
        paginator = Paginator(chosen, ROWS)
        page_obj = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "languages": [language_name(locale.language_code) for locale in locales],
            "rows": page_obj.object_list,
            "page_obj": page_obj,
            "state": state,
            "choices": [
                {"state": name, "label": label, "count": counts[name], "is_chosen": name == state}
                for name, label in LABELS.items()
            ],
        }

    def find_rows(self, locales: list[Locale]) -> list[list[Cell]]:
        """A row for each page that this user may edit; other languages only say how they are."""
        user = self.request.user
        own_pages = page_permission_policy.instances_user_has_any_permission_for(
            user, {"add", "change", "publish"}
        ).filter(depth__gt=1, alias_of=None)
        own = dict(own_pages.values_list("pk", "translation_key"))
        pages = Page.objects.filter(translation_key__in=set(own.values()), alias_of=None)
        together: dict[object, dict[int, Page]] = {}
        for page in pages.order_by("path"):
            together.setdefault(page.translation_key, {})[page.locale_id] = page
        reviews = latest_reviews(page.pk for group in together.values() for page in group.values())
        unread = {*NativeReading.objects.filter(read_at=None).values_list("page_id", flat=True)}
        may_translate = user.has_perm(TRANSLATE)
        rows = [
            [describe(group, locale, reviews, own, may_translate) for locale in locales]
            for group in together.values()
        ]
        for row, group in zip(rows, together.values(), strict=True):
            for cell, locale in zip(row, locales, strict=True):
                page = group.get(locale.pk)
                cell.is_unread = page is not None and page.pk in unread
        return rows


def latest_reviews(pages: Iterable[int]) -> dict[int, TranslationReview]:
    """Page → its open review, else the one that was settled last."""
    found: dict[int, TranslationReview] = {}
    reviews = TranslationReview.objects.filter(page_id__in=set(pages), source__live=True)
    for review in reviews.select_related("checked_by").order_by("settled_at"):
        if review.page_id not in found or found[review.page_id].settled_at is not None:
            found[review.page_id] = review  # open ones come last, and stay
    return found


def describe(
    group: dict[int, Page],
    locale: Locale,
    reviews: dict[int, TranslationReview],
    own: Collection[int],
    may_translate: bool,
) -> Cell:
    """With the page itself only if it is one of the user's `own`."""
    page = group.get(locale.pk)
    if page is None:
        source = next(page for page in group.values() if page.pk in own)
        url = reverse("simple_translation:submit_page_translation", args=[source.pk])
        return Cell(MISSING, _("No translation"), translate_url=url if may_translate else "")
    review = reviews.get(page.pk)
    shown = page if page.pk in own else None
    if review is not None and review.settled_at is None:
        day = day_of(review.changed_at)
        return Cell(BEHIND, _("Behind since %(day)s") % {"day": day}, shown)
    if not page.live:
        return Cell(DRAFT, _("Draft"), shown)
    if review is not None and review.checked_by is not None:
        words = _("Checked on %(day)s by %(name)s")
        name = review.checked_by.get_full_name() or review.checked_by.get_username()
        return Cell(CURRENT, words % {"day": day_of(review.settled_at), "name": name}, shown)
    return Cell(CURRENT, _("Up to date"), shown)


def day_of(moment) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def is_about(row: list[Cell], state: str) -> bool:
    if state == UNREAD:
        return any(cell.is_unread for cell in row)
    return not state or any(cell.state == state for cell in row)


def urgency(row: list[Cell]) -> int:
    """What is behind stands first, then what is to be read, then what is missing."""
    order = (BEHIND, UNREAD, MISSING, DRAFT)
    return next((n for n, state in enumerate(order) if is_about(row, state)), 9)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path(
            "pages/<int:page_id>/translation-checked/",
            CheckedView.as_view(),
            name="translation_checked",
        ),
        path(
            "pages/<int:page_id>/native-reading/",
            NativeReadingView.as_view(),
            name="native_reading",
        ),
        path("reports/translations/", TranslationsReport.as_view(), name="translations_report"),
    ]


class PageWritersMenuItem(MenuItem):
    """Shown to those who write pages."""

    def is_shown(self, request) -> bool:
        return user_has_any_page_permission(request.user)


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    return PageWritersMenuItem(
        gettext_lazy("Translations"),
        reverse_lazy("translations_report"),
        icon_name="globe",
        order=1100,
    )
