"""One way to ask axe, so that no test asks for less than the others."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def find_faults(page) -> list[str]:
    """What axe finds on a page, one line for each element, with the rule it breaks."""
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary'][-200:]})"
        for violation in violations
        for node in violation["nodes"]
    ]
