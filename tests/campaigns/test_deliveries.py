"""One action freezes what is handed over; the public reads the numbers, never the files."""

import csv
import hashlib
import io
import unicodedata
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.contrib.auth.models import Group
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from psycopg.errors import SerializationFailure
from pypdf import PdfReader

from campaigns import services
from campaigns.exporting.delivery_pdf import (
    Named,
    Printed,
    describe_printed,
    make_pdf,
    spelled_out,
    write_count,
)
from campaigns.exporting.exports import public_rows
from campaigns.mail import scheduled_jobs
from campaigns.models import AccessEntry, Call, Chore, Delivery
from campaigns.models.deliveries import private_storage
from campaigns.services.delivering import (
    freeze_delivery,
    print_waiting,
    withdraw_delivery,
)
from campaigns.services.retention.anonymizing import erase_due
from nnirr_site.text.plaintext import paragraphs
from nnirr_site.typesetting.render import CannotSet
from tests.campaigns.factories import make_call, make_call_page, make_organization, make_signature
from tests.e2e.axe import find_faults
from tests.worlds import lasting

pytestmark = pytest.mark.django_db


def url(view: str, *args) -> str:
    return reverse(f"wagtailsnippets_campaigns_delivery:{view}", args=args)


@lasting
def call():
    page = make_call_page(make_call(created_at=timezone.now() - timedelta(days=9)))
    call = page.call
    shown = {"show_name": True}
    make_signature(call, "confirmed", name="Amina Shown", country="US", region="OR", **shown)
    make_signature(call, "confirmed", name="مريم العلي", country="JO", **shown)
    make_signature(call, "confirmed", name="李小龍", country="PH", **shown)
    make_signature(call, "confirmed", name="Secret Unshown", country="US", region="CA")
    make_signature(call, "pending", name="Pending Person", **shown)
    group = make_organization(call, organization="Known Group", name="Olga Hidden", **shown)
    services.approve_name(group, "test")
    make_organization(call, organization="Waiting Group", **shown)
    return call


@pytest.fixture
def organizer(client, django_user_model):
    user = django_user_model.objects.create_user("organizer", password="x")
    user.groups.add(Group.objects.get(name="Campaign organizers"))
    client.force_login(user)
    return user


def form(call, **fields) -> dict:
    return {
        "call": call.pk,
        "delivered_to": "the Senate",
        "delivered_on": timezone.localdate().isoformat(),
        "note": "By forty members",
        "is_public": "on",
        "language": "en",
        **fields,
    }


def freeze(client, call, **fields) -> Delivery:
    """What the form and the page that asks do, before the worker has set the PDF."""
    answer = client.post(url("add"), form(call, confirmed="yes", **fields))
    assert answer.status_code == 302, answer.content.decode()
    return Delivery.objects.latest("pk")


def deliver(client, call, **fields) -> Delivery:
    delivery = freeze(client, call, **fields)
    assert print_waiting() == 1
    delivery.refresh_from_db()
    return delivery


def pdf_text(data: bytes) -> str:
    """Without spaces: a reader that goes by positions sees some in kerned words."""
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(text.split())


def test_one_action_freezes_numbers_texts_and_names(client, organizer, call):
    delivery = deliver(client, call)
    assert (delivery.people, delivery.organizations, delivery.public_names) == (4, 2, 3)
    assert ["US", "CA", 1, 0] in delivery.totals and ["JO", "", 1, 0] in delivery.totals
    statement = call.statements.get()
    assert delivery.statements == [
        {
            "language": "en",
            "number": 1,
            "title": statement.title,
            "sha256": statement.sha256,
        }
    ]
    table = delivery.csv.read()
    assert hashlib.sha256(table).hexdigest() == delivery.csv_sha256
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    names = {row[1] for row in rows[1:] if row[1]}
    assert names == {"Amina Shown", "مريم العلي", "李小龍", "Known Group"}
    assert ["Total", "", "United States", "California", "1", "0"] in rows

    paper = delivery.pdf.read()
    assert hashlib.sha256(paper).hexdigest() == delivery.pdf_sha256
    text = pdf_text(paper)
    parts = ("the Senate", "Amina Shown", "Known Group", "States: California", statement.sha256)
    for part in parts:
        assert part.replace(" ", "") in text
    for secret in ("Unshown", "Pending", "Olga", "Waiting"):
        assert secret not in text and secret not in table.decode()
    for name in ("مريم العلي", "李小龍"):
        assert name.split()[0] in text or name.split()[0][::-1] in text
    assert "namesareprintedhere" not in text


