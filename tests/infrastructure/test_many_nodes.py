"""Two web nodes and a worker that share nothing but the pooler and the bucket, as real processes.

Each has a data folder of its own, as on machines of their own.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from contextlib import ExitStack

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from campaigns.models import Delivery, Signature
from nnirr_site.models import SiteDocument, SiteImage, StandardPage
from tests.campaigns.factories import form_data, make_call_page, make_signature, sign_url
from tests.campaigns.mailserver import MailServer
from tests.conftest import environment_of_a_process
from tests.database import database_url
from tests.factories import make_home, make_page
from tests.infrastructure.nodes import Cdn, object_storage, pooler
from tests.infrastructure.processes import ROOT, get, post, wait_until
from tests.infrastructure.proxies import Instance, end_group
from tests.infrastructure.staff import StaffBrowser
from tests.nnirr_site import telling
from tests.pdfs import make_pdf

MEDIA = re.compile(r"/media/[^\s\"'<>,)]+")


class Nodes:
    """Addresses of the web nodes, and what they share."""

    def __init__(self, instances, bucket, cdn, environment):
        self.bucket, self.cdn, self.environment = bucket, cdn, environment
        self.one, self.two = (f"http://localhost:{node.port}" for node in instances)


@pytest.fixture(scope="module")
def nodes(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nodes")
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            direct = database_url()
        address = stack.enter_context(pooler(direct))
        bucket = stack.enter_context(object_storage(folder / "objects"))
        with django_db_blocker.unblock():
            environment = environment_of_a_process(folder / "data")
        cdn = Cdn()
        stack.callback(cdn.server_close)
        stack.callback(cdn.shutdown)
        environment |= bucket.environment | {"CDN_PURGE_URL": cdn.url}
        environment |= {
            "DATABASE_URL": address("site_web"),
            "DATABASE_LISTEN_URL": direct,
            "PAGE_CACHE_SECONDS": "300",  # publishing ends them, no slow machine
        }
        instances = []
        for name in ("one", "two"):
            own = environment | {"DATA_DIR": str(folder / name)}
            instances.append(Instance(own, folder))
            stack.callback(instances[-1].stop)
            instances[-1].start()
        for instance in instances:
            instance.wait()
        environment["DATABASE_URL"] = address("site_worker")
        yield Nodes(instances, bucket, cdn, environment)


@pytest.fixture
def staff(nodes, transactional_db):
    """Somebody of staff who works on the first node."""
    return StaffBrowser(nodes.one)


def add_file(staff, kind: str, name: str, content: bytes, **fields) -> None:
    root = Collection.get_first_root_node()
    values = {"title": name, "collection": root.pk, "description": "A march", **fields}
    status, body, _headers = staff.post(f"/admin/{kind}/add/", values, {"file": (name, content)})
    assert status == 200, body[:2000]


def test_page_published_on_one_node_is_read_on_the_other_with_its_card(nodes, staff):
    home = make_home()
    page = make_page(StandardPage, parent=home, title="Number zero", slug="number")
    url = f"{nodes.two}{page.url}"
    wait_until(lambda: get(url)[2].get("X-Cache") == "hit", 30, "the old page is not kept")
    page.title = "Number one"
    page.save_revision()
    assert b"Number zero" in get(url)[1]
    staff.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {})
    page.refresh_from_db()
    assert page.title == "Number one"
    wait_until(lambda: b"Number one" in get(url)[1], 10, "the purge was not heard")
    card = wait_until(
        lambda: re.search(rf"/media/share/{page.pk}/\w+\.png", get(url)[1].decode()),
        30,
        "the card that the first node drew is not named by the second",
    )[0]
    for node in (nodes.one, nodes.two):
        status, body, headers = get(node + card)
        assert (status, body[:8], headers["Content-Type"]) == (
            200,
            b"\x89PNG\r\n\x1a\n",
            "image/png",
        )
    assert card.removeprefix("/") in nodes.bucket.names()


def test_picture_sent_to_one_node_is_shown_by_the_other(nodes, staff):
    home = make_home()
    add_file(staff, "images", "march.jpg", telling.telling("jpg"))
    image = SiteImage.objects.get()
    assert f"media/{image.file.name}" in nodes.bucket.names()
    block = StandardPage._meta.get_field("body").stream_block.child_blocks["image"]
    shown = {"image": image.pk, "decorative": False, "alt_text": "A march"}
    body = [("image", block.to_python({"image": shown, "caption": "A march"}))]
    page = make_page(StandardPage, parent=home, body=body)
    # The second node opens the original, in its own bounded process, and keeps what it made.
    files = [
        path
        for path in MEDIA.findall(get(nodes.two + page.url)[1].decode())
        if path.startswith("/media/images/")
    ]
    assert files
    for path in files:
        one, two = (get(node + path) for node in (nodes.one, nodes.two))
        assert one[0] == two[0] == 200
        assert one[1] == two[1]
        assert one[2]["ETag"] == two[2]["ETag"]
        assert telling.find_planted(one[1]) == []
        assert get(nodes.one + path, **{"If-None-Match": two[2]["ETag"]})[0] == 304
    assert get(f"{nodes.two}/media/{image.file.name}")[0] == 404, "the original is for staff"


def test_document_sent_to_one_node_is_read_on_the_other_until_it_is_withdrawn(nodes, staff):
    make_home()
    collection = Collection.get_first_root_node().add_child(name="Papers")
    content = make_pdf(pages=2) + b"\n%" + b"x" * 700_000  # longer than what is read at a time
    add_file(staff, "documents", "Bericht ü.pdf", content, collection=collection.pk)
    document = SiteDocument.objects.get()
    assert document.pages == 2
    path = document.url
    for node in (nodes.one, nodes.two):
        status, body, headers = get(node + path)
        assert (status, body == content) == (200, True)
        assert headers["Content-Type"] == "application/pdf"
        assert headers["Content-Disposition"].startswith("inline; filename=")
        assert headers["ETag"] == f'"{document.file_hash}"'
        status, body, headers = get(node + path, Range="bytes=-5")
        assert (status, body) == (206, content[-5:])
        assert (
            headers["Content-Range"]
            == f"bytes {len(content) - 5}-{len(content) - 1}/{len(content)}"
        )
    covers = [f"/media/{document.first_page.name}", document.first_page_small_url]
    for cover in covers:
        assert get(nodes.two + cover)[0] == 200
        assert cover.removeprefix("/") in nodes.bucket.names()
    privacy = reverse("wagtailadmin_collections:set_privacy", args=[collection.pk])
    answer = staff.post(privacy, {"restriction_type": "login"}, form="/admin/account/")
    assert b"set_privacy_done" in answer[1]
    for cover in covers:
        wait_until(lambda cover=cover: get(nodes.two + cover)[0] == 404, 10, "it is still shown")
        assert cover.removeprefix("/") not in nodes.bucket.names()
    assert get(nodes.two + path)[1] != content


def test_form_mail_and_delivery_pass_from_node_to_node(nodes, staff):
    shown = make_call_page(parent=make_home())
    call = shown.call
    make_signature(call, "confirmed", name="Amina Shown", country="US", region="OR", show_name=True)
    server = MailServer()
    environment = nodes.environment | {"EMAIL_URL": server.url}
    fields = form_data(call, email="rosa@example.org", name="Rosa Quispe")
    assert post(nodes.one + sign_url(call), fields)[0] == 303
    frozen = {
        "call": call.pk,
        "delivered_to": "the Senate",
        "delivered_on": timezone.localdate().isoformat(),
        "is_public": "on",
        "language": "en",
        "confirmed": "yes",
    }
    add = reverse("wagtailsnippets_campaigns_delivery:add")
    status, body, _headers = staff.post(add, frozen)
    assert status == 200, body[:500]
    delivery = Delivery.objects.get()
    assert f"private/{delivery.csv.name}" in nodes.bucket.names()
    shown.save_revision()
    staff.post(f"/admin/bulk/wagtailcore/page/publish/?id={shown.pk}", {})
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        mails = wait_until(
            lambda: [mail for mail in server.messages if "rosa@" in mail["To"]], 60, "no mail"
        )
        text = mails[0].get_payload()[0].get_payload(decode=True).decode()
        link = re.search(r"/c/[^/\s]+/", text)[0]
        status, page, _headers = get(nodes.two + link)
        token = re.search(r'name="token" value="([^"]+)"', page.decode())[1]
        assert post(nodes.two + link, {"action": "confirm", "token": token})[0] == 303
        assert Signature.objects.latest("pk").status == "confirmed"
        wait_until(lambda: Delivery.objects.get().pdf, 60, "the worker set no PDF")
        published = nodes.one + shown.url  # which is its SITE_URL
        wait_until(lambda: published in nodes.cdn.urls(), 60, "the CDN was not told")
    finally:
        end_group(worker)
        server.stop()
    delivery.refresh_from_db()
    for kind, checksum in (("pdf", delivery.pdf_sha256), ("csv", delivery.csv_sha256)):
        path = reverse("wagtailsnippets_campaigns_delivery:file", args=[delivery.pk, kind])
        for node in (nodes.one, nodes.two):
            status, body, headers = StaffBrowser(node).get(path)
            assert status == 200
            assert hashlib.sha256(body).hexdigest() == checksum
            assert int(headers["Content-Length"]) == len(body)
    left = {name for name in nodes.bucket.names() if name.startswith("private/")}
    assert left == {f"private/{delivery.pdf.name}", f"private/{delivery.csv.name}"}
    for name in left:
        assert get(f"{nodes.two}/media/../{name}")[0] == 404
        assert get(f"{nodes.bucket.environment['S3_ENDPOINT_URL']}/site/{name}")[0] in (400, 403)
