"""Filters kept under a name on this machine. What was typed is not among them: it may name somebody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.city import spelt
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import RecordId, normalised
from kosidesk.domain.record import Record
from kosidesk.search.query import FACETS, Choice, Near, Query
from kosidesk.search.words import sorting_key
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.storage import read

_KIND = "filter_set"


@dataclass(frozen=True)
class FilterSet:
    """`query` is one of today, without words."""

    id: RecordId
    name: str
    query: Query


def saved(desk: Desk) -> tuple[FilterSet, ...]:
    """By their names, in the words the city has today. What this version does not know in one is left out."""
    sets = (
        FilterSet(record.id, record.text("name"), _query(desk, record.get("said")))
        for record in read.all_of(desk.database, _KIND)
    )
    return tuple(sorted(sets, key=lambda one: (sorting_key(one.name), one.id)))


def save(desk: Desk, name: str, query: Query) -> Changes:
    """Under a name that is taken, in place of what was there. Raises Invalid without a name."""
    named, said = _accepted(name), _said(query)
    old = next((one for one in read.all_of(desk.database, _KIND) if _is_named(one, named)), None)
    if old:
        return desk.write(Edit(old, old.with_values(name=named, said=said)))
    return desk.write(Edit(None, Record(_KIND, desk.born_id(), {"name": named, "said": said})))


def rename(desk: Desk, filter_set: RecordId, name: str) -> Changes:
    """One that had the name before gives way. Raises NotFound, and Invalid without a name."""
    old, named = records.record(desk, _KIND, filter_set), _accepted(name)
    others = (one for one in read.all_of(desk.database, _KIND) if one.id != filter_set)
    gone = [Edit(one, None) for one in others if _is_named(one, named)]
    return desk.write(Edit(old, old.with_values(name=named)), *gone)


def drop(desk: Desk, filter_set: RecordId) -> Changes:
    """Raises NotFound."""
    return desk.write(Edit(records.record(desk, _KIND, filter_set), None))


def _accepted(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise Invalid((Fault("name", "missing"),))
    return plain


def _is_named(record: Record, name: str) -> bool:
    return normalised(record.text("name")) == normalised(name)


def _said(query: Query) -> Mapping[str, Any]:
    choices = {
        facet: {"include": sorted(choice.include), "exclude": sorted(choice.exclude)}
        for facet, choice in query.choices.items()
    }
    near = msgspec.to_builtins(query.near) if query.near else None
    return {"choices": choices, "statuses": sorted(query.statuses), **({"near": near} if near else {})}


def _query(desk: Desk, said: object) -> Query:
    parts = said if isinstance(said, Mapping) else {}
    query = Query(
        desk.today(),
        statuses=_read(parts.get("statuses"), frozenset[str], Query(desk.today()).statuses),
        near=_read(parts.get("near"), Near, None),
    )
    for facet, choice in _choices(parts.get("choices")):
        query = query.choosing(facet, choice.spelt(partial(spelt, desk.city, facet)))
    return query


def _choices(said: object) -> Iterator[tuple[str, Choice]]:
    for facet in FACETS:
        if isinstance(said, Mapping) and facet in said:
            yield facet, _read(said[facet], Choice, Choice())


def _read(said: object, kind: Any, otherwise: Any) -> Any:
    """What another version wrote may have another shape."""
    try:
        return msgspec.convert(said, kind)
    except msgspec.ValidationError:
        return otherwise
