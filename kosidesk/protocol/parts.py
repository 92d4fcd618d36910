"""What a record is a part of: who has that erased has this erased, whichever arrives first."""

from collections.abc import Mapping

from kosidesk.protocol.messages import Key, Said
from kosidesk.schema import REGISTRY, Field

_PART_OF: Mapping[str, tuple[Field, ...]] = {
    kind.name: tuple(field for field in kind.fields if field.part_of) for kind in REGISTRY.values()
}


def whole(kind: str, values: Said) -> Key | None:
    """The record this one is a part of."""
    for field in _PART_OF.get(kind, ()):
        if values.get(field.name):
            return (field.refers_to or str(values.get("of_kind", "")), str(values[field.name]))
    return None


def naming(kind: str) -> frozenset[str]:
    """The fields that together say what a record of this kind is a part of."""
    fields = _PART_OF.get(kind, ())
    return frozenset(field.name for field in fields).union(*({"of_kind"} for f in fields if not f.refers_to))


def is_part(kind: str) -> bool:
    """Whether records of this kind are parts of others, and are erased with them."""
    return bool(_PART_OF.get(kind))


def wholes(kind: str, values: Said) -> frozenset[str]:
    """The ids of the records this one is a part of."""
    found = whole(kind, values)
    return frozenset({found[1]} if found else ())
