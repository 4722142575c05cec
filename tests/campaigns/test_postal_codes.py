"""ZIP codes become sealed, also those that are there, and nothing is lost on the way."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from campaigns.models import Signature
from campaigns.privacy import vault
from tests.campaigns.factories import make_call, make_signature

BEFORE = [("campaigns", "0027_vault_keys")]


def migrate(targets) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets or executor.loader.graph.leaf_nodes())


def plain_codes() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT postal_code FROM campaigns_signature ORDER BY id")
        return [code for (code,) in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_codes_are_sealed_and_unsealed_again_also_after_an_interruption(monkeypatch):
    call = make_call()
    codes = ["94612", "", "97201", "10001", "00501"]
    for code in codes:
        make_signature(call, country="US", postal_code=code)
    module = import_module("campaigns.migrations.0028_seal_postal_codes")
    monkeypatch.setattr(module, "BATCH", 2)
    seal, sealed = vault.seal, []

    def seal_some(text, place):
        sealed.append(place)
        if len(sealed) > 3:
            raise KeyboardInterrupt
        return seal(text, place)

    try:
        migrate(BEFORE)
        assert plain_codes() == codes
        monkeypatch.setattr(vault, "seal", seal_some)
        with pytest.raises(KeyboardInterrupt):
            migrate(None)
        monkeypatch.setattr(vault, "seal", seal)
        assert plain_codes() == ["", "", "", "10001", "00501"]
        migrate([("campaigns", "0028_seal_postal_codes")])
        assert plain_codes() == [""] * 5
        # A process of the version before has taken a form meanwhile.
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE campaigns_signature SET postal_code = '33101'"
                " WHERE sealed_postal_code IS NULL"
            )
        codes[1] = "33101"
    finally:
        monkeypatch.setattr(vault, "seal", seal)
        migrate(None)
    assert [row.postal_code for row in Signature.objects.order_by("pk")] == codes
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM campaigns_signature s")
        assert "94612" not in str(cursor.fetchall())
