from campaigns.models.abuse import AbuseLimits, AbuseRule
from campaigns.models.access import AccessEntry
from campaigns.models.allies import Senator, SenatorLetter, Source
from campaigns.models.attempts import NetworkKey, SigningAttempt
from campaigns.models.bounds import MailPause, MailTurn
from campaigns.models.calls import Call, CallText, StatementVersion
from campaigns.models.deliveries import Delivery
from campaigns.models.mail import LinkRequest, OutboundMail
from campaigns.models.pages import CallDownload, CallPage, CallsIndexPage
from campaigns.models.rules import AddressRekeying, EmailDomainRule
from campaigns.models.signatures import Signature
from campaigns.models.switches import Chore, Switches
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
    "LinkRequest",
    "MailPause",
    "MailTurn",
    "NetworkKey",
    "OutboundMail",
    "Senator",
    "SenatorLetter",
    "Signature",
    "SigningAttempt",
    "Source",
    "StatementVersion",
    "Switches",
    "TallyDelta",
    "TallyState",
]
