"""Headers on each kind of answer."""

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse

from nnirr_site.http.security_headers import (
    ADMIN_POLICY,
    DOOR_POLICY,
    PREVIEW_POLICY,
    PUBLIC_POLICY,
    UPLOAD_POLICY,
    SecurityHeadersMiddleware,
)
from nnirr_site.models import HomePage
from tests.factories import make_home


def answer(rf, path, response=None, **request_attributes):
    request = rf.get(path)
    vars(request).update(request_attributes)
    return SecurityHeadersMiddleware(lambda request: response or HttpResponse())(request)


@pytest.mark.parametrize(
    ("path", "policy", "frames"),
    [
        ("/", PUBLIC_POLICY, "DENY"),
        ("/es/", PUBLIC_POLICY, "DENY"),
        ("/administration/", PUBLIC_POLICY, "DENY"),
        ("/admin/pages/3/edit/", ADMIN_POLICY, "SAMEORIGIN"),
        ("/admin/login/", DOOR_POLICY, "DENY"),
        ("/admin/logout/", DOOR_POLICY, "DENY"),
        ("/admin/password_reset/confirm/a/b/", DOOR_POLICY, "DENY"),
        ("/admin/sign-in/verify/", DOOR_POLICY, "DENY"),
        ("/media/a.jpg", UPLOAD_POLICY, "DENY"),
    ],
)
def test_policy_fits_the_address(rf, path, policy, frames):
    response = answer(rf, path)
    assert response["Content-Security-Policy"] == policy
    assert response["X-Frame-Options"] == frames
    assert "camera=()" in response["Permissions-Policy"]


def test_public_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    assert "unsafe" not in PUBLIC_POLICY
    assert "http" not in PUBLIC_POLICY
    assert "*" not in PUBLIC_POLICY
    assert PUBLIC_POLICY.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in PUBLIC_POLICY


def test_doors_of_the_admin_allow_nothing_inline_and_nothing_from_elsewhere():
    assert "unsafe" not in DOOR_POLICY
    assert "http" not in DOOR_POLICY
    assert "frame-ancestors 'none'" in DOOR_POLICY


def test_view_keeps_the_headers_that_it_set_itself(rf):
    own = {"Content-Security-Policy": "sandbox", "Permissions-Policy": "none=()"}
    response = answer(rf, "/", HttpResponse(headers=own))
    assert {name: response[name] for name in own} == own


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/es"])
@pytest.mark.parametrize("kind", ["own", "c", "letters"])
def test_whatever_is_asked_at_a_personal_link_is_kept_nowhere(client, prefix, kind):
    make_home()
    path = f"{prefix}/{kind}/some-token"
    answers = {
        301: client.get(path),
        405: client.put(f"{path}/"),
        404: client.get(f"{path}/more/"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer["Cache-Control"] == "private, no-store", status
        assert answer["X-Robots-Tag"] == "noindex", status
        assert answer["Referrer-Policy"] == "no-referrer", status


@pytest.mark.parametrize("path", ["/", "/c/", "/calls/own/", "/es/calls/c/letters/", "/contact/c"])
def test_other_addresses_are_no_personal_links(rf, path):
    assert "Cache-Control" not in answer(rf, path)


def test_view_may_set_its_own_referrer_policy(client, settings):
    settings.ROOT_URLCONF = "tests.infrastructure.test_security"
    assert client.get("/personal/")["Referrer-Policy"] == "no-referrer"
    assert client.get("/plain/")["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.django_db
def test_public_page_sets_no_cookie_and_carries_every_header(client):
    make_home()
    response = client.get("/")
    assert not response.cookies
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"]
    assert response["Cache-Control"].startswith("public")
    assert response["Content-Security-Policy"] == PUBLIC_POLICY
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_only_a_preview_of_a_page_may_stand_in_a_frame(client):
    home = make_home()
    staff = get_user_model().objects.create_superuser("staff", "staff@site.invalid", "x")
    client.force_login(staff)
    draft = client.get(f"/admin/pages/{home.pk}/view_draft/")
    assert draft.status_code == 200
    assert draft["Content-Security-Policy"] == PREVIEW_POLICY
    assert draft["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in draft["Cache-Control"] or "private" in draft["Cache-Control"]
    assert client.get(home.url)["X-Frame-Options"] == "DENY"
    assert HomePage.objects.count() == 1


def personal(request):
    return HttpResponse(headers={"Referrer-Policy": "no-referrer"})


def plain(request):
    return HttpResponse()


def __getattr__(name):
    """The addresses of the test above, made when Django asks for them."""
    if name == "urlpatterns":
        from django.urls import path

        return [path("personal/", personal), path("plain/", plain)]
    raise AttributeError(name)
