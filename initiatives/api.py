"""What programs can read about the Migrant Workers Convention: every State and where it stands."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from initiatives.exports import COLUMNS, export_row
from initiatives.models.states import State, all_states
from nnirr_site.api import Endpoint, Parameter, page_results
from nnirr_site.api.endpoints import read_choice
from nnirr_site.api.openapi import shape

TEXT_OR_NULL = {"type": ["string", "null"]}
STATE = shape(
    **{column: TEXT_OR_NULL for column in COLUMNS}
    | {
        "iso3": {"type": "string", "description": "ISO 3166-1, three letters."},
        "name": {"type": "string"},
        "un_member": {"type": "boolean"},
        "status": {"type": "string", "enum": State.Status.values},
        "action_date": {
            "type": ["string", "null"],
            "description": "Of the act, as precisely as known: 2024, 2024-11 or 2024-11-05.",
        },
        "source_urls": {"type": "array", "items": {"type": "string", "format": "uri"}},
    }
)
STATUS = Parameter(
    "status", _("Only States of this status."), {"type": "string", "enum": State.Status.values}
)
REGION = Parameter(
    "region",
    _("Only States of this region of the UN geoscheme."),
    {"type": "string", "enum": State.Region.values},
)


def list_states(request: HttpRequest) -> dict[str, object]:
    status, region = read_choice(request, STATUS), read_choice(request, REGION)
    states = [
        state
        for state in all_states()
        if status in ("", state.status) and region in ("", state.region)
    ]
    return page_results(request, states, show_state)


def show_state(state: State) -> dict[str, object]:
    row: dict[str, object] = {column: text or None for column, text in export_row(state).items()}
    return row | {"un_member": state.is_un_member, "source_urls": state.source_list}


ENDPOINTS = [
    Endpoint(
        "/states",
        "states",
        _("Every State and where it stands on the Migrant Workers Convention"),
        list_states,
        "State",
        {"State": STATE},
        (STATUS, REGION),
        is_paged=True,
        example="?status=party",
    )
]
