"""Checks JSON against the part of JSON Schema that our OpenAPI document uses."""

from __future__ import annotations

import re

KINDS = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
FORMATS = {
    "uri": re.compile(r"https?://\S+\Z"),
    "date": re.compile(r"\d{4}-\d\d-\d\d\Z"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d\Z"),
}
KNOWN = {
    "$ref",
    "type",
    "properties",
    "required",
    "items",
    "enum",
    "format",
    "description",
    "minimum",
    "default",
}


def find_faults(value, schema: dict, document: dict, place: str = "") -> list[str]:
    """What in `value` is not as `schema` says; also what the schema says that nobody checks here.

    Properties that the schema does not name are faults: a field has to be documented first.
    """
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        return find_faults(value, document["components"]["schemas"][name], document, place)
    faults = [f"{place}: {word} is not checked" for word in set(schema) - KNOWN]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(type(value) is KINDS[kind] for kind in kinds):
        return [*faults, f"{place}: {value!r} is no {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{place}: {value!r} is none of {schema['enum']}")
    if isinstance(value, str) and "format" in schema and not FORMATS[schema["format"]].match(value):
        faults.append(f"{place}: {value!r} is no {schema['format']}")
    if isinstance(value, dict):
        properties = schema["properties"]
        faults += [
            f"{place}: {name} is missing" for name in schema["required"] if name not in value
        ]
        faults += [f"{place}: {name} is not described" for name in value if name not in properties]
        for name in value.keys() & properties.keys():
            faults += find_faults(value[name], properties[name], document, f"{place}/{name}")
    if isinstance(value, list):
        for number, item in enumerate(value):
            faults += find_faults(item, schema["items"], document, f"{place}/{number}")
    return faults