def test_what_happens_later_changes_nothing_of_it(client, organizer, call):
    delivery = deliver(client, call)
    paper = delivery.pdf.read()
    before = delivery.csv.read()
    make_signature(call, "confirmed", name="Later", show_name=True)
    services.withdraw_signature(call.signatures.confirmed().first().reference)
    services.publish_statement(call, "en", "New", "<p>New words.</p>", "The vote has passed")
    later = Delivery.objects.get()
    assert (later.people, later.public_names) == (4, 3)
    assert (later.totals, later.statements) == (delivery.totals, delivery.statements)
    assert later.csv.read() == before and later.pdf.read() == paper
    client.post(
        url("edit", delivery.pk),
        {"delivered_to": "the Senate of the US", "note": "", "people": "9", "is_public": "on"},
    )
    delivery.refresh_from_db()
    assert (delivery.delivered_to, delivery.people) == ("the Senate of the US", 4)


def test_first_delivery_starts_the_promise_to_delete(client, organizer, call):
    day = timezone.localdate() - timedelta(days=3)
    deliver(client, call, delivered_on=day.isoformat())
    deliver(client, call)
    call.refresh_from_db()
    assert timezone.localdate(call.delivered_at) == day


@pytest.mark.django_db(transaction=True)
def test_everything_is_read_at_one_moment(admin_client, call, monkeypatch):
    seen = []

    def look(signatures):
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            seen.append(cursor.fetchone()[0])
        return public_rows(signatures)

    monkeypatch.setattr("campaigns.exporting.exports.public_rows", look)
    freeze(admin_client, call)
    assert seen == ["repeatable read"]


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_is_told_so_and_leaves_no_names_behind(admin_client, call, monkeypatch):
    def change_meanwhile(self, *args, **kwargs):
        raise OperationalError from SerializationFailure()

    monkeypatch.setattr(Delivery, "save", change_meanwhile)
    answer = admin_client.post(url("add"), form(call, confirmed="yes"))
    assert answer.status_code == 200
    assert "changed at the same moment" in answer.content.decode()
    assert not Delivery.objects.exists()
    folder = private_storage().path(f"deliveries/{call.slug}")
    assert not Path(folder).exists() or not list(Path(folder).iterdir())


def test_nothing_happens_before_it_was_asked(client, organizer, call):
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    call.refresh_from_db()
    before = call.erasure_day
    answer = client.post(url("add"), form(call))
    html = answer.content.decode()
    assert not Delivery.objects.exists()
    after = timezone.localdate() + timedelta(days=90)
    for words in ("Nothing has happened yet", "4 people", "2 organizations", "becomes public"):
        assert words in " ".join(html.split()), words
    for day in (before, after):
        assert date_format(day, "DATE_FORMAT") in html
    call.refresh_from_db()
    assert (call.delivered_at, call.erasure_day) == (None, before)
    typed = form(call, edit="yes", note="Kept while one looks")
    assert "Kept while one looks" in client.post(url("add"), typed).content.decode()
    assert not Delivery.objects.exists()
    freeze(client, call)
    call.refresh_from_db()
    assert call.erasure_day == after


