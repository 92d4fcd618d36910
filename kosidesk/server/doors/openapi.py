"""The doors as an OpenAPI description, so that other people's tools can knock at each of them."""

from collections.abc import Iterable
from typing import Any

import msgspec

from kosidesk import __version__
from kosidesk.protocol.access import FRAME, JSON, NONCE_HEADER, PART, SIGNATURE_HEADER, schemas
from kosidesk.server.doors.door import Door, Who

_BINARY = {"type": "string", "format": "binary"}
_FAULT = {"type": "object", "required": ["fault"], "properties": {"fault": {"type": "integer"}}}
_TEXT = {"type": "string"}


def description(doors: Iterable[Door]) -> bytes:
    paths: dict[str, Any] = {}
    for door in doors:
        paths.setdefault(door.path, {})[door.method.lower()] = _operation(door)
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {"title": "KosiDesk", "version": __version__},
            "paths": paths,
            "components": {
                "schemas": {**schemas(), "Fault": _FAULT},
                "securitySchemes": {Who.SESSION.value: {"type": "http", "scheme": "bearer"}},
            },
        }
    )


def _operation(door: Door) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": door.summary,
        "parameters": [
            *({"name": name, "in": "query", "schema": _TEXT} for name in door.query),
            *({"name": name, "in": "header", "schema": _TEXT} for name in _headers(door)),
        ],
        "responses": {
            "200": {"description": "Done", "content": _content(door.gives)},
            "default": {"description": "Refused", "content": _content("Fault")},
        },
    }
    if door.takes:
        operation["requestBody"] = {"required": True, "content": _content(door.takes)}
    if door.who is Who.SESSION:
        operation["security"] = [{door.who.value: []}]
    return operation


def _headers(door: Door) -> tuple[str, ...]:
    return (NONCE_HEADER, SIGNATURE_HEADER) if door.signed else ()


def _content(what: str) -> dict[str, Any]:
    if what in (FRAME, PART):
        return {what: {"schema": _BINARY}}
    return {JSON: {"schema": {"$ref": f"#/components/schemas/{what}"} if what else {"type": "object"}}}
