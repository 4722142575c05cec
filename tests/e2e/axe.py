"""One way to ask axe, so that no test asks for less than the others."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

# The rules that ask for colors. The others find the same in the dark as in the light.
COLORS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
RUN = """options => axe.run(options).then(results => results.violations.flatMap(violation =>
    violation.nodes.map(node => [violation.id, node.html, node.failureSummary])))"""


def find_faults_of_colors(page) -> list[str]:
    """What axe finds of a page that was asked about as a whole in its other colors."""
    return find_faults(page, {**OPTIONS, "runOnly": {"type": "rule", "values": COLORS}})


def find_faults(page, options: dict = OPTIONS) -> list[str]:
    """What axe finds on a page, one line for each element, with the rule it breaks."""
    if not page.evaluate("'axe' in window"):  # which takes long to read; a document keeps it
        page.evaluate(AXE_SCRIPT)
    return [
        f"{rule}: {html[:160]} ({why[-200:]})" for rule, html, why in page.evaluate(RUN, options)
    ]