def test_delivery_that_was_no_delivery_is_shown_as_withdrawn_and_the_clock_goes_back(
    client, organizer, call
):
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=1))
    call.refresh_from_db()
    before = call.erasure_day
    delivery = deliver(client, call)
    call.refresh_from_db()
    assert call.erasure_day < before
    page = client.get(url("withdraw", delivery.pk)).content.decode()
    assert call.title in page and "the Senate" in page
    assert client.post(url("withdraw", delivery.pk), {"reason": ""}).status_code == 200
    reason = "Tried out by mistake"
    assert client.post(url("withdraw", delivery.pk), {"reason": reason}).status_code == 302
    call.refresh_from_db()
    assert (call.delivered_at, call.erasure_day) == (None, before)
    again = client.post(url("withdraw", delivery.pk), {"reason": "other"}, follow=True)
    assert "withdrawn already" in again.content.decode()
    delivery.refresh_from_db()
    assert delivery.withdrawal_reason == reason
    client.post(url("edit", delivery.pk), {"delivered_to": "the Senate", "note": ""})
    delivery.refresh_from_db()
    assert delivery.is_public and not delivery.note
    client.logout()
    html = client.get(f"/calls/{call.slug}/history/").content.decode()
    assert reason in html and "Withdrawn on" in html and delivery.pdf_sha256 in html
    assert "Delivered on" not in client.get(call.pages.get().url).content.decode()


def test_clock_goes_back_to_the_delivery_that_is_left(client, organizer, call):
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() - timedelta(days=5))
    wrong = freeze(client, call, delivered_on=str(timezone.localdate() - timedelta(days=4)))
    freeze(client, call)
    withdraw_delivery(wrong, "wrong day")
    call.refresh_from_db()
    assert timezone.localdate(call.delivered_at) == timezone.localdate()


def test_clock_stays_once_something_was_deleted(client, organizer, call):
    long_ago = timezone.now() - timedelta(days=300)
    Call.objects.filter(pk=call.pk).update(closes_at=long_ago, created_at=long_ago)
    call.refresh_from_db()
    delivery = freeze(client, call, delivered_on=str(timezone.localdate() - timedelta(days=120)))
    erase_due()
    call.refresh_from_db()
    delivered_at = call.delivered_at
    assert not withdraw_delivery(delivery, "too late").is_clock_back
    call.refresh_from_db()
    assert call.delivered_at == delivered_at


def test_who_signed_under_a_delivery_keeps_the_day_they_were_told(client, organizer, call):
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() + timedelta(days=9))
    call.refresh_from_db()
    delivery = freeze(client, call)
    call.refresh_from_db()
    told = call.erasure_day
    make_signature(call)
    withdraw_delivery(delivery, "not yet")
    call.refresh_from_db()
    assert (call.delivered_at, call.erasure_day) == (None, told)


def test_paper_is_set_by_the_worker_and_what_it_was_made_of_goes(client, organizer, call):
    delivery = freeze(client, call)
    assert not delivery.pdf and delivery.csv_sha256
    made_of = Path(delivery.to_print.path)
    assert made_of.exists()
    html = client.get(url("inspect", delivery.pk)).content.decode()
    assert "is being made" in html and url("file", delivery.pk, "pdf") not in html
    assert client.get(url("file", delivery.pk, "pdf")).status_code == 404
    services.withdraw_signature(call.signatures.confirmed().first().reference)
    assert "print deliveries" in scheduled_jobs.do_due()
    delivery.refresh_from_db()
    assert "Amina Shown".replace(" ", "") in pdf_text(delivery.pdf.read())
    assert not delivery.to_print and not made_of.exists()
    html = client.get(url("inspect", delivery.pk)).content.decode()
    assert url("file", delivery.pk, "pdf") in html


def test_paper_that_fails_stops_no_other_and_staff_see_why(client, organizer, call, monkeypatch):
    bad = freeze(client, call, delivered_to="Nobody")
    good = freeze(client, call)

    def fail_once(content):
        if content.delivered_to == "Nobody":
            raise CannotSet("no ink")
        return make_pdf(content)

    monkeypatch.setattr("campaigns.services.delivering.make_pdf", fail_once)
    assert "print deliveries" not in scheduled_jobs.do_due()
    assert Chore.objects.get(name="print deliveries").error == "CannotSet"
    good.refresh_from_db()
    assert good.pdf
    html = client.get(url("inspect", bad.pk)).content.decode()
    assert "could not be made (CannotSet)" in html
    monkeypatch.undo()
    assert print_waiting() == 0
    assert print_waiting(now=timezone.now() + timedelta(minutes=11)) == 1


