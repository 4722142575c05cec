"""Every address that the site answers, read from its URL resolver, with planted rows filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.snippets.models import get_snippet_models

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


class Address(NamedTuple):
    """One address: the name of its pattern with what makes it differ (`name`), and its path."""

    name: str
    path: str


class Pattern(NamedTuple):
    """A pattern of the resolver: its name with the namespaces before it, and its route."""

    name: str
    route: str


def walk(patterns=None, prefix: str = "", namespaces: tuple[str, ...] = ()) -> Iterator[Pattern]:
    """Every pattern below the resolver's root. One without a name goes by its route."""
    for item in get_resolver().url_patterns if patterns is None else patterns:
        route = str(item.pattern)
        if not isinstance(item.pattern, RoutePattern):
            route = route.removeprefix("^").removesuffix("$").replace(r"\.", ".")
        if isinstance(item, URLPattern):
            name = ":".join([*namespaces, item.name]) if item.name else prefix + route
            yield Pattern(name, prefix + route)
        else:
            inner = (*namespaces, item.namespace) if item.namespace else namespaces
            yield from walk(item.url_patterns, prefix + route, inner)


def bulk_addresses(planted) -> Iterator[Address]:
    """Each action on many rows, with the planted row of its model in the query."""
    models = {*get_snippet_models(), *planted.bulk_models}
    for model in sorted(models, key=lambda model: model._meta.label):
        options = model._meta
        actions = bulk_action_registry.get_bulk_actions_for_model(
            options.app_label, options.model_name
        )
        for action in sorted(actions, key=lambda action: action.action_type):
            path = f"/admin/bulk/{options.app_label}/{options.model_name}/{action.action_type}/"
            yield Address(
                f"wagtail_bulk_action {options.label_lower} {action.action_type}",
                f"{path}?id={planted.pk_of(model)}",
            )


def by_model(pattern: Pattern, planted) -> Iterator[Address]:
    """Addresses that name a model in their path: one for each model that can stand there."""
    is_setting = pattern.name.startswith("wagtailsettings:")
    models = settings_registry if is_setting else get_snippet_models()
    for model in sorted(models, key=lambda model: model._meta.label):
        values = {
            **planted.values,
            "app_label": model._meta.app_label,
            "app_name": model._meta.app_label,
            "model_name": model._meta.model_name,
            "pk": planted.pk_of(model),
            "object_id": planted.pk_of(model),
        }
        path = "/" + PARAMETER.sub(lambda found, v=values: str(v[found[1]]), pattern.route)
        yield Address(f"{pattern.name} {model._meta.label_lower}", path)


MODEL_IN_PATH = {
    "simple_translation:submit_snippet_translation",
    "wagtailadmin_editing_sessions:ping",
    "wagtailsettings:edit",
    "wagtailsettings:preview_on_edit",
}


def fill(pattern: Pattern, planted) -> Iterator[Address]:
    """The addresses of a pattern, with planted rows in the place of its parameters."""
    if pattern.name == "wagtail_bulk_action":
        yield from bulk_addresses(planted)
    elif pattern.name in MODEL_IN_PATH:
        yield from by_model(pattern, planted)
    elif pattern.name == "wagtailsnippets_campaigns_signature:action":
        for verb in planted.verbs:
            yield Address(
                f"{pattern.name} {verb}",
                f"/admin/signatures/action/{verb}/{planted.values['signature']}/",
            )
    elif pattern.name in planted.paths:
        path = planted.paths[pattern.name]
        yield Address(pattern.name, path)
    else:
        values = planted.values_for(pattern.name)
        route = pattern.route.replace("^", "")
        try:
            path = "/" + PARAMETER.sub(lambda found: str(values[found[1]]), route)
        except KeyError as missing:
            raise AssertionError(
                f"{pattern.name}: plant a value for {missing} of {pattern.route}"
            ) from None
        assert not re.search(r"[()<>\\*?]", path), f"{pattern.name}: plant a path for {path}"
        yield Address(pattern.name, path + planted.queries.get(pattern.name, ""))


def every_address(planted) -> list[Address]:
    """Each address once, whether or not several patterns lead to it."""
    found = dict.fromkeys(address for pattern in walk() for address in fill(pattern, planted))
    lists = [
        Address(f"{address.name} as a file", f"{address.path}?export=csv")
        for address in found
        if address.name.endswith((":list", ":index")) or "/reports/" in address.path
    ]
    return [*found, *lists]
