"""What a stolen database tells, and what a lost or rotated key does."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from campaigns import checks
from campaigns.privacy import vault
from tests.campaigns.factories import make_organization, make_signature
from tests.campaigns.seeding import seal_as_before


@given(st.text(min_size=1))
def test_what_was_sealed_opens_in_its_place(text):
    text = text.encode("utf-8", "ignore").decode()
    sealed = vault.seal(text, "name:A")
    assert vault.unseal(sealed, "name:A") == text


def test_nothing_is_sealed_as_nothing():
    assert vault.seal("", "name:A") is None
    assert vault.unseal(None, "name:A") == ""


def test_equal_texts_are_sealed_differently():
    assert vault.seal("Rosa", "name:A") != vault.seal("Rosa", "name:A")


@pytest.mark.parametrize(
    ("field", "longest"), [("name", 64), ("email", 64), ("comment", 256), ("postal_code", 16)]
)
def test_length_tells_nothing_of_texts_of_one_bucket(field, longest):
    lengths = {
        len(vault.seal("é"[: length % 2] + "x" * (length - 2 * (length % 2)), f"{field}:A"))
        for length in range(2, longest + 1)
    }
    lengths.add(len(vault.seal("x", f"{field}:A")))
    assert len(lengths) == 1
    assert len(vault.seal("x" * (longest + 1), f"{field}:A")) == lengths.pop() + longest


def test_what_the_version_before_sealed_opens_and_is_to_be_sealed_anew():
    old = seal_as_before("Rosa", "name:A")
    assert vault.unseal(old, "name:A") == "Rosa"
    assert not vault.is_current(old)
    with pytest.raises(vault.Unreadable):
        vault.unseal(old, "name:B")


def test_neither_format_opens_as_the_other():
    new, old = vault.seal("Rosa", "name:A"), seal_as_before("Rosa", "name:A")
    for sealed, version in ((new, vault.UNPADDED), (old, vault.VERSION)):
        with pytest.raises(vault.Unreadable):
            vault.unseal(version + sealed[1:], "name:A")


@pytest.mark.django_db
def test_stored_lengths_are_equal_for_short_and_long_names():
    rows = [make_signature(name="x" * length, postal_code="94612") for length in (1, 5, 64)]
    for column in ("sealed_name", "sealed_email", "sealed_postal_code"):
        assert len({len(getattr(row, column)) for row in rows}) == 1, column


@pytest.mark.parametrize("place", ["name:B", "email:A", ""])
def test_a_value_moved_to_another_row_or_column_does_not_open(place):
    with pytest.raises(vault.Unreadable):
        vault.unseal(vault.seal("Rosa", "name:A"), place)


@pytest.mark.parametrize("position", [0, 1, 6, 20, -1])
def test_a_changed_byte_does_not_open(position):
    sealed = bytearray(vault.seal("Rosa", "name:A"))
    sealed[position] ^= 1
    with pytest.raises(vault.Unreadable):
        vault.unseal(bytes(sealed), "name:A")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01abcd", b"\x01" + b"x" * 40])
def test_rubbish_does_not_open(sealed):
    with pytest.raises(vault.Unreadable):
        vault.unseal(sealed, "name:A")


def test_keys_can_be_rotated_and_old_values_found(settings):
    settings.VAULT_KEYS = ["old key of more than thirty-two characters"]
    old = vault.seal("Rosa", "name:A")
    settings.VAULT_KEYS = ["new key of more than thirty-two characters", *settings.VAULT_KEYS]
    assert vault.unseal(old, "name:A") == "Rosa"
    assert not vault.is_current(old)
    assert vault.is_current(vault.seal("Rosa", "name:A"))
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    with pytest.raises(vault.Unreadable):
        vault.unseal(old, "name:A")


def test_rotating_keys_does_not_change_the_index(settings):
    settings.VAULT_INDEX_KEY = "secret of the index, thirty-two characters and more"
    before = vault.blind_index("rosa@example.org", "email")
    settings.VAULT_KEYS = ["another key of more than thirty-two characters"]
    assert vault.blind_index("rosa@example.org", "email") == before


def test_index_differs_by_purpose_and_by_secret(settings):
    settings.VAULT_INDEX_KEY = "secret of the index, thirty-two characters and more"
    one = vault.blind_index("example.org", "email")
    assert one != vault.blind_index("example.org", "domain")
    settings.VAULT_INDEX_KEY = "another secret, thirty-two characters and more"
    assert one != vault.blind_index("example.org", "email")


def test_production_without_keys_seals_nothing(settings):
    settings.IS_PRODUCTION, settings.VAULT_KEYS, settings.VAULT_INDEX_KEY = True, [], ""
    with pytest.raises(ImproperlyConfigured):
        vault.seal("Rosa", "name:A")
    with pytest.raises(ImproperlyConfigured):
        vault.blind_index("rosa@example.org", "email")


def test_start_up_check_names_missing_short_and_shared_secrets(settings):
    settings.IS_PRODUCTION, settings.VAULT_KEYS, settings.VAULT_INDEX_KEY = True, [], ""
    assert [error.id for error in checks.check_vault_secrets(None)] == [
        "campaigns.E001",
        "campaigns.E002",
    ]
    settings.VAULT_KEYS = [settings.VAULT_INDEX_KEY] = ["x" * 40]
    assert [error.id for error in checks.check_vault_secrets(None)] == ["campaigns.E003"]
    settings.VAULT_INDEX_KEY = "y" * 40
    assert checks.check_vault_secrets(None) == []
    settings.IS_PRODUCTION = False
    settings.VAULT_KEYS = []
    assert checks.check_vault_secrets(None) == []


@pytest.mark.django_db
def test_no_column_of_any_table_holds_a_name_address_role_or_comment_in_clear():
    signature = make_organization(
        name="Xochiquetzal Tzintzun",
        email="xochi.tzin@unmistakable.example",
        role="Guardiana unmistakable",
        comment="because unmistakable reasons",
    )
    assert signature.name == "Xochiquetzal Tzintzun"
    assert signature.comment == "because unmistakable reasons"
    make_signature(name="Xochiquetzal Tzintzun")
    with connection.cursor() as cursor:
        for table in ("campaigns_signature", "campaigns_outboundmail"):
            cursor.execute(
                f"SELECT string_agg(encode(t::text::bytea, 'escape'), ' ') FROM {table} t"
            )
            dump = cursor.fetchone()[0]
            cursor.execute(f"SELECT * FROM {table}")
            raw = b" ".join(
                bytes(value)
                for row in cursor
                for value in row
                if isinstance(value, bytes | memoryview)
            )
            assert raw or table != "campaigns_signature"
            for secret in ("Xochiquetzal", "xochi.tzin", "unmistakable", "Guardiana"):
                assert secret not in dump
                assert secret.encode() not in raw


def test_made_key_passes_the_start_up_check(settings, capsys):
    settings.IS_PRODUCTION = True
    for name in ("VAULT_KEYS", "VAULT_INDEX_KEY"):
        call_command("make_vault_key")
        key = capsys.readouterr().out.strip()
        assert "," not in key
        setattr(settings, name, [key] if name == "VAULT_KEYS" else key)
    assert checks.check_vault_secrets(None) == []
