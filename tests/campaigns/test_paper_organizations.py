"""Organizations that signed on paper: a table that is checked, entered by right, and audited."""

import csv

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaigns import services
from campaigns.admin.actions import SIGNATURE_ACTIONS
from campaigns.admin.import_views import OrganizationsForm
from campaigns.imports.paper_signatures import COLUMNS, import_organizations
from campaigns.imports.place_names import ISO3
from campaigns.models import Call, OutboundMail, Signature, TallyDelta
from campaigns.services import tally
from campaigns.signing.places import COUNTRIES
from nnirr_site.tabular.reader import list_failed
from nnirr_site.tabular.writers import stream_csv
from tests.campaigns.checked_tables import as_checked, read_carried
from tests.campaigns.factories import make_call_page, make_organization, make_signature
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

HEADING = "organization,contact,role,email,website,state,country,date"


def row(number: int = 1, **cells) -> str:
    values = {
        "organization": f"Workers' Center {number}",
        "contact": f"Ana Quispe {number}",
        "role": "Chair",
        "email": f"office{number}@example.org",
        "website": "example.org",
        "state": "CA",
        "country": "",
        "date": "2026-05-01",
        **cells,
    }
    return ",".join(f'"{values[name]}"' for name in HEADING.split(","))


def table(*rows: str) -> str:
    return "\n".join([HEADING, *rows])


@lasting
def call():
    return make_call_page(title="Ratify it").call


def enter(call, *rows, **more):
    return import_organizations(call, table(*rows), **{"are_named": True, "language": "en", **more})


def count(call) -> tuple[int, int]:
    tally.tick()
    now = Call.objects.get(pk=call.pk).tally
    return now.people, now.organizations


# -- What is entered --------------------------------------------------------------------------


def test_an_organization_from_paper_counts_is_approved_and_gets_no_mail(call, admin_user):
    assert enter(call, row(1), user=admin_user).counts == {"new": 1}
    signature = Signature.objects.get()
    assert signature.is_on_paper
    assert (signature.kind, signature.status) == ("organization", "confirmed")
    assert signature.approved_at is not None
    assert (signature.name, signature.role) == ("Ana Quispe 1", "Chair")
    assert signature.email == "office1@example.org"
    assert signature.website == "https://example.org"
    assert (signature.country, signature.region) == ("US", "CA")
    assert timezone.localdate(signature.created_at).isoformat() == "2026-05-01"
    assert count(call) == (0, 1)
    assert not OutboundMail.objects.exists()


def test_those_who_sign_on_the_site_are_not_marked_as_on_paper(call):
    assert not make_signature(call).is_on_paper


def test_the_public_list_names_it_only_if_the_sheet_said_so(client, call):
    enter(call, row(1), are_named=True)
    enter(call, row(2), are_named=False)
    text = client.get(f"/calls/{call.slug}/organizations/").content.decode()
    assert "Workers&#x27; Center 1" in text
    assert "Workers&#x27; Center 2" not in text
    assert "Ana Quispe" not in text
    assert count(call) == (0, 2)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"organization": ""}, "organization:"),
        ({"contact": ""}, "contact:"),
        ({"contact": "see https://example.com"}, "contact: Leave out web addresses"),
        ({"role": "x" * 500}, "role: Use at most"),
        ({"email": "office@localhost"}, "email: Enter an e-mail address"),
        ({"website": "javascript:alert(1)"}, "website: this is no web address"),
        ({"state": "Baja California"}, "state: this is no state"),
        ({"state": "", "country": "Atlantis"}, "country: this country is not on our list"),
        ({"state": ""}, "country: name the country"),
        ({"date": "5/1/26"}, "date: this may be one of two days"),
        ({"date": "05/06/2026"}, "date: this may be one of two days"),
        ({"date": "13/13/2026"}, "date: write the date like"),
        ({"state": "Oaxaca", "country": "US"}, "state: this is no state"),
        ({"date": "12/31/1999"}, "date: the date lies before 2000"),
        ({"contact": 'Quispe", "Ana'}, "more cells than the first row: put names with commas"),
        ({"date": "2999-01-01"}, "date: the date lies in the future"),
        ({"organization": "WORKERS' CENTER 1"}, "of this name has signed already"),
    ],
)
def test_a_bad_row_is_named_by_number_with_its_reason_and_no_good_one_is_lost(call, cells, reason):
    outcome = enter(call, row(1), ",,,,,,,", row(2, **cells), row(3))
    assert [problem.row for problem in outcome.problems] == [4]
    assert reason in str(outcome.problems[0])
    assert set(call.signatures.values_list("organization_name", flat=True)) == {
        "Workers' Center 1",
        "Workers' Center 3",
    }
    assert count(call) == (0, 2)


