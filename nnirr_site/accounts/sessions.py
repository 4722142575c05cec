"""What a session of staff may do, and how long.

A right password alone opens nothing where a second step is due: until it is taken the visitor is
anonymous to every view, in the admin, for documents and on private pages. A session ends after
SESSION_IDLE_MINUTES without a request to the admin or to something private, and SESSION_COOKIE_AGE
after the sign-in.
What gives personal data away, or an account, asks for the password again (`PASSWORD_SECONDS`).
"""

from __future__ import annotations

import logging
import math
import time
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from nnirr_site.accounts import limits, records
from nnirr_site.accounts.factors import Step, open_step
from nnirr_site.accounts.hashing import RETRY_SECONDS, HashingBusy
from nnirr_site.accounts.limits import Attempt, Throttled
from nnirr_site.cache import private_page
from nnirr_site.models import SignInOutcome
from nnirr_site.security import admin_path

PASSWORD_SECONDS = 10 * 60
WRITE_SECONDS = 60  # so often the session's row learns that somebody is there
SIGNED_IN_AT, SEEN_AT, PASSWORD_AT = "signed_in_at", "seen_at", "password_at"

# Below the admin's address: who has taken no second step yet is not led away from these.
OPEN_SECTIONS = ("login/", "logout/", "password_reset/", "jsi18n/", "sprite/", "sign-in/")
# An editor that is open and forgotten sends these for ever: they keep no session alive.
SELF_MADE_SECTIONS = ("editing-sessions/",)
FRONT_LOGIN = "wagtailcore_login"
# Passwords that several people share, of pages and of collections of documents.
SHARED_PASSWORDS = {
    "wagtailcore_authenticate_with_password": "page_view_restriction_id",
    "wagtaildocs_authenticate_with_password": "restriction_id",
}
# Who gets into these can take an account over, or give themselves rights.
PASSWORD_AGAIN_FOR = ("wagtailadmin_account", "wagtailusers_users:", "wagtailusers_groups:")
LISTS = (":index", ":index_results", ":list", ":list_results", ":history", ":usage", ":users")

logger = logging.getLogger("nnirr_site.accounts")


def begin(request: HttpRequest) -> None:
    """Note when somebody gave the password."""
    now = int(time.time())
    for name in (SIGNED_IN_AT, SEEN_AT, PASSWORD_AT):
        request.session[name] = now


def confirm_password(request: HttpRequest) -> None:
    request.session[PASSWORD_AT] = int(time.time())


def is_over(session) -> bool:
    """Whether the session has been idle too long, or is too old however busy it was."""
    now = time.time()
    is_idle = now - session.get(SEEN_AT, 0) > settings.SESSION_IDLE_MINUTES * 60
    return is_idle or now - session.get(SIGNED_IN_AT, 0) > settings.SESSION_COOKIE_AGE


def step_of(user):
    """The step that this session has still to take; None for one that is in."""
    return None if user.is_verified() else open_step(user)


def ask_password_again(request: HttpRequest, back: str | None = None) -> HttpResponse | None:
    """An answer that leads to the password and back, unless it was given a short while ago.

    `back` is where to; else the address asked for. What was posted is not kept.
    """
    if time.time() - request.session.get(PASSWORD_AT, 0) <= PASSWORD_SECONDS:
        return None
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    return lead_to("account_again", back or request.get_full_path())


def needs_password(name: str, arguments: dict) -> bool:
    """Whether an address of Wagtail's can take an account over, or give rights away."""
    if name == "wagtail_bulk_action":
        return arguments.get("model_name") == "user"
    return name.startswith(PASSWORD_AGAIN_FOR) and not name.endswith(LISTS)


def lead_to(url_name: str, back: str, **more: str) -> HttpResponse:
    query = urlencode({"next": back, **more})
    return private_page(redirect(f"{reverse(url_name)}?{query}"))


def lead_to_step(step: Step | None, back: str) -> HttpResponse | None:
    names = {Step.VERIFY: "account_verify", Step.SET_UP: "account_set_up"}
    return lead_to(names[step], back) if step else None


