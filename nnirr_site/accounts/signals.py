"""What Django tells of an account is written down, and told to whom it belongs."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import pre_save

from nnirr_site.accounts import factors, mail, sessions
from nnirr_site.accounts.records import find_user, record
from nnirr_site.models import SignInOutcome, StaffMailKind


def note_failure(sender, credentials: dict, request=None, **_signal) -> None:
    """A wrong name and a wrong password take the same steps, so that neither can be told."""
    if request is not None:
        user = find_user(str(credentials.get("username") or ""))
        record(request, SignInOutcome.FAILED, user, "password")


def note_sign_out(sender, request, user, **_signal) -> None:
    if user is not None:
        record(request, SignInOutcome.SIGNED_OUT, user)


def note_sign_in(sender, request, user, **_signal) -> None:
    """The password was right; with a second step to come nobody is in yet."""
    sessions.begin_anew(request)
    if factors.open_step(user):
        record(request, SignInOutcome.PASSWORD, user, "password")
    else:
        record(request, SignInOutcome.SIGNED_IN, user, "password")


def note_new_email(sender, instance, update_fields=None, raw=False, **_signal) -> None:
    """Tell the old address, whoever changes it and wherever."""
    if raw or not instance.pk or (update_fields is not None and "email" not in update_fields):
        return
    old = sender.objects.filter(pk=instance.pk).values_list("email", flat=True).first()
    if old is not None and old.lower() != (instance.email or "").lower():
        record(None, SignInOutcome.EMAIL_CHANGED, instance)
        mail.queue(StaffMailKind.EMAIL_CHANGED, instance, to=old)


def connect_account_signals() -> None:
    """Connect what Django tells. Called once when the site starts."""
    user_login_failed.connect(note_failure, dispatch_uid="accounts")
    user_logged_in.connect(note_sign_in, dispatch_uid="accounts")
    user_logged_out.connect(note_sign_out, dispatch_uid="accounts")
    pre_save.connect(note_new_email, sender=get_user_model(), dispatch_uid="accounts")