def test_no_reason_repeats_what_is_in_the_row(call):
    outcome = enter(
        call, row(1, contact="=secret", email="secret@x", state="secret", date="secret")
    )
    assert "secret" not in str(outcome.problems[0])


def test_an_organization_that_signed_on_the_site_is_not_entered_again(call):
    make_organization(call, "confirmed", organization="Mujeres en Acción", email="a@example.org")
    outcome = enter(call, row(1, organization="Mujeres en accion"), row(2, email="A@example.org"))
    assert [problem.row for problem in outcome.problems] == [2]
    assert outcome.counts == {"new": 1}, "another organization with the same mailbox"


def test_an_organization_that_waits_for_its_mailbox_is_entered_without_the_address(call):
    make_organization(call, "pending", organization="Mujeres en Acción", email="a@example.org")
    twice = {"organization": "Mujeres en acción"}
    outcome = enter(call, row(1, **twice, email="a+list@example.org"))
    assert "leave the address out to enter the organization" in str(outcome.problems[0])
    assert enter(call, row(1, **twice, email="")).counts == {"new": 1}


@pytest.mark.parametrize(
    "name", ["Vecinas.org", "+58 Colectivo", "@MigranteNews", "Coalition of Jobs.com Workers"]
)
def test_an_organization_is_entered_under_the_name_it_has(call, name):
    typed = f"'{name}" if name[0] in "+@" else name  # as our own tables write it
    enter(call, row(1, organization=typed, role="Prof.Dra/Coordinadora"))
    signature = Signature.objects.get()
    assert (signature.organization_name, signature.role) == (name, "Prof.Dra/Coordinadora")


def test_a_name_that_nobody_confirmed_keeps_no_organization_out(call):
    make_organization(call, "pending", organization="Workers' Center 1", email="a@example.org")
    assert enter(call, row(1), row(2, email="A@example.org"), row(2, email="")).counts == {"new": 2}
    assert count(call) == (0, 2)


def test_the_names_under_the_call_are_read_once_for_the_whole_table(call):
    with CaptureQueriesContext(connection) as queries:
        enter(call, *(row(number) for number in range(5)))
    names = 'SELECT "campaigns_signature"."organization_name"'
    assert sum(one["sql"].startswith(names) for one in queries) == 1


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2026-02-03", ""),
        ("2026/2/3", "day"),
        ("2/3/2026", "month"),
        ("02/03/26", "month"),
        ("3/2/2026", "day"),
        ("03.02.26", "day"),
    ],
)
def test_dates_are_read_as_spreadsheets_write_them(call, text, order):
    enter(call, row(1, date=text), date_order=order)
    assert timezone.localdate(Signature.objects.get().created_at).isoformat() == "2026-02-03"


@pytest.mark.parametrize(
    ("text", "read"),
    [("6/15/26", "2026-06-15"), ("15/6/2026", "2026-06-15"), ("6/6/26", "2026-06-06")],
)
@pytest.mark.parametrize("order", ["", "month", "day"])
def test_a_date_that_can_be_read_in_one_way_only_is_not_asked_about(call, text, read, order):
    assert not enter(call, row(1, date=text), date_order=order).problems
    assert timezone.localdate(Signature.objects.get().created_at).isoformat() == read


def test_a_table_with_semicolons_is_asked_about_its_dates_too(call):
    text = table(row(1, date="05/06/2026")).replace(",", ";")
    outcome = import_organizations(call, text, True, "en")
    assert outcome.asks_for_order
    assert not outcome.counts
    outcome = import_organizations(call, text, True, "en", date_order="day")
    assert outcome.counts == {"new": 1}
    read = ("Workers' Center 1", "California, United States", "June 5, 2026")
    assert outcome.understood == [(2, read)]


