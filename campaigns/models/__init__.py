from campaigns.models.abuse import AbuseLimits, AbuseRule
from campaigns.models.access import AccessEntry
from campaigns.models.allies import Senator, SenatorLetter, Source
from campaigns.models.bounds import MailPause, MailTurn
from campaigns.models.calls import Call, CallText, StatementVersion
from campaigns.models.deliveries import Delivery
from campaigns.models.keys import KeyHolder, VaultKey
from campaigns.models.mail import LinkRequest, OutboundMail
from campaigns.models.pages import CallDownload, CallPage, CallsIndexPage
from campaigns.models.rules import AddressRekeying, EmailDomainRule
from campaigns.models.screening import WaitingCheck
from campaigns.models.signatures import Signature
from campaigns.models.switches import Chore, Switches, WorkerPulse
from campaigns.models.tallies import DailyTally, TallyDelta, TallyState

__all__ = [
    "AbuseLimits",
    "AbuseRule",
    "AccessEntry",
    "AddressRekeying",
    "Call",
    "CallDownload",
    "CallPage",
    "CallText",
    "CallsIndexPage",
    "Chore",
    "DailyTally",
    "Delivery",
    "EmailDomainRule",
    "KeyHolder",
    "LinkRequest",
    "MailPause",
    "MailTurn",
    "OutboundMail",
    "Senator",
    "SenatorLetter",
    "Signature",
    "Source",
    "StatementVersion",
    "Switches",
    "TallyDelta",
    "TallyState",
    "VaultKey",
    "WaitingCheck",
    "WorkerPulse",
]
