"""Whether an operation may be taken at all: its form first, then who sends it. What is refused is kept."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from kosidesk.protocol.messages import Action, Operation, Said
from kosidesk.protocol.scopes import LOCAL, scope_of
from kosidesk.schema import REGISTRY, Kind, Type
from kosidesk.server.person import Person
from kosidesk.server.visibility import visible, writable

MOST_CHARACTERS = 200_000
"""Of one text; descriptions of offers have some thousands."""

MOST_INTEGER, MOST_DEPTH = 2**53, 32

_ACTIONS = frozenset({Action.CREATE, Action.CHANGE, Action.DELETE, Action.REVIVE, Action.ERASE})
_MOST_NAME = 60
_UUID = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
_RESERVED = frozenset({"", "n", "id", "extra", "kind", "rev", "scope"})


def malformed(operation: Operation) -> str:
    """A word for what no desk of ours would send, "" if nothing."""
    if operation.action not in _ACTIONS:
        return "unknown-action"
    if not all(map(_is_id, (operation.id, operation.record))) or not _is_instant(operation.at):
        return "malformed"
    if any("\0" in text for text in (operation.transaction, operation.scope, operation.author, operation.at)):
        return "malformed"
    if not operation.kind.isidentifier() or len(operation.kind) > _MOST_NAME:
        return "malformed"
    if scope_of(operation.kind, {}, operation.scope) == LOCAL:
        return "local-kind"
    return (
        ""
        if fits(operation.kind, operation.new()) and fits(operation.kind, operation.old())
        else "wrong-type"
    )


def fits(kind: str, said: Said) -> bool:
    """Whether every value is of the type its field has; of unknown fields, whether it is of any."""
    known = _TYPES.get(kind, {})
    return all(
        (value is None or _FITS[known[name]](value)) if name in known else _is_name(name) and _is_plain(value)
        for name, value in said.items()
    )


def _is_name(text: str) -> bool:
    return text not in _RESERVED and len(text) <= _MOST_NAME and "\0" not in text


def refused(person: Person, kind: str, before: str, after: str) -> bool:
    """Whether she may not do it; `before` and `after` are scopes, "" where there is no record."""
    allowed = writable(person, kind)
    return not allowed or any(scope and scope not in allowed for scope in (before, after))


def unread(person: Person, kind: str, *scopes: str) -> bool:
    """Whether one of these is a scope she may not read such records in: what is there is not hers to end."""
    return any(scope and scope not in visible(person, kind) for scope in scopes)


def is_personal(kind: str) -> bool:
    """Only what holds personal data can be erased; everything else is deleted, and can come back."""
    known = REGISTRY.get(kind)
    return known is None or any(field.personal for field in known.fields)


def _is_id(text: str) -> bool:
    return _UUID.fullmatch(text) is not None


def _is_instant(text: Any) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_date(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_text(value: Any) -> bool:
    """Databases and desks end a text where a NUL stands."""
    return isinstance(value, str) and len(value) <= MOST_CHARACTERS and "\0" not in value


def _is_integer(value: Any) -> bool:
    """Every language and database of this world can hold it."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_INTEGER


def _is_plain(value: Any, depth: int = 0) -> bool:
    match value:
        case None | bool() | float():
            return True
        case int():
            return _is_integer(value)
        case str():
            return _is_text(value)
        case list():
            return depth < MOST_DEPTH and all(_is_plain(one, depth + 1) for one in value)
        case dict():
            inner = (*value, *value.values())
            return depth < MOST_DEPTH and all(_is_plain(one, depth + 1) for one in inner)
    return False


_FITS: Mapping[Type, Callable[[Any], bool]] = {
    Type.TEXT: _is_text,
    Type.INTEGER: _is_integer,
    Type.REAL: lambda value: isinstance(value, float) or _is_integer(value),
    Type.BOOLEAN: lambda value: isinstance(value, bool),
    Type.DATE: lambda value: value == "" or _is_date(value),
    Type.INSTANT: lambda value: value == "" or _is_instant(value),
    Type.TEXTS: lambda value: isinstance(value, list) and all(map(_is_text, value)),
    Type.VALUES: lambda value: isinstance(value, dict) and _is_plain(value),
}


def _types(kind: Kind) -> Mapping[str, Type]:
    return {field.name: field.type for field in kind.fields}


_TYPES = {kind.name: _types(kind) for kind in REGISTRY.values()}