@pytest.mark.parametrize(
    "above", ["Endorsers of the call, June 2026\n", "sep=,\n", "sep=,\nTitle;of;all\n\n", "\n"]
)
def test_a_title_above_the_heading_is_passed_over(call, above):
    outcome = import_organizations(call, above + table(row(1), row(2, date="x")), True, "en")
    assert outcome.counts == {"new": 1}
    assert outcome.problems[0].row == 3 + above.count("\n")


@pytest.mark.parametrize("separator", ["|", ";"])
def test_a_table_can_say_what_parts_its_cells(call, separator):
    text = f"sep={separator}\n" + table(row(1), row(2)).replace(",", separator)
    assert import_organizations(call, text, True, "en").counts == {"new": 2}


def test_a_row_that_was_given_back_and_mended_is_taken(call):
    first = enter(call, row(1), row(2, organization="+58 Colectivo", date="soon"))
    heading, rows = list_failed(table(row(1)), COLUMNS, first.problems)
    assert heading == ["problem", *HEADING.split(",")]
    written = b"".join(stream_csv(heading, rows)).decode("utf-8-sig")
    assert "'+58 Colectivo" in written
    mended = written.replace("'+58 Colectivo", "58 Colectivo").replace("soon", "2026-05-02")
    again = import_organizations(call, mended, True, "en")
    assert (again.counts, again.problems) == ({"new": 1}, [])


@pytest.mark.parametrize(
    "heading",
    [
        ",,organization,contact,country,date",
        "organization,,contact,,country,date",
        "organization,contact,country,date,,",
        "organization,problem,contact,,country,date",
    ],
)
def test_a_row_is_given_back_under_its_own_heading_also_beside_columns_without_a_name(
    call, heading
):
    values = {"organization": "Center", "contact": "Ana", "country": "MX", "date": "soon"}
    cells = [values.get(name, f"note {n}") for n, name in enumerate(heading.split(","))]
    text = f"{heading}\n{','.join(cells)}"
    outcome = import_organizations(call, text, True, "en")
    names, rows = list_failed(text, COLUMNS, outcome.problems)
    assert names == ["problem", *heading.split(",")]
    assert rows == [["date: write the date like 2026-06-15 or 6/15/2026", *cells]]
    mended = b"".join(stream_csv(names, rows)).decode("utf-8-sig").replace("soon", "2026-05-02")
    assert import_organizations(call, mended, True, "en").counts == {"new": 1}


def test_an_organization_that_withdrew_may_sign_again_on_paper(call):
    make_organization(call, "withdrawn", organization="Workers' Center 1")
    assert enter(call, row(1)).counts == {"new": 1}


def test_states_and_countries_are_read_by_name_and_code(call):
    enter(
        call,
        row(1, state="new mexico"),
        row(2, state="", country="México"),
        row(3, state="TX", country="MX"),
    )
    places = dict(
        (name[-1], (country, region))
        for name, country, region in call.signatures.values_list(
            "organization_name", "country", "region"
        )
    )
    assert places == {"1": ("US", "NM"), "2": ("MX", ""), "3": ("MX", "")}


@pytest.mark.parametrize(
    ("state", "country", "place"),
    [
        ("", "USA", ("US", "")),
        ("", "U.S.A.", ("US", "")),
        ("", "United States of America", ("US", "")),
        ("", "EE. UU.", ("US", "")),
        ("", "Estados Unidos de América", ("US", "")),
        ("", "UK", ("GB", "")),
        ("", "GBR", ("GB", "")),
        ("", "mex", ("MX", "")),
        ("", "Pays-Bas", ("NL", "")),
        ("", "المكسيك", ("MX", "")),
        ("", "Viet Nam", ("VN", "")),
        ("", "Turkey", ("TR", "")),
        ("Oaxaca", "Mexico", ("MX", "")),
        ("ON", "Canada", ("CA", "")),
        ("Nuevo México", "", ("US", "NM")),
        ("Nueva York", "Estados Unidos", ("US", "NY")),
        ("Washington, D.C.", "", ("US", "DC")),
        ("D.C.", "USA", ("US", "DC")),
        ("Calif.", "", ("US", "CA")),
        ("N.M.", "", ("US", "NM")),
    ],
)
def test_places_are_understood_as_people_write_them(call, state, country, place):
    outcome = enter(call, row(1, state=state, country=country))
    assert not outcome.problems
    signature = Signature.objects.get()
    assert (signature.country, signature.region) == place
    assert bool(outcome.notes) == (bool(state) and place[0] != "US")


