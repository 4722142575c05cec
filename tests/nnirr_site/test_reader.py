"""The process that opens files from outside: what it refuses and gives back, and its bounds."""

from __future__ import annotations

import io
import os
import re
import sys
import threading

import pytest
from PIL import Image
from wagtail.images.models import SourceImageIOError

from nnirr_site.uploads import reader
from nnirr_site.uploads.reader import (
    BOUNDS,
    COMMAND,
    MEGABYTE,
    CannotRead,
    answering_a_request,
    read,
    read_parts,
)
from nnirr_site.uploads.sandbox.containers import find_told, orientation, strip
from nnirr_site.uploads.sentences import explain
from nnirr_site.uploads.waiting import ReaderPatienceMiddleware
from tests.infrastructure.processes import wait_until
from tests.nnirr_site import telling
from tests.nnirr_site.odd_pictures import ODD, _srgb
from tests.nnirr_site.photographs import make_image
from tests.pdfs import make_pdf

MOST = 30_000_000
FORMATS = ["jpg", "png", "webp", "avif", "gif"]


def clean(data: bytes, **options):
    return read("clean", data, most_pixels=MOST, **options).parts[0]


@pytest.mark.parametrize("kind", FORMATS)
def test_cleaned_picture_tells_nothing_and_stands_upright(kind):
    told, cleaned = clean(telling.telling(kind))
    assert told["removed"]
    assert telling.find_planted(cleaned) == []
    assert find_told(cleaned) == []
    assert told["format"] == {"jpg": "jpeg"}.get(kind, kind)
    expected = (900, 600) if kind == "gif" else (600, 900)
    with Image.open(io.BytesIO(cleaned)) as picture:
        assert picture.size == (told["width"], told["height"]) == expected
    again, twice = clean(cleaned)
    assert again["removed"] == []
    assert telling.find_planted(twice) == []


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_picture_inside_a_document_is_stripped_without_being_written_anew(kind):
    stripped = strip(telling.telling(kind))
    assert [n for n in telling.find_planted(stripped) if n not in ("exif",)] == []
    with Image.open(io.BytesIO(stripped)) as picture:
        picture.load()
    if kind == "jpg":
        assert orientation(stripped) == 6, "it would lie on its side in the document"


def test_profile_that_works_is_kept_and_one_that_does_not_is_dropped():
    _told, cleaned = clean(telling.telling_jpeg())
    assert Image.open(io.BytesIO(cleaned)).info.get("icc_profile")
    broken = telling.encode(telling.gradient(), "JPEG", icc_profile=b"not a profile" * 20)
    _told, cleaned = clean(broken)
    assert Image.open(io.BytesIO(cleaned)).info.get("icc_profile") is None
    gray = telling.encode(telling.gradient(mode="L"), "JPEG", icc_profile=_srgb())
    _told, cleaned = clean(gray)
    assert Image.open(io.BytesIO(cleaned)).info.get("icc_profile") is None


SHOWN = ["jpeg", "webp", "avif", "png"]


@pytest.mark.parametrize("name", ODD)
def test_odd_picture_can_be_shown_in_every_format(name):
    for data in (ODD[name](), clean(ODD[name]())[1]):
        for kind in SHOWN:
            answer = read(
                "render",
                data,
                most_pixels=MOST,
                expected=[300, 400],
                crop=[0, 0, 300, 400],
                size=[150, 200],
                kind=kind,
            )
            told, content = answer.parts[0]
            with Image.open(io.BytesIO(content)) as picture:
                assert picture.format.lower() == kind == told["format"]
                assert picture.size == (150, 200)
                low, high = picture.convert("L").getextrema()
            assert high - low > 150, "the picture has lost its light or its dark"


HARMFUL = {
    "huge PNG": (telling.huge_png, "too_many_pixels"),
    "huge WebP": (telling.huge_webp, "too_many_pixels"),
    "cut off": (lambda: telling.encode(telling.gradient(), "JPEG")[:2000], "damaged"),
    "text": (lambda: b"hello", "no_picture"),
    "nothing": (lambda: b"", "no_picture"),
    "a drawing in XML": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no_picture"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_picture_is_refused_before_it_takes_memory(name):
    make, reason = HARMFUL[name]
    answer = read_parts("clean", make(), most_pixels=MOST)
    assert answer.find("refused") == reason
    assert answer.peak < 150 * MEGABYTE


@pytest.mark.parametrize("make", [telling.selfish_pdf, telling.doubling_pdf, telling.swelling_pdf])
def test_harmful_pdf_is_ended_within_its_bounds(make):
    bounds = BOUNDS | {"processor": 3, "clock": 8}
    answer = read_parts("pdf", make(), bounds, cover=True)
    assert not answer.is_whole
    assert answer.peak < 1000 * MEGABYTE
    assert answer.find("pages") == 1, "what was told before it went wrong is lost"
    # The next file is read as if nothing had been.
    assert clean(telling.telling("gif"))[0]["format"] == "gif"


def test_file_that_wants_more_memory_than_it_may_have_is_ended():
    small = BOUNDS | {"memory": 60 * MEGABYTE}
    with pytest.raises(CannotRead) as refusal:
        read("clean", telling.encode(telling.gradient(5000, 5000), "PNG"), small, most_pixels=MOST)
    assert refusal.value.reason in ("too_much", "damaged")


def test_process_has_none_of_the_site_s_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "planted-secret-key")
    reader._reader.stop()
    clean(telling.telling("gif"))
    pid = reader._reader.process.pid
    with open(f"/proc/{pid}/environ", "rb") as file:
        environment = file.read()
    assert b"planted-secret-key" not in environment
    assert b"DATABASE_URL" not in environment
    assert re.search(rb"(^|\0)PATH=", environment)


