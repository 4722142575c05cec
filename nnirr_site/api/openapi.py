"""The description of the API for programs, in OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterable

from nnirr_site.api.endpoints import PLACEHOLDER, Endpoint
from nnirr_site.api.limits import REQUESTS, SECONDS
from nnirr_site.http.addresses import absolute

VERSION = "1.0.0"
DESCRIPTION = (
    "Calls of NNIRR's program on international migrant rights, how many signed them, which "
    "organizations did, and which States are part of the Migrant Workers Convention. Read only, "
    "without a key, nothing personal: names of people are not in it.\n\n"
    "Answers are kept for about a minute and carry an ETag: send it back as If-None-Match and get "
    f"304 while nothing has changed. Answers that are not kept are limited to {REQUESTS} in "
    f"{SECONDS} seconds for one network; 429 then tells in Retry-After when to come back. Under "
    "/api/v1 fields may be added and none is taken away or changes its meaning."
)


def build_document(endpoints: Iterable[Endpoint]) -> dict[str, object]:
    endpoints = list(endpoints)
    schemas = {"Problem": PROBLEM}
    for endpoint in endpoints:
        schemas |= endpoint.schemas
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "International Migrant Rights & Global Justice: public data",
            "version": VERSION,
            "description": DESCRIPTION,
        },
        "servers": [{"url": absolute("/api/v1")}],
        "paths": {endpoint.path: {"get": describe_endpoint(endpoint)} for endpoint in endpoints},
        "components": {"schemas": schemas},
    }


def describe_endpoint(endpoint: Endpoint) -> dict[str, object]:
    placeholders = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": "Short name of the call, as in its address.",
            "schema": {"type": "string"},
        }
        for name in endpoint.placeholders
    ]
    result: dict[str, object] = {"$ref": f"#/components/schemas/{endpoint.result}"}
    responses = {
        "200": content("What was asked for.", wrap_page(result) if endpoint.is_paged else result),
        "304": {"description": "Nothing has changed since the answer with this ETag."},
        "429": problem("Too many requests; see Retry-After."),
        "500": problem("Something went wrong on the server."),
    }
    if placeholders or endpoint.is_paged:
        responses["404"] = problem("There is no such call or page.")
    if endpoint.all_parameters:
        responses["400"] = problem("A parameter is not as described.")
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": [*placeholders, *(one.document() for one in endpoint.all_parameters)],
        "responses": dict(sorted(responses.items())),
    }


def content(description: str, schema: dict, kind: str = "application/json") -> dict[str, object]:
    return {"description": description, "content": {kind: {"schema": schema}}}


def problem(description: str) -> dict[str, object]:
    return content(
        description, {"$ref": "#/components/schemas/Problem"}, "application/problem+json"
    )


def shape(**properties: object) -> dict[str, object]:
    """An object that has all of these and, in this version, nothing else."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
    }


def wrap_page(result: dict[str, object]) -> dict[str, object]:
    url = {"type": ["string", "null"], "format": "uri"}
    return shape(
        count={"type": "integer", "description": "Results on all pages together."},
        page={"type": "integer"},
        pages={"type": "integer"},
        next=url,
        previous=url,
        results={"type": "array", "items": result},
    )


PROBLEM = shape(status={"type": "integer"}, title={"type": "string"}, detail={"type": "string"})


def example_path(endpoint: Endpoint, call: str) -> str:
    """The path with a call in it, for the page with examples."""
    return PLACEHOLDER.sub(call, endpoint.path) + endpoint.example
