"""Who may send the form, and what a hostile request gets instead of a 500."""

import json
import time

import pytest
from django.test import Client

from campaigns.models import OutboundMail, Signature
from campaigns.privacy import tokens
from campaigns.signing import request_checks
from tests.campaigns.factories import form_data, make_call, make_call_page, make_signature, sign_url
from tests.worlds import lasting

pytestmark = pytest.mark.django_db
HOUR = 3600


@lasting
def call():
    return make_call_page(title="Ratify it").call


def post(call, headers=None, **fields):
    client = Client(enforce_csrf_checks=True)
    return client.post(sign_url(call), form_data(call, **fields), headers=headers or {})


def is_stored() -> bool:
    assert Signature.objects.count() == OutboundMail.objects.count()
    return Signature.objects.exists()


HEADERS = {
    "same origin": ({"Sec-Fetch-Site": "same-origin"}, True),
    "cross site": ({"Sec-Fetch-Site": "cross-site"}, False),
    "same site, other origin": ({"Sec-Fetch-Site": "same-site"}, False),
    "typed address": ({"Sec-Fetch-Site": "none"}, False),
    "our origin, no fetch header": ({"Origin": "http://testserver"}, True),
    "other origin": ({"Origin": "http://evil.example"}, False),
    "other port": ({"Origin": "http://testserver:81"}, False),
    "other scheme": ({"Origin": "https://testserver"}, False),
    "origin null": ({"Origin": "null"}, False),
    "origin null but same origin": ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
    "fetch header wins over origin": (
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        False,
    ),
    "our referer": ({"Referer": "http://testserver/calls/x/"}, True),
    "other referer": ({"Referer": "http://evil.example/http://testserver/"}, False),
    "broken referer": ({"Referer": "http://[::1"}, False),
    "no header at all": ({}, True),
    "origin wins over referer": (
        {"Origin": "http://evil.example", "Referer": "http://testserver/"},
        False,
    ),
}


@pytest.mark.parametrize("case", HEADERS)
def test_form_is_taken_from_our_page_only(call, case):
    headers, is_taken = HEADERS[case]
    answer = post(call, headers)
    assert answer.status_code == (303 if is_taken else 403)
    assert is_stored() is is_taken


TOKENS = {
    "none": lambda call: "",
    "tampered": lambda call: tokens.make_form_token(f"sign:{call.slug}")[:-2] + "xx",
    "of another call": lambda call: tokens.make_form_token("sign:other"),
    "of another form": lambda call: tokens.make_form_token(f"resend:{call.slug}"),
}


@pytest.mark.parametrize("case", TOKENS)
def test_form_without_our_token_is_refused(call, case):
    answer = post(call, token=TOKENS[case](call))
    assert answer.status_code == 403
    assert not is_stored()


@pytest.mark.parametrize(("hours", "status"), [(47, 303), (50, 403), (-2, 403)])
def test_page_may_be_open_for_two_days(call, monkeypatch, hours, status):
    token = tokens.make_form_token(f"sign:{call.slug}")
    now = time.time()
    monkeypatch.setattr("campaigns.privacy.tokens.time.time", lambda: now + hours * HOUR)
    assert post(call, token=token).status_code == status


@pytest.mark.parametrize(
    ("headers", "fields"),
    [({"Origin": "http://evil.example"}, {}), ({}, {"token": "stale"}), ({}, {"elapsed": "20"})],
)
def test_refused_form_keeps_what_was_typed_and_can_be_sent_again(call, headers, fields):
    answer = post(
        call,
        headers,
        **fields,
        name="Xóchitl <b>",
        email="xochitl@example.org",
        country="GT",
        comment="Por mi madre",
        show_name="on",
    )
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "<title>Error: Ratify it" in " ".join(html.split())
    assert 'value="Xóchitl &lt;b&gt;"' in html
    assert 'value="xochitl@example.org"' in html
    assert "Por mi madre" in html
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    form = answer.context["form"]
    assert form["country"].value() == "GT"
    assert form["show_name"].value()
    assert not is_stored()
    again = post(
        call, **{name: form[name].value() or "" for name in form.fields if name != "topic"}
    )
    assert again.status_code == 303


def test_sending_within_a_second_is_refused_where_a_script_measured_it(call):
    assert post(call, elapsed="1499").status_code == 403
    assert post(call, elapsed="1500").status_code == 303


@pytest.mark.parametrize("elapsed", ["", "abc", "-1", "1e3", "９９", "9" * 500])
def test_odd_times_are_no_reason_to_refuse(call, elapsed):
    assert post(call, elapsed=elapsed).status_code == 303


