"""The data folder is full or may not be written: a sentence, and nothing left behind."""

from __future__ import annotations

import errno
import os
import resource
import signal
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from nnirr_site.models import SiteDocument, SiteImage, SiteRendition, StandardPage
from nnirr_site.storage.local import UploadStorage
from tests.factories import make_home, make_page
from tests.nnirr_site import telling
from tests.nnirr_site.photographs import make_image
from tests.pdfs import make_pdf

pytestmark = pytest.mark.django_db


@contextmanager
def no_file_longer_than(count: int):
    """Let the kernel refuse this process to write longer files, as a full disk would (EFBIG)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@pytest.fixture
def full(settings, tmp_path, monkeypatch):
    """A media folder of its own in which nothing more fits; the kernel says so."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    save = UploadStorage._save

    def save_with_no_room(self, name, content):
        with no_file_longer_than(64):
            return save(self, name, content)

    monkeypatch.setattr(UploadStorage, "_save", save_with_no_room)
    return settings.MEDIA_ROOT


def files_in(folder) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_storage_leaves_nothing_of_a_file_that_has_no_room(full):
    with pytest.raises(OSError) as error:
        default_storage.save("documents/a.txt", ContentFile(b"x" * 100_000))
    assert error.value.errno == errno.EFBIG
    assert files_in(full) == []


def test_storage_gives_a_name_only_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    names = {default_storage.save("documents/a.txt", ContentFile(b"x")) for _time in range(3)}
    assert len(names) == 3
    assert all(default_storage.open(name).read() == b"x" for name in names)
    assert len(files_in(tmp_path)) == 3


def fields_for(title: str) -> dict:
    return {"title": title, "collection": Collection.get_first_root_node().pk, "tags": ""}


def test_picture_that_has_no_room_is_refused_with_a_sentence(full, admin_client):
    file = SimpleUploadedFile("a.jpg", telling.telling("jpg"))
    response = admin_client.post(
        reverse("wagtailimages:add"), {**fields_for("March"), "file": file}
    )
    assert response.status_code == 507
    assert "The server&#x27;s disk is full." in response.content.decode()
    assert SiteImage.objects.count() == 0
    assert files_in(full) == []


def test_many_pictures_at_once_say_so_beside_each(full, admin_client):
    response = admin_client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "March", "files[]": SimpleUploadedFile("a.jpg", telling.telling("jpg"))},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    answer = response.json()
    assert answer["success"] is False
    assert "disk is full" in answer["error_message"]
    assert files_in(full) == []


def test_document_that_has_no_room_is_refused_with_a_sentence(full, admin_client):
    file = SimpleUploadedFile("a.pdf", make_pdf())
    response = admin_client.post(
        reverse("wagtaildocs:add"),
        {**fields_for("Sheet"), "file": file, "language": "", "pages": ""},
    )
    assert response.status_code == 507
    assert SiteDocument.objects.count() == 0
    assert files_in(full) == []


def test_page_whose_picture_cannot_be_kept_is_shown_without_it(settings, client, tmp_path, request):
    make_home()
    image = make_image(900, 600)
    page = make_page(StandardPage, share_image=image)
    content = default_storage.open(image.file.name).read()
    full_folder = request.getfixturevalue("full")
    place = full_folder / image.file.name
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    response = client.get(page.url)
    assert response.status_code == 200
    assert SiteRendition.objects.count() == 0
    assert files_in(full_folder) == [place]


def test_folder_that_may_not_be_written_is_said_too(admin_client, monkeypatch):
    def refuse(self, name, content):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(UploadStorage, "_save", refuse)
    file = SimpleUploadedFile("a.jpg", telling.telling("jpg"))
    response = admin_client.post(
        reverse("wagtailimages:add"), {**fields_for("March"), "file": file}
    )
    assert response.status_code == 507
    assert "may not write files" in response.content.decode()
