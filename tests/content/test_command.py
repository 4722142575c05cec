"""The command that loads everything, as it made the starter site that these tests look at."""

import pytest
from django.core.management import call_command

from nnirr_site.starter.loader import read_content
from resources.models import MigrantsDayPage, ResourcePage
from tests.database import starter_words

pytestmark = pytest.mark.usefixtures("starter_site")


def test_command_prints_the_real_materials_and_attaches_them(capsys):
    assert f"{2 * len(read_content()[0].pages)} pages written" in starter_words().read_text()
    materials = MigrantsDayPage.objects.get(locale__language_code="en").materials.select_related(
        "document"
    )
    kinds = {material.document.filename.partition("-")[0] for material in materials}
    assert kinds == {"poster", "fact", "lesson", "sign"}
    for material in materials:
        document = material.document
        assert document.pages and document.language == material.language
        with document.file.open() as file:
            assert file.read(5) == b"%PDF-"
        assert document.file_size > 10_000
    sheet = ResourcePage.objects.get(slug="sign-on-sheet")
    assert {download.language for download in sheet.downloads.all()} == {"en", "es"}

    call_command("load_starter_content")
    assert "there already" in capsys.readouterr().out
