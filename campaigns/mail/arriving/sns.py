"""Reports of Amazon SES, which come through SNS: signed by Amazon, and only those are read.

django-anymail translates them; it does not check the signature and needs Amazon's own library to
confirm the subscription. Here the signature is checked as Amazon describes it, and the confirmation
is one request to the address that the signed message names, if it is one of Amazon's.
Source: docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
"""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.webhooks.amazon_ses import AmazonSESTrackingWebhookView
from anymail.webhooks.base import AnymailBaseWebhookView
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

HOST = re.compile(r"sns\.[a-z]{2}(?:-[a-z]+){1,2}-\d{1,2}\.amazonaws\.com(?:\.cn)?")
CERTIFICATE = re.compile(r"/SimpleNotificationService-[0-9a-f]{32}\.pem")
SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": (
        *("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    ),
}
SIGNED["UnsubscribeConfirmation"] = SIGNED["SubscriptionConfirmation"]
HASHES = {"1": hashes.SHA1, "2": hashes.SHA256}
SECONDS = 5
MOST_BYTES = 64 * 1024


class NoRedirect(HTTPRedirectHandler):
    """Amazon answers where it is asked."""

    def redirect_request(self, *_arguments):
        return None


def fetch(url: str) -> bytes:
    with build_opener(NoRedirect).open(url, timeout=SECONDS) as answer:
        return answer.read(MOST_BYTES)


def is_amazon(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and HOST.fullmatch(parts.netloc) is not None


@lru_cache(maxsize=8)
def fetch_key(url: str) -> RSAPublicKey:
    """The key of a certificate of Amazon's, fetched once: each has an address of its own."""
    if not is_amazon(url) or not CERTIFICATE.fullmatch(urlsplit(url).path):
        raise AnymailWebhookValidationFailure("a certificate that is not Amazon's")
    try:
        return x509.load_pem_x509_certificate(fetch(url)).public_key()
    except (OSError, ValueError, HTTPException):
        raise AnymailWebhookValidationFailure("a certificate that cannot be read") from None


def signed_text(message: dict) -> bytes:
    """What Amazon signs: names and values in their order, each on a line."""
    names = SIGNED.get(message.get("Type", ""), ())
    return "".join(f"{name}\n{message[name]}\n" for name in names if name in message).encode()


def check_signature(message: dict) -> None:
    """Raises AnymailWebhookValidationFailure unless Amazon has signed it."""
    method = HASHES.get(str(message.get("SignatureVersion", "")))
    text = signed_text(message)
    if method is None or not text:
        raise AnymailWebhookValidationFailure("no signature")
    try:
        signature = base64.b64decode(str(message.get("Signature", "")), validate=True)
        key = fetch_key(str(message.get("SigningCertURL", "")))
        key.verify(signature, text, PKCS1v15(), method())
    except (binascii.Error, InvalidSignature):
        raise AnymailWebhookValidationFailure("a wrong signature") from None


class SignedSESView(AmazonSESTrackingWebhookView):
    """anymail's reader of SES, for messages that Amazon has signed."""

    def __init__(self, **kwargs):
        self.auto_confirm_enabled = True
        AnymailBaseWebhookView.__init__(self, **kwargs)

    def validate_request(self, request):
        check_signature(self._parse_sns_message(request))

    def auto_confirm_sns_subscription(self, sns_message):
        """Who subscribes us knows our password, or this would not be read."""
        url = str(sns_message.get("SubscribeURL", ""))
        if not is_amazon(url):
            raise AnymailWebhookValidationFailure("an address that is not Amazon's")
        fetch(url)