def test_files_speak_the_language_of_who_receives_them(client, organizer, call):
    delivery = deliver(client, call, language="es")
    assert "Estados Unidos" in delivery.csv.read().decode()
    assert "Entregad" in pdf_text(delivery.pdf.read())
    html = client.get(url("edit", delivery.pk)).content.decode()
    assert "The PDF keeps" in html and 'name="language"' not in html


def test_paragraphs_and_items_of_the_text_stand_apart():
    source = "<p>We ask:</p><ul><li>hear</li><li data-x='1'>act</li></ul>"
    assert paragraphs(source) == "We ask:\n• hear\n• act"


def test_items_that_are_numbered_keep_their_numbers():
    source = "<ol><li>sign</li><li>ratify</li></ol><p>We ask.</p><ul><li>all</li></ul>"
    plain = paragraphs(f"{source}<OL class='x'><li>again</li></OL>")
    assert plain == "1. sign\n2. ratify\nWe ask.\n• all\n1. again"
    text = {"title": "T", "plain": plain, "language": "en", "number": 1, "sha256": "0"}
    found = pdf_text(make_pdf(printed(texts=[text])))
    assert "1.sign2.ratifyWeask.•all1.again" in found


def test_numbers_that_were_signed_are_not_counted_anew():
    plain = "1. eins\n3. drei\n1. again\n1990. The year.\n1995. Another."
    text = {"title": "T", "plain": plain, "language": "en", "number": 1, "sha256": "0"}
    found = pdf_text(make_pdf(printed(texts=[text])))
    assert "1.eins3.drei1.again1990.Theyear.1995.Another." in found


def test_list_within_an_item_stands_on_lines_of_its_own():
    nested = "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d<ol><li>e</li></ol></li></ol>"
    assert paragraphs(f"{nested}<ul><li>f</li></ul>") == "1. a\n• b\n• c\n2. d\n1. e\n• f"


def find_places(paper: bytes, sign: str) -> list[float]:
    """How far from the left a sign stands on the first page, each time it does."""
    text = pypdfium2.PdfDocument(paper)[0].get_textpage()
    places = [n for n, found in enumerate(text.get_text_range()) if found == sign]
    return [text.get_charbox(place)[0] for place in places]


def test_text_in_another_direction_than_the_paper_reads_as_it_was_signed():
    """The end of an English sentence stands behind it, also on a sheet in Arabic."""
    text = {"title": "Words", "plain": "Go now!", "language": "en", "number": 1, "sha256": "0"}
    content = printed(language="ar", texts=[text], note="Kept;", names=named("Zoë?"), name_count=1)
    with translation.override("ar"):
        paper = make_pdf(content)
    for first, last in ("G!", "K;", "Z?"):
        ([begins], [ends]) = (find_places(paper, sign) for sign in (first, last))
        assert begins < ends, last
    assert find_places(paper, "G")[0] < 60  # at the side where English begins


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "TextinEnglish,version1"), ("es", "Textoeninglés,versión1"), ("fr", "anglais")],
)
def test_language_of_the_text_is_named(language, words):
    text = {"title": "T", "plain": "P", "language": "en", "number": 1, "sha256": "0"}
    with translation.override(language):
        assert words in pdf_text(make_pdf(printed(language=language, texts=[text])))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((21, 6, 0), "21 people, 6 organizations."),
        ((1, 1, 1200), "1 person, 1 organization, 1,200 on paper."),
    ],
)
def test_numbers_are_told_as_one_says_them(numbers, words):
    people, organizations, offline = numbers
    content = printed(people=people, organizations=organizations, offline=offline)
    assert describe_printed(content)["counts"] == words


