"""Every table of the database is accounted for: as signers', as staff's, or as nobody's."""

from __future__ import annotations

import gzip

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from campaigns.transparency import staff_inventory
from nnirr_site.accounts import records
from tests.weights import LIMIT

pytestmark = pytest.mark.django_db

KINDS = (
    staff_inventory.tables_of_signers,
    staff_inventory.tables_of_staff,
    staff_inventory.tables_about_nobody,
)
UNLOGGED_AND_ORDINARY = """
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
"""


def tables_of_database() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(UNLOGGED_AND_ORDINARY)
        return {row[0] for row in cursor.fetchall()}


def accounted_for() -> set[str]:
    return set().union(*(kind() for kind in KINDS))


def test_every_table_is_described_or_declared_to_be_about_nobody():
    left = tables_of_database() - accounted_for()
    assert not left, f"enter these in campaigns/transparency/staff_inventory.py: {sorted(left)}"


def test_new_table_is_found():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE public.newly_made (id integer)")
    assert tables_of_database() - accounted_for() == {"newly_made"}


def test_no_table_is_accounted_for_that_is_gone_and_none_twice():
    assert not accounted_for() - tables_of_database()
    assert len(accounted_for()) == sum(len(kind()) for kind in KINDS)
    named = [table for kept in staff_inventory.STAFF_KEPT for table in kept.tables]
    named += [table for tables in staff_inventory.ABOUT_NO_PERSON.values() for table in tables]
    assert len(named) == len(set(named))


def test_table_that_leads_to_an_account_or_a_signature_is_not_about_nobody():
    leading = staff_inventory.tables_that_lead_to_people()
    assert {"campaigns_outboundmail", "wagtailcore_revision", "nnirr_site_user_groups"} <= leading
    assert not leading & staff_inventory.tables_about_nobody()


def test_column_for_a_person_in_a_table_about_nobody_would_be_found(monkeypatch):
    user_field = apps.get_model("wagtailcore.Revision")._meta.get_field("user")
    options = apps.get_model("campaigns.Source")._meta
    monkeypatch.setattr(options, "local_fields", [*options.local_fields, user_field])
    options._expire_cache()
    try:
        found = staff_inventory.tables_that_lead_to_people()
        assert found & staff_inventory.tables_about_nobody() == {"campaigns_source"}
    finally:
        monkeypatch.undo()
        options._expire_cache()


def test_page_tells_of_staff_in_a_section_of_its_own():
    html = Client().get("/calls/what-we-keep/").content.decode()
    section = html[html.index('aria-labelledby="staff"') :]
    assert "About staff" in section
    for table in ("nnirr_site_user", "django_session", "wagtailcore_modellogentry"):
        assert table in section, table
    assert f"{len(staff_inventory.tables_about_nobody())} other tables" in section


@pytest.mark.parametrize("prefix", ["", "/es", "/ar"])
def test_page_stays_light(prefix):
    content = Client().get(f"{prefix}/calls/what-we-keep/").content
    assert len(gzip.compress(content, 6)) < LIMIT - 4_000, "4,000 bytes are for the style sheets"


def test_page_tells_what_is_kept_of_logging_in_how_long_and_in_which_form():
    html = Client().get("/calls/what-we-keep/").content.decode()
    section = html[html.index('aria-labelledby="staff"') :]
    entries = {
        table: entry
        for entry in section.split("<li>")
        for table in staff_inventory.tables_of_staff()
        if table in entry
    }
    assert "some hundred connections share" in entries["nnirr_site_signinrecord"]
    assert records.KEPT_DAYS == 90
    assert "Kept: ninety days." in entries["nnirr_site_signinrecord"]
    for table in ("nnirr_site_authenticatorapp", "nnirr_site_staffmail"):
        assert "In which form: encrypted; the key is not in the database." in entries[table]
    assert "a fingerprint under a secret key" in entries["nnirr_site_attemptwindow"]
    assert "In which form" not in entries["nnirr_site_signinrecord"]
