"""The pocket directory: many offers in short, for a stand without a machine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Event

from kosidesk.domain.city import DISTRICTS, FIELDS, spelt
from kosidesk.domain.errors import Cancelled
from kosidesk.domain.offer import FullOffer
from kosidesk.printing import directory as content
from kosidesk.printing.choices import Format
from kosidesk.printing.layout.directory import laid_out
from kosidesk.search.query import Choice, Query
from kosidesk.services import logos, offers, records
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Printout, printout

Progress = Callable[[int], None]
"""Hears how many of a hundred parts are done."""

# Of a hundred parts, done when all offers are read, and when all are set; the rest is drawing.
_READ, _SET = 15, 60
_AT_ONCE = 100  # offers read together


def directory(
    desk: Desk,
    fields: Sequence[str] = (),
    districts: Sequence[str] = (),
    paper: Format = Format.A4,
    *,
    progress: Progress | None = None,
    cancelled: Event | None = None,
) -> Printout:
    """Of the active offers in some fields and districts; of all where none are named. For a worker.

    Raises Cancelled.
    """
    fields, districts = _as_spelt(desk, FIELDS, fields), _as_spelt(desk, DISTRICTS, districts)
    ids = _ids(desk, fields, districts)
    agency = records.agency(desk)
    reading = _Steps(0, _READ, len(ids), progress, cancelled)
    told = content.directory(
        _read(desk, ids, reading),
        agency,
        desk.today(),
        fields=fields,
        districts=districts,
        logo=logos.logo(desk.city, agency.name),
    )
    entries = sum(len(section.entries) for section in told.sections)
    made = printout(laid_out(told, paper, _Steps(_READ, _SET, entries, progress, cancelled)), paper)
    if progress:
        progress(100)
    return made


def count(desk: Desk, fields: Sequence[str] = (), districts: Sequence[str] = ()) -> int:
    """How many offers it would hold."""
    return len(_ids(desk, _as_spelt(desk, FIELDS, fields), _as_spelt(desk, DISTRICTS, districts)))


def _ids(desk: Desk, fields: Sequence[str], districts: Sequence[str]) -> list[str]:
    query = Query(desk.today()).choosing(FIELDS, Choice(frozenset(fields)))
    query = query.choosing(DISTRICTS, Choice(frozenset(districts)))
    return [row.id for row in offers.rows(desk, offers.find(desk, query).ns)]


def _read(desk: Desk, ids: Sequence[str], step: Callable[[], None]) -> Iterator[FullOffer]:
    for start in range(0, len(ids), _AT_ONCE):
        for full in offers.by_ids(desk, ids[start : start + _AT_ONCE]):
            step()
            yield _spelt(desk, full)


def _spelt(desk: Desk, full: FullOffer) -> FullOffer:
    """With the city's own words, so that each of them comes once."""
    offer = full.offer
    fields, districts = _as_spelt(desk, FIELDS, offer.fields), _as_spelt(desk, DISTRICTS, offer.districts)
    return replace(full, offer=replace(offer, fields=fields, districts=districts))


def _as_spelt(desk: Desk, facet: str, words: Sequence[str]) -> tuple[str, ...]:
    return tuple(spelt(desk.city, facet, word) for word in words)


class _Steps:
    """Called `count` times, it tells how far it is from `begin` to `end`, and stops when it shall."""

    def __init__(
        self, begin: int, end: int, count: int, progress: Progress | None, cancelled: Event | None
    ) -> None:
        self._begin, self._end, self._count = begin, end, count
        self._progress, self._cancelled = progress, cancelled
        self._done = 0

    def __call__(self) -> None:
        if self._cancelled and self._cancelled.is_set():
            raise Cancelled
        self._done += 1
        if self._progress:
            self._progress(self._begin + self._done * (self._end - self._begin) // self._count)
