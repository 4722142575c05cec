"""Django's sign-in by name and password, behind the limits: whatever door it comes through."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.views.decorators.debug import sensitive_variables

from nnirr_site.accounts import limits
from nnirr_site.accounts.hashing import HashingBusy
from nnirr_site.accounts.limits import Attempt, Throttled
from nnirr_site.accounts.records import find_user, record, shared_network
from nnirr_site.models import SignInOutcome


class StaffBackend(ModelBackend):
    """Raises `limits.Throttled` and `hashing.HashingBusy`; `sessions` makes answers of them."""

    @sensitive_variables()
    def authenticate(self, request, username=None, password=None, **kwargs):
        if request is None or username is None or password is None:
            return super().authenticate(request, username=username, password=password, **kwargs)
        name, network = limits.subject_of_name(username), limits.household_network(request)
        pair = Attempt(limits.NAME_FROM_NETWORK, name, network)
        others = [Attempt(limits.NAME, name)]
        if network:
            others = [
                Attempt(limits.NAME_FROM_NEIGHBOURS, name, shared_network(request)),
                Attempt(limits.NETWORK, f"network {network}"),
                *others,
            ]
        try:
            limits.take(pair, *others)
        except Throttled as refusal:
            if refusal.is_first:
                record(request, SignInOutcome.LOCKED, find_user(username), "password")
            raise
        try:
            user = super().authenticate(request, username=username, password=password, **kwargs)
        except HashingBusy:
            limits.give_back(pair, *others)  # nobody looked at the password
            raise
        if user is not None:
            limits.forget_attempts(pair)
            limits.give_back(*others)
        return user
