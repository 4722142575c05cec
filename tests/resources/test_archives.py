"""All materials of the Day as one ZIP: the same bytes for the same files, and only public ones."""

import io
import zipfile
from pathlib import Path

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from resources import archives
from resources.models import MigrantsDayMaterial, MigrantsDayPage
from tests.factories import make_document, make_home, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "archives"


@pytest.fixture
def day():
    make_home()
    day = make_page(MigrantsDayPage, slug="migrants-day")
    for language, name in (("en", "poster.pdf"), ("es", "cartel.pdf"), ("es", "Hoja útil.pdf")):
        add_material(day, language, name)
    return day


def add_material(day, language, name, content=None, **fields) -> MigrantsDayMaterial:
    document = make_document(name, content or name.encode() * 50, **fields)
    return MigrantsDayMaterial.objects.create(
        page=day, title=name, language=language, document=document
    )


def fetch(client, day, path="materials/", **headers):
    return client.get(f"{day.url}{path}", headers=headers)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def names(response) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return archive.namelist()


def kept(folder) -> list[Path]:
    return sorted(folder.glob("*"))


def test_all_materials_come_in_one_file_by_language(client, day):
    response = fetch(client, day)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="migrants-day.zip"'
    found = names(response)
    assert [name.split("/")[0] for name in found] == ["en", "es", "es"]
    assert any("útil" in name for name in found)


def test_content_is_that_of_the_documents(client, day):
    with zipfile.ZipFile(io.BytesIO(body(fetch(client, day)))) as archive:
        contents = {archive.read(name) for name in archive.namelist()}
    expected = {item.document.file.open("rb").read() for item in day.materials.all()}
    assert contents == expected


def test_one_language_can_be_had_alone(client, day):
    response = fetch(client, day, "materials/es/")
    assert response["Content-Disposition"] == 'attachment; filename="migrants-day-es.zip"'
    assert {name.split("/")[0] for name in names(response)} == {"es"}


def test_page_offers_the_archive_with_number_and_size(client, day):
    content = client.get(day.url).content.decode()
    assert "3 files in one ZIP" in content
    assert f'href="{day.url}materials/"' in content


def test_same_files_give_the_same_bytes_even_if_made_anew(client, day, folder):
    first = body(fetch(client, day))
    (file,) = kept(folder)
    file.unlink()
    assert body(fetch(client, day)) == first


def test_archive_is_made_once_and_then_kept(client, day, folder, monkeypatch):
    first = body(fetch(client, day))
    monkeypatch.setattr(archives.Archive, "_write", None)
    assert body(fetch(client, day)) == first
    assert len(kept(folder)) == 1


def test_reader_who_has_it_is_told_so_without_making_it(client, day, folder):
    etag = fetch(client, day)["ETag"]
    kept(folder)[0].unlink()
    response = fetch(client, day, **{"if-none-match": etag})
    assert response.status_code == 304
    assert kept(folder) == []


def test_broken_download_goes_on_where_it_stopped(client, day):
    whole = body(fetch(client, day))
    response = fetch(client, day, range="bytes=100-")
    assert response.status_code == 206
    assert body(response) == whole[100:]


@pytest.mark.parametrize("change", ["add", "remove", "replace", "language"])
def test_change_of_the_materials_makes_another_archive_and_forgets_the_old(
    client, day, folder, change
):
    before = fetch(client, day)
    body(before)
    material = day.materials.first()
    if change == "add":
        add_material(day, "fr", "affiche.pdf")
    elif change == "remove":
        material.delete()
    elif change == "replace":
        material.document.file.save("new.pdf", io.BytesIO(b"new"), save=False)
        material.document.save()
    else:
        material.language = "mul"
        material.save()
    after = fetch(client, day)
    assert after["ETag"] != before["ETag"]
    assert names(after)
    assert len(kept(folder)) == 1


def test_archive_of_one_language_does_not_push_out_that_of_all(client, day, folder):
    body(fetch(client, day))
    body(fetch(client, day, "materials/es/"))
    assert len(kept(folder)) == 2


def test_private_document_is_left_out(client, day):
    collection = Collection.get_first_root_node().add_child(name="Members")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    add_material(day, "en", "secret.pdf", collection=collection)
    assert len(names(fetch(client, day))) == 3
    assert not [name for name in names(fetch(client, day)) if "secret" in name]


def test_archive_of_a_page_for_members_is_for_members(client, day):
    PageViewRestriction.objects.create(page=day, restriction_type=PageViewRestriction.LOGIN)
    assert fetch(client, day).status_code == 302


def test_archive_of_an_unpublished_page_is_a_404(client, day):
    day.unpublish()
    assert fetch(client, day).status_code == 404


@pytest.mark.parametrize(
    "path", ["materials/en/", "materials/xx/", "materials/es/es/", "materials/%00/", "other/"]
)
def test_nothing_to_pack_is_a_404(client, day, path):
    """One file alone, as in English here, is no archive."""
    assert fetch(client, day, path).status_code == 404


def test_external_materials_alone_make_no_archive(client):
    make_home()
    day = make_page(MigrantsDayPage)
    for number in range(3):
        MigrantsDayMaterial.objects.create(
            page=day, title="Elsewhere", external_url=f"https://example.org/{number}"
        )
    assert fetch(client, day).status_code == 404
    assert "in one ZIP" not in client.get(day.url).content.decode()


def test_more_than_the_server_wants_to_keep_is_not_offered(client, day, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)
    assert fetch(client, day).status_code == 404
    assert "in one ZIP" not in client.get(day.url).content.decode()


def test_missing_file_leaves_the_others(client, day, caplog):
    Path(day.materials.first().document.file.path).unlink()
    assert len(names(fetch(client, day))) == 2
    assert "1 materials have no file" in caplog.text


def test_failure_while_writing_leaves_nothing_behind(client, day, folder, monkeypatch):
    def fail(*_arguments):
        raise OSError("disk full")

    monkeypatch.setattr("shutil.copyfileobj", fail)
    response = fetch(client, day)
    assert response.status_code == 503
    assert "Each file can still be downloaded by itself" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert response["Retry-After"]
    assert kept(folder) == []


def test_folder_that_cannot_be_made_is_answered_with_a_sentence(client, day, folder, settings):
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.rmdir() if folder.exists() else None
    folder.write_text("a file stands where the folder should be")
    try:
        assert fetch(client, day).status_code == 503
    finally:
        folder.unlink()


def test_archive_is_only_read(client, day):
    assert client.post(f"{day.url}materials/").status_code == 405


def test_size_told_before_the_click_is_that_of_the_file(client, day):
    told = archives.build_archive(day).size
    assert told == len(body(fetch(client, day)))


def test_page_with_the_archive_costs_the_same_queries_for_3_and_30_materials(
    client, day, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.cookies["sessionid"] = "none"

    def measure() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(day.url)
        return len(captured)

    measure()
    few = measure()
    for number in range(27):
        add_material(day, "en", f"sheet-{number}.pdf")
    assert measure() == few
