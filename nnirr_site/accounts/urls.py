"""Addresses of the door, below that of the admin. They go before Wagtail's own."""

from django.urls import path

from nnirr_site.accounts.views import managing, steps, still

urlpatterns = [
    path("logout/", steps.SignOutView.as_view(), name="account_sign_out"),
    path("sign-in/verify/", steps.VerifyView.as_view(), name="account_verify"),
    path("sign-in/still/", still.still_signed_in, name="account_still"),
    path("sign-in/again/", steps.AgainView.as_view(), name="account_again"),
    path("sign-in/set-up/", managing.SetUpView.as_view(), name="account_set_up"),
    path("sign-in/app/", managing.AddAppView.as_view(), name="account_add_app"),
    path("sign-in/passkey/", managing.AddPasskeyView.as_view(), name="account_add_passkey"),
    path("sign-in/codes/", managing.CodesView.as_view(), name="account_codes"),
    path("sign-in/factors/", managing.FactorsView.as_view(), name="account_factors"),
]
