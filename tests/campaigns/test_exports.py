"""What leaves the site: by level, by right, narrowed as the list, harmless in a spreadsheet."""

import csv
import io
import re
import tracemalloc
from datetime import UTC, datetime
from itertools import islice

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from campaigns import services
from campaigns.admin.viewsets.export import CountedRows
from campaigns.exporting import exports
from campaigns.models import AccessEntry, Signature
from campaigns.services.access_log import record_access, while_sent
from nnirr_site.tabular import cells, writers
from tests.campaigns.factories import make_call, make_organization, make_signature
from tests.campaigns.seeding import seed

pytestmark = pytest.mark.django_db

EXPORT = reverse("wagtailsnippets_campaigns_signature:export")
LIST = reverse("wagtailsnippets_campaigns_signature:list")


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def table(answer) -> list[list[str]]:
    """The cells of a CSV answer."""
    text = body(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def take(client, level: str, query: str = "", file_format: str = "csv"):
    return client.post(EXPORT + query, {"level": level, "format": file_format})


@pytest.fixture
def steward(client, django_user_model):
    user = django_user_model.objects.create_user("steward", password="x")
    user.groups.add(Group.objects.get(name="Data stewards"))
    client.force_login(user)
    return user


@pytest.fixture
def signers():
    """One of each that a level has to let in or keep out."""
    call = make_call()
    shown = {"show_name": True}
    rows = {
        "shown": make_signature(call, "confirmed", name="Shown", wants_letters=True, **shown),
        "unshown": make_signature(call, "confirmed", name="Unshown", country="GT"),
        "pending": make_signature(call, name="Pending", wants_letters=True, **shown),
        "gone": make_signature(call, "withdrawn", name="Gone", wants_letters=True, **shown),
        "rejected": make_signature(call, "rejected", name="Rejected", wants_letters=True, **shown),
        "hidden": make_signature(call, "confirmed", name="Hidden", **shown),
        "group": make_organization(call, organization="Waiting group", name="Nora", **shown),
        "approved": make_organization(call, organization="Known group", name="Olga", **shown),
    }
    services.hide_name(rows["hidden"], "test")
    services.approve_name(rows["approved"], "test")
    return rows


def test_public_names_are_those_of_the_page(client, steward, signers):
    rows = table(take(client, "names"))
    assert rows[0][0] == "Name"
    assert {row[0] for row in rows[1:]} == {"Shown", "Known group"}
    assert "Olga" not in str(rows)


def test_letters_go_to_living_consent_only(client, steward, signers):
    rows = table(take(client, "letters"))
    assert [row[0] for row in rows[1:]] == ["Shown"]
    assert rows[1][1] == signers["shown"].email
    Signature.objects.filter(pk=signers["shown"].pk).update(bounced_at=timezone.now())
    assert len(table(take(client, "letters"))) == 1
    Signature.objects.update(bounced_at=None)
    assert len(table(take(client, "letters"))) == 2
    services.withdraw_signature(signers["shown"].reference)
    assert len(table(take(client, "letters"))) == 1


def test_totals_name_nobody(client, steward, signers):
    rows = table(take(client, "totals"))
    title = signers["shown"].call.title
    assert rows[1:] == [
        [title, "Guatemala", "", "1", "0"],
        [title, "Mexico", "", "2", "2"],
    ]


def test_everything_is_everything_that_is_left(client, steward, signers):
    rows = table(take(client, "personal"))
    by_reference = {row[0]: row for row in rows[1:]}
    assert set(by_reference) == {row.reference for row in signers.values()}
    header = rows[0]
    row = dict(zip(header, by_reference[signers["unshown"].reference], strict=True))
    assert (row["Name"], row["Country"], row["Text signed"]) == ("Unshown", "Guatemala", "en 1")
    assert row["E-mail"] == signers["unshown"].email
    gone = dict(zip(header, by_reference[signers["gone"].reference], strict=True))
    assert gone["Name"] == gone["E-mail"] == ""


@pytest.mark.parametrize("level", ["letters", "personal", "nonsense", ""])
def test_level_beyond_ones_right_is_no_choice(client, django_user_model, signers, level):
    user = django_user_model.objects.create_user("organizer", password="x")
    user.groups.add(Group.objects.get(name="Campaign organizers"))
    client.force_login(user)
    html = client.get(EXPORT).content.decode()
    assert 'value="names"' in html and 'value="personal"' not in html
    answer = take(client, level)
    assert not answer.streaming and "error" in answer.content.decode()
    assert not AccessEntry.objects.filter(kind="export").exists()


def test_filters_of_the_list_hold_for_the_file(client, steward, signers):
    assert len(table(take(client, "personal", "?country=GT"))) == 2
    assert len(table(take(client, "personal", "?status=rejected&status=pending"))) == 3
    html = client.get(f"{LIST}?country=GT&p=2").content.decode()
    assert f'href="{EXPORT}?country=GT"' in html


def test_search_of_the_box_holds_for_the_file(client, steward, signers):
    find = reverse("wagtailsnippets_campaigns_signature:find")
    url = client.post(find, {"words": signers["unshown"].email}).url
    rows = table(take(client, "personal", "?" + url.split("?")[1]))
    assert [row[0] for row in rows[1:]] == [signers["unshown"].reference]
    assert AccessEntry.objects.filter(kind="export").get().filters == "search=an e-mail address"


@pytest.mark.parametrize("query", ["?status=nonsense", "?call=999999", "?created_at_from=x"])
def test_filter_that_cannot_be_read_exports_nothing(client, steward, signers, query):
    answer = take(client, "personal", query)
    assert not answer.streaming
    assert "cannot be read" in answer.content.decode()


def test_export_is_written_down_with_its_rows(client, steward, signers):
    body(take(client, "names", "?country=MX", "xlsx"))
    entry = AccessEntry.objects.get(kind="export")
    assert (entry.user, entry.what, entry.filters, entry.row_count, entry.is_complete) == (
        steward,
        "names, xlsx",
        "country=MX",
        2,
        True,
    )


def test_download_that_is_broken_off_is_written_down_too(django_user_model, monkeypatch):
    monkeypatch.setattr(writers, "ROWS_AT_ONCE", 1)
    call = make_call()
    for _number in range(3):
        make_signature(call)
    user = django_user_model.objects.create_user("steward", password="x")
    entry = record_access(user, "export")
    assert not entry.is_complete
    counted = CountedRows(exports.rows_of("personal", Signature.objects.all()))
    file = writers.stream_csv(["a"], counted)
    stream = while_sent(file, entry, lambda: counted.count)
    next(stream)
    stream.close()
    entry.refresh_from_db()
    assert (entry.row_count, entry.is_complete) == (1, False)


NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＠a",
    "'=1",
    "\x00=1",
]


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_becomes_a_formula(text):
    (line,) = csv.reader(
        io.StringIO(
            b"".join(writers.stream_csv(["a"], [[text]])).decode("utf-8-sig").split("\r\n", 1)[1]
        )
    )
    assert line[0].lstrip(" ")[:1] not in set("=+-@\t\r\n＝＠")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(writers.stream_xlsx(["a"], [[text]]))))
    cell = book.worksheets[0]["A2"]
    assert cell.data_type != "f"
    assert "=" not in text or "=" in str(cell.value)


