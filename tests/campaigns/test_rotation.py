"""Rotating the key of personal data: complete, interruptible, and never losing a value."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns import services
from campaigns.models import OutboundMail, Signature
from campaigns.privacy import vault
from campaigns.services.vault_keys import rotating
from tests.campaigns.factories import make_organization, make_signature
from tests.campaigns.seeding import seal_as_before

pytestmark = pytest.mark.django_db

OLD, NEW = "an older key " * 4, "a newer key " * 4


@pytest.fixture
def signatures(settings):
    settings.VAULT_KEYS = [OLD]
    return [make_organization(comment="Why not.") for _number in range(5)]


def read_all() -> list[tuple[str, ...]]:
    rows = Signature.objects.order_by("pk")
    return [(row.name, row.email, row.role, row.comment) for row in rows]


def test_after_a_rotation_the_older_key_is_not_needed(settings, signatures, capsys):
    before = read_all()
    settings.VAULT_KEYS = [NEW, OLD]
    call_command("rotate_vault_keys", "--batch=2")
    assert "5 rows sealed anew" in capsys.readouterr().out
    settings.VAULT_KEYS = [NEW]
    assert read_all() == before
    assert rotating.count_outdated() == 0


def test_what_was_not_filled_up_is_sealed_anew_though_the_key_is_the_same(settings, signatures):
    row = signatures[0]
    place = row.sealing_place("name")
    Signature.objects.filter(pk=row.pk).update(sealed_name=seal_as_before("Rosa", place))
    assert rotating.count_outdated() == 1
    assert rotating.rotate_keys().resealed == 1
    sealed = Signature.objects.get(pk=row.pk).sealed_name
    assert vault.is_current(sealed)
    assert vault.unseal(sealed, place) == "Rosa"


def test_last_mail_that_waits_is_sealed_anew_too(settings, signatures):
    services.withdraw_signature(signatures[0].reference)
    address = OutboundMail.objects.get(kind="withdrawn").recipient
    settings.VAULT_KEYS = [NEW, OLD]
    call_command("rotate_vault_keys")
    settings.VAULT_KEYS = [NEW]
    assert OutboundMail.objects.get(kind="withdrawn").recipient == address


def test_stopped_run_has_lost_nothing_and_the_next_goes_on(settings, signatures):
    before = read_all()
    settings.VAULT_KEYS = [NEW, OLD]
    rounds = iter([False, True])
    done = rotating.rotate_keys(batch=2, should_stop=lambda: next(rounds))
    assert (done.resealed, done.is_finished) == (2, False)
    assert read_all() == before
    assert rotating.count_outdated() == 3
    untouched = Signature.objects.order_by("pk").first().sealed_name
    assert rotating.rotate_keys(batch=2).resealed == 3
    assert Signature.objects.order_by("pk").first().sealed_name == untouched


def test_killed_in_the_middle_of_a_batch_leaves_that_batch_as_it_was(
    settings, signatures, monkeypatch
):
    settings.VAULT_KEYS = [NEW, OLD]
    seal, calls = vault.seal, []

    def seal_some(text, place):
        calls.append(place)
        if len(calls) > 6:
            raise KeyboardInterrupt
        return seal(text, place)

    monkeypatch.setattr(vault, "seal", seal_some)
    with pytest.raises(KeyboardInterrupt):
        rotating.rotate_keys(batch=5)
    assert rotating.count_outdated() == 5
    assert all(name for name, *_rest in read_all())


def test_dry_run_counts_and_changes_nothing(settings, signatures, capsys):
    settings.VAULT_KEYS = [NEW, OLD]
    before = list(Signature.objects.order_by("pk").values())
    call_command("rotate_vault_keys", "--dry-run")
    assert capsys.readouterr().out.startswith("5 rows")
    assert list(Signature.objects.order_by("pk").values()) == before


def test_value_that_no_key_opens_stays_is_named_by_its_row_and_stops_nobody(settings, signatures):
    lost = signatures[1]
    Signature.objects.filter(pk=lost.pk).update(sealed_role=b"\x01lost" + b"x" * 40)
    settings.VAULT_KEYS = [NEW, OLD]
    with pytest.raises(CommandError) as problem:
        call_command("rotate_vault_keys")
    assert f"signature {lost.pk}" in str(problem.value)
    assert "Keep the older keys" in str(problem.value)
    assert bytes(Signature.objects.get(pk=lost.pk).sealed_role).startswith(b"\x01lost")
    assert rotating.count_outdated() == 1
    for private in ("example.org", "Rosa"):
        assert private not in str(problem.value)


def test_every_sealed_column_of_the_site_is_rotated():
    """A new one has to be added to `SEALED_TABLES`, or its old key is needed for ever."""
    known = {(table.model, column) for table in rotating.SEALED_TABLES for column in table.columns}
    sealed = {
        (model, column.name)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.BinaryField) and column.name.startswith("sealed_")
    }
    assert sealed == known


class TestInterruptions(TestCase):
    @given(st.lists(st.integers(0, 3), max_size=4), st.integers(1, 3))
    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    def test_any_series_of_interrupted_runs_ends_with_the_same_names(self, stops, batch):
        with self.settings(VAULT_KEYS=[OLD]):
            for _number in range(4):
                make_signature()
            before = read_all()
        with self.settings(VAULT_KEYS=[NEW, OLD]):
            for rounds in stops:
                left = iter([False] * rounds + [True] * 99)
                rotating.rotate_keys(batch, should_stop=lambda left=left: next(left))
                assert read_all() == before
            assert rotating.rotate_keys(batch).is_finished
        with self.settings(VAULT_KEYS=[NEW]):
            assert read_all() == before
