"""Files in a real S3 server behave as files on a disk do, and go to nobody past the site."""

from __future__ import annotations

import io
import os
import signal
import traceback
from contextlib import contextmanager, nullcontext
from tempfile import TemporaryFile
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError
from botocore.httpsession import URLLib3Session
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError
from wagtail.models import Collection

from nnirr_site.models import SiteDocument, StandardPage
from nnirr_site.settings.files import choose_storages
from nnirr_site.social_cards import storage as cards
from nnirr_site.storage import objects, probing
from nnirr_site.storage.objects import BLOCK_BYTES
from nnirr_site.storage.state import StorageAway
from tests.factories import make_document, make_home, make_page
from tests.infrastructure.nodes import KEY, object_storage
from tests.infrastructure.processes import free_port
from tests.nnirr_site.photographs import make_image
from tests.pdfs import make_pdf

LONG = bytes(range(256)) * (BLOCK_BYTES // 128)  # two blocks


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with object_storage(tmp_path_factory.mktemp("objects") / "data") as bucket:
        yield bucket


@pytest.fixture
def bucket(server, settings, tmp_path):
    """The settings of a site whose files are in the bucket."""
    settings.OBJECT_STORAGE = server.settings
    settings.STORAGES = settings.STORAGES | choose_storages(server.settings, tmp_path)
    objects.connect.cache_clear()
    objects._away_until = 0.0
    yield server
    objects.connect.cache_clear()
    objects._away_until = 0.0


def test_file_comes_back_as_it_was_saved(bucket):
    name = default_storage.save("documents/über uns.pdf", ContentFile(LONG))
    assert name == "documents/über uns.pdf"
    assert f"media/{name}" in bucket.names()
    assert default_storage.exists(name)
    assert default_storage.size(name) == len(LONG)
    with default_storage.open(name) as file:
        assert file.size == len(LONG)
        assert file.read() == LONG
        file.seek(3)
        assert file.read(5) == LONG[3:8]
        assert b"".join(file.chunks()) == LONG
    assert file.closed
    with file.open() as again:
        assert again.read(4) == LONG[:4]
    default_storage.delete(name)
    assert not default_storage.exists(name)
    default_storage.delete(name)  # gone already is gone
    with pytest.raises(FileNotFoundError):
        default_storage.open(name)
    with pytest.raises(FileNotFoundError):
        default_storage.size(name)


def test_address_of_a_file_is_the_sites_and_a_private_one_has_none(bucket):
    assert default_storage.url("images/a b.jpg") == "/media/images/a%20b.jpg"
    with pytest.raises(NotImplementedError):
        default_storage.path("images/a.jpg")
    private = storages["private"]
    name = private.save("deliveries/names.csv", ContentFile(b"Amina"))
    assert f"private/{name}" in bucket.names()
    with pytest.raises(ValueError, match="no address"):
        private.url(name)
    assert not default_storage.exists(name)
    with pytest.raises(SuspiciousOperation):
        default_storage.open(f"../private/{name}")
    private.delete(name)


def test_folder_is_listed_one_level_deep(bucket):
    names = ["share/7/a.png", "share/7/b.png", "share/9/c.png"]
    for name in names:
        default_storage.save(name, ContentFile(b"x"))
    assert default_storage.listdir("share") == (["7", "9"], [])
    assert sorted(default_storage.listdir("share/7")[1]) == ["a.png", "b.png"]
    assert default_storage.listdir("nothing") == ([], [])
    for name in names:
        default_storage.delete(name)


def test_second_file_of_a_name_takes_a_similar_one(bucket):
    first = default_storage.save("documents/sheet.pdf", ContentFile(b"first"))
    second = default_storage.save("documents/sheet.pdf", ContentFile(b"second"))
    assert first != second
    with default_storage.open(first) as file:
        assert file.read() == b"first"


def test_name_that_another_machine_took_meanwhile_is_left_to_it(bucket, monkeypatch):
    """Where the server keeps to If-None-Match, as rclone's does not: told here by its answer."""
    put, conditions = objects.ObjectStorage._put, []

    def put_second(self, name, content):
        conditions.append(self._can_refuse_taken_names)
        if len(conditions) == 1:
            answer = {"ResponseMetadata": {"HTTPStatusCode": 412}, "Error": {"Code": "x"}}
            raise ClientError(answer, "PutObject")
        if len(conditions) == 2:
            answer = {"ResponseMetadata": {"HTTPStatusCode": 501}, "Error": {"Code": "x"}}
            raise ClientError(answer, "PutObject")
        put(self, name, content)

    default_storage.save("documents/taken.pdf", ContentFile(b"theirs"))
    monkeypatch.setattr(objects.ObjectStorage, "get_available_name", lambda s, n, **_: f"{n}.pdf")
    monkeypatch.setattr(objects.ObjectStorage, "_put", put_second)
    name = default_storage.save("documents/ours", ContentFile(b"ours"))
    assert name == "documents/ours.pdf.pdf"
    assert conditions == [True, True, False]
    with default_storage.open(name) as file:
        assert file.read() == b"ours"


def test_file_that_was_replaced_while_it_is_read_ends_and_is_not_mixed(bucket):
    name = default_storage.save("documents/long.pdf", ContentFile(LONG))
    file = default_storage.open(name)
    assert file.read(10) == LONG[:10]
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"\xff" * len(LONG)))
    file.seek(BLOCK_BYTES)
    with pytest.raises(OSError):
        file.read(10)
    default_storage.delete(name)


