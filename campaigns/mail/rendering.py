"""The one door for mail to signers: kind → subject, text, html, headers.

A mail has no remote image and no tracking, the text says what the HTML says, and a template that is
missing in a language falls back to the default language: it never stops a signature. Nothing that
somebody typed into a form stands in a mail but the address it goes to: a stranger who types another
person's address must not speak to that person in our name. It is shown behind the link.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_variables
from wagtail.models import Site

from campaigns.mail.arriving.return_path import make_return_path
from campaigns.models import Call, OutboundMail, Signature
from campaigns.models.outbox import TO_ANOTHER_MAILBOX, MailCause, MailKind
from campaigns.privacy import tokens
from campaigns.transparency.subject_access import name_fields
from nnirr_site.database.prepared import PreparedStatement
from nnirr_site.http.addresses import absolute
from nnirr_site.http.page_cache.kept import once_per_generation
from nnirr_site.i18n.languages import text_direction
from nnirr_site.models import SiteIdentity

OTHER_KINDS = PreparedStatement("""
SELECT kind FROM campaigns_signature
WHERE call_id = %(call)s AND email_key = %(key)s AND id <> %(signature)s AND status = 'confirmed'
""")


@dataclass(frozen=True)
class Message:
    subject: str
    text: str
    html: str


def usable_language(language: str) -> str:
    """`language` if the site has it, else the site's own."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def absolute_link(name: str, *args) -> str:
    """The absolute address of a named URL in the active language."""
    return absolute(reverse(name, args=args))


def get_identity() -> SiteIdentity:
    """What the site says of itself in the active language."""
    return _read_identity(translation.get_language())


@once_per_generation
def _read_identity(_language: str) -> SiteIdentity:
    site = Site.objects.filter(is_default_site=True).first()
    return SiteIdentity.for_site(site).shown if site else SiteIdentity()


@once_per_generation
def read_call(call_id: int, preferred: str, language: str) -> dict[str, str]:
    """What mails in `language` say of a call, with the page that who reads `preferred` is shown."""
    call = Call.objects.get(pk=call_id)
    page = call.page_in(preferred)
    return {
        "addressee": call.words_in(language).addressee,
        "page_url": absolute(page.url) if page and page.url else settings.SITE_URL,
    }


@sensitive_variables()
def build_context(signature: Signature, mail: OutboundMail | None = None) -> dict[str, object]:
    """What the templates may say, nothing typed among it. In the signer's language."""
    language = translation.get_language()
    kind = mail.kind if mail else None
    return {
        **read_call(signature.call_id, signature.language, language),
        "call": signature.call,
        "title": signature.statement.title,
        "place": signature.place,
        "is_organization": signature.is_organization,
        "also_signed": find_other_kinds(signature),
        "is_new_address": mail is not None and mail.cause == MailCause.OWN,
        "differing": name_fields(mail.differing) if mail else [],
        "show_name": signature.show_name,
        "waits_for_approval": signature.waits_for_approval,
        "is_left_off": signature.is_left_off,
        "wants_letters": signature.wants_letters,
        "signed_on": timezone.localtime(signature.created_at).date(),
        "link": build_link(signature, mail),
        "own_link": (
            absolute_link("campaigns:own", tokens.make_link_token(signature.reference, tokens.OWN))
            if signature.email_key and kind not in TO_ANOTHER_MAILBOX
            else ""
        ),
        "days": tokens.LINK_DAYS,
        "days_of_change": tokens.NEW_EMAIL.days,
        "deleted_on": timezone.localtime(
            (signature.mailed_at or signature.created_at) + timedelta(days=tokens.LINK_DAYS)
        ).date(),
        "identity": get_identity(),
        "language": language,
        "direction": text_direction(language),
    }


@sensitive_variables()
def build_link(signature: Signature, mail: OutboundMail | None) -> str:
    """What the button of a mail opens: the signature to confirm, or the new address."""
    if mail is not None and mail.email_change is not None:
        token = tokens.make_link_token(mail.email_change.reference, tokens.NEW_EMAIL)
        return absolute_link("campaigns:new_email", token)
    return absolute_link("campaigns:confirm", tokens.make_link_token(signature.reference))


def find_other_kinds(signature: Signature) -> set[str]:
    """As what else the same mailbox has signed the call and confirmed it: only its owner reads."""
    if signature.email_key is None:
        return set()
    of = {"call": signature.call_id, "key": signature.email_key, "signature": signature.pk}
    return {kind for (kind,) in OTHER_KINDS.run(connection, of)}


@sensitive_variables()
def render_mail(
    kind: str, signature: Signature, language: str, mail: OutboundMail | None = None
) -> Message:
    """Subject, text and HTML of one mail in one language."""
    with translation.override(usable_language(language)):
        context = build_context(signature, mail)
        folder = f"campaigns/email/{MailKind(kind).value}"
        subject = " ".join(render_to_string(f"{folder}/subject.txt", context).split())
        return Message(
            subject=subject,
            text=render_to_string(f"{folder}/body.txt", context).strip() + "\n",
            html=render_to_string(f"{folder}/body.html", context | {"subject": subject}),
        )


def message_id(mail: OutboundMail) -> str:
    """The same for every attempt, so that a repetition after a crash can be recognized as one."""
    digest = hmac.new(
        settings.SECRET_KEY.encode(), f"mail {mail.pk}".encode(), hashlib.sha256
    ).hexdigest()
    return f"<{digest[:32]}@{urlsplit(settings.SITE_URL).hostname}>"


def letter_headers(signature: Signature, language: str) -> dict[str, str]:
    """The way out of letters that mail programs show as a button (RFC 2369 and RFC 8058).

    On every mail to somebody who gets letters: a stranger may have asked for them in their name.
    """
    if not signature.wants_letters or not signature.email_key:
        return {}
    with translation.override(usable_language(language)):
        token = tokens.make_link_token(signature.reference, tokens.LETTERS)
        url = absolute_link("campaigns:letters", token)
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@sensitive_variables()
def build_mail(mail: OutboundMail) -> EmailMultiAlternatives:
    """The mail as it goes out: to the address as the signer typed it."""
    signature = mail.signature
    message = render_mail(mail.kind, signature, mail.language, mail)
    return_path = make_return_path(mail.pk)
    built = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=return_path or settings.DEFAULT_FROM_EMAIL,
        to=[mail.recipient],
        headers={
            **({"From": settings.DEFAULT_FROM_EMAIL} if return_path else {}),
            "Auto-Submitted": "auto-generated",
            "Content-Language": usable_language(mail.language),
            "Message-ID": message_id(mail),
            **({} if mail.kind in TO_ANOTHER_MAILBOX else letter_headers(signature, mail.language)),
        },
    )
    built.attach_alternative(message.html, "text/html")
    return built
