"""The words of a call in the language of whoever reads them."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from campaigns.mail import rendering
from campaigns.models import Call, CallText, OutboundMail, Signature
from tests.campaigns.call_forms import call_data
from tests.campaigns.factories import make_call, make_call_page, make_signature, make_statement

pytestmark = pytest.mark.django_db

SPANISH = {
    "language": "es",
    "title": "Ratificar la Convención",
    "addressee": "el Senado de los Estados Unidos",
    "share_text": "Firmé. ¿Y tú?",
    "pause_notice": "Nos mudamos; vuelve el lunes.",
}


@pytest.fixture
def call():
    call = make_call(
        title="Ratify", addressee="the Senate", share_text="I signed.", pause_notice="We move."
    )
    call.texts.create(**SPANISH)
    return Call.objects.get(pk=call.pk)


def words(call, language):
    found = call.words_in(language)
    return [found.title, found.addressee, found.share_text, found.pause_notice]


def test_words_are_those_of_the_language_and_of_its_variants(call):
    spanish = [SPANISH[name] for name in ("title", "addressee", "share_text", "pause_notice")]
    assert words(call, "es") == spanish
    assert words(call, "es-mx") == spanish
    assert words(call, "en") == ["Ratify", "the Senate", "I signed.", "We move."]
    with translation.override("es"):
        assert call.words.title == SPANISH["title"]


def test_what_is_not_translated_falls_back_but_no_message_mixes_two_languages(call):
    assert words(call, "fr") == ["Ratify", "the Senate", "", "We move."]
    call.texts.update(addressee="", share_text="", pause_notice="")
    assert words(Call.objects.get(), "es") == [SPANISH["title"], "the Senate", "", "We move."]


@pytest.fixture
def pages(call):
    """The page of the call in English, and, before it in the tree, that in Spanish."""
    english = make_call_page(call)
    locale, _created = Locale.objects.get_or_create(language_code="es")
    spanish = english.copy_for_translation(locale, copy_parents=True).specific
    spanish.save_revision().publish()
    # Paths are as they come; what is found must not hang on them.
    root = english.get_root()
    spanish.get_ancestors().child_of(root).get().move(root, pos="first-child")
    english.refresh_from_db()
    spanish.refresh_from_db()
    assert spanish.path < english.path
    return {"en": english, "es": spanish}


def test_page_of_a_call_is_that_of_the_language_else_that_of_the_site(call, pages):
    assert call.page_in("es") == pages["es"]
    for language in ("en", "fr", "xx", "", None):
        assert call.page_in(language) == pages["en"], language
    with translation.override("es"):
        assert call.page == pages["es"]
    pages["en"].unpublish()
    assert call.page_in("fr") == call.page_in("en") == pages["es"]


def test_page_that_only_some_may_see_is_no_page_of_its_call(call, pages):
    PageViewRestriction.objects.create(page=pages["es"], restriction_type="login")
    assert call.page_in("es") == pages["en"]
    pages["en"].unpublish()
    assert call.page_in("es") is None


def test_mail_leads_to_no_page_that_its_reader_may_not_see(call, pages):
    signature = make_signature(call)
    Signature.objects.update(language="es")
    signature.refresh_from_db()
    assert rendering.build_context(signature)["page_url"] == f"{settings.SITE_URL}{pages['es'].url}"
    PageViewRestriction.objects.create(page=pages["es"], restriction_type="login")
    assert rendering.build_context(signature)["page_url"] == f"{settings.SITE_URL}{pages['en'].url}"


def test_pages_and_steps_speak_the_language_of_their_address(client, call):
    english = make_call_page(call)
    locale, _created = Locale.objects.get_or_create(language_code="es")
    spanish = english.copy_for_translation(locale, copy_parents=True)
    spanish.save_revision().publish()
    assert spanish.specific.share_text == "Firmé. ¿Y tú?"
    thanks = {
        prefix: client.get(f"{prefix}/sign/{call.slug}/thank-you/").content.decode()
        for prefix in ("", "/es")
    }
    assert "el Senado de los Estados Unidos" in thanks["/es"]
    assert "Firmé. ¿Y tú?" in thanks["/es"]
    assert "It goes to the Senate" in thanks[""]
    assert "I signed." in thanks[""]

    Call.objects.update(is_paused=True)
    assert "vuelve el lunes" in client.get(spanish.url).content.decode()
    assert "We move." in client.get(english.url).content.decode()


def test_mails_name_the_addressee_in_the_language_of_the_signer(call):
    make_statement(call, language="es", title="Ratificar", body="<p>Sí.</p>")
    make_signature(call)
    mail = OutboundMail.objects.get()
    assert (
        "el Senado de los Estados Unidos"
        in rendering.render_mail("confirm", mail.signature, "es").text
    )
    assert "the Senate" in rendering.render_mail("confirm", mail.signature, "en").text


def test_staff_translate_the_words_beside_the_call(admin_client):
    call = make_call()
    url = reverse("wagtailsnippets_campaigns_call:edit", args=[call.pk])
    typed = {f"{name}_es": value for name, value in SPANISH.items() if name != "language"}
    assert admin_client.post(url, call_data(call, **typed)).status_code == 302
    assert CallText.objects.values().get() == {
        "id": CallText.objects.get().pk,
        "call_id": call.pk,
        **SPANISH,
    }
    assert SPANISH["addressee"] in admin_client.get(url).content.decode()

    emptied = dict.fromkeys(typed, "")
    assert admin_client.post(url, call_data(call, **emptied)).status_code == 302
    assert not CallText.objects.exists()
