"""Demand is kept: a finished search or wish leaves fields, districts and the number of hits.

No record of it leads to a talk. At an agency that sees six people a week, the hour a wish was written down,
or its place in the journal beside the end of a talk, would name whose wish it was. So it waits in a draft,
which leaves no history, until five of its kind wait together; they are filed when the desk is next opened or
the figures are looked at, in alphabetical order, by nobody, under the day of the filing. Figures are thereby
some days behind. What the city's lists do not know may be anybody's own words, and is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4
from weakref import WeakKeyDictionary

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.city import DISTRICTS, FIELDS, City, spelt, unknown
from kosidesk.domain.demand import ORIGINS, SEARCH, WISH, Demand, Period, Wanted, wanted
from kosidesk.domain.errors import IndexDamaged
from kosidesk.domain.few import FEW
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Record
from kosidesk.domain.wish import Wish
from kosidesk.search.query import Query
from kosidesk.services import wish_query
from kosidesk.services.desk import Desk
from kosidesk.storage import demand_rows, read
from kosidesk.storage.database import Database

ONE_SEARCH = timedelta(minutes=10)
"""Who looks for the same again within this time is still looking; a talk that ends again ends once."""

_DRAFT = "draft"


@dataclass(frozen=True)
class Figures:
    """What was looked for in a period, what was looked for most first."""

    fields: tuple[Wanted, ...] = ()
    districts: tuple[Wanted, ...] = ()


def keep_search(desk: Desk, query: Query, hits: int) -> Changes:
    """The search has ended. Without a field or a district it leaves nothing, nor if it is a repetition."""
    left = _left(desk, SEARCH, query.choice(FIELDS).include, query.choice(DISTRICTS).include, hits)
    return desk.write(*_unless_repeated(desk, left, (*left.fields, *left.districts)))


def keep_wish(desk: Desk, wish: Wish) -> tuple[Edit, ...]:
    """What is written together with the end of the talk, and stays if that is taken back."""
    if not (wish.fields or wish.districts):
        return ()
    try:
        hits = wish_query.count(desk, wish)
    except IndexDamaged:
        return ()  # a figure must not keep a talk from its end
    left = _left(desk, WISH, wish.fields, wish.districts, hits)
    return _unless_repeated(desk, left, (wish.consultation,))


def file(desk: Desk) -> Changes:
    """What has waited for enough others becomes records, which travel."""
    edits = [edit for origin in ORIGINS for edit in _filed(desk, _waiting(desk, origin))]
    return desk.note(*edits)


def figures(desk: Desk, period: Period) -> Figures:
    found: dict[str, dict[str, list[int]]] = {facet: defaultdict(list) for facet in (FIELDS, DISTRICTS)}
    with desk.database.reading() as connection:
        since = period.first_day(desk.today())
        for fields, districts, hits in demand_rows.since(connection, desk.database.tables, since):
            for facet, words in ((FIELDS, fields), (DISTRICTS, districts)):
                for word in words:
                    found[facet][word].append(hits)
    return Figures(*(_most_first(found[facet]) for facet in (FIELDS, DISTRICTS)))


def _left(desk: Desk, origin: str, fields: Iterable[str], districts: Iterable[str], hits: int) -> Demand:
    return Demand(
        RecordId(str(uuid4())),
        origin=origin,
        fields=_listed(desk.city, FIELDS, fields),
        districts=_listed(desk.city, DISTRICTS, districts),
        hits=hits,
    )


def _listed(city: City, facet: str, words: Iterable[str]) -> tuple[str, ...]:
    """As the city writes them."""
    said = tuple(words)
    return tuple(sorted({spelt(city, facet, word) for word in {*said} - {*unknown(city, facet, said)}}))


_Key = tuple[str, ...]
_heard: WeakKeyDictionary[Database, dict[_Key, datetime]] = WeakKeyDictionary()


def _unless_repeated(desk: Desk, left: Demand, key: _Key) -> tuple[Edit, ...]:
    if not (left.fields or left.districts) or _is_repetition(desk, key):
        return ()
    draft = Record(_DRAFT, left.id, {"of_kind": Demand.KIND, "said": dict(left.record().values)})
    return (Edit(None, draft),)


def _is_repetition(desk: Desk, key: _Key) -> bool:
    """Known only while the program runs: who looked for something, and when, is written nowhere."""
    now = desk.clock()
    recent = {one: at for one, at in _heard.get(desk.database, {}).items() if now - at < ONE_SEARCH}
    _heard[desk.database] = {**recent, key: now}
    return key in recent


def _waiting(desk: Desk, origin: str) -> list[Record]:
    drafts = read.by(desk.database, _DRAFT, "of_kind", (Demand.KIND,))
    return [draft for draft in drafts if _demand(draft).origin == origin]


def _filed(desk: Desk, drafts: list[Record]) -> Iterator[Edit]:
    if len(drafts) < FEW:
        return
    yield from (Edit(draft, None) for draft in drafts)
    for one in sorted(map(_demand, drafts), key=_alphabet):
        yield Edit(None, replace(one, id=desk.born_id(), on=desk.today()).record())


def _demand(draft: Record) -> Demand:
    said = draft.get("said")
    return Demand.of(Record(Demand.KIND, NOBODY, said if isinstance(said, dict) else {}))


def _alphabet(demand: Demand) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    return demand.fields, demand.districts, demand.hits


def _most_first(found: dict[str, list[int]]) -> tuple[Wanted, ...]:
    """Hidden counts decide nothing about the order."""
    counted = (wanted(word, hits) for word, hits in sorted(found.items()))
    return tuple(sorted(counted, key=lambda one: -(one.total or one.at_least())))
