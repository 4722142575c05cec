"""A new password is told to its owner by mail."""

from __future__ import annotations

from django.utils.translation import gettext

from nnirr_site.accounts import mail
from nnirr_site.accounts.records import record
from nnirr_site.models import SignInOutcome, StaffMailKind


class NotedPasswordValidator:
    """Refuses nothing: Django tells validators of every new password once it is stored."""

    def validate(self, password, user=None) -> None:
        """Any password will do, as far as this one is concerned."""

    def get_help_text(self) -> str:
        return gettext("Each change of your password is told to you by mail.")

    def password_changed(self, password, user=None) -> None:
        if user is None or not user.pk or user.last_login is None:
            return  # the first password of a new account
        record(None, SignInOutcome.PASSWORD_CHANGED, user)
        mail.queue(StaffMailKind.PASSWORD_CHANGED, user)
