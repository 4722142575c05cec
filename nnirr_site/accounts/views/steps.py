"""Pages between the password and the admin: the second step, the password again, signing out."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from nnirr_site.accounts import factors, limits, mail, passkeys, sessions
from nnirr_site.accounts.factors import Step
from nnirr_site.accounts.forms import CodeForm, PasswordForm
from nnirr_site.accounts.limits import Attempt
from nnirr_site.accounts.records import record
from nnirr_site.http.caching import private_page
from nnirr_site.models import (
    Passkey,
    RecoverySheet,
    SignInOutcome,
    SignInRecord,
    StaffMailKind,
)


class AccountPageMixin:
    """A page for whoever gave the password, in the language of their admin.

    `may_be_halfway`: also for those whose second step is still to come.
    """

    may_be_halfway = False
    wants_password = False

    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request, *args, **kwargs):
        self.account = request.account
        if self.account is None:
            return private_page(redirect_to_login(self.back, reverse("wagtailadmin_login")))
        self.step = sessions.step_of(self.account)
        if self.step is Step.VERIFY and not self.may_be_halfway:
            return sessions.lead_to("account_verify", self.back)
        if self.wants_password:
            back = None if request.method == "GET" else request.path
            if (answer := sessions.ask_password_again(request, back)) is not None:
                return answer
        with translation.override(mail.language_of(self.account)):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        return private_page(response)

    @property
    def back(self) -> str:
        """Where to go afterwards: an address of this site, the admin's first page by default."""
        given = self.request.POST.get("next") or self.request.GET.get("next") or ""
        is_ours = url_has_allowed_host_and_scheme(
            given, {self.request.get_host()}, self.request.is_secure()
        )
        return given if is_ours else reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(account=self.account, next=self.back, **kwargs)

    def finish_step(self, factor) -> None:
        factors.pass_step(self.request, self.account, factor)
        record(self.request, SignInOutcome.SIGNED_IN, self.account, factor.method)


class VerifyView(AccountPageMixin, FormView):
    """The second step: a code, or a passkey."""

    template_name = "accounts/verify.html"
    form_class = CodeForm
    may_be_halfway = True

    def get(self, request, *args, **kwargs):
        if self.step is None:
            return redirect(self.back)
        if self.step is Step.SET_UP:
            return sessions.lead_to("account_set_up", self.back)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.step is not Step.VERIFY:
            return redirect(self.back)
        attempt, *of_the_day = self.list_attempts()
        try:
            limits.take(attempt, *of_the_day)
        except limits.Throttled as refusal:
            if refusal.is_first:
                record(request, SignInOutcome.LOCKED, self.account, "step")
                self.tell_of_guesses()
            raise
        factor = self.find_factor()
        if factor is None:
            record(request, SignInOutcome.FAILED_STEP, self.account)
            if count_wrong_steps(self.account) >= limits.SECOND_STEP.most:
                self.tell_of_guesses()
            form = self.get_form()
            form.add_error(None, self.explain_failure())
            return self.form_invalid(form)
        limits.forget_attempts(attempt)
        limits.give_back(*of_the_day)  # the wrong ones of the day stay counted
        self.finish_step(factor)
        factors.mark_used(factor)
        if isinstance(factor, RecoverySheet):
            self.tell_of_code(factor)
        if not factors.usable_factors_of(self.account):
            return sessions.lead_to("account_codes", self.back)  # that was the last code
        return redirect(self.back)

    def list_attempts(self) -> list[Attempt]:
        """The narrow one first."""
        subject = limits.subject_of_user(self.account)
        attempts = [Attempt(limits.SECOND_STEP, subject)]
        is_answer = bool(self.request.POST.get("answer"))
        if not is_answer and factors.is_six_digits(self.request.POST.get("code", "")):
            attempts.append(Attempt(limits.SIX_DIGITS, subject))
        return attempts

    def tell_of_guesses(self) -> None:
        """A mail to the owner, once a day: whoever gets here knows the password."""
        try:
            limits.take(Attempt(limits.TOLD_OF_GUESSES, f"told {self.account.pk}"))
        except limits.Throttled:
            return
        mail.queue(StaffMailKind.STEP_GUESSED, self.account)

    def find_factor(self):
        answer = self.request.POST.get("answer", "")
        if not answer:
            return factors.use_code(self.account, self.request.POST.get("code", ""))
        try:
            return passkeys.use_passkey(self.request.session, self.account, answer)
        except passkeys.WrongAnswer:
            return None

    def explain_failure(self) -> str:
        if self.request.POST.get("answer"):
            return _("This passkey does not fit. Try again, or use a code.")
        return _(
            "This code does not fit, or was used before. A code of an app is new each half minute."
        )

    def tell_of_code(self, sheet: RecoverySheet) -> None:
        mail.queue(StaffMailKind.CODE_USED, self.account)
        left = len(sheet.hashes)
        if left <= factors.FEW_CODES:
            text = ngettext(
                "You have %(count)d recovery code left. Print new ones under Account.",
                "You have %(count)d recovery codes left. Print new ones under Account.",
                left,
            )
            messages.warning(self.request, text % {"count": left})

    def get_context_data(self, **kwargs):
        options = None
        if Passkey.objects.filter(user=self.account).exists():
            options = passkeys.begin_using(self.request.session, self.account)
        return super().get_context_data(options=options, **kwargs)


def count_wrong_steps(user) -> int:
    """How many second steps of the last day were wrong, whatever came between them."""
    since = timezone.now() - timedelta(seconds=limits.DAY)
    wrong = SignInRecord.objects.filter(user=user, outcome=SignInOutcome.FAILED_STEP)
    return wrong.filter(at__gte=since).count()


class AgainView(AccountPageMixin, FormView):
    """The password again, before something that gives personal data or an account away."""

    template_name = "accounts/again.html"
    form_class = PasswordForm

    def form_valid(self, form):
        password = form.cleaned_data["password"]
        if not sessions.is_own_password(self.request, self.account, password):
            form.add_error("password", _("This is not your password."))
            return self.form_invalid(form)
        sessions.confirm_password(self.request)
        record(self.request, SignInOutcome.CONFIRMED, self.account)
        return redirect(self.back)


class SignOutView(View):
    """Ends the session. A link or picture on another site only gets as far as a question.

    Who types the address, or follows a link of ours, means it: browsers say so in `Sec-Fetch-Site`.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.account is None:
            return redirect("wagtailadmin_login")
        if self.is_meant(request):
            return self.post(request)
        language = mail.language_of(request.account)
        with translation.override(language):
            return private_page(render(request, "accounts/sign_out.html"))

    def is_meant(self, request: HttpRequest) -> bool:
        came_from = request.headers.get("sec-fetch-site")
        is_ahead = "prefetch" in request.headers.get("sec-purpose", "")
        is_page = request.headers.get("sec-fetch-dest") == "document"
        return came_from in ("none", "same-origin") and is_page and not is_ahead

    def post(self, request: HttpRequest) -> HttpResponse:
        request.user = request.account or request.user
        logout(request)
        response = redirect("wagtailadmin_login")
        messages.success(request, _("You have been signed out."))
        return private_page(response)
