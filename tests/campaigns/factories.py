"""Calls, signers and signatures for tests."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from django.apps import apps
from django.db.models import F
from django.utils import timezone

from campaigns import services
from campaigns.models import (
    Call,
    MailPause,
    MailTurn,
    OutboundMail,
    Signature,
    StatementVersion,
)
from campaigns.models.mail_limits import MOST_MAILS
from campaigns.privacy import tokens

numbers = count(1)


def make_call(**fields) -> Call:
    """A call that is open, with one statement in English."""
    number = next(numbers)
    values = {
        "title": f"Call {number}",
        "slug": f"call-{number}",
        "addressee": "the Senate",
        **fields,
    }
    call = Call.objects.create(**values)
    make_statement(call)
    return call


def make_statement(call: Call, **fields) -> StatementVersion:
    values = {
        "language": "en",
        "number": 1,
        "title": "Ratify the Convention",
        "body": "<p>We call on the Senate to ratify the Convention.</p>",
        **fields,
    }
    return StatementVersion.objects.create(call=call, **values)


def make_call_page(call: Call | None = None, **fields):
    """A live page that shows `call`, below a home page of the default site."""
    from tests.factories import make_page

    model = apps.get_model("campaigns", "CallPage")
    return make_page(model, call=call or make_call(), **fields)


def make_signer(**fields) -> services.SignerData:
    number = next(numbers)
    values = {"name": f"Rosa {number}", "email": f"rosa{number}@example.org", "country": "MX"}
    return services.SignerData(**{**values, **fields})


def make_signature(call: Call | None = None, status: str = "pending", **fields) -> Signature:
    """A signature in `status`, reached the way real ones reach it."""
    call = call or make_call()
    signer = make_signer(**fields)
    before = Signature.objects.count()
    services.sign(call, call.statements.first(), signer, "en")
    assert Signature.objects.count() == before + 1
    signature = Signature.objects.latest("pk")
    if status in {"confirmed", "withdrawn"}:
        services.confirm_signature(signature.reference)
    if status == "withdrawn":
        services.withdraw_signature(signature.reference)
    if status == "rejected":
        services.reject_signature(signature, "test")
    return Signature.objects.get(pk=signature.pk)


def make_organization(call: Call | None = None, status: str = "confirmed", **fields) -> Signature:
    values = {
        "kind": "organization",
        "organization": "Mujeres en Marcha",
        "role": "Secretary",
        "is_authorized": True,
    }
    return make_signature(call, status, **{**values, **fields})


def let_time_pass(signature: Signature, time: timedelta) -> None:
    """As if everything about this signature had happened so much earlier."""
    earlier = {"created_at": signature.created_at - time}
    if signature.mailed_at:
        earlier["mailed_at"] = signature.mailed_at - time
    Signature.objects.filter(pk=signature.pk).update(**earlier)
    signature.refresh_from_db()


def let_everything_age(time: timedelta) -> None:
    """As if all signatures, mails, counts of mails and pauses were so much older."""
    columns = {
        Signature: ("created_at", "mailed_at"),
        OutboundMail: ("created_at", "counted_at", "next_attempt_at", "sent_at"),
        MailTurn: ("at",),
        MailPause: ("created_at",),
    }
    for model, names in columns.items():
        model.objects.update(**{name: F(name) - time for name in names})


def use_up_mails(email: str, by_staff: bool = False) -> None:
    """As if five mails had just gone to an address."""
    email_key, domain_key = services.find_email_keys(email)
    MailTurn.objects.bulk_create(
        MailTurn(email_key=email_key, domain_key=domain_key, by_staff=by_staff)
        for _mail in range(MOST_MAILS)
    )


def form_data(call: Call, **fields) -> dict[str, str]:
    """What a browser sends from the call's page; None leaves a field out."""
    values = {
        "name": "Rosa Quispe",
        "email": "rosa@example.org",
        "country": "MX",
        "sign_as": "person",
        "topic": "",
        "elapsed": "",
        "token": tokens.make_form_token(f"sign:{call.slug}"),
        "statement": str(call.statements.order_by("-number").first().pk),
        **fields,
    }
    return {name: value for name, value in values.items() if value is not None}


def sign_url(call: Call) -> str:
    return f"/sign/{call.slug}/"


def link_path(signature: Signature) -> str:
    """The path of the personal link that a mail carries now."""
    return f"/c/{tokens.make_link_token(signature.reference)}/"


def ask_again(call: Call | None, email: str) -> None:
    """Ask for the link with an address, and let the worker answer."""
    services.ask_for_link(call, email)
    services.answer_requests()


def queued_kinds(signature: Signature | None = None) -> list[str]:
    mails = OutboundMail.objects.order_by("pk")
    if signature is not None:
        mails = mails.filter(signature=signature)
    return list(mails.values_list("kind", flat=True))


def yesterday():
    return timezone.now() - timedelta(days=1)
