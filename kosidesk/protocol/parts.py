"""What a record is a part of: who has that erased has this erased, whichever arrives first."""

from collections.abc import Mapping

from kosidesk.protocol.messages import Said
from kosidesk.schema import REGISTRY

_PART_OF: Mapping[str, tuple[str, ...]] = {
    kind.name: tuple(field.name for field in kind.fields if field.part_of) for kind in REGISTRY.values()
}


def wholes(kind: str, values: Said) -> frozenset[str]:
    """The ids of the records this one is a part of."""
    return frozenset(str(values[name]) for name in _PART_OF.get(kind, ()) if values.get(name))
