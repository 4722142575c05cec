"""Addresses of signing. No address carries anything personal but the token of a mailed link."""

from django.urls import path

from campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("sign/check-email/", views.check_any_email, name="check_any_email"),
    path("sign/send-again/", views.resend_any, name="resend_any"),
    path("sign/removed/", views.removed_anywhere, name="removed_anywhere"),
    path("sign/mail-again/", views.pause_ended, name="pause_ended"),
    path("sign/<slug:slug>/", views.sign_call, name="sign"),
    path("sign/<slug:slug>/check-email/", views.check_email, name="check_email"),
    path("sign/<slug:slug>/send-again/", views.resend, name="resend"),
    path("sign/<slug:slug>/thank-you/", views.thank_you, name="thank_you"),
    path("sign/<slug:slug>/removed/", views.removed, name="removed"),
    path("c/<str:token>/", views.confirm, name="confirm"),
    path("letters/<str:token>/", views.letters, name="letters"),
    path("hooks/mail/<slug:provider>/", views.mail_events, name="mail_events"),
    path("own/<str:token>/", views.own, name="own"),
    path("own/<str:token>/saved/", views.own_saved, name="own_saved"),
    path("own/<str:token>/change/", views.own_change, name="own_change"),
    path("own/<str:token>/sent/", views.own_saved, {"done": "sent"}, name="own_sent"),
    path("own/<str:token>/new-address/", views.new_email, name="new_email"),
    path("own/<str:token>/data.json", views.own_data, name="own_data"),
    path("calls/what-we-keep/", views.kept, name="kept"),
    path("calls/<slug:slug>/text/", views.statements, name="statements"),
    path("calls/<slug:slug>/text/<slug:language>/<int:number>/", views.statement, name="statement"),
    path(
        "calls/<slug:slug>/text/<slug:language>/<int:number>/text.txt",
        views.statement_file,
        name="statement_file",
    ),
    path("calls/<slug:slug>/history/", views.history, name="history"),
    path("calls/<slug:slug>/count.json", views.count, name="count"),
    path("calls/<slug:slug>/count/", views.method, name="method"),
    path("calls/<slug:slug>/ledger.json", views.ledger_json, name="ledger_json"),
    path("calls/<slug:slug>/ledger.csv", views.ledger_csv, name="ledger_csv"),
    path("calls/<slug:slug>/card.png", views.card, name="card"),
    path("calls/<slug:slug>/names/", views.names, name="names"),
    path("calls/<slug:slug>/organizations/", views.organizations, name="organizations"),
    path("calls/<slug:slug>/reasons/", views.reasons, name="reasons"),
]
