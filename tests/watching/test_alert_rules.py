"""deploy/alerts.yml: each rule can be read, and asks for figures and parts that there are."""

from __future__ import annotations

import re

import pytest
import yaml

from campaigns.mail.scheduled_jobs import DUTIES
from nnirr_site.watching.conditions import CONDITIONS, DATABASE
from nnirr_site.watching.metrics import Published, as_metric, read_figures
from tests.infrastructure.proxies import DEPLOY

RULES = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
METRIC = re.compile(r"\bsite_[a-z_]+")


def names_told() -> set[str]:
    published = Published()
    counters = {f"{metric.name}_total" for metric in published.registry.collect()}
    return counters | {as_metric(figure).name for figure in read_figures()}


def test_rules_have_a_name_an_expression_and_words():
    assert len({rule["alert"] for rule in RULES}) == len(RULES) > 10
    for rule in RULES:
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"].endswith(".")
        assert rule["expr"].count("(") == rule["expr"].count(")")
        assert re.fullmatch(r"\d+[mh]", rule.get("for", "1m"))


@pytest.mark.django_db(transaction=True)
def test_every_figure_that_a_rule_asks_for_is_told():
    told = names_told()
    asked = {name for rule in RULES for name in METRIC.findall(rule["expr"])}
    assert asked and asked <= told, asked - told


def test_every_part_has_a_rule_and_every_rule_a_part():
    named = {part for rule in RULES for part in re.findall(r'part="([^"]+)"', rule["expr"])}
    assert named == {DATABASE, *(condition.name for condition in CONDITIONS)}
    chores = {name for rule in RULES for name in re.findall(r'chore="([^"]+)"', rule["expr"])}
    assert chores <= {duty.name for duty in DUTIES}
