"""Links that cannot be guessed, aged or used for another purpose; form tokens that cache."""

import time

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from campaigns.privacy import tokens
from campaigns.privacy.tokens import LinkProblem, Purpose, UnusableLink

REFERENCE = "7KQ2M9XF0ABC"
DAY = 86400


def problem_of(token: str, purpose: Purpose = tokens.CONFIRM) -> UnusableLink:
    with pytest.raises(UnusableLink) as refusal:
        tokens.read_link_token(token, purpose)
    return refusal.value


def test_link_names_its_reference():
    assert tokens.read_link_token(tokens.make_link_token(REFERENCE)) == REFERENCE


def test_link_survives_mail_programs():
    token = tokens.make_link_token(REFERENCE)
    assert all(sign.isascii() and (sign.isalnum() or sign in "-_.") for sign in token)
    assert len(token) < 70
    signature = token.rsplit(".", 1)[1]
    assert len(signature) * 6 >= 256


@pytest.mark.parametrize("position", range(0, 62, 7))
def test_link_with_one_changed_sign_is_damaged(position):
    token = tokens.make_link_token(REFERENCE)
    swapped = "A" if token[position] != "A" else "B"
    assert problem_of(token[:position] + swapped + token[position + 1 :]).problem == "damaged"


def test_cut_link_is_damaged():
    token = tokens.make_link_token(REFERENCE)
    for length in (0, 1, 12, 30, len(token) - 1):
        assert problem_of(token[:length]).problem == LinkProblem.DAMAGED


@given(st.text())
def test_any_text_is_a_damaged_link(text):
    assert problem_of(text).problem == LinkProblem.DAMAGED


def test_link_of_another_purpose_is_damaged():
    other = Purpose("campaigns.link.other", 30)
    assert problem_of(tokens.make_link_token(REFERENCE, other)).problem == LinkProblem.DAMAGED
    assert problem_of(tokens.make_link_token(REFERENCE), other).problem == LinkProblem.DAMAGED


def test_link_works_for_thirty_days_and_then_still_names_its_call(monkeypatch):
    token = tokens.make_link_token(REFERENCE)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 30 * DAY - 60)
    assert tokens.read_link_token(token) == REFERENCE
    monkeypatch.setattr(time, "time", lambda: now + 30 * DAY + 60)
    refusal = problem_of(token)
    assert (refusal.problem, refusal.reference) == (LinkProblem.STALE, REFERENCE)


def test_link_of_another_secret_is_damaged(settings):
    token = tokens.make_link_token(REFERENCE)
    settings.SECRET_KEY = "another secret key"
    assert problem_of(token).problem == LinkProblem.DAMAGED


def test_retired_secret_still_opens_links_while_it_is_kept(settings):
    token = tokens.make_link_token(REFERENCE)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret key"
    assert tokens.read_link_token(token) == REFERENCE


def test_form_token_is_the_same_for_everybody_within_an_hour(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1_800_000_001.0)
    one = tokens.make_form_token("sign:call")
    monkeypatch.setattr(time, "time", lambda: 1_800_003_599.0)
    assert tokens.make_form_token("sign:call") == one
    monkeypatch.setattr(time, "time", lambda: 1_800_003_601.0)
    assert tokens.make_form_token("sign:call") != one


@pytest.mark.parametrize(
    ("hours", "is_good"),
    [(0, True), (1, True), (47, True), (48, True), (50, False), (-2, False), (-24, False)],
)
def test_form_token_is_good_for_two_days(monkeypatch, hours, is_good):
    now = 1_800_000_100.0
    monkeypatch.setattr(time, "time", lambda: now)
    token = tokens.make_form_token("sign:call")
    monkeypatch.setattr(time, "time", lambda: now + hours * 3600)
    assert tokens.is_form_token_good(token, "sign:call") is is_good


def test_form_token_is_for_one_form():
    token = tokens.make_form_token("sign:call")
    assert tokens.is_form_token_good(token, "sign:call")
    for purpose in ("sign:other", "resend:call", ""):
        assert not tokens.is_form_token_good(token, purpose)


@given(st.text())
def test_any_text_is_no_form_token(text):
    assert not tokens.is_form_token_good(text, "sign:call")


def test_form_token_that_is_no_number_is_refused():
    token = signing.Signer(salt="campaigns.form.sign:call").sign("soon")
    assert not tokens.is_form_token_good(token, "sign:call")
