from initiatives.models.initiatives import (
    InitiativePage,
    InitiativeRelatedPage,
    InitiativesIndexPage,
)
from initiatives.models.networks import NetworkPage, NetworksIndexPage
from initiatives.models.states import State
from initiatives.models.tracker import TrackerPage
from initiatives.models.updates import PolicyUpdatePage, PolicyUpdatesIndexPage, PolicyUpdateTopic

__all__ = [
    "InitiativePage",
    "InitiativeRelatedPage",
    "InitiativesIndexPage",
    "NetworkPage",
    "NetworksIndexPage",
    "PolicyUpdatePage",
    "PolicyUpdateTopic",
    "PolicyUpdatesIndexPage",
    "State",
    "TrackerPage",
]
