"""Uploads through the real server: what is published of them, to whom, and what they can do."""

from __future__ import annotations

import io
import re
import threading
import time
from pathlib import Path

import pytest
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from nnirr_site.documents.reading_state import Reading
from nnirr_site.models import SiteDocument, SiteImage, StandardPage
from tests.conftest import environment_of_a_process
from tests.factories import make_home, make_page
from tests.infrastructure.processes import get, serving, wait_until
from tests.infrastructure.staff import StaffBrowser
from tests.nnirr_site import telling

FORMATS = ("jpg", "png", "webp", "avif", "gif")
MEDIA = re.compile(r"/media/[^\s\"'<>,)]+")
ADD = "/admin/images/add/"


@pytest.fixture(scope="module")
def running(django_db_setup, tmp_path_factory):
    """Address and data folder of a server for all tests but those that look at its memory."""
    folder = tmp_path_factory.mktemp("uploads") / "data"
    with serving(environment_of_a_process(folder)) as url:
        yield url, folder


@pytest.fixture
def server(running, transactional_db, settings):
    url, folder = running
    settings.MEDIA_ROOT = folder / "media"
    return url


@pytest.fixture
def fresh_server(process_environment, settings):
    """One whose memory nobody has used before."""
    settings.MEDIA_ROOT = Path(process_environment["DATA_DIR"]) / "media"
    with serving(process_environment) as url:
        yield url


@pytest.fixture
def staff(server):
    return StaffBrowser(server)


def upload(staff, name: str, content: bytes, collection=None, **fields):
    """Send the form for a new image; the image that was made, or the answer's text."""
    root = collection or Collection.get_first_root_node()
    values = {"title": name, "collection": root.pk, "description": "A march", **fields}
    before = set(SiteImage.objects.values_list("pk", flat=True))
    status, body, _headers = staff.post(ADD, values, {"file": (name, content)})
    assert status == 200, body[:2000]
    return SiteImage.objects.exclude(pk__in=before).first() or body.decode()


def with_image(image: SiteImage):
    block = StandardPage._meta.get_field("body").stream_block.child_blocks["image"]
    shown = {"image": image.pk, "decorative": False, "alt_text": "A march"}
    return ("image", block.to_python({"image": shown, "caption": "A march"}))


def publish_with(images, **fields) -> StandardPage:
    page = make_page(StandardPage, body=[with_image(image) for image in images], **fields)
    page.save_revision().publish()
    return page


def files_shown(url: str, address: str) -> set[str]:
    """Every picture that a page names, in its text, its head and its data."""
    status, body, _headers = get(url + address)
    assert status == 200
    return {path.rstrip("\\") for path in MEDIA.findall(body.decode())}


def all_sizes_made(url: str, page, images) -> bool:
    """True once the server has made every format, so that nothing that is public is overlooked."""
    get(url + page.url)
    return all(image.renditions.count() >= 6 for image in images)


def test_no_public_file_of_a_picture_tells_more_than_is_seen(server, staff):
    make_home()
    images = [upload(staff, f"march.{kind}", telling.telling(kind)) for kind in FORMATS]
    page = publish_with(images, share_image=images[0])
    wait_until(lambda: all_sizes_made(server, page, images), 180, "the sizes were not made")
    wait_until(
        lambda: len(files_shown(server, page.url)) > 2 * len(images), 60, "the page lacks sizes"
    )
    for path in files_shown(server, page.url):
        status, content, _headers = get(server + path)
        assert status == 200, path
        assert telling.find_planted(content) == [], path
        with Image.open(io.BytesIO(content)) as opened:
            opened.load()
    # The first lay on its side: it is upright now, and in the right colors.
    assert (images[0].width, images[0].height) == (600, 900)
    with images[0].file.open() as file:
        original = file.read()
    assert telling.find_planted(original) == []
    with Image.open(io.BytesIO(original)) as opened:
        assert opened.size == (600, 900)
        assert opened.info.get("icc_profile")


def test_originals_are_for_staff_only(server, staff):
    make_home()
    image = upload(staff, "march.jpg", telling.telling("jpg"))
    address = f"/media/{image.file.name}"
    assert get(server + address)[0] == 404
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.jpg", image.file.name)
    status, _content, headers = staff.get(address)
    assert status == 200
    assert headers["Cache-Control"] == "private, no-store"


def test_picture_of_a_private_collection_is_served_to_nobody_else(server, staff):
    make_home()
    private = Collection.get_first_root_node().add_child(name="Members")
    image = upload(staff, "march.jpg", telling.telling("jpg"))
    page = publish_with([image], share_image=image)
    wait_until(lambda: all_sizes_made(server, page, [image]), 120, "the sizes were not made")
    shown = {f"/media/{rendition.file.name}" for rendition in image.renditions.all()}
    for path in shown:
        status, _content, headers = get(server + path)
        assert status == 200
        assert headers["Cache-Control"].startswith("public, max-age=")
        assert headers["X-Robots-Tag"] == "noindex"
        assert re.fullmatch(r"/media/images/[0-9a-f]{32}\.\w+", path), "the name can be guessed"
    image.collection = private
    image.save()
    CollectionViewRestriction.objects.create(
        collection=private, restriction_type=CollectionViewRestriction.LOGIN
    )
    wait_until(
        lambda: all(get(server + path)[0] == 404 for path in shown),
        10,
        "a picture that became private is served still",
    )
    for path in shown:
        status, _content, headers = staff.get(path)
        assert status == 200
        assert headers["Cache-Control"] == "private, no-store"
    wait_until(
        lambda: (
            not any(
                f"/images/{Path(path).name}" in get(server + page.url)[1].decode() for path in shown
            )
        ),
        10,
        "the page shows a picture that is not for everybody",
    )


