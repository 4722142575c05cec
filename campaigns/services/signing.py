"""Storing a signature: one statement writes the row and its mail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.views.decorators.debug import sensitive_variables

from campaigns.choices import SignerKind
from campaigns.models import Call, StatementVersion
from campaigns.models.outbox import MailCause
from campaigns.models.screening import seal_client
from campaigns.models.signatures import form_sealing_place, make_reference
from campaigns.privacy import vault
from campaigns.privacy.name_keys import organization_mark, public_name_keys
from campaigns.services.mail.mailing import (
    MAIL_CHANNEL,
    MAIL_IS_DUE,
    QUEUE_MAIL,
    REPEAT_AFTER,
)
from campaigns.services.vault_keys.email_keys import find_all_email_keys, find_domain_keys
from campaigns.signing.normalizing import looks_like_advertising
from nnirr_site.database.prepared import PreparedStatement


@dataclass(frozen=True)
class SignerData:
    """What a signer typed, cleaned by `SigningForm`. Never logged: its repr names nobody."""

    name: str = field(repr=False)
    email: str = field(repr=False)
    country: str
    kind: str = SignerKind.PERSON
    region: str = ""
    postal_code: str = field(default="", repr=False)
    organization: str = field(default="", repr=False)
    role: str = field(default="", repr=False)
    website: str = field(default="", repr=False)
    is_authorized: bool = False
    comment: str = field(default="", repr=False)
    show_name: bool = False
    wants_letters: bool = False
    source: str = ""

    @classmethod
    def from_form(cls, cleaned: Mapping[str, object]) -> SignerData:
        names = (
            "name email country region postal_code organization role website is_authorized"
            " comment show_name wants_letters source"
        )
        return cls(kind=cleaned["sign_as"], **{name: cleaned[name] for name in names.split()})


# The key to write a row under. While there are several, it is the one under which the address
# stands already, and the function lets only one form for an address in at a time: the unique
# constraint cannot see that two keys are one address.
STORED_KEY = """CASE WHEN cardinality(%(email_keys)s::text[]) = 1 THEN (%(email_keys)s::text[])[1]
        ELSE campaigns_stored_key(
            %(call)s, %(kind)s, %(organization_mark)s, %(email_keys)s::text[]
        ) END"""

# A new signature and its mail, or one more mail for one that is there: one statement, so nothing
# can come between, and the work is the same whatever the database knows of the address. The WHERE
# is evaluated on the locked row. While nobody has confirmed, the latest form is what will be: it
# waits, sealed, in `sealed_form` for whoever reads the row next (`corrections`), as what is sealed
# is bound to a reference that nobody knows yet. Consents are only taken back by it: a name is shown
# only if every form asked for it, and what a form takes back is a line of the consent receipt. Of
# one that is confirmed nothing changes, since a stranger may know the address too; its mail says in
# which fields the form differed. The time alone does not tell whose mail is due: two forms can come
# in the same microsecond.
SIGN = PreparedStatement(f"""
WITH signed AS (
    INSERT INTO campaigns_signature AS signature (
        call_id, statement_id, reference, kind, status, sealed_name, sealed_email, sealed_role,
        sealed_comment, sealed_postal_code, email_key, domain_key, organization_mark, name_keys,
        index_key_id, country, region, organization_name, website, is_authorized, show_name,
        wants_letters, needs_approval, language, source, is_name_hidden, rejection_reason,
        mail_count, mailed_at, created_at
    )
    SELECT
        %(call)s, %(statement)s, %(reference)s, %(kind)s, 'pending', %(name)s, %(email)s, %(role)s,
        %(comment)s, %(postal_code)s, stored.key, %(domain_key)s, %(organization_mark)s,
        %(name_keys)s::varchar[],
        CASE stored.key WHEN (%(email_keys)s::text[])[1] THEN %(index_key_id)s ELSE '' END,
        %(country)s, %(region)s, %(organization)s, %(website)s, %(is_authorized)s, %(show_name)s,
        %(wants_letters)s, %(needs_approval)s, %(language)s, %(source)s, false, '', 1,
        statement_timestamp(), statement_timestamp()
    FROM (SELECT {STORED_KEY} AS key) AS stored
    ON CONFLICT (call_id, kind, email_key, organization_mark) WHERE email_key IS NOT NULL
    DO UPDATE SET
        sealed_form = %(form)s,
        statement_id = CASE signature.status
            WHEN 'pending' THEN excluded.statement_id ELSE signature.statement_id END,
        language = CASE signature.status
            WHEN 'pending' THEN excluded.language ELSE signature.language END,
        mail_count = signature.mail_count + {MAIL_IS_DUE}::int,
        mailed_at = CASE WHEN {MAIL_IS_DUE} THEN excluded.mailed_at ELSE signature.mailed_at END,
        show_name = signature.show_name
            AND (signature.status = 'confirmed' OR excluded.show_name),
        wants_letters = signature.wants_letters
            AND (signature.status = 'confirmed' OR excluded.wants_letters)
    WHERE signature.status = 'pending' OR signature.status = 'confirmed' AND {MAIL_IS_DUE}
    RETURNING id, status, language,
        mailed_at = statement_timestamp() AND (
            EXISTS (
                SELECT FROM campaigns_signature AS before
                WHERE before.id = signature.id AND before.mail_count < signature.mail_count
            ) OR signature.reference = %(reference)s
        ) AS is_due,
        signature.reference = %(reference)s AS is_new, show_name, wants_letters,
        (
            SELECT array_remove(ARRAY[
                CASE WHEN before.show_name AND NOT signature.show_name THEN 'show_name' END,
                CASE WHEN before.wants_letters AND NOT signature.wants_letters
                    THEN 'wants_letters' END
            ], NULL)
            FROM campaigns_signature AS before WHERE before.id = signature.id
        ) AS taken_back
), noted AS (
    INSERT INTO campaigns_signaturechange
        (signature_id, by, fields, show_name, wants_letters, at)
    SELECT id, 'form', taken_back, show_name, wants_letters,
        date_trunc('hour', statement_timestamp())
    FROM signed
    WHERE cardinality(taken_back) > 0
), waiting AS (
    INSERT INTO campaigns_waitingcheck (signature_id, sealed_client, created_at)
    VALUES (
        (SELECT id FROM signed WHERE is_new), %(client)s,
        date_trunc('minute', statement_timestamp())
    )
), {QUEUE_MAIL}
""")  # noqa: S608


@sensitive_variables()
def sign(
    call: Call,
    statement: StatementVersion,
    signer: SignerData,
    language: str,
    client: str = "",
) -> None:
    """Store a signature and queue its mail, or queue a mail for the one that is there.

    `client`, the visitor's network address, is stored sealed until the worker has judged the form,
    which takes seconds. Returns nothing on purpose: no caller can tell a new address from a known
    one.
    """
    reference = make_reference()
    parameters = {
        "call": call.pk,
        "statement": statement.pk,
        "reference": reference,
        "kind": str(signer.kind),
        "name": vault.seal(signer.name, f"name:{reference}"),
        "email": vault.seal(signer.email, f"email:{reference}"),
        "role": vault.seal(signer.role, f"role:{reference}"),
        "comment": vault.seal(signer.comment, f"comment:{reference}"),
        "form": vault.seal(json.dumps(vars(signer)), form_sealing_place(call.pk)),
        "postal_code": vault.seal(signer.postal_code, f"postal_code:{reference}"),
        "email_keys": find_all_email_keys(signer.email),
        "domain_key": find_domain_keys(signer.email)[0],
        "organization_mark": (
            organization_mark(signer.organization) if signer.kind == SignerKind.ORGANIZATION else ""
        ),
        "name_keys": public_name_keys(
            signer.kind, signer.show_name, signer.name, signer.organization
        ),
        "index_key_id": vault.index_key_id(),
        "country": signer.country,
        "region": signer.region,
        "organization": signer.organization,
        "website": signer.website,
        "is_authorized": signer.is_authorized,
        "show_name": signer.show_name,
        "wants_letters": signer.wants_letters,
        "needs_approval": looks_like_advertising(signer.name),
        "language": language,
        "source": signer.source,
        "client": seal_client(client),
        "repeat_after": REPEAT_AFTER,
        "cause": str(MailCause.FORM),
        "by_staff": False,
        "channel": MAIL_CHANNEL,
    }
    SIGN.run(connection, parameters)
