"""The law by which two changes of one record are joined, field by field, as the registry says.

Content alone decides, no clock: a side that says what `base` said has changed nothing. Values come as storage
carries them (texts in NFC, dates as ISO 8601), otherwise equal things would clash.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from types import MappingProxyType

from kosidesk.domain.record import Value, Values, is_empty
from kosidesk.schema import Kind, Merge


@dataclass(frozen=True)
class Clash:
    """Both sides changed `field`, each differently; a person decides.

    `field` is the group's name for fields merged as one unit, and the values are then mappings of its fields.
    """

    field: str
    base: Value
    theirs: Value
    mine: Value


@dataclass(frozen=True)
class Merged:
    """The joined values without empty ones; what clashed stands there as it is in `mine`.

    `settled` names what theirs changed, or both sides agree on, without a clash.
    """

    values: Values
    clashes: tuple[Clash, ...] = ()
    settled: frozenset[str] = frozenset()


def merge(kind: Kind, base: Values, theirs: Values, mine: Values) -> Merged:
    """Joins what two sides made of `base`. Fields the registry does not know are merged as scalars."""
    values: dict[str, Value] = {}
    clashes, settled = [], set()
    for unit in _units(kind, {**mine, **theirs, **base}):
        old, new, own = sides = unit.said(base), unit.said(theirs), unit.said(mine)
        joined = _joined(unit, *sides)
        if joined is None:
            clashes.append(Clash(unit.name, *map(unit.shown, sides)))
        elif new == own or new != old:
            settled.add(unit.name)
        values |= own if joined is None else unit.said(joined)
    return Merged(MappingProxyType(values), tuple(clashes), frozenset(settled))


@dataclass(frozen=True)
class _Unit:
    """What is merged in one piece: a field, or the fields of a group."""

    name: str
    fields: tuple[str, ...]
    rule: Merge = Merge.SCALAR

    def said(self, values: Values) -> Values:
        return {name: values[name] for name in self.fields if not is_empty(values.get(name))}

    def shown(self, said: Values) -> Value:
        return said.get(self.name) if self.fields == (self.name,) else said


def _units(kind: Kind, said: Values) -> Iterator[_Unit]:
    rules = {field.name: field.merge for field in kind.fields if not field.group}
    for name, fields in kind.units().items():
        yield _Unit(name, fields, rules.get(name, Merge.SCALAR))
    known = set(kind.names())
    for name in said:
        if name not in known:
            yield _Unit(name, (name,))


def _joined(unit: _Unit, base: Values, theirs: Values, mine: Values) -> Values | None:
    """None where a person has to decide."""
    if theirs == base:
        return mine
    if mine == base:
        return theirs
    if theirs == mine and unit.rule is not Merge.COUNTER:
        return mine
    value = _joined_value(unit.rule, *(side.get(unit.name) for side in (base, theirs, mine)))
    return None if value is None else {unit.name: value}


_NOTHING: dict[Merge, Value] = {Merge.SET: (), Merge.APPEND: (), Merge.COUNTER: 0, Merge.TEXT: ""}


def _joined_value(rule: Merge, base: Value, theirs: Value, mine: Value) -> Value:
    """A value of another type than the rule is made for, say from a newer version, is joined by nobody."""
    nothing = _NOTHING.get(rule)
    match rule, base or nothing, theirs or nothing, mine or nothing:
        case Merge.SET, tuple() as old, tuple() as new, tuple() as own:
            dropped = set(old) - set(new)
            added = (one for one in new if one not in old)
            return tuple(dict.fromkeys((*(one for one in own if one not in dropped), *added)))
        case Merge.APPEND, _, tuple() as new, tuple() as own:
            return tuple(dict.fromkeys((*own, *new)))
        case Merge.COUNTER, int() | float() as old, int() | float() as new, int() | float() as own:
            return new + own - old
        case Merge.TEXT, str() as old, str() as new, str() as own:
            return _joined_text(old, new, own)
    return None


@dataclass(frozen=True, order=True)
class _Hunk:
    """Lines `start` to `end` of the base, and what one side put in their place."""

    start: int
    end: int
    lines: tuple[str, ...]


def _joined_text(base: str, theirs: str, mine: str) -> str | None:
    """Both sides' changes by line (diff3); changes that touch each other are not joined."""
    lines, *sides = map(_lines, (base, theirs, mine))
    if max(map(len, (lines, *sides))) > _MOST_LINES:
        return None
    hunks = sorted({hunk for side in sides for hunk in _hunks(lines, side)})
    if any(after.start <= before.end for before, after in pairwise(hunks)):
        return None
    # From the end, so that the places of earlier hunks stay right.
    for hunk in reversed(hunks):
        lines[hunk.start : hunk.end] = hunk.lines
    return "\n".join(lines)


# Comparing texts of equal lines takes the cube of their number; what offers say has some thirty.
_MOST_LINES = 200


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _hunks(base: list[str], side: list[str]) -> Iterator[_Hunk]:
    for tag, start, end, first, last in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _Hunk(start, end, tuple(side[first:last]))
