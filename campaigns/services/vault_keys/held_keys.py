"""Each web process tells the database which keys of the vault it knows, as long as it runs."""

from __future__ import annotations

from nnirr_site.processes import web_process_ends, web_process_started

_holdings = []


def on_started(**_signal) -> None:
    from campaigns.services.vault_keys.keyring import Holding

    holding = Holding("web")
    _holdings.append(holding)
    holding.start()


def on_end(**_signal) -> None:
    while _holdings:
        _holdings.pop().stop()


def connect_process_signals() -> None:
    """Called once at the start."""
    web_process_started.connect(on_started, dispatch_uid="key_holder")
    web_process_ends.connect(on_end, dispatch_uid="key_holder")