def test_first_digit_of_a_zip_code_survives_a_spreadsheet(client, steward):
    """A cell of an XLSX says that it is text. Excel takes 02139 in a CSV for a number, whatever
    stands around it but a sign that would then be part of it: so the form says which to take.
    """
    make_signature(country="US", postal_code="02139")
    book = openpyxl.load_workbook(io.BytesIO(body(take(client, "personal", "", "xlsx"))))
    found = [cell for cell in book.worksheets[0][2] if cell.value == "02139"]
    assert [cell.data_type for cell in found] == ["s"]
    html = client.get(EXPORT).content.decode()
    assert re.search(r'value="xlsx"[^>]*checked', html)
    assert "02139" in html


@pytest.mark.parametrize("code", ["02139", "00501", "94612"])
def test_csv_holds_a_zip_code_as_it_is(client, steward, code):
    """Programs that address letters read it: digits alone are nothing that could be computed."""
    make_signature(country="US", postal_code=code)
    (row,) = table(take(client, "personal"))[1:]
    assert code in row
    assert cells.read_cell(code) == code
    assert cells.read_cell(f"'{code}") == code  # as spreadsheets ask people to type it


def test_address_that_looks_like_a_formula_stays_text(client, steward):
    make_signature(email="=cmd|x@example.org", name="Ana", wants_letters=True)
    (row,) = table(take(client, "personal"))[1:]
    assert row[5] == "'=cmd|x@example.org"
    book = openpyxl.load_workbook(io.BytesIO(body(take(client, "personal", "", "xlsx"))))
    cell = book.worksheets[0].cell(2, 6)
    assert (cell.value, cell.data_type) == ("=cmd|x@example.org", "s")