@contextmanager
def hanging(bucket):
    """The server accepts connections and says nothing."""
    os.killpg(bucket.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(bucket.process.pid, signal.SIGCONT)


def test_storage_that_hangs_is_given_up_and_not_asked_by_all(bucket, monkeypatch):
    monkeypatch.setattr(objects, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(objects, "PAUSE_SECONDS", 300.0)
    objects.connect.cache_clear()
    asked = []
    monkeypatch.setattr(
        URLLib3Session,
        "send",
        lambda session, request, send=URLLib3Session.send: (
            asked.append(1) or send(session, request)
        ),
    )
    with hanging(bucket):
        with pytest.raises(StorageAway):
            default_storage.exists("images/a.jpg")
        assert asked
        asked.clear()
        for _ in range(20):
            with pytest.raises(StorageAway):
                default_storage.open("images/a.jpg")
        assert not asked
    monkeypatch.setattr(objects, "_away_until", 0.0)
    assert not default_storage.exists("images/a.jpg")


def test_storage_that_is_not_there_is_an_error_of_a_disk(bucket, settings):
    settings.OBJECT_STORAGE = bucket.settings | {"endpoint_url": f"http://127.0.0.1:{free_port()}"}
    objects.connect.cache_clear()
    with pytest.raises(StorageAway) as refused:
        default_storage.save("documents/rosa.pdf", ContentFile(b"x"))
    written = "".join(traceback.format_exception(refused.value))
    assert "the object storage" in written
    assert "/site/media" not in written


def test_wrong_key_is_no_missing_file(bucket, settings):
    settings.OBJECT_STORAGE = bucket.settings | {"secret_key": "another"}
    objects.connect.cache_clear()
    with pytest.raises(StorageAway, match="403"):
        default_storage.exists("images/a.jpg")
    with pytest.raises(CommandError, match="refuses us"):
        probing.check_bucket()


def test_start_leaves_nothing_in_a_bucket_that_is_private(bucket):
    before = bucket.names()
    probing.check_bucket()
    assert bucket.names() == before


def test_start_is_refused_with_a_bucket_that_strangers_read(bucket, settings, monkeypatch):
    """As one that was made public: whoever has no key is let in with ours."""
    connect = objects.connect
    monkeypatch.setattr(probing, "connect", lambda number, is_signed=True: connect(number))
    before = bucket.names()
    with pytest.raises(CommandError, match="to anybody"):
        probing.check_bucket()
    assert bucket.names() == before


class Stranger:
    """What somebody without keys gets of a bucket whose rule opens one part of it."""

    def __init__(self, given: str):
        self.meta = SimpleNamespace(client=self)
        self.given = given

    def get_object(self, *, Bucket, Key):
        return self._answer(Key.startswith(self.given), {"Body": io.BytesIO(b"probe")})

    def list_objects_v2(self, *, Bucket, MaxKeys):
        return self._answer(self.given == "the list", {"KeyCount": 0})

    def _answer(self, is_given: bool, answer: dict) -> dict:
        if is_given:
            return answer
        raise ClientError({"ResponseMetadata": {"HTTPStatusCode": 403}}, "GetObject")


@pytest.mark.parametrize("given", ["media/", "private/", "the list", ""])
def test_start_is_refused_with_a_bucket_of_which_strangers_read_a_part(bucket, monkeypatch, given):
    connect = objects.connect
    stranger = Stranger(given or "nothing")
    monkeypatch.setattr(
        probing,
        "connect",
        lambda number, is_signed=True: connect(number) if is_signed else stranger,
    )
    before = bucket.names()
    with pytest.raises(CommandError, match="to anybody") if given else nullcontext():
        probing.check_bucket()
    assert bucket.names() == before


def test_start_goes_on_while_the_storage_is_away(bucket, settings, caplog):
    settings.OBJECT_STORAGE = bucket.settings | {"endpoint_url": f"http://127.0.0.1:{free_port()}"}
    objects.connect.cache_clear()
    probing.check_bucket()
    assert "does not answer" in caplog.text


def test_files_of_every_kind_of_upload_can_be_saved(bucket):
    """Django's own wrappers, a temporary file and plain bytes."""
    with TemporaryFile() as table:
        table.write(b"a,b\n")
        for content in (
            File(table),
            SimpleUploadedFile("a.csv", b"a,b\n"),
            File(io.BytesIO(b"a,b\n")),
        ):
            name = default_storage.save("documents/a.csv", content)
            with default_storage.open(name) as file:
                assert file.read() == b"a,b\n"
            default_storage.delete(name)


# -- What the site does with it ------------------------------------------------------------------


@pytest.fixture
def away(bucket, settings):
    """The storage of a moment ago is not there any more."""

    def leave():
        place = bucket.settings | {"endpoint_url": f"http://127.0.0.1:{free_port()}"}
        settings.OBJECT_STORAGE = place
        objects.connect.cache_clear()

    return leave


@pytest.mark.django_db
def test_page_goes_on_without_pictures_while_the_storage_is_away(bucket, away, client):
    home = make_home()
    image = make_image(1600, 900)
    page = make_page(StandardPage, parent=home, share_image=image)
    away()
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "/media/" not in answer.content.decode()


@pytest.mark.django_db
def test_files_come_back_later_while_the_storage_is_away(bucket, away, client):
    make_home()
    document = make_document()
    rendition = make_image(400, 300).get_rendition("width-100|format-jpeg")
    addresses = [document.url, rendition.url]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    away()
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 503
        assert answer["Retry-After"]
        assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_staff_read_why_an_upload_was_not_taken(bucket, away, admin_client):
    away()
    fields = {
        "title": "March",
        "collection": Collection.get_first_root_node().pk,
        "file": SimpleUploadedFile("notes.txt", b"notes"),
    }
    answer = admin_client.post("/admin/documents/add/", fields)
    assert answer.status_code == 503
    assert "Files cannot be reached" in answer.content.decode()
    assert not SiteDocument.objects.exists()


@pytest.mark.django_db
def test_full_bucket_is_a_full_disk(bucket, admin_client, monkeypatch):
    def refuse(self, name, content):
        answer = {"ResponseMetadata": {"HTTPStatusCode": 507}, "Error": {"Code": "x"}}
        raise ClientError(answer, "PutObject")

    monkeypatch.setattr(objects.ObjectStorage, "_put", refuse)
    fields = {
        "title": "March",
        "collection": Collection.get_first_root_node().pk,
        "file": SimpleUploadedFile("notes.txt", b"notes"),
    }
    answer = admin_client.post("/admin/documents/add/", fields)
    assert answer.status_code == 507
    assert "disk is full" in answer.content.decode()


@pytest.mark.django_db
def test_deleted_picture_and_document_leave_no_object(bucket, django_capture_on_commit_callbacks):
    make_home()
    before = bucket.names()
    image, document = make_image(400, 300), make_document("gone.pdf", make_pdf())
    image.get_rendition("width-100|format-jpeg")
    assert len(bucket.names() - before) == 5  # with the first page in two widths
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
        document.delete()
    assert bucket.names() == before


@pytest.mark.django_db
def test_replaced_card_leaves_no_object(bucket):
    page = make_page(StandardPage, parent=make_home(), title="Orchard")
    cards.refresh_share_image(page.pk)
    page.title = "Windmill"
    page.save()
    cards.refresh_share_image(page.pk)
    assert len([name for name in bucket.names() if f"/share/{page.pk}/" in name]) == 1
    cards.delete_share_images(page.pk)
    assert not [name for name in bucket.names() if f"/share/{page.pk}/" in name]


@pytest.mark.django_db
def test_task_that_deletes_a_file_is_told_no_key(bucket):
    image = make_image(400, 300)
    assert KEY not in repr(image.file.storage.deconstruct())
