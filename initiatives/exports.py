"""The table of States as text: what the downloads hold and what `import_states` reads back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from initiatives.models.states import State, find_as_of
from nnirr_site.i18n.dates import machine_date
from nnirr_site.tabular.cells import safe_cell

COLUMNS = (
    "iso3",
    "iso2",
    "name",
    "name_es",
    "un_name",
    "un_member",
    "region",
    "status",
    "act",
    "signature_date",
    "action_date",
    "entry_into_force",
    "confidence",
    "notes",
    "as_of",
    "source_urls",
)
TITLE = "States parties and signatories of the Migrant Workers Convention"
TREATY = (
    "International Convention on the Protection of the Rights of All Migrant Workers and Members "
    "of Their Families, 18 December 1990"
)
PUBLISHER = "National Network for Immigrant and Refugee Rights (NNIRR)"
LICENCE = (
    "Facts, free to use for any purpose. Please name the source and the date in as_of when you "
    "publish them."
)
DEPOSITARY_URL = (
    "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=IV-13&chapter=4&clang=_en"
)


def export_row(state: State) -> dict[str, str]:
    """Column → text. Dates are ISO 8601 and as short as they are known: `2024-11`."""
    return {
        "iso3": state.iso3,
        "iso2": state.iso2,
        "name": state.name,
        "name_es": state.name_es,
        "un_name": state.un_name,
        "un_member": "yes" if state.is_un_member else "no",
        "region": state.region,
        "status": state.status,
        "act": state.act,
        "signature_date": machine_date(state.signature_date),
        "action_date": machine_date(state.action_date, state.action_date_precision),
        "entry_into_force": machine_date(state.entry_into_force),
        "confidence": state.confidence,
        "notes": " ".join(state.notes.split()),
        "as_of": machine_date(state.as_of),
        "source_urls": " ".join(state.source_list),
    }


def build_csv(states: Iterable[State]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel shows `CÃ´te d'Ivoire`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for state in states:
        row = export_row(state)
        writer.writerow({column: safe_cell(value) for column, value in row.items()})
    return text.getvalue().encode("utf-8-sig")


def build_json(states: Iterable[State]) -> bytes:
    """The same rows with what they are, their date and their counts."""
    states = list(states)
    as_of = find_as_of(states)
    by_status = [state.status for state in states]
    document = {
        "title": TITLE,
        "treaty": TREATY,
        "publisher": PUBLISHER,
        "licence": LICENCE,
        "source": DEPOSITARY_URL,
        "as_of": as_of.isoformat() if as_of else None,
        "counts": {status: by_status.count(status) for status in State.Status.values},
        "states": [_json_row(state) for state in states],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _json_row(state: State) -> dict[str, object]:
    row: dict[str, object] = {column: value or None for column, value in export_row(state).items()}
    row["un_member"] = state.is_un_member
    row["source_urls"] = state.source_list
    return row