def test_every_territory_has_its_code_of_three_letters():
    assert set(ISO3.values()) == set(COUNTRIES)


def test_a_state_of_another_country_is_dropped_with_a_note(call):
    outcome = enter(call, row(1, state="Oaxaca", country="Mexico"))
    assert [str(note) for note in outcome.notes] == [
        "Row 2: state: left out, as only those of the United States are kept"
    ]


def test_a_sheet_signed_after_the_end_for_organizations_is_a_bad_row(call):
    call.organizations_close_at = timezone.make_aware(timezone.datetime(2026, 4, 30, 12))
    outcome = enter(call, row(1), row(2, date="2026-04-30"))
    assert [problem.row for problem in outcome.problems] == [2]


def test_a_dry_run_tells_the_same_and_leaves_nothing_behind(call, admin_user):
    rows = (row(1), row(1), row(2, date="x"), row(3))
    told = enter(call, *rows, dry_run=True, user=admin_user)
    assert not Signature.objects.exists()
    assert not TallyDelta.objects.exists()
    assert not ModelLogEntry.objects.filter(action__startswith="campaigns.").exists()
    done = enter(call, *rows, user=admin_user)
    assert (told.counts, told.problems) == (done.counts, done.problems)
    assert told.counts == {"new": 2}


def test_the_contact_can_take_the_organization_back(call):
    enter(call, row(1))
    signature = Signature.objects.get()
    services.withdraw_signature(signature.reference)
    assert count(call) == (0, 0)
    assert Signature.objects.get().sealed_name is None


def test_a_wrong_reject_is_taken_back_also_without_an_address(call):
    enter(call, row(1, email=""))
    signature = Signature.objects.get()
    assert not SIGNATURE_ACTIONS["resend"].is_possible(signature)
    services.reject_signature(signature, "the wrong row")
    signature.refresh_from_db()
    assert SIGNATURE_ACTIONS["restore"].is_possible(signature)
    assert services.restore_signature(signature, "it was right") is services.Outcome.DONE
    assert count(call) == (0, 1)
    services.withdraw_signature(signature.reference)
    signature.refresh_from_db()
    assert not SIGNATURE_ACTIONS["restore"].is_possible(signature)


# -- Staff ------------------------------------------------------------------------------------

ADDRESS = "campaigns_import_organizations"


def send(client, call, table_text: str = "", /, **fields):
    data = {"call": call.pk, "language": "en", "are_named": "on", **fields}
    if table_text:
        data["file"] = SimpleUploadedFile("sheet.csv", table_text.encode())
    return client.post(reverse(ADDRESS), data, follow=True)


def send_checked(client, call, text: str):
    data = {"call": call.pk, "language": "en", "are_named": "on", "text": text}
    return client.post(reverse(ADDRESS), as_checked(OrganizationsForm, data), follow=True)


def test_staff_check_a_table_and_then_enter_it(admin_client, call):
    checked = send(admin_client, call, table(row(1), row(2, date="soon")))
    assert not Signature.objects.exists()
    assert "Row 3: date: write the date like 2026-06-15" in checked.content.decode()
    assert "no-store" in checked["Cache-Control"]
    done = send(admin_client, call, **read_carried(checked))
    assert "Left out: rows 3." in done.content.decode()
    assert Signature.objects.get().organization_name == "Workers' Center 1"


