"""The table of Senators and the letter to one's own two: by state only, sent by the writer."""

import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry

from campaigns.legislators.letters import write_text
from campaigns.legislators.senators import STATES, TABLE, import_senators
from campaigns.models import Senator, SenatorLetter
from nnirr_site.tabular.reader import TableError, decode_table
from tests.campaigns.checked_tables import read_carried
from tests.campaigns.factories import make_call_page

pytestmark = pytest.mark.django_db

HEADING = "state,name,contact_form,bioguide,as_of,email,phone,party,term_end"


def row(number: int = 1, **cells) -> str:
    values = {
        "state": "CA",
        "name": f"Ada Example {number}",
        "contact_form": f"https://www.example.gov/contact/{number}",
        "bioguide": f"E{number:06}",
        "as_of": "2026-06-15",
        "email": "",
        "phone": "202-224-0000",
        "party": "Independent",
        "term_end": "",
        **cells,
    }
    return ",".join(f'"{values[name]}"' for name in HEADING.split(","))


def vacant(state: str = "CA") -> str:
    """The row of a seat that nobody holds."""
    return row(99, state=state, name="Vacant")


def table(*rows: str) -> str:
    return "\n".join([HEADING, *rows])


@pytest.fixture
def page():
    page = make_call_page(title="Ratify it")
    SenatorLetter.objects.create(
        call=page.call,
        language="en",
        subject="Please vote yes",
        body="I live in your state.\n\nX & Y",
    )
    return page


def letter_path(page) -> str:
    return f"/calls/{page.call.slug}/letter/"


# -- The table --------------------------------------------------------------------------------


def test_the_table_that_comes_with_the_site_has_two_senators_for_every_state():
    outcome = import_senators(decode_table(TABLE.read_bytes()))
    assert outcome.problems == []
    assert outcome.counts == {"new": 100, "removed": 0}
    assert len(STATES) == 50
    for state in STATES:
        assert Senator.objects.filter(state=state).count() == 2, state
    assert not Senator.objects.filter(contact_form="", website="").exists()


def test_a_second_import_changes_nothing():
    import_senators(table(row(1), row(2)))
    before = list(Senator.objects.values())
    assert import_senators(table(row(1), row(2))).counts == {"unchanged": 2, "removed": 0}
    assert list(Senator.objects.values()) == before


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"state": "PR"}, "no state that has Senators"),
        ({"state": "XX"}, "no state that has Senators"),
        ({"bioguide": "12"}, "no Bioguide ID"),
        ({"as_of": "05/06/2026"}, "no date"),
        ({"as_of": "2999-01-01"}, "in the future"),
        ({"contact_form": "javascript:alert(1)"}, "not a web address"),
        ({"email": "nobody"}, "no e-mail address"),
        ({"name": ""}, "the name is missing"),
        ({"name": "x" * 121}, "too long"),
        ({"contact_form": "", "phone": ""}, "no way to write or call"),
        ({"bioguide": "E000001"}, "stands in the table twice"),
        ({"as_of": "2020-01-01", "bioguide": "E000009"}, "what is stored is newer"),
    ],
)
def test_a_bad_row_is_named_by_its_number_and_the_good_ones_are_kept(cells, reason):
    import_senators(table(row(9, state="NV"), vacant("NV")))
    outcome = import_senators(table(row(1), "", row(2, **cells), row(3)))
    assert [problem.row for problem in outcome.problems] == [4]
    assert reason in str(outcome.problems[0])
    assert set(Senator.objects.filter(state="CA").values_list("bioguide", flat=True)) == {
        "E000001",
        "E000003",
    }


def test_a_third_senator_of_a_state_is_a_bad_row():
    outcome = import_senators(table(row(1), row(2), row(3)))
    assert [problem.row for problem in outcome.problems] == [4]


def test_who_left_office_leaves_the_table_and_other_states_stay():
    import_senators(table(row(1), row(2), row(3, state="NV"), vacant("NV")))
    import_senators(table(row(2, as_of="2026-08-20"), row(4, as_of="2026-08-20")))
    assert set(Senator.objects.values_list("bioguide", flat=True)) == {
        "E000002",
        "E000003",
        "E000004",
    }


