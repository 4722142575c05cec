"""Names and addresses as people really type them."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from campaigns.signing.normalizing import (
    DomainRule,
    canonical_email,
    clean_comment,
    clean_email,
    clean_name,
    email_domain,
    looks_like_advertising,
)

GMAIL = {
    "gmail.com": DomainRule(drops_dots=True),
    "googlemail.com": DomainRule(same_as="gmail.com", drops_dots=True),
}


@pytest.mark.parametrize(
    "name",
    [
        "Rosa Quispe",
        "Ng",
        "Ô",
        "Sukarno",
        "Björk Guðmundsdóttir",
        "María José Carreño Quiñones",
        "O’Brien-d'Arcy",
        "Jr. J.R. Smith, PhD",
        "Dr.Who",
        "St.John Smythe",
        "محمد بن سلمان",
        "שרה לוי",
        "李小龙",
        "ஜெயலலிதா",
        "Nguyễn Thị Định",
        "👩‍🌾 Rosa",
        "🌻",
        "a\u0301\u0302 combining",
        "\u200fرزا\u200f",
        "می\u200cخواهم",
        "क्\u200dष",
        "X Æ A-12",
        "100 Percent",
        "(Rosa)",
        "“Ro” Quispe",
        "Vecinas.org",
        "Dr.Net",
        "Coalition of Jobs.com Workers",
        "+58 Colectivo",
        "@MigranteNews",
        "Prof.Dra/Coordinadora",
        "-Rosa",
        "=1+1",
        "rosa@example.org",
        "Tel.Aviv/Haifa",
        "Hà.My",
        "www.example.org",
        "＝1",
        "N/A Smith",
        "x" * 255,
    ],
)
def test_name_is_kept_as_typed(name):
    assert clean_name(name) == unicodedata.normalize("NFC", name)


def test_name_is_trimmed_and_normalized_and_nothing_else():
    assert clean_name("  Jose\u0301   de la  Cruz\u00a0") == "José   de la  Cruz"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "required"),
        ("   ", "required"),
        ("\u200b\u200f", "required"),
        ("\u3164", "required"),
        ("x" * 256, "length"),
        ("see https://example.org", "link"),
        ("http://x", "link"),
        ("Rosa HTTPS://EXAMPLE.org", "link"),
        ("Rosa\0Quispe", "control"),
        ("Rosa\nQuispe", "control"),
        ("Rosa\tQuispe", "control"),
        ("Rosa\x1bQuispe", "control"),
        ("Rosa\x85Quispe", "control"),
        ("Rosa\u2028Quispe", "control"),
        ("Rosa\u202eepsiuQ", "control"),
        ("Rosa\u2066Quispe", "control"),
    ],
)
def test_name_is_refused_with_the_rule_it_breaks(name, code):
    with pytest.raises(ValidationError) as refusal:
        clean_name(name)
    assert refusal.value.code == code
    assert str(refusal.value.messages[0]).strip().endswith(".")


@pytest.mark.parametrize(
    "name",
    [
        "Vecinas.org",
        "Coalition of Jobs.com Workers",
        "+58 Colectivo",
        "@MigranteNews",
        "Prof.Dra/Coordinadora of evil.co/claim",
        "ICE alert. Claim $500 now at evil.co",
        "Call 1-900-555-0199 now",
        "Llama al (900) 555 01 99",
        "=HYPERLINK(1)",
        "＝1",
        "bit.ly/abc",
        "www.example",
        "javascript://x",
        "rosa@example.org",
        "€50 cash",
    ],
)
def test_name_that_could_advertise_waits_for_staff(name):
    assert looks_like_advertising(name)
    assert looks_like_advertising("Rosa", name)


@pytest.mark.parametrize(
    "name",
    [
        "Rosa Quispe",
        "Jr. J.R. Smith, PhD",
        "Dr.Who",
        "St.John Smythe",
        "Ma.Elena Ríos",
        "J.R.R. Tolkien",
        "Frente 2026",
        "Local 1199 SEIU",
        "Colectivo 8 de marzo 1908",
        "X Æ A-12",
        "N/A Smith",
        "Nguyễn Thị Định",
        "رزا",
        "李小龙",
        "100 Percent",
    ],
)
def test_name_that_could_not_is_public_at_once(name):
    assert not looks_like_advertising(name)


def test_what_nobody_sees_is_removed_from_names():
    assert clean_name("\ufeffRo\u200bsa\u2060 Quis\u00adpe\u200b") == "Rosa Quispe"
    assert clean_comment("Be\u200bcause\n\ufeff", 300) == "Because"


@given(st.text())
def test_any_text_is_a_name_or_a_refusal_and_a_name_stays_one(text):
    try:
        name = clean_name(text)
    except ValidationError:
        return
    assert clean_name(name) == name
    assert name == name.strip()
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(sign) == "Cc" for sign in name)


@given(st.text(st.characters(categories=["L", "M", "N"]), min_size=1, max_size=255))
def test_letters_marks_and_digits_of_any_script_make_a_name(text):
    if len(unicodedata.normalize("NFC", text)) > 255 or not text.strip("\u3164\u115f\u1160\uffa0"):
        return
    assert clean_name(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("rosa@example.org", "rosa@example.org"),
        ("  Rosa.Quispe@EXAMPLE.org ", "Rosa.Quispe@example.org"),
        ("o'brien@example.ie", "o'brien@example.ie"),
        ("rosa+call@example.org", "rosa+call@example.org"),
        ("rosa@correo.españa.es", "rosa@correo.españa.es"),
        ("rosa@bücher.example", "rosa@bücher.example"),
        ("rosa@xn--bcher-kva.example", "rosa@xn--bcher-kva.example"),
        ("rosa@例え.テスト", "rosa@例え.テスト"),
        ("a@b.co", "a@b.co"),
        ("_x_=y@sub.example.museum", "_x_=y@sub.example.museum"),
        ("rosa@example.org\u200b", "rosa@example.org"),
        ("\ufeffro\u200bsa@exam\u00adple.org\u2060", "rosa@example.org"),
        ("\u202arosa@example.org\u202c", "rosa@example.org"),
        ("\u200frosa@example.org\u200e", "rosa@example.org"),
        ("mailto:rosa@example.org", "rosa@example.org"),
        ("MAILTO:rosa%2Bcall@example.org?subject=Hi", "rosa+call@example.org"),
        ("Rosa Quispe <rosa@example.org>", "rosa@example.org"),
        ('"Quispe, Rosa" <rosa@example.org>;', "rosa@example.org"),
        ("<rosa@example.org>", "rosa@example.org"),
        ("'rosa@example.org'", "rosa@example.org"),
        ("“rosa@example.org”", "rosa@example.org"),
        ("rosa@example.org,", "rosa@example.org"),
        ("(rosa@example.org)", "rosa@example.org"),
        ("rosa＠example．org", "rosa@example.org"),
    ],
)
def test_address_keeps_its_local_part_and_lowers_its_domain(typed, kept):
    assert clean_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "a@b",
        "a@localhost",
        "rosa",
        "@example.org",
        "rosa@",
        "rosa@@example.org",
        "rosa@example..org",
        "rosa@.example.org",
        "rosa@example.org.",
        ".rosa@example.org",
        "rosa.@example.org",
        "ro..sa@example.org",
        "rosa@-example.org",
        "rosa@[127.0.0.1]",
        "rosa@127.0.0.1",
        '"rosa q"@example.org',
        "rosa quispe@example.org",
        "rosa@exa mple.org",
        "rosa@example.org\nBcc: x@example.org",
        "rosa@example.org,x@example.org",
        "rosä@example.org",
        "rosa@example.org>",
        f"{'x' * 65}@example.org",
        f"rosa@{'x' * 64}.org",
        f"rosa@{'x' * 63}.{'x' * 63}.{'x' * 63}.{'x' * 63}.org",
        "rosa\0@example.org",
        "rosa@exa\u202emple.org",
    ],
)
def test_address_that_no_mail_reaches_is_refused(typed):
    with pytest.raises(ValidationError) as refusal:
        clean_email(typed)
    assert refusal.value.code in {"required", "invalid"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("rosa@example.org juan@example.org", "one e-mail address"),
        ("rosa@example.org, juan@example.org", "one e-mail address"),
        ("rosa@@example.org", "has one “@”"),
        ("rosa@example", "something is missing"),
        ("rosä@example.org", "without accents"),
        ("rosa.example.org", "like name@example.org"),
    ],
)
def test_refused_address_is_told_what_is_wrong(typed, sentence):
    with pytest.raises(ValidationError) as refusal:
        clean_email(typed)
    assert sentence in str(refusal.value.messages[0])


@given(st.text())
def test_any_text_is_an_address_or_a_refusal(text):
    try:
        address = clean_email(text)
    except ValidationError:
        return
    assert clean_email(address) == address
    assert "@" in canonical_email(address, {})


@given(st.emails())
def test_an_accepted_address_has_one_key_however_its_case_is(address):
    try:
        kept = clean_email(address)
    except ValidationError:
        return
    assert kept.rpartition("@")[0] == address.rpartition("@")[0]
    assert canonical_email(kept, {}) == canonical_email(clean_email(address.upper()), {})


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("rosa@example.org", "ROSA@Example.org", True),
        ("rosa@example.org", "rosa+call@example.org", True),
        ("rosa@example.org", "r.osa@example.org", False),
        ("rosa@gmail.com", "r.o.s.a@gmail.com", True),
        ("rosa@gmail.com", "ro.sa+x@googlemail.com", True),
        ("rosa@googlemail.com", "rosa@gmail.com", True),
        ("rosa@bücher.example", "rosa@xn--bcher-kva.example", True),
        ("rosa@example.org", "rosa@example.com", False),
        ("+rosa@example.org", "+juan@example.org", False),
    ],
)
def test_canonical_form_follows_the_rules_of_the_domain(one, other, is_same):
    keys = {canonical_email(clean_email(address), GMAIL) for address in (one, other)}
    assert (len(keys) == 1) is is_same


def test_the_domain_of_a_rule_is_the_wire_form():
    assert email_domain("rosa@bücher.example") == "xn--bcher-kva.example"


def test_comment_keeps_its_lines_and_loses_controls():
    assert clean_comment("one\r\ntwo\rthree\n", 300) == "one\ntwo\nthree"
    assert clean_comment(" \u200b ", 300) == ""
    for bad in ("a\0b", "a\x08b", "a\u202eb"):
        with pytest.raises(ValidationError):
            clean_comment(bad, 300)
    with pytest.raises(ValidationError):
        clean_comment("x" * 301, 300)