def test_honeypot_is_told_and_costs_nothing(call):
    answer = post(call, topic="SEO offers", name="Rosa")
    assert answer.status_code == 422
    assert not is_stored()
    assert answer.context["form"]["topic"].value() == ""
    assert answer.context["form"]["name"].value() == "Rosa"


# -- Hostile bodies ----------------------------------------------------------------------------


def raw(call, body: bytes, content_type="application/x-www-form-urlencoded", **extra):
    return Client().generic("POST", sign_url(call), body, content_type=content_type, **extra)


def urlencoded(call, addition: bytes) -> bytes:
    from urllib.parse import urlencode

    return urlencode(form_data(call)).encode() + addition


HOSTILE = {
    "NUL byte": (b"&comment=a%00b", 400),
    "NUL in a key": (b"&a%00b=1", 400),
    "invalid UTF-8": (b"&comment=%ff%fe", 400),
    "overlong UTF-8": (b"&comment=%c0%ae", 400),
    "half a surrogate": (b"&comment=%ed%a0%80", 400),
    "raw bytes": (b"&comment=\xff\xfe", 400),
    "two names": (b"&name=Juan", 400),
    "two tokens": (b"&token=x", 400),
    "array for a string": (b"&email[]=x", 400),
    "nested name": (b"&name[first]=x", 400),
    "one megabyte": (b"&comment=" + b"x" * 1_000_000, 413),
    "a hundred thousand fields": (b"&x=1" * 100_000, 413),
    "ten thousand fields": (b"&x" * 10_500, 400),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_body_is_a_client_error(call, case):
    addition, status = HOSTILE[case]
    answer = raw(call, urlencoded(call, addition))
    assert answer.status_code == status
    assert not is_stored()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{}", "application/json", 415),
        (json.dumps({"name": ["a"]}).encode(), "application/json; charset=utf-8", 415),
        (b"<a/>", "text/xml", 415),
        (b"name=a", "text/plain", 415),
        (b"name=a", "", 415),
        (b"name=a", "application/x-www-form-urlencoded; charset=utf-16", 400),
        (b"rubbish", "multipart/form-data", 400),
        (b"rubbish", "multipart/form-data; boundary=\xe4", 400),
        (b"rubbish", "multipart/form-data; boundary=abc", 403),
        (b"", "application/x-www-form-urlencoded", 415),
        (b"%", "application/x-www-form-urlencoded", 403),
        (b"&&&===", "application/x-www-form-urlencoded", 403),
    ],
)
def test_wrong_content_type_is_a_client_error(call, body, content_type, status):
    if isinstance(content_type, bytes):
        content_type = content_type.decode("latin-1")
    assert raw(call, body, content_type).status_code == status
    assert not is_stored()


def test_file_where_text_belongs_is_a_client_error(call):
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = form_data(call, name=None) | {"name": SimpleUploadedFile("name.txt", b"Rosa")}
    assert Client().post(sign_url(call), data).status_code == 400
    assert not is_stored()


@pytest.mark.parametrize("length", ["abc", "-1", "", "1e9"])
def test_odd_content_length_is_no_server_error(call, length):
    answer = raw(call, urlencoded(call, b""), CONTENT_LENGTH=length)
    assert answer.status_code < 500


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_not_allowed(call, method):
    assert getattr(Client(), method)(sign_url(call)).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/sign/no-such-call/", "/sign/%00/", "/sign/a%0ab/", "/sign/no-such-call/thank-you/"],
)
def test_unknown_calls_are_not_found(db, path):
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"name": "x"}).status_code in {404, 405}


def test_statement_that_belongs_to_another_call_is_refused(call):
    other = make_call().statements.get()
    for statement in (str(other.pk), "", "0", "abc", "9" * 30, "-1", "１"):
        answer = post(call, statement=statement)
        assert answer.status_code == 422
        assert answer.context["refusal"] == request_checks.Refusal.STATEMENT.sentence
    assert not is_stored()


def test_other_forms_are_protected_alike(call):
    signature = make_signature(call)
    for path in (f"/sign/{call.slug}/send-again/", "/sign/send-again/"):
        purpose = f"resend:{call.slug}" if call.slug in path else "resend:"
        good = {"email": signature.email, "token": tokens.make_form_token(purpose)}
        client = Client(enforce_csrf_checks=True)
        assert client.post(path, good).status_code == 303
        assert client.post(path, good | {"token": "x"}).status_code == 403
        assert client.post(path, good, headers={"Origin": "http://evil.example"}).status_code == 403
        assert client.post(path, good | {"email": "a@b"}).status_code == 422
        assert client.post(path, good | {"email": "a\0b"}).status_code == 400
        assert client.post(path, b"{}", content_type="application/json").status_code == 415
