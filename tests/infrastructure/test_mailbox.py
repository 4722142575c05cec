"""The mailbox of a development site."""

import os

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

pytestmark = pytest.mark.django_db

BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def mailbox(settings, tmp_path):
    """A development site that writes its mail to a folder; gives the sender."""
    settings.ENVIRONMENT = "development"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_SETTINGS = {}

    def send(*subjects, when=None):
        connection = get_connection(BACKEND)
        mails = [
            EmailMultiAlternatives(
                subject,
                "Please confirm: http://localhost/c/abc/\n" + "-" * 79 + "\nBye, Zoë",
                "site@site.invalid",
                ["Ana <ana@site.invalid>"],
            )
            for subject in subjects
        ]
        for mail in mails:
            mail.attach_alternative("<html><head></head><body>Zoë</body></html>", "text/html")
        connection.send_messages(mails)
        if when is not None:
            newest = max(tmp_path.iterdir(), key=lambda file: file.stat().st_mtime_ns)
            os.utime(newest, (when, when))

    return send


def test_mails_are_listed_newest_first(client, mailbox):
    mailbox("First", when=1000)
    mailbox("Second", "Third, <b>bold</b>", when=2000)
    page = client.get("/dev/mail/").content.decode()
    order = [page.index(text) for text in ("Third, &lt;b&gt;bold", "Second", "First")]
    assert order == sorted(order)


def test_mail_shows_its_headers_and_links_that_can_be_followed(client, mailbox):
    mailbox("Confirm your signature")
    key = client.get("/dev/mail/").context["mails"][0].key
    page = client.get(f"/dev/mail/{key}/").content.decode()
    assert 'href="http://localhost/c/abc/"' in page
    assert "Ana &lt;ana@site.invalid&gt;" in page
    assert "Bye, Zoë" in page


def test_html_part_is_shown_in_a_sandbox(client, mailbox):
    mailbox("Hello")
    key = client.get("/dev/mail/").context["mails"][0].key
    response = client.get(f"/dev/mail/{key}/html/")
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "Zoë" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("key", ["none-0", "..", "..%2f..%2fetc", "a-1"])
def test_unknown_mail_is_404(client, mailbox, key):
    assert client.get(f"/dev/mail/{key}/").status_code == 404


@pytest.mark.parametrize("environment", ["test", "production"])
def test_mailbox_exists_in_development_only(client, mailbox, settings, environment):
    mailbox("Hello")
    key = client.get("/dev/mail/").context["mails"][0].key
    settings.ENVIRONMENT = environment
    for path in ("", f"{key}/", f"{key}/html/"):
        assert client.get(f"/dev/mail/{path}").status_code == 404


def test_mailbox_says_where_mail_goes_when_a_server_is_set(client, mailbox, settings):
    settings.EMAIL_SETTINGS = {"EMAIL_HOST": "smtp.site.invalid"}
    settings.EMAIL_HOST = "smtp.site.invalid"
    assert "smtp.site.invalid" in client.get("/dev/mail/").content.decode()


def test_empty_mailbox_says_so(client, mailbox):
    assert "There is no mail yet" in client.get("/dev/mail/").content.decode()
