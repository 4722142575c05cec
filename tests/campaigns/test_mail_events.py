"""What mail providers report is heard only with the secret, and means what they mean by it."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from http.client import BadStatusLine

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID
from django.test import Client

from campaigns.mail.arriving import sns
from campaigns.mail.bounces import PROVIDERS
from campaigns.models import Signature
from tests.campaigns.factories import make_signature

pytestmark = pytest.mark.django_db

SECRET = "provider:a-password-of-more-than-32-characters"
KEY = "the key of mailgun"


SENDGRID_KEY = ec.generate_private_key(ec.SECP256R1())
AMAZON_KEY = rsa.generate_private_key(65537, 2048)
CERTIFICATE_URL = f"https://sns.us-east-1.amazonaws.com/SimpleNotificationService-{'ab' * 16}.pem"
SUBSCRIBE_URL = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=t"


def certificate() -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(name, name, AMAZON_KEY.public_key(), 7)
    built = built.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    return built.sign(AMAZON_KEY, hashes.SHA256()).public_bytes(Encoding.PEM)


@pytest.fixture
def fetched(monkeypatch):
    """What was asked of Amazon, which gives its certificate."""
    addresses: list[str] = []
    monkeypatch.setattr(sns, "fetch", lambda url: addresses.append(url) or certificate())
    sns.fetch_key.cache_clear()
    yield addresses
    sns.fetch_key.cache_clear()


@pytest.fixture
def configured(settings, fetched):
    settings.MAIL_WEBHOOK_SECRET = SECRET
    settings.MAILGUN_SIGNING_KEY = KEY
    public = SENDGRID_KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    settings.SENDGRID_VERIFICATION_KEY = base64.b64encode(public).decode()


def basic(secret: str) -> str:
    return f"Basic {base64.b64encode(secret.encode()).decode()}"


def send(provider: str, body, secret: str | None = SECRET, method: str = "post"):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Authorization": basic(secret)} if secret else {}
    headers |= SIGNED.get(provider, lambda _data: {})(data)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if method == "head":
        return client.head(f"/hooks/mail/{provider}/", headers=headers)
    return client.post(
        f"/hooks/mail/{provider}/", data, content_type="application/json", headers=headers
    )


def sign_as_sendgrid(data: bytes) -> dict[str, str]:
    signature = SENDGRID_KEY.sign(b"1" + data, ec.ECDSA(hashes.SHA256()))
    name = "X-Twilio-Email-Event-Webhook"
    words = base64.b64encode(signature).decode()
    return {f"{name}-Timestamp": "1", f"{name}-Signature": words}


def name_as_amazon(data: bytes) -> dict[str, str]:
    try:
        message = json.loads(data)
        return {
            "X-Amz-Sns-Message-Type": message["Type"],
            "X-Amz-Sns-Message-Id": message["MessageId"],
        }
    except (ValueError, TypeError, KeyError):
        return {}


SIGNED = {"sendgrid": sign_as_sendgrid, "amazon_ses": name_as_amazon}


def by_amazon(kind: str, text: str, version: str = "2", **fields) -> dict[str, str]:
    """A message of SNS, signed."""
    message = {
        "Type": kind,
        "MessageId": "1",
        "TopicArn": "arn:aws:sns:us-east-1:1:bounces",
        "Message": text,
        "Timestamp": "2026-11-30T00:00:00.000Z",
        "SignatureVersion": version,
        "SigningCertURL": CERTIFICATE_URL,
        **fields,
    }
    method = {"1": hashes.SHA1, "2": hashes.SHA256}[version]()
    signature = AMAZON_KEY.sign(sns.signed_text(message), PKCS1v15(), method)
    return {"Signature": base64.b64encode(signature).decode(), **message}


def amazon_ses(email: str, kind: str, **event) -> dict[str, str]:
    event |= {"eventType": kind, "mail": {"messageId": "m", "destination": [email]}}
    return by_amazon("Notification", json.dumps(event))


def amazon_bounce(email: str, kind: str) -> dict[str, str]:
    bounced = {"bounceType": kind, "bounceSubType": "General"}
    return amazon_ses(
        email, "Bounce", bounce=bounced | {"bouncedRecipients": [{"emailAddress": email}]}
    )


def sendgrid(email: str, event: str, **fields):
    return [{"email": email, "event": event, "timestamp": 1, "sg_event_id": "e", **fields}]


def postmark(email: str, kind: str, record: str = "Bounce"):
    return {"RecordType": record, "Type": kind, "Email": email, "ID": 1}


def brevo(email: str, event: str):
    return {"event": event, "email": email, "message-id": "<x@y>", "ts_epoch": 1}


def mailjet(email: str, event: str, **fields):
    return [{"event": event, "time": 1, "MessageID": 1, "email": email, **fields}]


def sparkpost(email: str, kind: str, bounce_class: str = ""):
    event = {"type": kind, "raw_rcpt_to": email, "timestamp": "1"}
    if bounce_class:
        event["bounce_class"] = bounce_class
    return [{"msys": {"message_event": event}}]


def mailgun(email: str, event: str, severity: str = "", key: str = KEY):
    signature = hmac.new(key.encode(), b"1token", hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": "1", "token": "token", "signature": signature},
        "event-data": {
            "event": event,
            "severity": severity,
            "reason": "bounce",
            "recipient": email,
            "timestamp": 1,
        },
    }


HARD = [
    ("postmark", lambda email: postmark(email, "HardBounce")),
    ("postmark", lambda email: postmark(email, "BadEmailAddress")),
    ("brevo", lambda email: brevo(email, "hard_bounce")),
    ("brevo", lambda email: brevo(email, "invalid_email")),
    ("mailjet", lambda email: mailjet(email, "bounce", hard_bounce=True, error="user unknown")),
    ("sparkpost", lambda email: sparkpost(email, "bounce", "10")),
    ("mailgun", lambda email: mailgun(email, "failed", "permanent")),
    ("sendgrid", lambda email: sendgrid(email, "bounce", type="bounce", reason="550 5.1.1 no")),
    ("sendgrid", lambda email: sendgrid(email, "dropped", reason="Bounced Address")),
    ("amazon_ses", lambda email: amazon_bounce(email, "Permanent")),
]
SOFT = [
    ("postmark", lambda email: postmark(email, "SoftBounce")),
    ("postmark", lambda email: postmark(email, "Transient")),
    ("postmark", lambda email: postmark(email, "Blocked")),
    ("brevo", lambda email: brevo(email, "soft_bounce")),
    ("brevo", lambda email: brevo(email, "delivered")),
    ("mailjet", lambda email: mailjet(email, "bounce", hard_bounce=False, error="quota exceeded")),
    ("sparkpost", lambda email: sparkpost(email, "bounce", "20")),
    ("sparkpost", lambda email: sparkpost(email, "delivery")),
    ("mailgun", lambda email: mailgun(email, "failed", "temporary")),
    ("mailgun", lambda email: mailgun(email, "opened")),
    ("sendgrid", lambda email: sendgrid(email, "bounce", type="blocked", reason="552 full")),
    ("sendgrid", lambda email: sendgrid(email, "deferred")),
    ("amazon_ses", lambda email: amazon_bounce(email, "Transient")),
    ("amazon_ses", lambda email: amazon_ses(email, "Delivery", delivery={"recipients": [email]})),
]
COMPLAINTS = [
    ("postmark", lambda email: postmark(email, "SpamComplaint", "SpamComplaint")),
    ("brevo", lambda email: brevo(email, "spam")),
    ("mailjet", lambda email: mailjet(email, "spam")),
    ("sparkpost", lambda email: sparkpost(email, "spam_complaint")),
    ("mailgun", lambda email: mailgun(email, "complained")),
    ("sendgrid", lambda email: sendgrid(email, "spamreport")),
    (
        "amazon_ses",
        lambda email: amazon_ses(
            email, "Complaint", complaint={"complainedRecipients": [{"emailAddress": email}]}
        ),
    ),
]


def report(provider: str, make) -> Signature:
    signature = make_signature(status="confirmed", wants_letters=True, email="Rosa@example.org")
    assert send(provider, make("rosa@example.org")).status_code == 200
    signature.refresh_from_db()
    return signature


def name(case) -> str:
    return case if isinstance(case, str) else ""


@pytest.mark.parametrize(("provider", "make"), HARD, ids=name)
def test_hard_bounce_ends_mail_to_the_address(configured, provider, make):
    signature = report(provider, make)
    assert signature.bounced_at is not None
    assert signature.status == "confirmed"


@pytest.mark.parametrize(("provider", "make"), SOFT, ids=name)
def test_what_may_still_arrive_ends_nothing(configured, provider, make):
    signature = report(provider, make)
    assert (signature.bounced_at, signature.wants_letters) == (None, True)


@pytest.mark.parametrize(("provider", "make"), COMPLAINTS, ids=name)
def test_complaint_ends_letters_only(configured, provider, make):
    signature = report(provider, make)
    assert (signature.bounced_at, signature.wants_letters) == (None, False)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "secret",
    [
        None,
        "provider:wrong",
        "x",
        SECRET + "x",
        "",
        "provider:\udc80".encode("utf-8", "replace").decode(),
    ],
)
def test_nobody_is_heard_without_the_secret(configured, provider, secret):
    signature = make_signature(email="rosa@example.org")
    answer = send(provider, postmark("rosa@example.org", "HardBounce"), secret)
    # Amazon sends the password only to who asks for one.
    expected = 401 if provider == "amazon_ses" and not secret else 403
    assert answer.status_code == expected
    assert answer.has_header("WWW-Authenticate") is (expected == 401)
    assert send(provider, {}, secret, "head").status_code == expected
    signature.refresh_from_db()
    assert signature.bounced_at is None


@pytest.mark.parametrize("provider", [*PROVIDERS, "nobody"])
def test_address_is_not_there_while_nothing_is_configured(settings, provider):
    settings.MAIL_WEBHOOK_SECRET = ""
    assert send(provider, postmark("rosa@example.org", "HardBounce")).status_code == 404


def test_mailgun_needs_its_own_key_too(configured, settings):
    body = mailgun("rosa@example.org", "failed", "permanent", key="a key of somebody else")
    assert send("mailgun", body).status_code == 403
    settings.MAILGUN_SIGNING_KEY = ""
    assert send("mailgun", mailgun("rosa@example.org", "failed")).status_code == 404


def test_sendgrid_is_heard_only_with_its_signature(configured, settings, monkeypatch):
    signature = make_signature(email="rosa@example.org")
    body = sendgrid("rosa@example.org", "bounce", type="bounce")
    for headers in ({}, sign_as_sendgrid(b"something else")):
        monkeypatch.setitem(SIGNED, "sendgrid", lambda _data, headers=headers: headers)
        assert send("sendgrid", body).status_code == 403
    settings.SENDGRID_VERIFICATION_KEY = ""
    assert send("sendgrid", body).status_code == 404
    signature.refresh_from_db()
    assert signature.bounced_at is None


@pytest.mark.parametrize(
    "changes",
    [
        {"Message": "{}"},
        {"Signature": "AAAA"},
        {"Signature": "*"},
        {"SignatureVersion": "3"},
        {"SigningCertURL": CERTIFICATE_URL.replace("amazonaws.com", "amazonaws.com.evil.example")},
        {"SigningCertURL": CERTIFICATE_URL.replace("https:", "http:")},
        {"SigningCertURL": "https://sns.us-east-1.amazonaws.com/evil.pem"},
        {"SigningCertURL": f"https://evil.example/{CERTIFICATE_URL}"},
    ],
)
def test_amazon_is_heard_only_with_its_signature(configured, fetched, changes):
    signature = make_signature(email="rosa@example.org")
    body = amazon_bounce("rosa@example.org", "Permanent") | changes
    assert send("amazon_ses", body).status_code == 403
    signature.refresh_from_db()
    assert signature.bounced_at is None
    assert set(fetched) <= {CERTIFICATE_URL}


@pytest.mark.parametrize(
    ("host", "is_one"),
    [
        ("sns.us-east-1.amazonaws.com", True),
        ("sns.ap-southeast-12.amazonaws.com", True),
        ("sns.us-gov-west-1.amazonaws.com", True),
        ("sns.cn-north-1.amazonaws.com.cn", True),
        ("sns.anybodys-bucket.amazonaws.com", False),
        ("sns.s3.amazonaws.com", False),
        ("sns.us-east-1.amazonaws.com:444", False),
    ],
)
def test_amazon_is_known_by_the_names_of_its_regions(host, is_one):
    assert sns.is_amazon(f"https://{host}/") is is_one


def test_answer_that_is_no_http_is_a_certificate_that_cannot_be_read(configured, monkeypatch):
    def fetch(_url):
        raise BadStatusLine("nonsense")

    monkeypatch.setattr(sns, "fetch", fetch)
    assert send("amazon_ses", amazon_bounce("rosa@example.org", "Permanent")).status_code == 403


def test_subscription_of_amazon_is_confirmed_at_amazon_alone(configured, fetched):
    words = {"Token": "t", "SubscribeURL": SUBSCRIBE_URL}
    for version in ("1", "2"):
        body = by_amazon("SubscriptionConfirmation", "You have chosen", version, **words)
        assert send("amazon_ses", body).status_code == 200
        assert fetched.pop() == SUBSCRIBE_URL
    elsewhere = words | {"SubscribeURL": "https://evil.example/?x=sns.us-east-1.amazonaws.com"}
    body = by_amazon("SubscriptionConfirmation", "You have chosen", **elsewhere)
    assert send("amazon_ses", body).status_code == 403
    assert set(fetched) <= {CERTIFICATE_URL}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[",
        b"null",
        b"7",
        b'"text"',
        b"[[]]",
        b"[null]",
        b'[{"msys": 7}]',
        b'{"event": {"a": 1}}',
        b'{"event-data": null, "signature": {"timestamp": 1, "token": "t", "signature": "s"}}',
        b'{"RecordType": "Bounce", "Type": [], "Email": {"a": 1}}',
        b'{"RecordType": "Bounce", "Type": "HardBounce", "Email": {"a": 1}}',
        b'{"RecordType": "Inbound"}',
    ],
)
def test_nonsense_with_the_secret_is_no_error_of_ours(configured, provider, body):
    assert send(provider, body).status_code in {200, 400, 403}


def test_known_secret_may_look_whether_the_address_is_there(configured):
    assert send("postmark", {}, method="head").status_code == 200
    assert Client().get("/hooks/mail/postmark/").status_code == 405


def test_unknown_and_odd_recipients_are_taken_quietly(configured):
    for email in ("nobody@example.org", "not an address", "", "a@b", "Rosa <rosa@example.org>"):
        assert send("postmark", postmark(email, "HardBounce")).status_code == 200


def test_no_log_line_of_a_report_names_the_address(configured, caplog):
    caplog.set_level("DEBUG")
    make_signature(email="xochi.tzin@unmistakable.example")
    send("postmark", postmark("xochi.tzin@unmistakable.example", "HardBounce"))
    send("postmark", postmark("xochi.tzin@unmistakable.example", "HardBounce"), None)
    assert "xochi" not in caplog.text


@pytest.mark.parametrize("text", ["a\x00b@example.org", "a\ud800b@example.org", "\x00", "\ud800"])
def test_text_that_no_database_has_is_nobodys_address(configured, text):
    bounced = [
        ("postmark", postmark(text, "HardBounce")),
        ("brevo", brevo(text, "hard_bounce")),
        ("mailjet", mailjet(text, "bounce", hard_bounce=True, error="user unknown")),
        ("sparkpost", sparkpost(text, "bounce", "10")),
        ("mailgun", mailgun(text, "failed", "permanent")),
    ]
    for provider, body in bounced:
        assert send(provider, body).status_code < 500, provider
