"""The way of a form that is sent without a session: from its seat straight to its view.

What most middleware is for, such a form has not: somebody who is signed in, messages, a file that
is uploaded, an address that has moved. Signing goes this way, where every thousandth of a second
decides how many can sign at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.exception import convert_exception_to_response
from django.core.signals import setting_changed
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from nnirr_site.http.session_keys import SessionStore
from nnirr_site.uploads.reader import answering_a_request
from nnirr_site.uploads.waiting import SECONDS_TO_TAKE


class Stranger(AnonymousUser):
    """Nobody who is signed in, as the middleware for second factors knows them."""

    otp_device = None

    def is_verified(self) -> bool:
        return False


def without_session(view: Callable) -> Callable:
    """Mark a view whose answer to a form knows of no session, and sets none."""
    view.is_without_session = True
    return view


class ShortWayMiddleware:
    """Answers forms of strangers to views that are marked so; all else takes the way behind it."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.answer = convert_exception_to_response(call_view)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        match = find_short_way(request)
        if match is None:
            return self.get_response(request)
        request.resolver_match = match
        request.session, request.user, request.account = SessionStore(), Stranger(), None
        response = self.answer(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


def call_view(request: HttpRequest) -> HttpResponseBase:
    request.get_host()  # raises DisallowedHost, before anything is done
    match = request.resolver_match
    with answering_a_request(SECONDS_TO_TAKE):  # the page with the form has pictures
        return match.func(request, *match.args, **match.kwargs)


def find_short_way(request: HttpRequest) -> ResolverMatch | None:
    """The view that the form goes to, if it is marked; its language is active then."""
    if request.method != "POST" or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return None
    language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    translation.activate(language)
    request.LANGUAGE_CODE = language
    return match_of(request.path_info, language)


@lru_cache(maxsize=256)
def match_of(path: str, _language: str) -> ResolverMatch | None:
    """The marked view at a path; None if there is none. The language has to be active."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if getattr(match.func, "is_without_session", False) else None


def _forget_matches(*, setting: str, **_signal) -> None:
    if setting == "ROOT_URLCONF":
        match_of.cache_clear()


setting_changed.connect(_forget_matches, dispatch_uid="short_way")
