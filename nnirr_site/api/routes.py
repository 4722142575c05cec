"""The addresses of the API, put together from what the apps offer."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from nnirr_site.api.answers import METHODS, answer_json, answer_preflight, answer_problem
from nnirr_site.api.endpoints import BadQuery, Endpoint
from nnirr_site.api.limits import REQUESTS, SECONDS, client_network, limiter
from nnirr_site.api.openapi import build_document, example_path
from nnirr_site.database import is_outage
from nnirr_site.http.addresses import absolute
from nnirr_site.http.caching import public_page
from nnirr_site.http.outages import RETRY_SECONDS

logger = logging.getLogger(__name__)


def as_json_view(answer: Callable[..., object], *, stale_allowed: bool = True):
    """A view that gives what `answer` returns as JSON, and every failure as JSON as well."""

    @csrf_exempt
    def view(request: HttpRequest, **placeholders: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return answer_preflight(request)
        if request.method not in ("GET", "HEAD"):
            return answer_problem(405, f"This address takes {METHODS}.", Allow=METHODS)
        wait = limiter.seconds_to_wait(client_network(request))
        if wait:
            detail = (
                f"At most {REQUESTS} requests in {SECONDS} seconds. Try again in {wait} seconds."
            )
            return answer_problem(429, detail, **{"Retry-After": str(wait)})
        try:
            return answer_json(answer(request, **placeholders), stale_allowed=stale_allowed)
        except BadQuery as problem:
            return answer_problem(400, str(problem))
        except Http404 as problem:
            return answer_problem(404, str(problem) or "There is nothing at this address.")
        except Exception as error:
            logger.exception("The API failed at %s", request.resolver_match.view_name)
            if is_outage(error):
                detail = "The data cannot be reached right now. Please ask again in a moment."
                response = answer_problem(503, detail, **{"Retry-After": str(RETRY_SECONDS)})
                response.is_outage = True
                return response
            return answer_problem(500, "Something went wrong here. It is on record.")

    return view


class Api:
    """All endpoints, their description, and the page about them.

    `find_example` returns the short name of a call for the examples, "" if there is none.
    """

    def __init__(self, endpoints: Iterable[Endpoint], find_example: Callable[[], str]):
        self.endpoints = list(endpoints)
        self.find_example = find_example

    @property
    def urlpatterns(self) -> list:
        """To be included below /api/v1/, outside the prefixes of languages."""
        return [
            path("", as_json_view(self.index), name="index"),
            path("openapi.json", as_json_view(self.openapi), name="openapi"),
            *(
                re_path(
                    endpoint.pattern,
                    as_json_view(endpoint.answer, stale_allowed=endpoint.stale_allowed),
                    name=endpoint.name,
                )
                for endpoint in self.endpoints
            ),
            re_path(r"", as_json_view(self.nothing)),
        ]

    def index(self, request: HttpRequest) -> dict[str, object]:
        base = absolute("/api/v1")
        return {
            "version": "v1",
            "documentation": absolute("/api/"),
            "openapi": f"{base}/openapi.json",
            "endpoints": {endpoint.name: base + endpoint.path for endpoint in self.endpoints},
        }

    def openapi(self, request: HttpRequest) -> dict[str, object]:
        """Programs get it in English, whatever language the browser behind them asks for."""
        with override("en"):
            return json.loads(json.dumps(build_document(self.endpoints), cls=DjangoJSONEncoder))

    def nothing(self, request: HttpRequest) -> None:
        raise Http404

    def documentation(self, request: HttpRequest) -> HttpResponse:
        """The page for people who want to use the data."""
        call = self.find_example() or "short-name-of-a-call"
        context = {
            "endpoints": [
                {
                    "name": endpoint.name,
                    "path": f"/api/v1{endpoint.path}",
                    "summary": endpoint.summary,
                    "example": f"/api/v1{example_path(endpoint, call)}",
                    "parameters": endpoint.all_parameters,
                }
                for endpoint in self.endpoints
            ],
            "base": absolute("/api/v1"),
            "call": call,
            "requests": REQUESTS,
            "seconds": SECONDS,
            "description": _("Public data for programs: calls, counts, organizations, States."),
        }
        return public_page(render(request, "nnirr_site/api.html", context))

    @property
    def documentation_view(self):
        return require_safe(self.documentation)
