"""Addresses for partners. What may be framed begins with embed/, and nothing else does."""

from django.urls import path, re_path

from campaigns.legislators import letters
from campaigns.partners import embed, kit

app_name = "partners"

urlpatterns = [
    path("embed/<slug:slug>/", embed.embed, name="embed"),
    path("embed/<slug:slug>/<slug:code>/", embed.embed, name="embed"),
    path("calls/<slug:slug>/allies/", kit.kit, name="kit"),
    path("calls/<slug:slug>/allies/<slug:code>/", kit.kit, name="kit"),
    path("calls/<slug:slug>/qr/", kit.qr_page, name="qr_page"),
    path("calls/<slug:slug>/qr/<slug:code>/", kit.qr_page, name="qr_page"),
    path("calls/<slug:slug>/qr.svg", kit.qr_svg, name="qr_svg"),
    path("calls/<slug:slug>/qr/<slug:code>.svg", kit.qr_svg, name="qr_svg"),
    path("calls/<slug:slug>/qr.png", kit.qr_png, name="qr_png"),
    path("calls/<slug:slug>/qr/<slug:code>.png", kit.qr_png, name="qr_png"),
    path("calls/<slug:slug>/letter/", letters.letter, name="letter"),
    re_path(
        r"^calls/(?P<slug>[-a-zA-Z0-9_]+)/letter/(?P<state>[a-z]{2})/$",
        letters.letter_print,
        name="letter_print",
    ),
]
