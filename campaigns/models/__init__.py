from campaigns.models.abuse_rules import AbuseLimits, AbuseRule
from campaigns.models.access_log import AccessEntry
from campaigns.models.calls import Call, CallText, StatementVersion
from campaigns.models.deliveries import Delivery
from campaigns.models.mail_limits import MailPause, MailTurn
from campaigns.models.outbox import LinkRequest, OutboundMail
from campaigns.models.pages import CallDownload, CallPage, CallsIndexPage
from campaigns.models.partners import Senator, SenatorLetter, Source
from campaigns.models.rules import AddressRekeying, EmailDomainRule
from campaigns.models.screening import CaughtForm, WaitingCheck
from campaigns.models.signatures import Departure, EmailChange, Signature, SignatureChange
from campaigns.models.switches import (
    Alarm,
    Chore,
    NoticeFrequency,
    StaffNotice,
    Switches,
    WorkerPulse,
)
from campaigns.models.tallies import DailyTally, PaperSheets, TallyDelta, TallyState
from campaigns.models.vault_keys import KeyHolder, VaultKey

__all__ = [
    "AbuseLimits",
    "AbuseRule",
    "AccessEntry",
    "AddressRekeying",
    "Alarm",
    "Call",
    "CallDownload",
    "CallPage",
    "CallText",
    "CallsIndexPage",
    "CaughtForm",
    "Chore",
    "DailyTally",
    "Delivery",
    "Departure",
    "EmailChange",
    "EmailDomainRule",
    "KeyHolder",
    "LinkRequest",
    "MailPause",
    "MailTurn",
    "NoticeFrequency",
    "OutboundMail",
    "PaperSheets",
    "Senator",
    "SenatorLetter",
    "Signature",
    "SignatureChange",
    "Source",
    "StaffNotice",
    "StatementVersion",
    "Switches",
    "TallyDelta",
    "TallyState",
    "VaultKey",
    "WaitingCheck",
    "WorkerPulse",
]
