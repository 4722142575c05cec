"""What the signing form takes, clears, keeps and refuses."""

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Call
from campaigns.signing import places
from campaigns.signing.forms import EmailForm, SigningForm
from campaigns.signing.own_form import NewEmailForm, OwnForm
from tests.campaigns.factories import form_data, make_call_page, sign_url

GOOD = {
    "name": "Rosa Quispe",
    "email": "rosa@example.org",
    "country": "MX",
    "sign_as": "person",
    "statement": "1",
}
ORGANIZATION = GOOD | {
    "sign_as": "organization",
    "organization": "Mujeres en Marcha",
    "role": "Secretaria",
    "website": "https://mujeres.example",
    "is_authorized": "on",
}


def cleaned(**fields) -> dict:
    form = SigningForm({**GOOD, **fields})
    assert form.is_valid(), form.errors
    return form.cleaned_data


def errors(base=GOOD, **fields) -> set[str]:
    return set(SigningForm({**base, **fields}).errors)


def test_a_person_needs_name_address_and_country_only():
    assert cleaned()["comment"] == ""
    assert errors({}) == {"name", "email", "country"}


@pytest.mark.parametrize("country", ["", "XX", "us", "USA", "Mexico", "MX "])
def test_country_is_one_of_the_list(country):
    assert errors(country=country) == {"country"}


def test_state_and_zip_are_kept_for_the_united_states_only():
    typed = {"region": "OR", "postal_code": "97201"}
    inside, outside = cleaned(country="US", **typed), cleaned(country="MX", **typed)
    assert (inside["region"], inside["postal_code"]) == ("OR", "97201")
    assert (outside["region"], outside["postal_code"]) == ("", "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("97201", "97201"),
        ("97201-1234", "97201"),
        ("972011234", "97201"),
        ("94612 1234", "94612"),
        ("94612\u20131234", "94612"),
        (" 94612 - 1234 ", "94612"),
        ("\u200b02139\u00a0", "02139"),
        ("", ""),
    ],
)
def test_zip_code_is_kept_short(typed, kept):
    assert cleaned(country="US", postal_code=typed)["postal_code"] == kept


@pytest.mark.parametrize("typed", ["9720", "972011", "abcde", "９７２０１", "97201-", "97201\n"])
def test_zip_code_that_is_none_is_refused_in_the_united_states_and_dropped_elsewhere(typed):
    is_bad = typed.strip() != "97201"
    assert errors(country="US", postal_code=typed) == ({"postal_code"} if is_bad else set())
    assert errors(country="MX", postal_code=typed) == set()


def test_state_that_is_none_is_refused_in_the_united_states_and_dropped_elsewhere():
    assert errors(country="US", region="ZZ") == {"region"}
    assert cleaned(country="MX", region="ZZ")["region"] == ""


def test_an_organization_needs_its_name_the_role_and_the_right_to_sign():
    bare = {**GOOD, "sign_as": "organization"}
    assert errors(bare) == {"organization", "role", "is_authorized"}
    assert errors(ORGANIZATION) == set()


def test_what_a_person_typed_for_an_organization_is_dropped():
    kept = cleaned(**{**ORGANIZATION, "sign_as": "person"})
    assert (kept["organization"], kept["role"], kept["website"]) == ("", "", "")
    assert kept["is_authorized"] is False
    assert errors({**ORGANIZATION, "sign_as": "person", "organization": "=x" * 300}) == set()


@pytest.mark.parametrize("field", ["organization", "role"])
@pytest.mark.parametrize("typed", ["see https://x.example", "a\u0007b", "x" * 256, " "])
def test_organization_and_role_follow_the_rules_of_names(field, typed):
    assert errors(ORGANIZATION, **{field: typed}) == {field}


@pytest.mark.parametrize("typed", ["Vecinas.org", "+58 Colectivo", "Prof.Dra/Coordinadora", "=1+1"])
@pytest.mark.parametrize("field", ["name", "organization", "role"])
def test_name_that_looks_like_something_else_is_kept_as_typed(field, typed):
    assert cleaned(**ORGANIZATION | {field: typed})[field] == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("mujeres.example", "https://mujeres.example"),
        ("http://mujeres.example/x", "http://mujeres.example/x"),
    ],
)
def test_website_gets_its_scheme(typed, kept):
    assert cleaned(**{**ORGANIZATION, "website": typed})["website"] == kept


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "javascript://x.example", "ftp://x.example", "nonsense", "x" * 201],
)
def test_website_that_is_none_is_refused(typed):
    assert errors(ORGANIZATION, website=typed) == {"website"}


def test_unknown_way_of_signing_is_refused_and_a_missing_one_is_a_person():
    assert errors(sign_as="robot") == {"sign_as"}
    assert cleaned(sign_as="")["sign_as"] == "person"


def test_comment_has_three_hundred_characters():
    assert errors(comment="x" * 301) == {"comment"}
    assert cleaned(comment="x" * 300)


def test_boxes_are_unticked_unless_they_were_ticked():
    kept = cleaned()
    assert (kept["show_name"], kept["wants_letters"]) == (False, False)
    kept = cleaned(show_name="on", wants_letters="on")
    assert (kept["show_name"], kept["wants_letters"]) == (True, True)


@pytest.mark.parametrize("source", ["Letter", "a b", "x" * 33, "<b>"])
def test_source_is_a_short_code(source):
    assert errors(source=source) == {"source"}


