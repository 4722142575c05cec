"""Two processes of the site behind the real Caddy and the real nginx, as deploy/ has them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from campaigns.models import Signature
from nnirr_site.http.bodies import MOST_UPLOADS
from nnirr_site.http.front import MOST_SENDING_OF_ONE
from nnirr_site.models import SiteIdentity, StandardPage
from tests.campaigns.factories import form_data, link_path, make_call_page, make_signature, sign_url
from tests.conftest import environment_of_a_process
from tests.database import database_url
from tests.factories import make_document, make_home, make_page
from tests.infrastructure.processes import ROOT, children_of, get, wait_until
from tests.infrastructure.proxies import (
    AGENT,
    PROXIES,
    TROUBLEMAKER,
    VISITOR,
    Answer,
    Instance,
    Proxy,
)

MOST_CLIENTS = 400
ADD_IMAGE = "/admin/images/add/"
# Caddy asks every second, and the machine may be busy.
MISSED_SECONDS = 5


@pytest.fixture(scope="module")
def instances(django_db_setup, tmp_path_factory):
    """Two processes on the database of this run; a test that ends one starts it again."""
    folder = tmp_path_factory.mktemp("instances")
    # As in production, only the name that visitors type: health is asked by it too.
    environment = environment_of_a_process(folder / "data") | {"ALLOWED_HOSTS": "localhost"}
    environment["LEAVE_SECONDS"] = "3"
    environment["PAGE_CACHE_SECONDS"] = "300"  # publishing ends them, no slow machine
    both = [Instance(environment, folder) for _ in range(2)]
    with ExitStack() as stack:
        for instance in both:
            stack.callback(instance.stop)
            instance.start()
        for instance in both:
            instance.wait()
        yield both


@pytest.fixture(params=sorted(PROXIES))
def proxy(request, instances, transactional_db, tmp_path):
    ports = [instance.port for instance in instances]
    with PROXIES[request.param](tmp_path, ports) as started:
        yield started


def sign(proxy: Proxy, call, email: str) -> Answer:
    fields = form_data(call, email=email)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return proxy.ask("POST", sign_url(call), urlencode(fields).encode(), **headers)


def test_personal_links_are_in_no_log_of_the_proxy_and_of_the_site(proxy, instances):
    call = make_call_page().call
    signature = make_signature(call)
    token = link_path(signature).split("/")[2]
    links = [f"/c/{token}/", f"/es/c/{token}/", f"//c//{token}", f"/C/{token}/", f"/c/'{token}'/"]
    links += [f"/own/{token}/", f"/own/{token}/data.json", f"/letters/{token}/nothing/here"]
    links += [f"/c/%{ord(token[0]):x}{token[1:]}/", f"/c%2F{token}/", f"/x?next=/c/{token}/"]
    links += [f"/{token}", f"/c\\{token}", f"/documents/{token}/", f"/media/{token}.png"]
    for link in links:
        for method in ("GET", "POST"):
            answer = proxy.ask(method, link, b"x" if method == "POST" else None, Referer=links[0])
            assert answer.status, link
    assert proxy.get(links[0]).status == 200
    written = proxy.written() + "".join(instance.said() for instance in instances)
    assert "Not Found" in written, "the site wrote nothing, so nothing was tested"
    for secret in (token, token[1:], signature.reference, VISITOR, AGENT):
        assert secret not in written


def test_who_finds_a_weakness_reads_where_to_tell_it(proxy):
    make_home()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.contact_email = "security@call.example"
    identity.save()
    answer = proxy.get("/.well-known/security.txt")
    assert answer.status == 200
    fields = dict(line.split(": ", 1) for line in answer.body.decode().splitlines())
    assert fields["Contact"] == "mailto:security@call.example"
    left = datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert timedelta(days=90) < left < timedelta(days=365)
    assert fields["Canonical"].endswith("/.well-known/security.txt")


def test_clients_that_stall_in_the_middle_of_a_form_hold_up_nobody(proxy):
    home = make_home(headline="Rights")
    call = make_call_page(parent=home).call
    head = f"POST {sign_url(call)} HTTP/1.1\r\nHost: localhost:{proxy.port}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nn"
    with ExitStack() as stack:
        for _ in range(MOST_CLIENTS):
            client = stack.enter_context(proxy.open_socket(TROUBLEMAKER))
            client.sendall(head.encode())
        for number in range(5):
            started = time.monotonic()
            assert sign(proxy, call, f"rosa{number}@example.org").status == 303
            assert b"Rights" in proxy.get("/").body
            assert proxy.get(f"/search/?q=rights{number}").status == 200
            assert time.monotonic() - started < 20
    assert Signature.objects.count() == 5


class Load:
    """Visitors who read, and one who signs, until it is told to stop."""

    def __init__(self, proxy: Proxy, paths: list[str], call):
        self.proxy, self.paths, self.call = proxy, paths, call
        self.read: list[tuple[str, int]] = []
        self.signed: dict[str, int] = {}
        # When who signed was not thanked, and what the answer was.
        self.odd: list[tuple[float, dict, bytes]] = []
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self._read, args=(n,)) for n in range(3)]
        self.threads.append(threading.Thread(target=self._sign))

    def _read(self, number: int) -> None:
        while not self.ended.wait(0.05):
            path = self.paths[len(self.read) % len(self.paths)]
            self.read.append((path, self.proxy.get(path).status))

    def _sign(self) -> None:
        while not self.ended.wait(0.2):
            email, began = f"maria{len(self.signed)}@example.org", time.monotonic()
            answer = sign(self.proxy, self.call, email)
            self.signed[email] = answer.status
            if answer.status != 303:
                self.odd.append((began, dict(answer.headers), answer.body[:300]))

    def __enter__(self) -> Load:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join(timeout=60)

    def wait_for(self, reads: int) -> None:
        """Let so many more pages be read."""
        wanted = len(self.read) + reads
        end = time.monotonic() + 180
        while len(self.read) < wanted:
            assert time.monotonic() < end, "nobody is answered"
            time.sleep(0.02)

    @property
    def failed(self) -> list[tuple[str, int]]:
        return [(path, status) for path, status in self.read if status != 200]


@pytest.fixture
def load(proxy):
    home = make_home(headline="Rights")
    make_page(StandardPage, parent=home, slug="about")
    page = make_call_page(parent=home)
    return Load(proxy, ["/", "/about/", page.url, "/search/?q=rights"], page.call)


def test_nobody_who_reads_notices_that_a_process_was_killed(load, instances):
    with load:
        load.wait_for(20)
        instances[0].kill()
        killed_at = time.monotonic()
        load.wait_for(40)
        instances[0].start()
        instances[0].wait()
        load.wait_for(10)
    assert load.failed == []
    # A form is sent once: until the proxy has missed the process, the visitor decides.
    assert [odd for odd in load.odd if odd[0] > killed_at + MISSED_SECONDS] == []
    kept = {signature.email for signature in Signature.objects.all()}
    assert kept >= {email for email, status in load.signed.items() if status == 303}


def test_process_that_is_told_to_end_says_so_and_serves_on_for_a_while(instances):
    """Else a form that waits to be accepted when it closes its socket would be cut off."""
    instance = instances[1]
    instance.process.terminate()
    wait_until(lambda: not instance.is_healthy(), 2, "it does not say that it leaves")
    url = f"http://localhost:{instance.port}"
    assert get(f"{url}/healthz")[:2] == (503, b"leaving\n")
    assert get(f"{url}/readyz")[0] == 503
    assert get(f"{url}/robots.txt")[0] == 200
    assert instance.process.wait(timeout=20) == 0
    instance.start()
    instance.wait()


def test_nobody_notices_a_deploy(load, instances):
    """The steps of the guide: prepare, then one process after the other."""
    with load:
        command = [sys.executable, "manage.py", "prepare"]
        subprocess.run(command, cwd=ROOT, env=instances[0].environment, check=True)
        for instance in instances:
            load.wait_for(10)
            instance.stop()
            instance.start()
            instance.wait_until_heard()
        load.wait_for(10)
    assert load.failed == []
    assert load.odd == []
    assert Signature.objects.count() == len(load.signed)


# -- What stalls, is too much, goes away or hangs ----------------------------------------------

LONG_FILE = 64 * 1024 * 1024


@pytest.fixture
def long_file(instances, transactional_db, settings):
    """Address of a document that no memory should hold."""
    data = Path(instances[0].environment["DATA_DIR"])
    settings.DATA_DIR, settings.MEDIA_ROOT = data, data / "media"
    document = make_document("long.pdf", b"%PDF-1.4 " + b"\0" * LONG_FILE)
    yield document.url
    document.file.delete(save=False)


def is_answered(proxy: Proxy) -> bool:
    """Health, a file and a page that is not in memory, each within a few seconds."""
    started = time.monotonic()
    statuses = [
        proxy.get("/healthz").status,
        proxy.get("/static/css/site.css").status,
        proxy.get(f"/search/?q={started}").status,
    ]
    assert statuses == [200] * 3
    return time.monotonic() - started < 20


def resident_bytes(instances) -> list[int]:
    """The memory of each process of the site."""
    found = []
    for instance in instances:
        for number in [instance.process.pid, *children_of(instance.process.pid)]:
            pages = int(Path(f"/proc/{number}/statm").read_text().split()[1])
            found.append(pages * os.sysconf("SC_PAGESIZE"))
    return found


def test_clients_that_do_not_read_a_long_file_hold_up_nobody(proxy, instances, long_file):
    for _ in range(6):  # until every process has what it needs for an answer in memory
        assert is_answered(proxy)
        assert len(proxy.get(long_file).body) >= LONG_FILE
    before = max(resident_bytes(instances))
    with ExitStack() as stack:
        for _ in range(MOST_CLIENTS):
            client = stack.enter_context(proxy.open_socket(TROUBLEMAKER))
            head = f"GET {long_file} HTTP/1.1\r\nHost: localhost:{proxy.port}\r\n\r\n"
            client.sendall(head.encode())
        assert all(is_answered(proxy) for _ in range(3))
        # A few pieces for each that is sent, and nothing for those who are refused.
        assert max(resident_bytes(instances)) - before < 3 * LONG_FILE
    wait_until(
        lambda: len(proxy.get(long_file).body) > LONG_FILE, 60, "their places were not given back"
    )


def test_client_that_goes_away_gives_back_what_it_held(proxy, long_file):
    for _ in range(3 * MOST_SENDING_OF_ONE):
        with proxy.open_socket(TROUBLEMAKER) as client:
            head = f"GET {long_file} HTTP/1.1\r\nHost: localhost:{proxy.port}\r\n\r\n"
            client.sendall(head.encode())
            assert b" 200 " in client.recv(1000)
    wait_until(
        lambda: len(proxy.get(long_file).body) > LONG_FILE, 60, "their places were not given back"
    )


def test_bodies_that_are_too_long_are_refused_and_others_answered(proxy):
    call = make_call_page().call
    for path, megabytes, status in (
        (sign_url(call), 2, 413),
        ("/admin/pages/3/edit/", 9, 413),
        ("/admin/login/", 2, 413),
        ("/admin/pages/3/edit/", 2, 302),
    ):
        answer = proxy.ask("POST", path, b"x" * megabytes * 1024 * 1024, Cookie="sessionid=made-up")
        is_cut_off = proxy.is_old and status == 413  # it knows no better
        assert answer.status in ({0, 413, 502} if is_cut_off else {status}), path
    assert answer.headers["Location"] == "/admin/login/"
    assert sign(proxy, call, "rosa@example.org").status == 303


def test_long_uploads_of_strangers_take_no_place_of_staff(proxy):
    """Caddy holds 8 MB back and no more: a cookie that is made up gets no further."""
    length = 60 * 1024 * 1024
    lines = [
        f"POST {ADD_IMAGE} HTTP/1.1",
        f"Host: localhost:{proxy.port}",
        "Cookie: sessionid=made-up",
        "Content-Type: application/octet-stream",
        f"Content-Length: {length}",
    ]
    with ExitStack() as stack:
        for _ in range(2 * MOST_UPLOADS):
            client = stack.enter_context(proxy.open_socket(TROUBLEMAKER))
            client.sendall("\r\n".join([*lines, "", ""]).encode() + b"x" * (8 << 20))
        assert is_answered(proxy)
        assert StaffUpload(proxy).send(9) == 200


class StaffUpload:
    """A member of staff who sends a picture, as far as its length is looked at."""

    def __init__(self, proxy: Proxy):
        user = get_user_model().objects.create_superuser("uploader")
        client = Client()
        client.force_login(user)
        self.proxy, self.session = proxy, client.cookies["sessionid"].value

    def send(self, megabytes: int) -> int:
        """200 if it was let in, whatever the view then thinks of it."""
        body = b"x" * megabytes * 1024 * 1024
        cookie = f"sessionid={self.session}"
        status = self.proxy.ask("POST", ADD_IMAGE, body, Cookie=cookie).status
        return 200 if status == 403 else status  # the view found no token of a form in it


def test_database_that_hangs_silences_neither_health_nor_files_nor_pages_in_memory(proxy):
    make_home(headline="Kept in memory")

    def is_kept():
        """In both, and after its picture for sharing was drawn, which has it made anew."""
        return all(int(proxy.get("/").headers["Age"] or 0) > 8 for _ in range(6))

    wait_until(is_kept, 90, "the page is not kept")
    with (
        psycopg.connect(database_url()) as holder,
        ThreadPoolExecutor(60) as visitors,
    ):
        holder.execute(
            "LOCK TABLE nnirr_site_searchentry, wagtailcore_page IN ACCESS EXCLUSIVE MODE"
        )
        waiting = [visitors.submit(proxy.get, f"/search/?q=stuck{n}") for n in range(60)]
        slowest, rounds = 0.0, 0
        while not all(search.done() for search in waiting):
            started = time.monotonic()
            assert proxy.get("/healthz").status == 200
            assert proxy.get("/static/css/site.css").status == 200
            page = proxy.get("/")
            assert (page.status, b"Kept in memory" in page.body) == (200, True), page
            if not any(search.done() for search in waiting):
                rounds, slowest = rounds + 1, max(slowest, time.monotonic() - started)
            time.sleep(0.1)
        holder.rollback()
    assert rounds > 3, "nobody was answered while all seats were taken"
    assert slowest < 4, "who needs no database waited for it"
    answers = [search.result() for search in waiting]
    assert {answer.status for answer in answers} == {503}
    assert all(answer.headers["Retry-After"] for answer in answers)
    wait_until(lambda: proxy.get("/search/?q=again").status == 200, 30, "it does not come back")
