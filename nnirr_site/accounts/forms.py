"""What staff type to come in, and to stay in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from wagtail.admin.forms.auth import PasswordResetForm

from nnirr_site.accounts import limits, mail
from nnirr_site.accounts.limits import Attempt
from nnirr_site.accounts.records import record
from nnirr_site.models import SignInOutcome, StaffMailKind

CODE_ATTRIBUTES = {
    "autocomplete": "one-time-code",
    "autocapitalize": "off",
    "spellcheck": "false",
    "autofocus": "",
}


class QueuedResetForm(PasswordResetForm):
    """Does the same for every address: counts it, queues a mail. The worker finds whose it is."""

    @sensitive_variables()
    def save(self, *arguments, request=None, **options) -> None:
        """Raises `limits.Throttled`."""
        email = self.cleaned_data["email"]
        attempts = [Attempt(limits.RESET_EMAIL, f"address {email.casefold()}")]
        if network := limits.household_network(request):
            attempts.insert(0, Attempt(limits.RESET_NETWORK, f"network {network}"))
        limits.take(*attempts)
        record(request, SignInOutcome.RESET_ASKED)
        mail.queue(StaffMailKind.PASSWORD_RESET, to=email)


class CodeForm(forms.Form):
    """A code of an app or of a sheet."""

    code = forms.CharField(
        label=_("Code"), max_length=40, widget=forms.TextInput(attrs=CODE_ATTRIBUTES)
    )


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": ""}),
    )


class PasskeyForm(forms.Form):
    """`answer` is filled in by `passkeys.js`."""

    name = forms.CharField(
        label=_("Name"),
        max_length=64,
        help_text=_("So that you know it again, such as “Office computer”."),
    )
    answer = forms.CharField(required=False, widget=forms.HiddenInput)


class AccountReasonForm(forms.Form):
    """Why staff do something to another account. It is kept in the log."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Such as “lost phone, called us”. It is kept in the log: name nobody."),
    )
