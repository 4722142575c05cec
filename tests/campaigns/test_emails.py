"""Every kind of mail in every language, and what no mail may contain."""

import html
import re
from datetime import timedelta
from html.parser import HTMLParser

import html5lib
import pytest
from django.conf import settings as django_settings
from django.core import mail as mailbox
from django.template.loader import get_template
from django.utils import translation

from campaigns import services
from campaigns.mail import rendering, sending
from campaigns.models import OutboundMail, Signature
from campaigns.models.outbox import MailKind
from tests.campaigns.factories import (
    ask_again,
    let_time_pass,
    make_call_page,
    make_organization,
    make_signature,
)

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in django_settings.LANGUAGES]
EVERY = [(kind, language) for kind in MailKind.values for language in LANGUAGES]


@pytest.fixture
def signature():
    page = make_call_page()
    return make_signature(
        page.call,
        name="Rosa <i>Quispe</i> & Co",
        country="US",
        region="OR",
        show_name=True,
        wants_letters=True,
    )


class TextOfHtml(HTMLParser):
    """The words a reader sees, style sheet and hidden preview left out."""

    def __init__(self):
        super().__init__()
        self.parts, self._skipping = [], 0

    def handle_starttag(self, tag, attrs):
        if (
            self._skipping
            or tag in {"style", "title"}
            or "display:none" in dict(attrs).get("style", "")
        ):
            self._skipping += tag not in {"br", "meta"}

    def handle_endtag(self, tag):
        if self._skipping:
            self._skipping -= 1

    def handle_data(self, data):
        if not self._skipping:
            self.parts.append(data)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def words_of_html(html: str) -> set[str]:
    parser = TextOfHtml()
    parser.feed(html)
    return words(" ".join(parser.parts))


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_kind_renders_in_every_language(signature, kind, language):
    message = rendering.render_mail(kind, signature, language)
    assert message.subject
    assert "\n" not in message.subject
    assert f'lang="{language}"' in message.html
    assert ('dir="rtl"' in message.html) is (language == "ar")
    for body in (message.text, message.html):
        assert "http" in body
        assert "{{" not in body
        assert "{%" not in body
    assert not re.search(r"\n\s*\n\s*\n", message.text), message.text


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_text_says_what_the_html_says(signature, kind, language):
    message = rendering.render_mail(kind, signature, language)
    only_in_html = words_of_html(message.html) - words(message.text)
    # Addresses stand in the text, in HTML they are where its links lead.
    address = r"https?://[^\s<>\"]+"
    in_text = {found.rstrip(".,;)") for found in re.findall(address, message.text)}
    links = set(re.findall(r'href="(https?://[^"]+)"', message.html))
    assert {html.unescape(link) for link in links} == in_text
    only_in_text = words(re.sub(address, " ", message.text)) - words_of_html(message.html)
    assert only_in_text == set()
    # The button and what explains it are drawn in HTML only; the text has the link itself.
    with translation.override(language):
        explained = words(
            translation.gettext("Button not working? Copy this address into your browser:")
        )
    assert only_in_html - explained == set()


@pytest.mark.parametrize("kind", MailKind.values)
def test_html_loads_nothing_and_links_only_to_us(signature, kind, settings):
    settings.SITE_URL = "https://calls.example"
    html = rendering.render_mail(kind, signature, "en").html
    assert not re.search(r"<(?:img|script|link|iframe|video|audio|object|form)\b", html)
    assert "url(" not in html
    links = re.findall(r'href="([^"]+)"', html)
    assert links
    assert all(link.startswith("https://calls.example/") for link in links)


@pytest.mark.parametrize("kind", MailKind.values)
def test_html_has_no_parse_error(signature, kind):
    html5lib.HTMLParser(strict=True).parse(rendering.render_mail(kind, signature, "en").html)


def test_mail_goes_to_the_address_as_typed_and_says_that_it_is_automatic(settings):
    settings.SITE_URL = "https://calls.example"
    signature = make_signature(email="Rosa.O'Brien+call@bücher.example")
    sending.send_due_mails()
    [message] = mailbox.outbox
    assert message.to == ["Rosa.O'Brien+call@bücher.example"]
    headers = message.message()
    assert headers["To"] == "Rosa.O'Brien+call@xn--bcher-kva.example"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].endswith("@calls.example>")
    assert signature.reference not in headers["Message-ID"]
    assert [part.get_content_type() for part in headers.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_mail_says_how_long_the_link_works_and_what_was_chosen(signature):
    text = rendering.render_mail("confirm", signature, "en").text
    assert "30 days" in text
    assert "Oregon, United States" in text
    hidden = make_signature(signature.call)
    assert "Show my name publicly: No" in rendering.render_mail("confirm", hidden, "en").text


def test_mail_for_an_organization_says_that_it_is_looked_at_first():
    signature = make_organization(make_call_page().call, show_name=True)
    text = rendering.render_mail("confirm", signature, "en").text
    assert "Show my name publicly: Yes (after NNIRR has looked at it)" in text


def test_mail_is_in_the_language_of_the_signer():
    signature = make_signature(make_call_page().call)
    Signature.objects.update(language="es")
    OutboundMail.objects.update(language="es")
    sending.send_due_mails()
    assert re.search(r"/es/c/[^/]+/", mailbox.outbox[0].body)
    assert mailbox.outbox[0].message()["Content-Language"] == "es"
    assert signature.language == "en"


@pytest.mark.parametrize("language", ["xx", "", "de"])
def test_language_that_the_site_lost_falls_back(signature, language):
    OutboundMail.objects.update(language=language)
    assert sending.send_due_mails().sent == 1
    assert mailbox.outbox[0].message()["Content-Language"] == "en"


def test_call_without_any_page_still_gets_its_mail():
    make_signature()
    assert sending.send_due_mails().sent == 1


@pytest.mark.parametrize("kind", MailKind.values)
@pytest.mark.parametrize("part", ["subject.txt", "body.txt", "body.html"])
def test_every_kind_has_its_three_templates(kind, part):
    assert get_template(f"campaigns/email/{kind}/{part}")


def test_already_signed_says_when_and_leads_to_the_signature(signature):
    services.confirm_signature(signature.reference)
    let_time_pass(signature, timedelta(minutes=11))
    ask_again(signature.call, signature.email)
    sending.send_due_mails()
    [message] = mailbox.outbox
    assert "already" in message.subject
    assert "/own/" in message.body
