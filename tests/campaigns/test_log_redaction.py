"""Log lines with a personal link in every spelling that people, programs and scanners use."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

import campaigns.urls
from campaigns.models.signatures import make_reference
from campaigns.privacy import tokens
from campaigns.privacy.log_redaction import redact
from nnirr_site.http.caching import PRIVATE_PREFIXES, is_secret_path

KINDS = [("c", tokens.CONFIRM), ("own", tokens.OWN), ("letters", tokens.LETTERS)]
PREFIXES = ["", "/es", "/ar", "/", "/x/y", "https://site.invalid", "http://site.invalid:8443//es"]
SEPARATORS = ["/", "//", "\\", "///", "%2F", "%252f", "/%2f", "%5C"]
BEFORE = ["", "'", '"', "(", "<", "/'", " ", "%20", "%22", "%27"]
AFTER = ["", "/", "//", "/saved/", "/data.json", "?x=1", "#top", "'", '")', ">", ",", ".", "&a=b"]
FRAMES = ["{}", "GET {} HTTP/1.1", '"GET {}" 404', "Not Found: {}", "next={}", "{{'url': '{}'}}"]


@st.composite
def lines(draw):
    """A line with a personal link, and the parts of its token that may not be read from it."""
    name, purpose = draw(st.sampled_from(KINDS))
    token = tokens.make_link_token(make_reference(), purpose)
    secrets = [token.split(".")[0], token.split(".")[2]]
    encoded = draw(st.sets(st.integers(0, len(token) - 1), max_size=6))
    written = "".join(
        draw(st.sampled_from(["%", "%25"])) + f"{ord(sign):02{draw(st.sampled_from('xX'))}}"
        if place in encoded
        else sign
        for place, sign in enumerate(token)
    )
    name = draw(st.sampled_from([name, name.upper(), name.title(), f"%{ord(name[0]):x}{name[1:]}"]))
    first, second = draw(st.sampled_from(SEPARATORS)), draw(st.sampled_from(SEPARATORS))
    parts = [draw(st.sampled_from(PREFIXES)), first, name, second, draw(st.sampled_from(BEFORE))]
    address = "".join([*parts, written, draw(st.sampled_from(AFTER))])
    return draw(st.sampled_from(FRAMES)).format(address), secrets


@given(lines())
def test_no_spelling_of_a_personal_link_is_written(line):
    text, secrets = line
    written = redact(text)
    decoded = written.replace("%25", "%")
    decoded = re.sub(r"%([0-9A-Fa-f]{2})", lambda match: chr(int(match[1], 16)), decoded)
    for secret in secrets:
        assert secret not in decoded, written
        assert secret[3:-3] not in decoded, written


@pytest.mark.parametrize(
    "before", ["/admin/password_reset/confirm/", "/admin//Password_Reset%2FCONFIRM//"]
)
@pytest.mark.parametrize("after", ["", "/", "/set-password/", '" 404', "?next=/"])
def test_link_with_which_staff_choose_a_password_is_not_written(before, after):
    token = "c9xyz1-0123456789abcdef0123456789abcdef"
    written = redact(f"GET {before}MTI/{token}{after}")
    assert token not in written
    assert "MTI" not in written


@given(st.text(alphabet="abcXYZ019-_.~'\"()[]{}=&?#%/\\ @:;,é", max_size=200))
@example("/c/")
@example("//////")
def test_any_text_can_be_written_and_written_again(text):
    once = redact(text)
    assert redact(once) == once or "[" in once


@pytest.mark.parametrize(
    "path",
    [
        *("/{0}/", "/documents/1/{0}", "/search/?q={0}", "/es/x?next={0}&a=b"),
        *("{0}", "token: {0}", "/own/ {0}", "/c/?{0}", "<{0}>", "/{0}.html"),
    ],
)
def test_token_is_known_by_its_shape_wherever_it_stands(path):
    token = tokens.make_link_token(make_reference())
    written = redact(path.format(token))
    assert "[token]" in written
    assert not [part for part in token.split(".") if part in written]


@pytest.mark.parametrize(
    "line",
    [
        "GET /calls/ratify/names/?page=2 200",
        "GET /static/css/site.0123456789ab.css 200",
        "campaigns.management.commands.run_worker started",
        "File nnirr_site/management/commands/load_starter_content.py, line 10",
        "2026-11-30 00:54:40,552 WARNING django.request Not Found: /colors/own-goals/letters",
        "retention: unconfirmed signatures deleted: 3",
    ],
)
def test_ordinary_lines_are_written_as_they_are(line):
    assert redact(line) == line


@pytest.mark.parametrize(
    "word", ["a", "/", "%25", "a.b", "a@", "/own/", "/c/'", "%252F", "AAAAAAAAAA.", "'"]
)
def test_length_of_an_address_does_not_hold_the_process(word):
    """Unbounded searching took minutes for one address of 60,000 signs; this takes microseconds."""
    line = f"Not Found: {word * (60_000 // len(word))} end"
    started = time.process_time()
    assert redact(line) == "Not Found: [long] end"
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "path",
    [
        *("/own/{0}", "//own/{0}", "/es//own/{0}/", "/OWN/{0}", "/own//{0}", "/own/'{0}'/"),
        *("/x/{0}", "/{0}/", "/own\\{0}", "\\own\\{0}"),
    ],
)
def test_answers_at_whatever_looks_like_a_personal_link_are_for_nobody_else(path):
    token = tokens.make_link_token(make_reference(), tokens.OWN)
    assert is_secret_path(path.format(token))


@pytest.mark.parametrize(
    "path", ["/calls/own/", "/media/images/portrait.2e16d0ba.fill-800x450-c100.format-webp.webp"]
)
def test_other_addresses_are_no_secrets(path):
    assert not is_secret_path(path)


@pytest.mark.django_db
def test_every_link_with_a_token_begins_with_a_prefix_that_is_known_as_private():
    """In logs, caches, referrers and robots.txt alike."""
    with_token = {
        str(pattern.pattern).partition("/")[0]
        for pattern in campaigns.urls.urlpatterns
        if "<str:token>" in str(pattern.pattern)
    }
    assert with_token == set(PRIVATE_PREFIXES)
    uncrawled = Client().get("/robots.txt").content.decode()
    for prefix in PRIVATE_PREFIXES:
        for language in ("", "es/"):
            assert f"Disallow: /{language}{prefix}/\n" in uncrawled