class StaffSessionMiddleware:
    """Ends sessions, keeps the second step, and answers for limits. After `OTPMiddleware`.

    `request.account` is who gave the password on a page of the second step, taken or not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.account = None
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            section = request.path.removeprefix(admin_path())
            if section != request.path:
                answer = self._admit(request, section)
            else:
                answer = self._keep_out(request)
            if answer is not None:
                return answer
        response = self.get_response(request)
        # A right password for something private leads on: it was no attempt at guessing.
        if response.status_code == 302 and hasattr(request, "shared_attempts"):
            limits.give_back(*request.shared_attempts)
        return response

    # -- in the admin

    def _admit(self, request: HttpRequest, section: str) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated:
            return None
        if is_over(request.session):
            return self._end(request, user, section)
        if not section.startswith(SELF_MADE_SECTIONS):
            self._touch(request.session)
        step = step_of(user)
        request.account = user
        if step is None:
            return None
        request.user = AnonymousUser()
        if section.startswith(OPEN_SECTIONS):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return private_page(HttpResponse(status=403))
        back = request.get_full_path() if request.method == "GET" else admin_path()
        return lead_to_step(step, back)

    def _end(self, request: HttpRequest, user, section: str) -> HttpResponse | None:
        records.record(request, SignInOutcome.ENDED, user)
        request.session.flush()
        request.user = AnonymousUser()
        is_page = request.method == "GET" and "x-requested-with" not in request.headers
        if is_page and not section.startswith(OPEN_SECTIONS):
            return lead_to("wagtailadmin_login", request.get_full_path(), ended="1")
        return None

    def _touch(self, session) -> None:
        now = int(time.time())
        if now - session.get(SEEN_AT, 0) >= WRITE_SECONDS:
            session[SEEN_AT] = now

    # -- everywhere else

    def _keep_out(self, request: HttpRequest) -> HttpResponse | None:
        """Outside the admin the session is looked at only if a view asks who is there."""
        found = request.user
        request.user = SimpleLazyObject(lambda: self._whoever_is_in(request, found))
        if request.path != reverse(FRONT_LOGIN) or request.method != "GET":
            return None
        # The page that asked for a sign-in asks again: what is missing is the second step.
        if not found.is_authenticated or is_over(request.session):
            return None
        return lead_to_step(step_of(found), request.GET.get("next") or "/")

    def _whoever_is_in(self, request: HttpRequest, user):
        if user.is_authenticated:
            if is_over(request.session) or step_of(user):
                return AnonymousUser()
            self._touch(request.session)
        return user

    # -- around the views

    def process_view(self, request: HttpRequest, view, arguments, names) -> HttpResponse | None:
        name = request.resolver_match.view_name or ""
        if name in SHARED_PASSWORDS and request.method == "POST":
            subject = f"{name} {names[SHARED_PASSWORDS[name]]}"
            try:
                request.shared_attempts = self._count_shared_password(request, subject)
            except Throttled as refusal:
                return refuse(request, 429, refusal.seconds)
        if needs_password(name, names) and request.user.is_authenticated:
            back = None if request.method == "GET" else request.path
            return ask_password_again(request, back)
        return None

    def _count_shared_password(self, request: HttpRequest, subject: str) -> list[Attempt]:
        attempts = [Attempt(limits.SHARED_PASSWORD_OF_ALL, subject)]
        if network := limits.network_of(request):
            attempts.insert(0, Attempt(limits.SHARED_PASSWORD, subject, network))
        limits.take(*attempts)
        return attempts

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Throttled):
            return refuse(request, 429, error.seconds)
        if isinstance(error, HashingBusy):
            logger.warning("account: too many passwords at once")
            return refuse(request, 503, RETRY_SECONDS)
        return None


def refuse(request: HttpRequest, status: int, seconds: int) -> HttpResponse:
    """A page that says when to try again, in the look of the door that was tried."""
    is_admin = request.path.startswith(admin_path())
    template = "accounts/refused.html" if is_admin else "accounts/refused_plain.html"
    context = {
        "is_busy": status == 503,
        "minutes": math.ceil(seconds / 60),
        "back": request.get_full_path(),
    }
    response = private_page(render(request, template, context, status=status))
    response["Retry-After"] = str(seconds)
    return response
