"""How an operation meets the values of its record, at either end: `protocol.merge` on plain values."""

from dataclasses import dataclass
from typing import Any

from kosidesk.domain.record import is_empty
from kosidesk.protocol.merge import Clash, Merged, merge
from kosidesk.protocol.messages import Operation, Said
from kosidesk.schema import REGISTRY, Kind


@dataclass(frozen=True)
class Joined:
    """The values after the operation, and where it could not be taken."""

    values: Said
    clashes: tuple[Clash, ...] = ()


def bare(said: Said) -> Said:
    """Without empty values, which say nothing."""
    return {name: value for name, value in said.items() if not is_empty(value)}


def onto_server(values: Said, operation: Operation) -> Joined:
    """What clashes stays as the server has it."""
    if _is_unmoved(values, operation):
        return Joined(_over(values, operation.new()))
    old, new, now = _sides(values, operation)
    return _joined(values, operation, merge(kind_of(operation.kind), old, new, now))


def onto_desk(values: Said, operation: Operation) -> Said:
    """What clashes stays as it was written at the desk, until the server has spoken."""
    if _is_unmoved(values, operation):
        return _over(values, operation.new())
    old, new, now = _sides(values, operation)
    return _joined(values, operation, merge(kind_of(operation.kind), old, now, new)).values


def kind_of(name: str) -> Kind:
    """A kind this version does not know has no fields of its own: all of them are merged as scalars."""
    return REGISTRY.get(name) or Kind(name, ())


def units(kind: str, said: Said) -> dict[str, tuple[str, ...]]:
    """Name → fields of everything in `said` that is merged in one piece."""
    known = kind_of(kind)
    found = {unit: fields for unit, fields in known.units().items() if any(name in said for name in fields)}
    return found | {name: (name,) for name in said if name not in known.names()}


def shown(unit: str, fields: tuple[str, ...], said: Said) -> Any:
    """The value of a field, or those of a group's fields."""
    if fields == (unit,):
        return said.get(unit)
    return {name: said[name] for name in fields if name in said} or None


def _is_unmoved(values: Said, operation: Operation) -> bool:
    """Nobody touched what the operation touches; then no rule is needed."""
    return all(
        values.get(name) == (None if is_empty(old) else old)
        for name, (old, _) in operation.differences.items()
    )


def _over(values: Said, said: Said) -> Said:
    """`values` are bare already; there are many of them, and few are said anew."""
    joined = {**values, **said}
    for name, value in said.items():
        if is_empty(value):
            del joined[name]
    return joined


def _sides(values: Said, operation: Operation) -> tuple[Said, Said, Said]:
    now = {name: values[name] for name in operation.differences if name in values}
    return _settled(bare(operation.old())), _settled(bare(operation.new())), _settled(now)


def _joined(values: Said, operation: Operation, merged: Merged) -> Joined:
    rest = {name: value for name, value in values.items() if name not in operation.differences}
    return Joined({**rest, **_plain(merged.values)}, merged.clashes)


def _settled(value: Any) -> Any:
    """Lists as tuples, as the merge law wants them."""
    if isinstance(value, list):
        return tuple(_settled(one) for one in value)
    if isinstance(value, dict):
        return {name: _settled(one) for name, one in value.items()}
    return value


def _plain(value: Any) -> Any:
    """Back to what JSON knows."""
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if hasattr(value, "items"):
        return {name: _plain(one) for name, one in value.items()}
    return value


def plain(said: Said) -> Said:
    """Values as they stand in JSON: lists, never tuples."""
    return {name: _plain(value) for name, value in said.items()}
