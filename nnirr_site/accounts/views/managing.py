"""Pages on which people set up and take away the second factors of their own account."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from nnirr_site.accounts import factors, mail, passkeys
from nnirr_site.accounts.factors import Step
from nnirr_site.accounts.forms import CodeForm, PasskeyForm
from nnirr_site.accounts.records import record
from nnirr_site.accounts.sealing import UnreadableSecret
from nnirr_site.accounts.views.steps import AccountPageMixin
from nnirr_site.models import (
    AuthenticatorApp,
    RecoverySheet,
    SignInOutcome,
    StaffMailKind,
)

NEW_APP = "new_app"


class SetUpView(AccountPageMixin, TemplateView):
    """Where those land who must have a second factor and have none."""

    template_name = "accounts/set_up.html"

    def get(self, request, *args, **kwargs):
        if self.step is None:
            return redirect("account_factors")
        return super().get(request, *args, **kwargs)


class AddingMixin(AccountPageMixin):
    """A new factor takes the step too, if that was to come; the first one brings codes along."""

    wants_password = True

    def added(self, factor):
        record(self.request, SignInOutcome.FACTOR_ADDED, self.account, factor.method)
        mail.queue(StaffMailKind.FACTOR_ADDED, self.account)
        self.come_in_by(factor)
        if RecoverySheet.objects.filter(user=self.account).exists():
            messages.success(self.request, _("Your new second factor is set up."))
            return redirect("account_factors" if self.step is None else self.back)
        return self.show_codes(factors.make_codes(self.account))

    def come_in_by(self, factor) -> None:
        """Else who sets one up freely is asked for it at once, with a code that is used up."""
        if self.step is Step.SET_UP:
            self.finish_step(factor)
        elif not self.account.is_verified():
            factors.pass_step(self.request, self.account, factor)

    def show_codes(self, codes: list[str]):
        """The one time that codes are seen."""
        return self.response_class(
            self.request,
            "accounts/codes_made.html",
            {"codes": codes, "next": self.back, "account": self.account},
        )


class AddAppView(AddingMixin, FormView):
    """A QR code for the app; its first code shows that it works."""

    template_name = "accounts/add_app.html"
    form_class = CodeForm

    def find_key(self) -> str:
        """The key that is being set up; it waits in the session, sealed."""
        sealed = self.request.session.get(NEW_APP, "")
        try:
            return factors.unseal_app_key(sealed, self.account)
        except UnreadableSecret:
            key = factors.new_app_key()
            self.request.session[NEW_APP] = factors.seal_app_key(key, self.account)
            return key

    def form_valid(self, form):
        key = self.find_key()
        code = factors.plain_code(form.cleaned_data["code"])
        step = factors.match_app_code(key, code)
        if step is None:
            form.add_error(
                "code", _("This is not the code that the app shows now. Is the clock of it right?")
            )
            return self.form_invalid(form)
        del self.request.session[NEW_APP]
        app = AuthenticatorApp.objects.create(
            user=self.account,
            name="app",
            sealed_key=factors.seal_app_key(key, self.account),
            last_step=step,
        )
        return self.added(app)

    def get_context_data(self, **kwargs):
        key = self.find_key()
        uri = factors.app_uri(key, self.account)
        drawn = segno.make(uri, error="m").svg_inline(
            scale=4, dark="#000", light="#fff", border=4, omitsize=True, svgclass="account-qr"
        )
        words = factors.in_base32(key)
        groups = " ".join(words[start : start + 4] for start in range(0, len(words), 4))
        return super().get_context_data(
            qr=mark_safe(drawn),  # noqa: S308 - drawn by segno, holds no text
            key=groups,
            **kwargs,
        )


class AddPasskeyView(AddingMixin, FormView):
    """A passkey of this computer, of a phone, or on a security key."""

    template_name = "accounts/add_passkey.html"
    form_class = PasskeyForm

    def form_valid(self, form):
        try:
            passkey = passkeys.finish_adding(
                self.request.session,
                self.account,
                form.cleaned_data["answer"],
                form.cleaned_data["name"],
            )
        except passkeys.WrongAnswer:
            form.add_error(None, _("The browser made no passkey for this site. Try again."))
            return self.form_invalid(form)
        return self.added(passkey)

    def get_context_data(self, **kwargs):
        options = passkeys.begin_adding(self.request.session, self.account)
        return super().get_context_data(options=options, **kwargs)


class CodesView(AddingMixin, TemplateView):
    """New recovery codes; the old ones end."""

    template_name = "accounts/codes.html"

    def post(self, request, *args, **kwargs):
        codes = factors.make_codes(self.account)
        sheet = RecoverySheet.objects.get(user=self.account)
        record(request, SignInOutcome.FACTOR_ADDED, self.account, sheet.method)
        mail.queue(StaffMailKind.FACTOR_ADDED, self.account)
        self.come_in_by(sheet)
        return self.show_codes(codes)

    def get_context_data(self, **kwargs):
        sheet = RecoverySheet.objects.filter(user=self.account).first()
        return super().get_context_data(sheet=sheet, **kwargs)


class FactorsView(AccountPageMixin, TemplateView):
    """What the account has; posting the number of one takes it away."""

    template_name = "accounts/factors.html"
    wants_password = True

    def get(self, request, *args, **kwargs):
        if self.step is Step.SET_UP:
            return redirect("account_set_up")
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        own = factors.factors_of(self.account)
        chosen = next((f for f in own if f.persistent_id == request.POST.get("factor")), None)
        if chosen is None:
            raise Http404
        usable = factors.usable_factors_of(self.account)
        is_last = not any(other.persistent_id != chosen.persistent_id for other in usable)
        if is_last and factors.is_required(self.account):
            messages.error(request, _("This is the only one you have. Add another one first."))
            return redirect("account_factors")
        if is_last:
            factors.remove_all(self.account)  # with it used up codes: nothing would open the step
        else:
            chosen.delete()
        record(request, SignInOutcome.FACTOR_REMOVED, self.account, chosen.method)
        mail.queue(StaffMailKind.FACTOR_REMOVED, self.account)
        messages.success(request, _("It is removed."))
        return redirect("account_factors")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            factors=factors.factors_of(self.account),
            is_required=factors.is_required(self.account),
            **kwargs,
        )
