"""ZIP codes are personal: they are stored sealed."""

import pytest
from django.db import connection

from campaigns.models import Signature
from tests.campaigns.factories import make_call, make_signature


@pytest.mark.django_db
def test_zip_code_is_readable_with_the_key_and_nowhere_in_the_row():
    make_signature(make_call(), country="US", postal_code="94612")
    assert Signature.objects.get().postal_code == "94612"
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM campaigns_signature s")
        assert "94612" not in str(cursor.fetchall())