def test_xlsx_says_what_csv_says(client, steward, signers):
    expected = table(take(client, "personal"))
    book = openpyxl.load_workbook(
        io.BytesIO(body(take(client, "personal", "", "xlsx"))), read_only=True
    )
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    assert rows == expected


def test_sheets_of_a_workbook_go_on_after_each_other(monkeypatch):
    monkeypatch.setattr(writers, "ROWS_IN_SHEET", 3)
    monkeypatch.setattr(writers, "ROWS_AT_ONCE", 2)
    for count, sheets in ((0, 1), (3, 1), (4, 2), (7, 3)):
        data = b"".join(writers.stream_xlsx(["n"], ([number] for number in range(count))))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        assert len(book.worksheets) == sheets
        values = [
            row[0]
            for sheet in book.worksheets
            for row in islice(sheet.iter_rows(values_only=True), 1, None)
        ]
        assert values == list(range(count))


def test_names_in_every_script_arrive(client, steward):
    name = 'مريم 😀 李 Ñandú <&>"'
    make_signature(status="confirmed", name=name, show_name=True)
    assert table(take(client, "names"))[1][0] == name
    book = openpyxl.load_workbook(io.BytesIO(body(take(client, "names", "", "xlsx"))))
    assert book.worksheets[0]["A2"].value == name


def test_row_that_no_key_opens_does_not_end_the_file(client, steward, signers):
    Signature.objects.filter(pk=signers["shown"].pk).update(sealed_name=b"\x01nonsense")
    rows = table(take(client, "personal"))
    assert len(rows) == 1 + len(signers)
    assert "cannot be read" in str(rows)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_rows(file_format, monkeypatch):
    """Ten times the rows, less than one and a half times the memory at its peak."""
    call = make_call()
    monkeypatch.setattr(exports, "BATCH", 100)
    monkeypatch.setattr(writers, "ROWS_AT_ONCE", 100)
    stream, _content_type = writers.STREAMS[file_format]
    seed(call, 5000)

    def peak(count: int) -> int:
        rows = islice(exports.rows_of("personal", Signature.objects.all()), count)
        tracemalloc.start()
        size = sum(len(part) for part in stream(exports.header_of("personal"), rows))
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert size > count * 10
        return most

    peak(500)
    assert peak(5000) < 1.5 * peak(500)


def test_rows_keep_the_language_and_the_clock_of_who_asked(client, steward):
    """They are read while the answer goes out, when the language of the request is over."""
    signature = make_signature(make_call(), "confirmed", country="US", region="NM", show_name=True)
    moment = datetime(2026, 5, 2, 3, 0, tzinfo=UTC)
    Signature.objects.filter(pk=signature.pk).update(confirmed_at=moment)
    UserProfile.objects.create(
        user=steward, preferred_language="es", current_time_zone="America/Los_Angeles"
    )
    header, row = table(take(client, "names"))
    assert header[-1].endswith("(America/Los_Angeles)")
    assert row[3:] == ["Estados Unidos", "Nuevo México", "2026-05-01"]


def test_form_says_in_words_what_the_list_is_narrowed_to(client, steward):
    call = make_call(title="Ratify now")
    query = f"?status=confirmed&country=US&call={call.pk}&comment_waits=true"
    html = client.get(EXPORT + query).content.decode()
    line = html.split("Only the signatures of the list: ")[1].split(".</p>")[0]
    assert set(line.split("; ")) == {
        "State: Confirmed",
        "Call: Ratify now",
        "Country: United States",
        "Has a comment that nobody has read: Yes",
    }