@pytest.mark.parametrize(
    "changed",
    [{"call": "other"}, {"language": "es"}, {"are_named": ""}, {"text": "more"}, {"checked": ""}],
)
def test_import_now_enters_only_what_a_check_has_shown(admin_client, call, changed):
    other = make_call_page(title="Another call").call
    for one in (call, other):
        one.statements.create(language="es", number=1, title="Carta")
    carried = read_carried(send(admin_client, call, table(row(1))))
    values = {"other": other.pk, "more": table(row(1), row(2))}
    fields = {name: values.get(value, value) for name, value in changed.items()}
    again = send(admin_client, call, **{**carried, **fields})
    assert "Nothing was changed yet" in again.content.decode()
    assert not Signature.objects.exists()
    send(admin_client, call, **{**carried, **fields, **read_carried(again)})
    assert Signature.objects.exists()


def test_browsers_change_the_line_breaks_of_a_checked_table(admin_client, call):
    carried = read_carried(send(admin_client, call, table(row(1), row(2))))
    carried["text"] = carried["text"].replace("\n", "\r\n")
    send(admin_client, call, **carried)
    assert Signature.objects.count() == 2


def test_staff_see_how_rows_were_understood_before_anything_is_stored(admin_client, call):
    checked = send(admin_client, call, table(row(1, state="Calif.", date="6/15/26")))
    text = checked.content.decode()
    assert "California, United States" in text
    assert "June 15, 2026" in text
    assert not Signature.objects.exists()


def test_staff_say_what_comes_first_and_see_the_dates_before_they_are_stored(admin_client, call):
    checked = send(admin_client, call, table(row(1, date="05/06/2026")))
    assert "Some dates can be read in two ways" in checked.content.decode()
    again = send(admin_client, call, date_order="day", **read_carried(checked))
    assert "June 5, 2026" in again.content.decode()
    assert not Signature.objects.exists()
    send(admin_client, call, date_order="day", **read_carried(again))
    signed_on = timezone.localdate(Signature.objects.get().created_at)
    assert signed_on.isoformat() == "2026-06-05"


def test_rows_that_failed_are_given_back_as_a_file_to_mend(admin_client, call):
    bad = row(2, organization="=1+1", date="soon")
    checked = send(admin_client, call, table(row(1), bad))
    answer = send(admin_client, call, step="failed", **read_carried(checked))
    assert answer["Content-Disposition"] == 'attachment; filename="rows-to-mend.csv"'
    assert "no-store" in answer["Cache-Control"]
    lines = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [line["organization"] for line in lines] == ["'=1+1"]
    assert "date: write the date like" in lines[0]["problem"]
    assert not Signature.objects.exists()


def test_the_audit_log_names_nobody(admin_client, call):
    send_checked(admin_client, call, table(row(1)))
    entries = ModelLogEntry.objects.filter(action__startswith="campaigns.")
    assert set(entries.values_list("action", flat=True)) == {
        "campaigns.add_paper_organization",
        "campaigns.import_organizations",
    }
    for entry in entries:
        assert entry.user is not None
        assert "Quispe" not in f"{entry.label} {entry.data}"
        assert "Workers" not in f"{entry.label} {entry.data}"
        assert "example.org" not in f"{entry.label} {entry.data}"


@pytest.mark.parametrize("rights", [["import_organizations"], ["view_personal_data"], []])
def test_both_rights_are_needed(client, call, django_user_model, rights):
    user = django_user_model.objects.create_user("half", password="x")
    wanted = [*rights, "access_admin"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    client.force_login(user)
    assert client.get(reverse(ADDRESS)).status_code == 302
    send_checked(client, call, table(row(1)))
    assert not Signature.objects.exists()


def test_campaign_organizers_may_enter_organizations(client, call, django_user_model):
    user = django_user_model.objects.create_user("organizer", password="x")
    user.groups.add(Group.objects.get(name="Campaign organizers"))
    client.force_login(user)
    answer = client.get(reverse("wagtailadmin_home"))
    assert reverse(ADDRESS) in answer.content.decode()
    send_checked(client, call, table(row(1)))
    assert Signature.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"call": "999999"}, {"language": "fr"}, {"language": "xx"}, {"call": "x"}]
)
def test_wrong_choices_are_errors_on_the_page(admin_client, call, fields):
    data = {"call": call.pk, "language": "en", "text": table(row(1)), **fields}
    answer = admin_client.post(reverse(ADDRESS), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Signature.objects.exists()
