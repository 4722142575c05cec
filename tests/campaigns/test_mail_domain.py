"""`manage.py check_mail_domain` against a real DNS server on loopback."""

from __future__ import annotations

import io
import socket

import pytest
from django.core.management import CommandError, call_command

from campaigns.mail.arriving import dns_records
from campaigns.models import Chore
from campaigns.services.worker_state import MAIL_DOMAIN
from tests.campaigns.nameserver import NameServer

pytestmark = pytest.mark.django_db

KEY = "v=DKIM1; k=rsa; p=" + "A" * 392


@pytest.fixture
def names():
    """A domain at which everything is right."""
    server = NameServer()
    server.records = {
        ("example.org.", "MX"): ["10 mx.example.org."],
        ("example.org.", "TXT"): ['"v=spf1 include:spf.provider.example -all"', '"other=1"'],
        ("spf.provider.example.", "TXT"): ['"v=spf1 ip4:192.0.2.0/24 ~all"'],
        ("s1._domainkey.example.org.", "TXT"): [f'"{KEY[:200]}" "{KEY[200:]}"'],
        ("_dmarc.example.org.", "TXT"): ['"v=DMARC1; p=reject; rua=mailto:d@example.org"'],
    }
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def _sender(settings):
    settings.DEFAULT_FROM_EMAIL = "International Migrant Rights <call@Example.org>"


def check(names, *arguments) -> tuple[int, str]:
    """Status and words of the command."""
    out = io.StringIO()
    try:
        call_command(
            "check_mail_domain", "--server", names.address, *arguments, stdout=out, no_color=True
        )
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_domain_at_which_all_is_right_is_praised(names):
    status, said = check(names, "--selector", "s1")
    assert status == 0
    assert Chore.objects.filter(name=MAIL_DOMAIN, ran_at__isnull=False).exists()
    assert {line.split()[0] for line in said.splitlines()} == {"ok"}


@pytest.mark.parametrize(
    ("name", "kind", "texts", "word", "says"),
    [
        ("example.org.", "TXT", ['"other=1"'], "bad", "no TXT record that begins v=spf1"),
        ("example.org.", "TXT", ['"v=spf1 -all"', '"v=spf1 ~all"'], "bad", "2 SPF records"),
        ("example.org.", "TXT", ['"v=spf1 +all"'], "bad", "lets everybody send"),
        ("example.org.", "TXT", ['"v=spf1 mx"'], "weak", "does not end in -all"),
        (
            "example.org.",
            "TXT",
            [f'"v=spf1 {" ".join(f"a:h{n}.example.org" for n in range(11))} -all"'],
            "bad",
            "needs 11 questions",
        ),
        ("example.org.", "MX", ["0 ."], "bad", "takes no mail"),
        ("s1._domainkey.example.org.", "TXT", ['"v=DKIM1; p="'], "bad", "withdrawn"),
        ("s1._domainkey.example.org.", "TXT", [f'"v=DKIM1; p={"A" * 216}"'], "weak", "1,024 bits"),
        ("_dmarc.example.org.", "TXT", ['"v=DMARC1; p=none; rua=mailto:d@x"'], "weak", "p=none"),
        ("_dmarc.example.org.", "TXT", ['"v=DMARC1; p=reject"'], "weak", "No rua"),
        ("_dmarc.example.org.", "TXT", ['"v=DMARC1; rua=mailto:d@x"'], "bad", "p=nothing"),
    ],
)
def test_what_is_wrong_is_named(names, name, kind, texts, word, says):
    names.records[name, kind] = texts
    status, said = check(names, "--selector", "s1")
    assert status == (1 if word == "bad" else 0)
    [line] = [line for line in said.splitlines() if says in line]
    assert line.startswith(word)


@pytest.mark.parametrize("gone", ["s1._domainkey.example.org.", "_dmarc.example.org."])
def test_record_that_is_not_there_is_bad(names, gone):
    del names.records[gone, "TXT"]
    status, said = check(names, "--selector", "s1")
    assert status == 1
    assert not Chore.objects.exists()
    assert f"There is no TXT record at {gone.rstrip('.')}." in said


def test_policy_of_the_domain_above_counts_for_one_below(names):
    names.records["mail.example.org.", "MX"] = ["10 mx.example.org."]
    names.records["mail.example.org.", "TXT"] = ['"v=spf1 mx -all"']
    names.records["_dmarc.example.org.", "TXT"] = ['"v=DMARC1; p=reject; sp=none; rua=mailto:d@x"']
    status, said = check(names, "--domain", "mail.example.org")
    assert status == 0
    assert "weak    DMARC: p=none" in said


def test_return_path_elsewhere_leaves_dkim_alone(names):
    names.records["bounces.provider.example.", "MX"] = ["10 mx.provider.example."]
    names.records["bounces.provider.example.", "TXT"] = ['"v=spf1 mx -all"']
    _status, said = check(names, "--return-path", "bounces.provider.example")
    assert "only DKIM counts for DMARC" in said


def test_included_domains_that_name_each_other_end(names):
    names.records["spf.provider.example.", "TXT"] = ['"v=spf1 include:example.org ~all"']
    assert check(names, "--selector", "s1")[0] == 0


def test_server_that_fails_is_told_from_a_record_that_is_not_there(names):
    names.broken.add("_dmarc.example.org.")
    status, said = check(names, "--selector", "s1")
    assert status == 2
    assert "unknown DMARC: DNS could not be asked" in said
    assert "ok      SPF" in said


def test_nobody_who_answers_is_no_verdict(names, monkeypatch):
    monkeypatch.setattr(dns_records, "SECONDS", 0.3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        names.server_address = silent.getsockname()
        status, said = check(names, "--selector", "s1")
    assert status == 2
    words = {line.split()[0] for line in said.splitlines() if not line.startswith("DNS")}
    assert words == {"unknown", "ok"}  # the return path is known from the settings
    assert "bad" not in said