def test_process_that_died_is_started_again():
    clean(telling.telling("gif"))
    os.kill(reader._reader.process.pid, 9)
    assert clean(telling.telling("gif"))[0]["format"] == "gif"


def test_one_file_at_a_time_and_who_cannot_wait_is_told():
    began, may_end = threading.Event(), threading.Event()

    def occupy():
        with reader._turn():
            began.set()
            may_end.wait(60)

    thread = threading.Thread(target=occupy)
    thread.start()
    assert began.wait(60)
    try:
        with reader.waiting_at_most(0.05), pytest.raises(CannotRead) as refusal:
            clean(telling.telling("gif"))
    finally:
        may_end.set()
    assert refusal.value.reason == "busy"
    assert not refusal.value.is_for_good
    assert clean(telling.telling("gif"))[0]["format"] == "gif"
    thread.join()


def test_requests_that_wait_for_the_reader_leave_threads_to_others(settings):
    settings.WEB_THREADS = 4
    results = []

    def ask():
        with answering_a_request(120):
            try:
                clean(telling.telling("gif"))
            except CannotRead as problem:
                results.append(problem.reason)
            else:
                results.append("read")

    threads = [threading.Thread(target=ask) for _number in range(3)]
    with reader._turn():
        for thread in threads[:2]:
            thread.start()
        wait_until(lambda: reader._seats_taken == 2, 30, "they do not wait")
        threads[2].start()
        threads[2].join(30)
        assert results == ["busy"], "the third had to be told at once, while the others wait"
    for thread in threads:
        thread.join(60)
    assert sorted(results) == ["busy", "read", "read"]
    with answering_a_request(3):
        assert clean(telling.telling("gif"))[0]["format"] == "gif"


@pytest.mark.parametrize(("method", "seconds"), [("get", 3), ("head", 3), ("post", 20)])
def test_who_looks_at_something_waits_less_than_who_has_sent_a_file(rf, method, seconds):
    def answer(_request):
        return reader.is_request.get(), reader.patience.get()

    before = reader.is_request.get(), reader.patience.get()
    assert ReaderPatienceMiddleware(answer)(getattr(rf, method)("/")) == (True, seconds)
    assert (reader.is_request.get(), reader.patience.get()) == before


FULL_DISK = """
import errno, io, tempfile

class Full(io.BytesIO):
    def write(self, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

def make():
    if {is_unmade}:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")
    return Full()

tempfile.TemporaryFile = make
from nnirr_site.uploads.sandbox.process import main
main()
"""


@pytest.fixture(params=[True, False], ids=["no file can be made", "no byte can be written"])
def full_disk(request, monkeypatch):
    """The reader's process finds no room for its answers."""
    script = FULL_DISK.format(is_unmade=request.param)
    monkeypatch.setattr(reader, "COMMAND", [sys.executable, "-c", script])
    reader._reader.stop()
    yield
    reader._reader.stop()


def test_full_disk_is_trouble_of_the_server_and_not_of_the_file(full_disk):
    for job, data, options in (
        ("clean", telling.telling("gif"), {"most_pixels": MOST}),
        ("pdf", make_pdf(pages=2), {"cover": True}),
    ):
        with pytest.raises(CannotRead) as refusal:
            read_parts(job, data, **options)
        assert refusal.value.reason == "no_room"
        assert not refusal.value.is_for_good
        assert "The server's disk is full." in explain(refusal.value)


@pytest.fixture
def image(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return make_image(300, 400)


def test_picture_is_made_as_soon_as_there_is_room_again(image, full_disk, monkeypatch):
    with pytest.raises(SourceImageIOError):
        image.get_rendition("width-100")
    monkeypatch.setattr(reader, "COMMAND", COMMAND)
    reader._reader.stop()
    assert image.get_rendition("width-100").width == 100, "it was taken for damaged"


def test_answer_that_is_longer_than_it_may_be_is_not_called_damage():
    with pytest.raises(CannotRead) as refusal:
        read("clean", telling.telling("png"), BOUNDS | {"answer": 100}, most_pixels=MOST)
    assert refusal.value.reason == "too_much"