def test_parts_of_a_country_are_set_apart_from_what_adds_up():
    totals = [("Kenya", 2, 0), ("United States", 3, 6), ("United States: Oregon", 1, 5)]
    paper = make_pdf(printed(totals=totals))
    [kenya], [whole, part] = find_places(paper, "K"), find_places(paper, "U")
    assert abs(kenya - whole) < 2
    assert part > whole + 9


def test_people_stand_in_the_order_of_the_readers_alphabet(client, organizer):
    call = make_call_page().call
    for name in ("Zoë", "Olga", "مريم العلي", "Ñusta", "Ana", "Nora"):
        make_signature(call, "confirmed", name=name, show_name=True)
    text = pdf_text(deliver(client, call, language="es").pdf.read())
    places = [text.index(name) for name in ("Ana", "Nora", "Ñusta", "Olga", "Zoë")]
    assert places == sorted(places)
    text = pdf_text(deliver(client, call, language="ar").pdf.read())
    assert text.index("م") < text.index("Ana")


@pytest.mark.parametrize(
    "fields",
    [
        {"delivered_on": "2099-01-01"},
        {"delivered_on": "2020-01-01"},
        {"delivered_on": "yesterday"},
        {"language": "xx"},
        {"delivered_to": "ꀀ of the Senate"},
        {"delivered_to": ""},
        {"delivered_to": "x" * 201},
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(client, organizer, call, fields):
    answer = client.post(url("add"), form(call, **fields))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "error" in html and "By forty members" in html
    assert not Delivery.objects.exists()


def test_history_shows_the_day_the_addressee_and_the_numbers(client, organizer, call):
    delivery = deliver(client, call)
    hidden = deliver(client, call, delivered_to="Nobody at all", is_public="")
    client.logout()
    html = client.get(f"/calls/{call.slug}/history/").content.decode()
    parts = ("Delivered to the Senate", "By forty members", "4 people", "Other places")
    for part in parts:
        assert part in html
    assert delivery.pdf_sha256 in html and delivery.csv_sha256 in html
    assert "Nobody at all" not in html and hidden.csv_sha256 != ""
    for secret in ("Amina", "Known Group", "/deliveries/", "private"):
        assert secret not in html
    page = client.get(call.pages.get().url).content.decode()
    assert "Delivered on" in page and f"/calls/{call.slug}/history/" in page


def test_history_fits_a_small_phone_and_axe_finds_nothing(open_page, call):
    delivery = freeze_delivery(
        call, "the Senate Committee on Foreign Relations", timezone.localdate()
    )
    withdraw_delivery(delivery, "It was handed to another committee on another day.")
    page = open_page(viewport={"width": 320, "height": 800})
    page.goto(f"/calls/{call.slug}/history/")
    page.locator("main details summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not find_faults(page)


def test_history_tells_every_change_of_the_text(client, call):
    services.publish_statement(call, "en", "New", "<p>New words.</p>", "The vote has passed")
    html = client.get(f"/calls/{call.slug}/history/").content.decode()
    assert "version 2" in html and "The vote has passed" in html and "Signing opened" in html
    assert "Signing closed" not in html
    assert client.get("/calls/none/history/").status_code == 404


def test_files_are_for_staff_alone_and_each_time_is_written_down(client, organizer, call):
    delivery = deliver(client, call)
    answer = client.get(url("file", delivery.pk, "csv"))
    assert b"".join(answer.streaming_content) == delivery.csv.read()
    assert answer["Cache-Control"].startswith("no-store, private")
    assert answer["Content-Disposition"].startswith("attachment")
    assert url("file", delivery.pk, "pdf") in client.get(url("list")).content.decode()
    entry = AccessEntry.objects.get(what="delivery, csv")
    rows = delivery.public_names + delivery.organizations
    assert (entry.user, entry.row_count, entry.is_complete) == (organizer, rows, True)
    assert client.get(url("file", delivery.pk, "exe")).status_code == 404
    assert client.get(f"/media/{delivery.csv.name}").status_code == 404
    organizer.groups.set([Group.objects.get(name="Moderators")])
    assert client.get(url("file", delivery.pk, "pdf")).status_code == 302
    client.logout()
    assert client.get(url("file", delivery.pk, "pdf")).status_code == 302


def test_file_that_does_not_arrive_whole_is_not_written_down_as_such(client, organizer, call):
    delivery = deliver(client, call)
    assert client.head(url("file", delivery.pk, "csv")).status_code == 405
    assert not AccessEntry.objects.filter(what="delivery, csv").exists()
    answer = client.get(url("file", delivery.pk, "csv"))
    entry = AccessEntry.objects.get(what="delivery, csv")
    assert not entry.is_complete
    next(answer.streaming_content)  # on its way, and not at its end
    entry.refresh_from_db()
    assert not entry.is_complete
    # The rest too: a stream that is left is ended when garbage is collected, within another query.
    list(answer.streaming_content)
    entry.refresh_from_db()
    assert entry.is_complete


def test_file_that_is_lost_is_not_found(client, organizer, call):
    delivery = deliver(client, call)
    delivery.pdf.storage.delete(delivery.pdf.name)
    assert client.get(url("file", delivery.pk, "pdf")).status_code == 404


def test_nobody_deletes_a_delivery(admin_client, call):
    delivery = deliver(admin_client, call)
    admin_client.post(url("delete", delivery.pk))
    bulk = reverse("wagtail_bulk_action", args=["campaigns", "delivery", "delete"])
    admin_client.post(f"{bulk}?id={delivery.pk}")
    assert Delivery.objects.filter(pk=delivery.pk).exists()


def printed(**fields) -> Printed:
    return Printed(
        **{
            "title": "Ratify",
            "addressee": "the Senate",
            "delivered_to": "the Senate",
            "delivered_on": "today",
            "frozen_at": timezone.now(),
            "language": "en",
            "people": 9,
            "organizations": 0,
            "offline": 0,
            **fields,
        }
    )


def named(*names: str) -> list[Named]:
    return [Named(name, line) for line, name in enumerate(names, 2)]


def is_printed(name: str, paper: bytes) -> bool:
    """Whether all letters of a name stand together in a PDF, in whatever order it draws them.

    Scripts whose signs are joined or reordered come back from a PDF as they are drawn.
    """
    wanted = sorted(unicodedata.normalize("NFD", "".join(name.split())))
    found = unicodedata.normalize("NFD", pdf_text(paper))
    size = len(wanted)
    return any(sorted(found[at : at + size]) == wanted for at in range(len(found) - size + 1))


def test_paper_is_the_same_for_the_same_content_and_bounded():
    content = printed(names=named(*(f"Name {number}" for number in range(400))), name_count=9000)
    paper = make_pdf(content)
    assert paper == make_pdf(content)
    text = pdf_text(paper)
    assert "400of9,000names" in text and "Name399" in text


def test_paper_is_tagged_and_says_its_title_and_language():
    reader = PdfReader(io.BytesIO(make_pdf(printed(names=named("Ann"), name_count=1))))
    catalog = reader.trailer["/Root"]
    assert reader.metadata.title == "Ratify" and catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_paper_prints_names_of_every_script_and_says_where_the_others_are():
    names = ["Nguyễn Thị Hằng", "Олена", "김민준", "李小龍", "අමරා", "ꀀꀁ", "Ann 😀", "Zoë"]
    text = pdf_text(make_pdf(printed(names=named(*names), name_count=8)))
    for name in ("Nguyễn Thị Hằng", "Олена", "김민준", "李小龍", "Zoë"):
        assert name.replace(" ", "") in text
    assert "6of8namesareprintedhere" in text
    assert "linesoftheCSVfile:7,8" in text


# As people of the network write their names: one or two of each script.
NAMES_OF_PEOPLES = {
    "Latin": ["María José Núñez", "Đặng Thị Ánh Tuyết", "Yıldız Çağlar", "Oluwaṣẹ́un Adébáyọ̀"],
    "Cyrillic": ["Олена Шевченко"],
    "Greek": ["Ελένη Παπαδοπούλου"],
    "Hebrew": ["שרה לוי"],
    "Arabic": ["مريم العلي"],
    "Han": ["李小龍"],
    "Hangul": ["김민준"],
    "Kana": ["さくら タナカ"],
    "Thai": ["สมชาย ใจดี"],
    "Khmer": ["សុខ សុភា"],
    "Ethiopic": ["አበበ ቢቂላ"],
    "Devanagari": ["प्रिया शर्मा"],
    "Bengali": ["অমর্ত্য সেন"],
    "Tamil": ["ஜெயலலிதா"],
    "Georgian": ["ნინო ბერიძე"],
    "Armenian": ["Աննա Պետրոսյան"],
}


def test_paper_prints_nineteen_names_in_the_scripts_of_all_peoples():
    names = [name for group in NAMES_OF_PEOPLES.values() for name in group]
    assert len(names) == 19 and len(NAMES_OF_PEOPLES) >= 14
    paper = make_pdf(printed(names=named(*names), name_count=len(names)))
    assert "ofnamesareprintedhere" not in pdf_text(paper)
    assert [name for name in names if not is_printed(name, paper)] == []


def test_name_that_is_not_printed_would_be_missed():
    paper = make_pdf(printed(names=named("Ann"), name_count=1))
    names = [name for group in NAMES_OF_PEOPLES.values() for name in group]
    assert not any(is_printed(name, paper) for name in names)


def test_what_is_printed_of_names_is_never_read_as_markup():
    names = ['#read("/etc/passwd")', "*Bold* _name_ $x$", "\\ <a> @b // `c`", "- item", "= title"]
    text = pdf_text(make_pdf(printed(names=named(*names), name_count=5, note="#panic()")))
    for name in [*names, "#panic()"]:
        assert name.replace(" ", "") in text


def test_letters_that_no_typeface_can_join_keep_nothing_from_being_delivered():
    names = ["a\u093e\u0bcd", "\u0e48\u0b95", "\u200d\u200dक", "ŷ\u0489\u20dd"]
    paper = make_pdf(printed(names=named("Ann", *names), name_count=5))
    assert "Ann" in pdf_text(paper)


def test_characters_without_a_typeface_are_spelled_in_what_must_be_printed():
    assert spelled_out("We ask 😀\tnow") == "We ask [U+1F600] now"
    texts = [{"title": "T", "plain": "a\n\n• b 😀", "language": "en", "number": 1, "sha256": "0"}]
    assert describe_printed(printed(texts=texts))["texts"][0]["lines"] == ["a", "• b [U+1F600]"]


def test_lines_of_the_table_are_those_that_the_paper_names(client, organizer, call):
    make_signature(call, "confirmed", name="Yi ꀀꀁ", country="US", show_name=True)
    delivery = deliver(client, call)
    rows = list(csv.reader(io.StringIO(delivery.csv.read().decode("utf-8-sig"))))
    line = [row[1] for row in rows].index("Yi ꀀꀁ") + 1
    assert f"linesoftheCSVfile:{line}" in pdf_text(delivery.pdf.read())


def test_names_after_an_arabic_one_are_printed_on_every_page():
    names = ["مريم العلي", *(f"Name {number}." for number in range(300))]
    text = pdf_text(make_pdf(printed(names=named(*names), name_count=301)))
    assert [name for name in names if "Name" in name and name.replace(" ", "") not in text] == []


def test_numbers_beside_arabic_places_are_printed_after_a_page_break():
    totals = [("الأردن", 7000 + number, 8000 + number) for number in range(90)]
    with translation.override("ar"):
        text = pdf_text(make_pdf(printed(totals=totals, language="ar")))
        numbers = [write_count(number) for row in totals for number in row[1:]]
    assert [number for number in numbers if number not in text] == []
