"""Many at once, on real threads and connections, with rows that really commit."""

from collections import Counter
from datetime import timedelta
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, build_opener

import pytest
from django.db import transaction
from django.utils import timezone

from campaigns import services
from campaigns.models import OutboundMail, Signature
from campaigns.services import signing
from nnirr_site.database.prepared import PreparedStatement
from tests.campaigns.factories import (
    ask_again,
    form_data,
    make_call,
    make_call_page,
    make_signature,
    make_signer,
)
from tests.campaigns.processes import NoRedirect
from tests.campaigns.waiting import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_fifty_identical_signatures_are_one_row_and_one_mail():
    call = make_call()
    statement, signer = call.statements.get(), make_signer()
    at_once(50, lambda number: services.sign(call, statement, signer, "en"))
    assert Signature.objects.count() == 1
    assert OutboundMail.objects.count() == 1
    assert Signature.objects.get().mail_count == 1


def test_fifty_spellings_of_one_address_are_one_row():
    call = make_call()
    statement = call.statements.get()
    spellings = ["rosa@gmail.com", "r.o.s.a@gmail.com", "Rosa+x@googlemail.com", "ROSA@gmail.com"]
    at_once(
        48,
        lambda number: services.sign(
            call, statement, make_signer(email=spellings[number % 4]), "en"
        ),
    )
    assert (Signature.objects.count(), OutboundMail.objects.count()) == (1, 1)


def test_two_hundred_different_signatures_are_all_there_with_their_mails():
    call = make_call()
    statement = call.statements.get()
    signers = [make_signer() for _number in range(200)]

    def sign_four(number):
        for signer in signers[number * 4 : number * 4 + 4]:
            services.sign(call, statement, signer, "en")

    at_once(50, sign_four)
    assert Signature.objects.count() == 200
    assert OutboundMail.objects.count() == 200
    assert {row.email for row in Signature.objects.all()} == {signer.email for signer in signers}


def test_fifty_late_repetitions_send_one_more_mail():
    from datetime import timedelta

    from tests.campaigns.factories import let_time_pass

    signature = make_signature()
    let_time_pass(signature, timedelta(minutes=11))
    at_once(50, lambda number: ask_again(signature.call, signature.email))
    assert OutboundMail.objects.count() == 2


def test_confirming_and_disowning_at_once_do_one_of_the_two():
    for _round in range(5):
        signature = make_signature()
        outcomes = at_once(
            8,
            lambda number, reference=signature.reference: (
                services.confirm_signature if number % 2 else services.disown_signature
            )(reference),
        )
        done = [number % 2 for number, outcome in enumerate(outcomes) if outcome.name == "DONE"]
        assert len(done) == 1
        is_there = Signature.objects.filter(pk=signature.pk, status="confirmed").exists()
        assert is_there is bool(done[0])


def test_no_form_comes_between_what_is_read_and_what_is_confirmed(monkeypatch):
    """Who confirms holds the row while its latest form is read: a later one waits for it."""
    signature = make_signature()
    free = []

    def look(_number):
        with transaction.atomic():
            rows = Signature.objects.select_for_update(skip_locked=True)
            return list(rows.filter(pk=signature.pk).values_list("pk", flat=True))

    monkeypatch.setattr(
        "campaigns.services.signer.read_later_form",
        lambda _reference: free.extend(at_once(1, look)[0]),
    )
    assert services.confirm_signature(signature.reference) is services.Outcome.DONE
    assert free == []


def test_confirming_and_rejecting_at_once_leave_one_state():
    for _round in range(5):
        signature = make_signature()
        at_once(
            8,
            lambda number, row=signature: (
                services.confirm_signature(row.reference)
                if number % 2
                else services.reject_signature(row, "test")
            ),
        )
        assert Signature.objects.get(pk=signature.pk).status == "rejected"


# -- Through the site --------------------------------------------------------------------------


def post(url: str, data: dict[str, str]) -> tuple[int, str]:
    request = Request(url, urlencode(data).encode())
    try:
        answer = build_opener(NoRedirect).open(request, timeout=60)
    except HTTPError as error:
        answer = error
    with answer:
        return answer.status, answer.headers.get("Location", "")


def test_fifty_visitors_with_one_address_get_one_answer_and_one_mail(live_site):
    call = make_call_page().call
    data = form_data(call)
    answers = at_once(50, lambda number: post(f"{live_site.url}/sign/{call.slug}/", data))
    assert Counter(answers) == {(303, f"/sign/{call.slug}/check-email/"): 50}
    assert (Signature.objects.count(), OutboundMail.objects.count()) == (1, 1)


def test_forms_of_one_microsecond_get_one_mail(transactional_db, monkeypatch):
    """Clocks of machines are coarse: the time of a statement does not tell whose mail is due."""
    statement = signing.SIGN.named
    for name in ("statement_timestamp()", "clock_timestamp()"):
        statement = statement.replace(name, "timestamptz '2026-11-30 12:00:00+00'")
    monkeypatch.setattr(signing, "SIGN", PreparedStatement(statement))
    call = make_call()
    signer = make_signer()
    for _form in range(3):
        services.sign(call, call.statements.get(), signer, "en")
    assert (Signature.objects.count(), OutboundMail.objects.count()) == (1, 1)
    OutboundMail.objects.all().delete()
    Signature.objects.update(mailed_at=timezone.now() - timedelta(days=400))
    services.sign(call, call.statements.get(), signer, "en")
    assert OutboundMail.objects.count() == 1


def test_two_hundred_visitors_are_all_taken(live_site):
    call = make_call_page().call

    def post_five(number):
        return [
            post(
                f"{live_site.url}/sign/{call.slug}/",
                form_data(call, email=f"rosa{number}.{repetition}@example.org"),
            )
            for repetition in range(5)
        ]

    answers = [answer for five in at_once(40, post_five) for answer in five]
    assert Counter(answers) == {(303, f"/sign/{call.slug}/check-email/"): 200}
    assert (Signature.objects.count(), OutboundMail.objects.count()) == (200, 200)
