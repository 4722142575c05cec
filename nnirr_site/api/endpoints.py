"""What an address of the API is: its path, its parameters, the shape of its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nnirr_site.http.addresses import absolute

PLACEHOLDER = re.compile(r"{(\w+)}")
PAGE_LENGTH = 50


class BadQuery(ValueError):
    """A parameter that is not as described; the message says what is expected. Answered by 400."""


@dataclass(frozen=True)
class Parameter:
    """A query parameter. Its name is one of PAGE_CACHE_QUERY_KEYS, or no view would see it."""

    name: str
    description: str | Promise
    schema: Mapping[str, object]

    def document(self) -> dict[str, object]:
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": self.description,
            "schema": dict(self.schema),
        }


PAGE = Parameter(
    "page",
    _("Number of the page, from 1."),
    {"type": "integer", "minimum": 1, "default": 1},
)
LANGUAGE = Parameter(
    "language",
    _("Language of titles and addresses; what is not translated comes in English."),
    {"type": "string", "enum": [code for code, _name in settings.LANGUAGES], "default": "en"},
)


@dataclass(frozen=True)
class Endpoint:
    """One address below /api/v1.

    `path` is written as in OpenAPI: `/calls/{call}/count`. `answer` takes the request and the
    placeholders and returns what becomes JSON; it may raise Http404 or `BadQuery`. `result` names
    one of the `schemas`; with `is_paged` the answer is a page of such results. `stale_allowed` is
    False where the answer names people or says what can be signed now (see `public_page`).
    """

    path: str
    name: str
    summary: str | Promise
    answer: Callable[..., object]
    result: str
    schemas: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    is_paged: bool = False
    stale_allowed: bool = True
    example: str = ""

    @property
    def pattern(self) -> str:
        """The path for Django's resolver, with or without a slash at the end."""
        path = PLACEHOLDER.sub(r"(?P<\1>[-a-zA-Z0-9_]+)", self.path.lstrip("/"))
        return rf"^{path}/?$"

    @property
    def placeholders(self) -> list[str]:
        return PLACEHOLDER.findall(self.path)

    @property
    def all_parameters(self) -> tuple[Parameter, ...]:
        return (*self.parameters, PAGE) if self.is_paged else self.parameters


def page_results(
    request: HttpRequest, items, show: Callable[[object], object], length: int = PAGE_LENGTH
) -> dict[str, object]:
    """The page of `items` that was asked for, each as `show` gives it."""
    typed = request.GET.get("page", "1")
    try:
        page = Paginator(items, length).page(typed[:10])
    except PageNotAnInteger:
        raise BadQuery("page has to be a whole number from 1.") from None
    except EmptyPage:
        if typed[:1] in ("0", "-"):
            raise BadQuery("page has to be a whole number from 1.") from None
        raise Http404("There is no such page in this list.") from None
    return {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "next": result_page_url(request, page.next_page_number()) if page.has_next() else None,
        "previous": (
            result_page_url(request, page.previous_page_number()) if page.has_previous() else None
        ),
        "results": [show(item) for item in page],
    }


def result_page_url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return absolute(f"{request.path}?{query.urlencode()}")


def read_choice(request: HttpRequest, parameter: Parameter) -> str:
    """The value of a parameter with a closed list, or its default. Raises BadQuery."""
    choices = list(parameter.schema["enum"])
    value = request.GET.get(parameter.name) or str(parameter.schema.get("default", ""))
    if value and value not in choices:
        raise BadQuery(f"{parameter.name} has to be one of: {', '.join(choices)}.")
    return value