def test_a_state_with_one_row_keeps_its_senators_and_is_named():
    import_senators(table(row(1), row(2)))
    outcome = import_senators(table(row(4), row(5, state="NV"), vacant("NV")))
    assert [str(problem) for problem in outcome.problems] == [
        "Row 2: the table has one row for this state and not two"
    ]
    assert Senator.objects.filter(state="CA").count() == 2
    assert Senator.objects.filter(state="NV").count() == 1


def test_a_seat_that_is_vacant_leaves_one_senator_and_says_who_goes():
    import_senators(table(row(1), row(2)))
    told = import_senators(table(row(1), vacant()), dry_run=True)
    assert told.leaving == ["Ada Example 2 (CA)"]
    assert import_senators(table(row(1), vacant())).leaving == told.leaving
    assert Senator.objects.get().name == "Ada Example 1"


def test_nobody_leaves_while_a_row_is_left_out():
    import_senators(table(row(1), row(2)))
    outcome = import_senators(table(row(2), row(4, as_of="soon")))
    assert outcome.counts["kept"] == 1
    assert Senator.objects.count() == 2


def test_a_dry_run_tells_the_same_and_changes_nothing():
    import_senators(table(row(1), row(2)))
    before = list(Senator.objects.values())
    text = table(row(2, name="New Name"), row(4), row(5, state="ZZ"))
    told = import_senators(text, dry_run=True)
    assert list(Senator.objects.values()) == before
    done = import_senators(text)
    assert (told.counts, told.problems) == (done.counts, done.problems)
    assert told.counts == {"changed": 1, "new": 1, "kept": 1}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00", "not in UTF-8"),
        (b"state,name\nCA,Ada", "contact_form, bioguide, as_of"),
        (b"", "name these columns"),
        (b"state,name,name,contact_form,bioguide,as_of\nCA,Ada,Eve", "columns twice: name"),
        (b"%PDF-1.4\x00", "not a text file"),
        (b'state,name,contact_form,bioguide,as_of\n"a"b,c', "comma-separated"),
        (b"x" * 500_000, "larger than"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_a_sentence(content, reason):
    with pytest.raises(TableError, match=reason):
        import_senators(decode_table(content))


def test_semicolons_and_a_byte_order_mark_are_read():
    text = table(row(1), vacant()).replace(",", ";")
    assert import_senators(decode_table(b"\xef\xbb\xbf" + text.encode())).counts["new"] == 1


def test_the_command_reports_rows_and_fails_for_the_shell(tmp_path: Path):
    file = tmp_path / "senators.csv"
    file.write_text(table(row(1), row(2, state="ZZ"), vacant()))
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 rows were left out"):
        call_command("import_senators", str(file), "--dry-run", stdout=out)
    assert "Nothing was changed" in out.getvalue()
    assert "Row 3:" in out.getvalue()
    assert not Senator.objects.exists()
    with pytest.raises(CommandError):
        call_command("import_senators", str(tmp_path / "none.csv"))


# -- The letter -------------------------------------------------------------------------------


def test_the_page_asks_for_the_state_and_for_nothing_else(client, page):
    answer = client.get(letter_path(page))
    tree = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    (form,) = tree.iter("form")
    assert form.get("method") == "get"
    assert [field.get("name") for field in form.iter() if field.get("name")] == ["state"]
    assert answer["Cache-Control"].startswith("public")
    assert "https://www.senate.gov/about/powers-procedures/treaties.htm" in answer.content.decode()


def test_states_and_dates_are_understood_as_people_write_them():
    spelled = [row(1, state="California", as_of="6/15/26"), row(2, state="Calif.", as_of="6/15/26")]
    title = "Senators, as of June"
    outcome = import_senators("\n".join([title, table(*spelled)]))
    assert not outcome.problems
    assert set(Senator.objects.values_list("state", flat=True)) == {"CA"}
    assert outcome.understood[0][1][1:] == ("California", "June 15, 2026")


def test_the_state_finds_both_senators_with_the_date_of_the_table(client, page):
    import_senators(
        table(
            row(1), row(2, email="ada@example.gov"), row(3, state="NV"), vacant("NV"), vacant("NV")
        )
    )
    text = client.get(f"{letter_path(page)}?state=CA").content.decode()
    assert "Ada Example 1" in text and "Ada Example 2" in text
    assert "Ada Example 3" not in text
    assert "as of June 15, 2026" in text
    assert 'href="https://www.example.gov/contact/1"' in text


def test_a_term_that_ended_is_said_from_its_last_day_on(client, page):
    import_senators(table(row(1, term_end="2021-01-03"), row(2, term_end="2999-01-03")))
    text = client.get(f"{letter_path(page)}?state=CA").content.decode()
    assert text.count("Term ended on") == 1
    assert "Term ended on Jan. 3, 2021" in text or "Term ended on January 3, 2021" in text


def test_mail_is_offered_only_where_an_address_is_public(client, page):
    import_senators(table(row(1), row(2, email="ada@example.gov")))
    answer = client.get(f"{letter_path(page)}?state=CA")
    tree = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    mails = [
        link.get("href")
        for link in tree.find(".//main").iter("a")
        if link.get("href").startswith("mailto:")
    ]
    assert len(mails) == 1
    parts = urlsplit(mails[0])
    fields = parse_qs(parts.query)
    assert parts.path == "ada@example.gov"
    assert fields["subject"] == ["Please vote yes"]
    assert fields["body"] == [
        "Dear Senator Ada Example 2:\r\n\r\nI live in your state.\r\n\r\nX & Y"
    ]


@pytest.mark.parametrize("state", ["DC", "PR", "GU", "VI", "AS", "MP"])
def test_people_without_senators_are_told_so(client, page, state):
    text = client.get(f"{letter_path(page)}?state={state}").content.decode()
    assert "has no Senators" in text
    assert "to print and sign" not in text


@pytest.mark.parametrize("state", ["ZZ", "california", "<b>", "%00", "AA"])
def test_a_state_that_nobody_offered_is_an_error_that_is_kept_nowhere(client, page, state):
    answer = client.get(f"{letter_path(page)}?state={state}")
    assert answer.status_code == 200
    assert "Choose a state from the list" in answer.content.decode()
    assert "<b>" not in answer.content.decode().split("<main")[1].split("</form>")[0]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_state_whose_senators_are_unknown_leads_to_the_senate(client, page):
    text = client.get(f"{letter_path(page)}?state=CA").content.decode()
    assert "no Senators of California in our table" in text


def test_the_letter_is_sent_in_english_and_read_in_ones_own_language(client, page):
    SenatorLetter.objects.create(
        call=page.call, language="es", subject="Por favor, vote", body="Vivo en su estado."
    )
    text = client.get(f"/es{letter_path(page)}").content.decode()
    assert "I live in your state." in text
    assert "Vivo en su estado." in text
    assert "Vivo en su estado." not in client.get(letter_path(page)).content.decode()


def test_parties_are_named_in_the_language_of_the_page(client, page):
    import_senators(table(row(1, party="Democrat"), row(2, party="Republican")))
    text = client.get(f"/es{letter_path(page)}?state=CA").content.decode()
    assert "Demócrata" in text and "Republicano" in text
    assert '<h3 lang="en" dir="auto" translate="no">Ada Example 1</h3>' in text


def test_each_letter_has_its_own_sheet_of_paper(client, page):
    import_senators(table(row(1), row(2)))
    answer = client.get(f"{letter_path(page)}ca/")
    tree = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    assert len(list(tree.iter("article"))) == 2
    assert 'aria-current="page">Letters to print</span>' in answer.content.decode()
    assert "Dear Senator Ada Example 1:" in answer.content.decode()
    for unknown in ("zz", "pr"):
        assert client.get(f"{letter_path(page)}{unknown}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "site", "addressed"),
    [
        ("Adam B. Schiff", "https://www.schiff.senate.gov", "Schiff"),
        ("Catherine Cortez Masto", "https://www.cortezmasto.senate.gov", "Cortez Masto"),
        ("Ben Ray Luján", "https://www.lujan.senate.gov", "Luján"),
        ("Angus S. King, Jr.", "https://www.king.senate.gov", "King"),
        ("Cindy Hyde-Smith", "https://www.hydesmith.senate.gov", "Hyde-Smith"),
        ("Rick Scott", "https://www.rickscott.senate.gov", "Scott"),
        ("Ada Example", "", "Ada Example"),
    ],
)
def test_a_letter_addresses_the_senator_by_the_family_name(name, site, addressed):
    letter = SenatorLetter(language="en", subject="Yes", body="Vote.")
    text = write_text(letter, Senator(name=name, website=site))
    assert text.startswith(f"Dear Senator {addressed}:\n")


def test_a_printed_letter_is_addressed_as_letters_to_the_senate_are(client, page):
    office = "112 Hart Senate Office Building Washington DC 20510"
    import_senators(table(row(1), row(2)))
    Senator.objects.update(address=office)
    text = " ".join(client.get(f"{letter_path(page)}ca/").content.decode().split())
    assert ">The Honorable Ada Example 1</bdi></h2>" in text
    assert "<br>112 Hart Senate Office Building<br>Washington, DC 20510" in text


def test_a_call_without_a_letter_has_no_such_page_and_no_link_to_it(client):
    page = make_call_page()
    assert client.get(letter_path(page)).status_code == 404
    assert "/letter/" not in client.get(f"/sign/{page.call.slug}/thank-you/").content.decode()


def test_the_thank_you_page_leads_to_the_letter(client, page):
    text = client.get(f"/sign/{page.call.slug}/thank-you/").content.decode()
    assert f'href="{letter_path(page)}"' in text


# -- Staff ------------------------------------------------------------------------------------


def upload(text: str) -> dict:
    return {"file": SimpleUploadedFile("senators.csv", text.encode())}


def test_staff_see_what_would_change_and_then_import_it(admin_client):
    import_senators(table(row(1), vacant()))
    address = reverse("campaigns_import_senators")
    checked = admin_client.post(address, upload(table(row(1), row(2), row(3, state="ZZ"))))
    assert checked.status_code == 200
    assert Senator.objects.count() == 1
    assert "Row 4:" in checked.content.decode()
    assert checked.content.decode().count("Import a table of Senators") >= 2
    assert "no-store" in checked["Cache-Control"]
    carried = read_carried(checked)
    admin_client.post(address, carried | {"checked": ""})
    assert Senator.objects.count() == 1, "nothing is entered that was not checked"
    done = admin_client.post(address, carried, follow=True)
    assert Senator.objects.count() == 2
    assert "Left out: rows 4." in done.content.decode()
    assert ModelLogEntry.objects.filter(action="campaigns.import_senators").count() == 2


@pytest.mark.parametrize("data", [{}, upload("nonsense"), {"text": "nonsense"}, upload("")])
def test_a_wrong_file_is_an_error_on_the_page(admin_client, data):
    answer = admin_client.post(reverse("campaigns_import_senators"), data)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def test_only_those_with_the_right_may_import(client, django_user_model):
    from django.contrib.auth.models import Group

    for group, status in (("Campaign organizers", 200), ("Moderators", 302)):
        user = django_user_model.objects.create_user(group.replace(" ", ""), password="x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        assert client.get(reverse("campaigns_import_senators")).status_code == status, group


def test_nobody_edits_a_senator_by_hand(admin_client):
    import_senators(table(row(1), vacant()))
    senator = Senator.objects.get()
    answer = admin_client.get(reverse("wagtailsnippets_campaigns_senator:list"))
    assert answer.status_code == 200
    assert reverse("campaigns_import_senators") in answer.content.decode()
    edit = reverse("wagtailsnippets_campaigns_senator:edit", args=[senator.pk])
    assert admin_client.get(edit).status_code == 302
