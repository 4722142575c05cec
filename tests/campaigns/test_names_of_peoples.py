"""Names as their bearers write them: shown, guarded, approved and found."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from campaigns import services
from campaigns.admin import signature_search, statistics
from campaigns.models import Signature
from campaigns.privacy import tokens
from campaigns.privacy.name_keys import organization_mark
from tests.campaigns.factories import (
    form_data,
    link_path,
    make_call_page,
    make_organization,
    make_signature,
    sign_url,
)
from tests.campaigns.links import own_path
from tests.campaigns.own_page import press

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    rows = signature_search.understand(words, as_name=True).narrow(Signature.objects.all())
    return [row.public_name for row in rows]


# -- Found by staff ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Đặng Thị Ánh Tuyết", "dang"),
        ("Đặng Thị Ánh Tuyết", "Đặng tuyet"),
        ("Yıldız Çağlar", "yildiz"),
        ("YILDIZ İnci", "inci yıldız"),
        ("Seán O'Brien", "obrien"),
        ("Seán O’Brien", "O'Brien"),
        ("Seán OʼBrien", "o`brien"),
        ("Seán O'Brien", "brien"),
        ("Awa N’Diaye", "ndiaye"),
        ("Kaʻiulani", "kaiulani"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Guðrún Þórsdóttir", "gudrun thorsdottir"),
        ("José Ñandú", "jose nandu"),
        ("Weiß Strauß", "weiss strauss"),
        ("Oluwaṣẹ́un Adébáyọ̀", "oluwaseun adebayo"),
        ("Ana Pérez-López", "perez lopez"),
        ("Ana Pérez-López", "Pérez-López"),
        ("أحمد العلي", "احمد"),
        ("Ελένη Παπαδοπούλου", "ελενη"),
        ("प्रिया शर्मा", "शर्मा"),
        ("สมชาย ใจดี", "ใจดี"),
        ("សុខ សុភា", "សុភា"),
        ("김민준", "김민준"),
        ("李小龍", "李小龍"),
    ],
)
def test_staff_find_a_name_without_accents_strokes_or_apostrophes(name, typed):
    make_signature(name=name, show_name=True)
    make_signature(name="Somebody Else", show_name=True)
    assert found(typed) == [name]


def test_words_of_a_script_with_vowel_signs_are_words_and_not_letters():
    make_signature(name="शर्मा प्रिया", show_name=True)
    assert found("र") == []


def test_mark_of_an_organization_is_the_same_however_it_is_spelled():
    spellings = ["Unión de Vecinas", "UNION DE  VECINAS", " unión de vecinas. "]
    assert len({organization_mark(name) for name in spellings}) == 1
    assert organization_mark("Unión de Vecinos") != organization_mark("Unión de Vecinas")
    assert organization_mark("🌻") != organization_mark("🌹")
    assert organization_mark("") == ""


# -- Shown -------------------------------------------------------------------------------------


def test_every_page_that_shows_a_name_leaves_it_untranslated_and_in_its_direction():
    page = make_call_page()
    person = make_signature(
        page.call, "confirmed", name="Rosa Blanca", comment="Words", show_name=True
    )
    services.approve_comment(person, "read")
    group = make_organization(page.call, organization="Casa Blanca", show_name=True)
    services.approve_name(group, "known")
    paths = [page.url, *(f"/calls/{page.call.slug}/{name}/" for name in ("names", "reasons"))]
    paths += [f"/calls/{page.call.slug}/organizations/"]
    paths += [path for row in (person, group) for path in (link_path(row), own_path(row))]
    seen = 0
    for path in paths:
        text = Client().get(path).content.decode()
        for tag in re.findall(r"<(\w+[^>]*)>\s*(?:Rosa|Casa) Blanca", text):
            seen += 1
            assert 'translate="no"' in tag, (path, tag)
            assert 'dir="auto"' in tag or tag.startswith("bdi"), (path, tag)
    assert seen >= 9


def test_staff_see_names_in_their_direction_and_untranslated(admin_client):
    make_organization(name="שרה לוי", organization="مركز العمال", role="أمينة")
    signature = Signature.objects.get()
    for path in ("list", "inspect", "queue"):
        args = [signature.pk] if path == "inspect" else []
        text = admin_client.get(
            reverse(f"wagtailsnippets_campaigns_signature:{path}", args=args)
        ).content.decode()
        for name in ("שרה לוי", "مركز العمال"):
            assert f'<bdi dir="auto" translate="no">{name}</bdi>' in text, (path, name)


# -- Names that look like advertisements -------------------------------------------------------


def test_name_that_looks_like_a_link_is_public_once_staff_agreed(client):
    page = make_call_page()
    form = form_data(page.call, name="Vecinas.org", show_name="on")
    assert Client().post(sign_url(page.call), form).status_code == 303
    signature = Signature.objects.get()
    services.confirm_signature(signature.reference)
    assert signature.name == "Vecinas.org"
    assert "Vecinas.org" not in client.get(page.url).content.decode()
    assert statistics.names_to_approve().get() == signature
    assert "Shown after NNIRR has looked" in client.get(link_path(signature)).content.decode()
    assert services.approve_name(signature, "a collective") is services.Outcome.DONE
    assert "Vecinas.org" in client.get(page.url).content.decode()
    assert not statistics.names_to_approve().exists()


def test_name_that_becomes_an_advertisement_waits_and_one_that_stops_being_one_does_not(client):
    page = make_call_page()
    signature = make_signature(page.call, "confirmed", name="Rosa", show_name=True)
    press(own_path(signature), "save", name="Pills at pills.example/now", show_name="on")
    assert "pills.example" not in client.get(page.url).content.decode()
    assert Signature.objects.get().needs_approval
    services.approve_name(signature, "by mistake")
    press(own_path(signature), "save", name="Call 1-900-555-0199", show_name="on")
    assert "900-555" not in client.get(page.url).content.decode()
    press(own_path(signature), "save", name="Rosa Quispe", show_name="on")
    assert "Rosa Quispe" in client.get(page.url).content.decode()


def test_ordinary_name_waits_for_nobody():
    signature = make_signature(status="confirmed", show_name=True)
    assert not signature.waits_for_approval
    assert services.approve_name(signature, "no need") is services.Outcome.REFUSED


# -- Links in texts ----------------------------------------------------------------------------


@pytest.mark.parametrize("tail", [")", "/)", "/%3E", ">", "/>.", "/%E2%80%9D"])
def test_link_of_a_mail_works_with_what_stood_behind_it(tail):
    signature = make_signature(make_call_page().call, "confirmed")
    own = tokens.make_link_token(signature.reference, tokens.OWN)
    for path in (link_path(signature), f"/own/{own}/"):
        answer = Client().get(f"{path.rstrip('/')}{html.unescape(tail)}")
        assert answer.status_code in (301, 302)
        assert answer["Cache-Control"] == "private, no-store" or answer.status_code == 301
        answer = Client().get(f"{path.rstrip('/')}{tail}", follow=True)
        assert answer.status_code == 200
        assert answer.request["PATH_INFO"] == path
