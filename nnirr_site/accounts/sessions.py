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
from django.views.decorators.debug import sensitive_variables
from django_otp import DEVICE_ID_SESSION_KEY

from nnirr_site.accounts import limits, records
from nnirr_site.accounts.factors import Step, open_step
from nnirr_site.accounts.hashing import RETRY_SECONDS, HashingBusy
from nnirr_site.accounts.limits import Attempt, Throttled
from nnirr_site.http.caching import private_page
from nnirr_site.http.security_headers import admin_path
from nnirr_site.models import SignInOutcome

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
ACCOUNT = "wagtailadmin_account"
PASSWORD_AGAIN_FOR = (ACCOUNT, "wagtailusers_users:", "wagtailusers_groups:")
# Fields of Wagtail's form for a new password: it looks at the old one if there is a new one.
OLD_PASSWORD = "password-old_password"  # noqa: S105
NEW_PASSWORD = ("password-new_password1", "password-new_password2")
LISTS = (":index", ":index_results", ":list", ":list_results", ":history", ":usage", ":users")

logger = logging.getLogger("nnirr_site.accounts")


def begin_anew(request: HttpRequest) -> None:
    """Note when somebody gave the password, and that it is all they gave.

    Django keeps the session of who signs in once more as themselves, and in it the second step
    that was taken: without this the password alone would renew a session for ever.
    """
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    request.session.cycle_key()
    now = int(time.time())
    for name in (SIGNED_IN_AT, SEEN_AT, PASSWORD_AT):
        request.session[name] = now


def confirm_password(request: HttpRequest) -> None:
    request.session[PASSWORD_AT] = int(time.time())


@sensitive_variables()
def is_own_password(request: HttpRequest, user, password: str) -> bool:
    """Whether somebody who is in knows the password of the account; counted before it is judged.

    Raises `limits.Throttled` and `hashing.HashingBusy`.
    """
    attempt = Attempt(limits.PASSWORD_AGAIN, limits.subject_of_user(user))
    limits.take(attempt)
    try:
        is_right = user.check_password(password)
    except HashingBusy:
        limits.give_back(attempt)  # nobody looked at the password
        raise
    if is_right:
        limits.forget_attempts(attempt)
    else:
        records.record(request, SignInOutcome.FAILED, user, "again")
    return is_right


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
        self._flush(request, user)
        request.user = AnonymousUser()
        is_page = request.method == "GET" and "x-requested-with" not in request.headers
        if is_page and not section.startswith(OPEN_SECTIONS):
            return lead_to("wagtailadmin_login", request.get_full_path(), ended="1")
        return None

    def _flush(self, request: HttpRequest, user) -> None:
        records.record(request, SignInOutcome.ENDED, user)
        request.session.flush()

    def _touch(self, session) -> None:
        now = int(time.time())
        if now - session.get(SEEN_AT, 0) >= WRITE_SECONDS:
            session[SEEN_AT] = now

    # -- everywhere else

    def _keep_out(self, request: HttpRequest) -> HttpResponse | None:
        """Outside the admin the session is looked at only if a view asks who is there."""
        found = request.user
        request.user = SimpleLazyObject(lambda: self._whoever_is_in(request, found))
        if request.path != reverse(FRONT_LOGIN):
            return None
        # Asked in any case, so that a session that is over has gone before a password comes in.
        is_in = request.user.is_authenticated
        if request.method != "GET" or is_in or not found.is_authenticated:
            return None
        # The page that asked for a sign-in asks again: what is missing is the second step.
        return lead_to_step(step_of(found), request.GET.get("next") or "/")

    def _whoever_is_in(self, request: HttpRequest, user):
        if not user.is_authenticated:
            return user
        if is_over(request.session):
            self._flush(request, user)
            return AnonymousUser()
        if step_of(user):
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
                return ask_to_wait(request, 429, refusal.seconds)
        if needs_password(name, names) and request.user.is_authenticated:
            back = None if request.method == "GET" else request.path
            answer = ask_password_again(request, back)
            if answer is None and name == ACCOUNT and request.method == "POST":
                answer = self._count_old_password(request)
            return answer
        return None

    @sensitive_variables()
    def _count_old_password(self, request: HttpRequest) -> HttpResponse | None:
        """Wagtail's form for a new password tells whether the old one is right, at any rate."""
        if not any(request.POST.get(field) for field in NEW_PASSWORD):
            return None  # the form looks at no password then
        old = request.POST.get(OLD_PASSWORD, "")
        try:
            is_own_password(request, request.user, old)
        except (Throttled, HashingBusy) as error:
            return self.process_exception(request, error)
        return None

    def _count_shared_password(self, request: HttpRequest, subject: str) -> list[Attempt]:
        attempts = [Attempt(limits.SHARED_PASSWORD_OF_ALL, subject)]
        if network := limits.household_network(request):
            neighbours = records.shared_network(request)
            attempts = [
                Attempt(limits.SHARED_PASSWORD, subject, network),
                Attempt(limits.SHARED_PASSWORD_FROM_NEIGHBOURS, subject, neighbours),
                *attempts,
            ]
        limits.take(*attempts)
        return attempts

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Throttled):
            return ask_to_wait(request, 429, error.seconds)
        if isinstance(error, HashingBusy):
            logger.warning("account: too many passwords at once")
            return ask_to_wait(request, 503, RETRY_SECONDS)
        return None


def ask_to_wait(request: HttpRequest, status: int, seconds: int) -> HttpResponse:
    """A page that says when to try again, in the look of the door that was tried."""
    is_admin = request.path.startswith(admin_path())
    template = "accounts/refused.html" if is_admin else "accounts/refused_plain.html"
    context = {
        "is_busy": status == 503,
        "minutes": math.ceil(seconds / 60),
        "hours": math.ceil(seconds / 3600) if seconds > 3600 else 0,
        "back": request.get_full_path(),
    }
    response = private_page(render(request, template, context, status=status))
    response["Retry-After"] = str(seconds)
    return response
