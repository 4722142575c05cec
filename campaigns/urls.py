"""Addresses of signing. No address carries anything personal but the token of a mailed link."""

from django.urls import path

from campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("sign/check-email/", views.check_any_email, name="check_any_email"),
    path("sign/send-again/", views.resend_any, name="resend_any"),
    path("sign/removed/", views.removed_anywhere, name="removed_anywhere"),
    path("sign/<slug:slug>/", views.sign, name="sign"),
    path("sign/<slug:slug>/check-email/", views.check_email, name="check_email"),
    path("sign/<slug:slug>/send-again/", views.resend, name="resend"),
    path("sign/<slug:slug>/thank-you/", views.thank_you, name="thank_you"),
    path("sign/<slug:slug>/removed/", views.removed, name="removed"),
    path("c/<str:token>/", views.confirm, name="confirm"),
    path("calls/<slug:slug>/count.json", views.count, name="count"),
]
