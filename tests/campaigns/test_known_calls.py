"""What a form asks the database: nothing but to store it, and what staff change holds at once."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.models import EmailDomainRule, Signature, Source
from tests.campaigns.factories import form_data, make_call_page, make_statement, sign_url
from tests.infrastructure.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


class Signer:
    """Sends forms of one call."""

    def __init__(self, client):
        self.client, self.page, self.numbers = client, make_call_page(), count()

    def sign(self, **fields) -> tuple[int, list[str]]:
        """The status of the answer, and the statements that the database was sent."""
        fields = {"email": f"rosa{next(self.numbers)}@example.org"} | fields
        data = form_data(self.page.call, **fields)
        with CaptureQueriesContext(connection) as asked:
            answer = self.client.post(sign_url(self.page.call), data)
        return answer.status_code, [query["sql"] for query in asked]

    def sign_known(self) -> list[str]:
        """The only statement of a form whose call is known; none while it is not."""
        status, asked = self.sign(source="union")
        return asked if (status, len(asked)) == (303, 1) else []


@pytest.fixture
def signer(client, live_page_cache):
    """One whose call is known to this process."""
    Source.objects.create(code="union", name="A union")
    signer = Signer(client)
    wait_until(signer.sign_known)
    return signer


def test_form_is_stored_by_one_statement(signer):
    """As soon as no purge of the beginning is on its way any more."""
    [stored] = wait_until(signer.sign_known)
    assert "INSERT INTO campaigns_signature" in stored
    assert Signature.objects.latest("pk").source == "union"


def test_call_that_staff_pause_takes_nothing_more(signer):
    before = Signature.objects.count()
    signer.page.call.is_paused = True
    signer.page.call.save()
    assert [signer.sign()[0] for _ in range(3)] == [409] * 3
    assert Signature.objects.count() == before


def test_call_whose_page_is_taken_off_takes_nothing_more(signer):
    signer.page.unpublish()
    assert signer.sign()[0] == 404


def test_text_that_another_process_shows_already_can_be_signed(signer):
    """It may have heard of its publication a moment before this one."""
    newer = make_statement(signer.page.call, language="es")
    assert signer.sign(statement=str(newer.pk))[0] == 303
    assert Signature.objects.latest("pk").statement == newer


def test_text_of_another_call_is_none_of_this(signer):
    other = make_call_page().call.statements.get()
    assert signer.sign(statement=str(other.pk))[0] == 422


def test_code_that_staff_have_taken_away_is_kept_no_more(signer):
    Source.objects.get().delete()
    signer.sign(source="union")
    assert Signature.objects.latest("pk").source == ""


def test_rule_of_a_domain_holds_at_once(signer):
    EmailDomainRule.objects.create(domain="example.org", drops_dots=True)
    for email in ("ro.sa@example.org", "rosa@example.org"):
        before = Signature.objects.count()
        signer.sign(email=email)
    assert Signature.objects.count() == before, "one mailbox signs once"
