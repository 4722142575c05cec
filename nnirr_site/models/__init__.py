from nnirr_site.models.accounts import (
    AttemptWindow,
    AuthenticatorApp,
    Passkey,
    RecoverySheet,
    SignInOutcome,
    SignInRecord,
    StaffMail,
    StaffMailKind,
)
from nnirr_site.models.base import BasePage
from nnirr_site.models.downloads import Download
from nnirr_site.models.editing import (
    CheckedLink,
    DeletedPage,
    LinkProblem,
    LinkState,
    LinkUse,
    ListPutAway,
    NativeReading,
    ScheduledStep,
    ScheduleProblem,
    TranslationReview,
    WaitingPurge,
)
from nnirr_site.models.gone_urls import GoneAddress
from nnirr_site.models.media import SiteDocument, SiteImage, SiteRendition
from nnirr_site.models.navigation import NavigationMenu
from nnirr_site.models.pages import HomePage, IndexPage, IndexPageWithBody, StandardPage
from nnirr_site.models.people import User
from nnirr_site.models.search import SearchEntry, SearchSynonyms, SearchWord
from nnirr_site.models.settings import SiteIdentity
from nnirr_site.models.topics import Topic
from nnirr_site.prints import Band, Print

__all__ = [
    "AttemptWindow",
    "AuthenticatorApp",
    "Band",
    "BasePage",
    "CheckedLink",
    "DeletedPage",
    "Download",
    "GoneAddress",
    "HomePage",
    "IndexPage",
    "IndexPageWithBody",
    "LinkProblem",
    "LinkState",
    "LinkUse",
    "ListPutAway",
    "NativeReading",
    "NavigationMenu",
    "Passkey",
    "Print",
    "RecoverySheet",
    "ScheduleProblem",
    "ScheduledStep",
    "SearchEntry",
    "SearchSynonyms",
    "SearchWord",
    "SignInOutcome",
    "SignInRecord",
    "SiteDocument",
    "SiteIdentity",
    "SiteImage",
    "SiteRendition",
    "StaffMail",
    "StaffMailKind",
    "StandardPage",
    "Topic",
    "TranslationReview",
    "User",
    "WaitingPurge",
]
