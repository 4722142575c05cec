"""One way to ask axe, so that no test asks for less than the others."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

# The rules that ask for colors. The others find the same in the dark as in the light.
COLORS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]


def find_faults_of_colors(page) -> list[str]:
    """What axe finds of a page that was asked about as a whole in its other colors."""
    return find_faults(page, {**OPTIONS, "runOnly": {"type": "rule", "values": COLORS}})


def find_faults(page, options: dict = OPTIONS) -> list[str]:
    """What axe finds on a page, one line for each element, with the rule it breaks."""
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary'][-200:]})"
        for violation in violations
        for node in violation["nodes"]
    ]
