"""One register of the fields of a signature: complete, and what every reader goes by."""

import pytest
from django.db import models
from django.test import RequestFactory
from django.urls import reverse

from campaigns.admin.viewsets.signatures import SignatureInspectView
from campaigns.exporting import exports
from campaigns.exporting.exports import Level
from campaigns.models import Signature
from campaigns.privacy.field_types import Disclosure, Ending, Value
from campaigns.privacy.fields import (
    ORDER,
    SIGNATURE_FIELDS,
    SIGNATURE_GROUPS,
    emptied,
    rounded_names,
    sealed_columns,
    sealed_names,
)
from campaigns.services.retention.erasing import NOTHING_PERSONAL
from campaigns.services.vault_keys.rotating import SEALED_TABLES
from campaigns.transparency.data_inventory import SIGNATURE
from campaigns.transparency.subject_access import describe_signature
from tests.campaigns.factories import make_call_page, make_organization

FIELDS = list(SIGNATURE_FIELDS.values())
TYPES = {
    models.BooleanField: {Value.FLAG},
    models.DateTimeField: {Value.TIME},
    models.BinaryField: {Value.SEALED, Value.SEALED_FORM},
}


def columns_up_to(disclosure: Disclosure) -> set[str]:
    return {field.column for field in FIELDS if field.disclosure <= disclosure}


def read_by(level: Level) -> set[str]:
    """The columns of a signature from which an export of this level is made."""
    return {name.partition("__")[0] for name in exports.TABLES[level].reads}


def test_every_column_of_a_signature_is_in_the_register_once():
    stored = [column.name for column in Signature._meta.concrete_fields]
    registered = [field.column for group in SIGNATURE_GROUPS for field in group.fields]
    assert sorted(registered) == sorted(stored)
    assert len(FIELDS) == len(stored)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_values_are_what_the_columns_hold(field):
    column = Signature._meta.get_field(field.column)
    for kind, values in TYPES.items():
        assert isinstance(column, kind) is (field.value in values), kind
    assert column.is_relation is (field.value in {Value.CALL, Value.STATEMENT})


def test_what_is_shown_has_a_label_and_a_place():
    shown = {field.name for field in FIELDS if field.disclosure <= Disclosure.STAFF}
    assert {field.name for field in FIELDS if field.label} == shown
    assert set(ORDER) == shown
    assert len(ORDER) == len(shown)


def test_full_export_takes_out_what_the_register_lets_out_and_no_more():
    assert read_by(Level.PERSONAL) == columns_up_to(Disclosure.PERSONAL)
    assert len(exports.TABLES[Level.PERSONAL].columns) == len(columns_up_to(Disclosure.PERSONAL))


def test_lower_levels_stay_below_their_bound():
    # What names and opens a sealed value is the reference, which is not among the columns.
    assert read_by(Level.NAMES) - {"reference"} == columns_up_to(Disclosure.PUBLIC)
    assert read_by(Level.LETTERS) - {"reference"} <= columns_up_to(Disclosure.LETTERS)


@pytest.mark.parametrize(
    ("bound", "name"),
    [
        (Disclosure.PUBLIC, "email"),
        (Disclosure.LETTERS, "comment"),
        (Disclosure.PERSONAL, "is_authorized"),
        (Disclosure.STAFF, "email_key"),
    ],
)
def test_no_export_can_be_laid_out_beyond_its_bound(bound, name):
    with pytest.raises(ValueError, match=name):
        exports.columns_of(bound, "country", name)


def test_inventory_tells_of_the_fields_as_the_register_groups_them():
    assert [entry.columns for entry in SIGNATURE.entries] == [
        tuple(field.column for field in group.fields) for group in SIGNATURE_GROUPS
    ]
    for entry, group in zip(SIGNATURE.entries, SIGNATURE_GROUPS, strict=True):
        told = (entry.what, entry.why, entry.how_long, entry.who, entry.form)
        assert told == (group.what, group.why, group.ends.words, group.who, group.form)


@pytest.mark.django_db
def test_copy_for_the_signer_has_every_key_of_the_register_and_no_other():
    told = describe_signature(make_organization(make_call_page().call))
    keys = {
        f"{part}.{key}" if part in {"signature", "consent"} else part
        for part, values in told.items()
        for key in values or [""]
    }
    expected = [key for field in FIELDS for key in field.told]
    assert len(set(expected)) == len(expected)
    assert keys == {*expected, "consent.changes", "new_email", "mails"}


@pytest.mark.django_db
def test_staff_see_of_one_signature_what_the_register_says(admin_client):
    signature = make_organization(make_call_page().call)
    url = reverse("wagtailsnippets_campaigns_signature:inspect", args=[signature.pk])
    shown = [field["label"] for field in admin_client.get(url).context["fields"]]
    assert shown[:3] == ["Reference", "Call", "State"]
    assert shown[-2:] == ["Mails", "What staff did"]
    labels = {
        str(field.label).capitalize() for field in FIELDS if field.disclosure <= Disclosure.STAFF
    }
    assert {label.capitalize() for label in shown[:-2]} == labels
    view = SignatureInspectView()
    view.request = RequestFactory().get(url)
    assert set(view.get_fields()) == {*ORDER, "mails", "actions"}


def test_everything_that_ends_has_something_that_stands_there_afterwards():
    for group in SIGNATURE_GROUPS:
        if group.ends is Ending.NEVER:
            continue
        for field in group.fields:
            column = Signature._meta.get_field(field.column)
            assert field.empty is not None or column.null, field.name


def test_taking_a_signature_off_empties_what_the_register_says():
    ends = {Ending.WITH_THE_SIGNATURE, Ending.UNLESS_LISTED, Ending.ONCE_READ}
    assert set(NOTHING_PERSONAL) == {
        field.column for group in SIGNATURE_GROUPS if group.ends in ends for field in group.fields
    }
    assert emptied(*ends) == NOTHING_PERSONAL


def test_sealed_fields_are_those_that_a_rotation_seals_again():
    [table] = [table for table in SEALED_TABLES if table.model is Signature]
    stored = {
        column.name
        for column in Signature._meta.concrete_fields
        if isinstance(column, models.BinaryField)
    }
    assert set(table.columns) == stored == set(sealed_columns())
    assert {f"sealed_{name}" for name in sealed_names()} == stored - {"sealed_form"}


def test_only_times_that_stay_are_rounded_to_their_day():
    never = {
        field.name
        for group in SIGNATURE_GROUPS
        if group.ends is Ending.NEVER
        for field in group.fields
        if field.value is Value.TIME
    }
    assert set(rounded_names()) == never - {"anonymized_at"}