def test_ids_are_the_names_of_the_fields():
    form = SigningForm()
    for name in form.fields:
        if name != "sign_as":
            assert form[name].id_for_label == name


def test_errors_are_listed_in_the_order_of_the_page():
    form = SigningForm({"sign_as": "organization", "comment": "x" * 301})
    assert [error["field"] for error in form.error_list] == [
        "name",
        "email",
        "country",
        "organization",
        "role",
        "is_authorized",
        "comment",
    ]
    assert all(error["message"] for error in form.error_list)


@given(
    st.dictionaries(st.sampled_from([*SigningForm.base_fields]), st.text(max_size=400), max_size=15)
)
def test_no_input_makes_the_form_fail(data):
    form = SigningForm(data)
    form.is_valid()
    for error in form.error_list:
        assert error["message"]
    str(form)
    form.with_fresh_token("sign:call")
    assert form["name"].value() == data.get("name")


def test_email_form_normalizes_like_the_signing_form():
    form = EmailForm({"email": " Rosa@EXAMPLE.org "})
    assert form.is_valid()
    assert form.cleaned_data["email"] == "Rosa@example.org"
    assert not EmailForm({"email": "a@b"}).is_valid()


# -- Places ------------------------------------------------------------------------------------


def test_countries_are_named_and_sorted_in_the_language_of_the_page():
    english, spanish = places.countries("en"), places.countries("es")
    assert len(english) == len(spanish) == len(dict(english)) == 243
    assert dict(english)["DE"] == "Germany"
    assert dict(spanish)["DE"] == "Alemania"
    names = [name for _code, name in english]
    assert names.index("Åland Islands") < names.index("Albania")
    assert dict(spanish)["SA"] == "Arabia Saudita"  # as in the Americas, not as in Spain
    assert english[0][0] == "AF"
    assert places.countries("xx") == english


def test_every_country_has_a_name_in_every_language_of_the_site(settings):
    for code, names in places.COUNTRIES.items():
        assert len(code) == 2
        for language, _name in settings.LANGUAGES:
            assert names[language].strip()
    for code in ("XK", "PS", "TW", "US", "MX", "HK", "EH"):
        assert code in places.COUNTRIES


def test_regions_are_states_territories_and_armed_forces():
    assert len(places.REGIONS) == 59
    for code in ("CA", "DC", "PR", "GU", "AE"):
        assert code in places.REGIONS


def test_regions_have_their_own_names_in_each_language_and_stand_in_its_order():
    spanish = dict(places.regions("es"))
    assert spanish["NC"] == "Carolina del Norte"
    assert spanish["NM"] == "Nuevo México"
    assert spanish["VI"] == "Islas Vírgenes de EE. UU."
    assert spanish["TX"] == "Texas"
    assert dict(places.regions("fr"))["CA"] == "Californie"
    assert all(not name.isascii() for _code, name in places.regions("ar"))
    names = list(spanish.values())
    assert names.index("Carolina del Sur") < names.index("Colorado") < names.index("Luisiana")
    assert list(spanish)[-8:-3] == ["GU", "MP", "VI", "PR", "AS"]
    assert places.place_name("US", "OR", "es") == "Oregón, Estados Unidos"
    with translation.override("es"):
        form = SigningForm.unbound("call", None)
        assert ("NC", "Carolina del Norte") in form.fields["region"].choices


def test_place_beside_a_name():
    assert places.place_name("US", "OR") == "Oregon, United States"
    assert places.place_name("US") == "United States"
    assert places.place_name("MX", "OR") == "Mexico"
    with translation.override("ar"):
        assert places.place_name("MX") == "المكسيك"
    assert places.place_name("??", "??") == ""


# -- The deadline of organizations ---------------------------------------------------------------


@pytest.mark.django_db
def test_organizations_can_have_less_time_than_people(client):
    call = make_call_page().call
    typed = {"sign_as": "organization", "organization": "Ellas", "role": "Chair"}
    typed |= {"is_authorized": "on"}
    assert client.post(sign_url(call), form_data(call, **typed)).status_code == 303
    Call.objects.filter(pk=call.pk).update(organizations_close_at=timezone.now())
    html = client.get(call.pages.get().url).content.decode()
    assert 'value="organization"' not in html
    assert 'name="organization"' not in html
    late = form_data(call, **typed, email="other@example.org")
    answer = client.post(sign_url(call), late)
    assert answer.status_code == 422
    assert "The time for organizations is over" in answer.content.decode()
    assert "Ellas" in answer.content.decode()
    answer = client.post(sign_url(call), form_data(call, email="person@example.org"))
    assert answer.status_code == 303
    assert call.signatures.count() == 2


def test_what_one_form_changes_of_a_field_no_other_form_has():
    """Forms of a class share their fields: copying each for each form was most of their cost."""
    shared = SigningForm.base_fields
    before = {name: (field.label, field.help_text) for name, field in shared.items()}
    closed = SigningForm.unbound("call", None, takes_organizations=False)
    OwnForm(signs_as_organization=True)
    NewEmailForm()
    assert [value for value, _label in closed.fields["sign_as"].choices] == ["person"]
    assert [value for value, _label in SigningForm().fields["sign_as"].choices] == [
        "person",
        "organization",
    ]
    assert {name: (field.label, field.help_text) for name, field in shared.items()} == before
    assert SigningForm().fields["name"] is shared["name"]
    assert EmailForm().fields["email"].label == "E-mail"