def test_card_of_a_page_that_became_private_is_not_served(server):
    make_home()
    page = make_page(StandardPage, title="Meeting of members")
    page.save_revision().publish()

    def card():
        found = [path for path in files_shown(server, page.url) if "/share/" in path]
        return found and found[0]

    path = wait_until(card, 60, "no card was drawn")
    assert get(server + path)[0] == 200
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    wait_until(lambda: get(server + path)[0] == 404, 10, "the card is served still")


# -- Files that do harm -----------------------------------------------------------------------

MEGABYTE = 1024 * 1024
# The server itself, with Django and all pages' code, takes some 250 MB.
LARGEST_SERVER = 500 * MEGABYTE
LARGEST_CHILD = 1100 * MEGABYTE


def family(url: str) -> dict[int, int]:
    """Process ids of the server and all below it → resident bytes now."""
    port = url.rpartition(":")[2]
    parents, memory, roots = {}, {}, set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes().split(b"\0")
            variables = (folder / "environ").read_bytes().split(b"\0")
            pages = int((folder / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
        pid = int(folder.name)
        parents[pid], memory[pid] = int(fields[1]), pages * 4096
        if b"serve" in command and f"PORT={port}".encode() in variables:
            roots.add(pid)
    found = set(roots)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: memory[pid] for pid in found}


class Watch:
    """The largest memory of any one process of the server, looked at many times a second."""

    def __init__(self, url: str):
        self.url, self.largest = url, 0

    def while_doing(self, action):
        result = []
        thread = threading.Thread(target=lambda: result.append(action()))
        thread.start()
        while thread.is_alive():
            self.largest = max([self.largest, *family(self.url).values()])
            time.sleep(0.1)
        wait_until(lambda: get(self.url + "/healthz")[0] == 200, 60, "the server has died")
        return result[0]


HARMFUL_PICTURES = {
    "177 megapixels in 175 KB": ("huge.png", telling.huge_png, "13400 × 13400 pixels"),
    "a header of 2 GB": ("huge.webp", telling.huge_webp, "16383 × 16383 pixels"),
    "cut off": ("cut.jpg", lambda: telling.encode(telling.gradient(), "JPEG")[:2000], "damaged"),
    "no picture": ("text.png", lambda: b"\x89PNG\r\n\x1a\nhello", "is no picture|damaged"),
}


def test_harmful_pictures_are_refused_with_a_sentence_and_take_no_memory(fresh_server):
    server, staff = fresh_server, StaffBrowser(fresh_server)
    watch = Watch(server)
    for name, make, sentence in HARMFUL_PICTURES.values():
        content = make()
        answer = watch.while_doing(lambda n=name, c=content: upload(staff, n, c))
        assert isinstance(answer, str), f"{name} was taken"
        assert re.search(sentence, answer), name
    assert SiteImage.objects.count() == 0
    assert watch.largest < LARGEST_SERVER


def test_harmful_documents_are_kept_and_said_not_to_be_drawn(fresh_server):
    server, staff = fresh_server, StaffBrowser(fresh_server)
    watch = Watch(server)
    root = Collection.get_first_root_node()
    for name, make in {
        "selfish.pdf": telling.selfish_pdf,
        "swelling.pdf": telling.swelling_pdf,
    }.items():
        fields = {"title": name, "collection": root.pk, "tags": "", "language": "", "pages": ""}
        content = make()
        status, _body, _headers = watch.while_doing(
            lambda f=fields, n=name, c=content: staff.post(
                "/admin/documents/add/", f, {"file": (n, c)}
            )
        )
        assert status == 200
        document = SiteDocument.objects.get(title=name)
        assert document.reading == Reading.FAILED
        _status, body, _headers = staff.get(f"/admin/documents/edit/{document.pk}/")
        assert "The first page could not be drawn." in body.decode()
    assert watch.largest < LARGEST_CHILD
    assert get(f"{server}{document.url}")[0] == 200


def test_profile_picture_tells_nothing_and_is_for_staff_only(server, staff):
    from wagtail.users.models import UserProfile

    fields = {
        "name_email-first_name": "Ana",
        "name_email-last_name": "Staff",
        "name_email-email": "staff@example.org",
        "locale-preferred_language": "",
        "locale-current_time_zone": "America/Los_Angeles",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    files = {"avatar-avatar": ("me.jpg", telling.telling("jpg"))}
    staff.post("/admin/account/", fields, files)
    profile = UserProfile.objects.exclude(avatar="").get()
    with profile.avatar.open() as file:
        assert telling.find_planted(file.read()) == []
    address = f"/media/{profile.avatar.name}"
    assert get(server + address)[0] == 404
    # Saving the account gave its owner another session.
    assert StaffBrowser(server).get(address)[0] == 200
