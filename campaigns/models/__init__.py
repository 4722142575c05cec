from campaigns.models.calls import Call, CallText, StatementVersion
from campaigns.models.mail import OutboundMail
from campaigns.models.pages import CallDownload, CallPage, CallsIndexPage
from campaigns.models.rules import EmailDomainRule
from campaigns.models.signatures import Signature
from campaigns.models.tallies import DailyTally, TallyDelta, TallyState

__all__ = [
    "Call",
    "CallDownload",
    "CallPage",
    "CallText",
    "CallsIndexPage",
    "DailyTally",
    "EmailDomainRule",
    "OutboundMail",
    "Signature",
    "StatementVersion",
    "TallyDelta",
    "TallyState",
]
