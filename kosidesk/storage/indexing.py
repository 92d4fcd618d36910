"""Which offers the search index must learn anew after a change, and what it shall say of them.

What an offer is found by stands in several records: its own, its organisation's and its places'.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import in_order
from kosidesk.domain.record import Record
from kosidesk.schema import Kind
from kosidesk.storage import offer_index
from kosidesk.storage.offer_index import IndexEntry
from kosidesk.storage.rows import load
from kosidesk.storage.tables import Tables

KINDS = frozenset({"offer", "organisation", "place"})
"""Kinds whose changes concern the index."""

Progress = Callable[[int, int], None]

_CHUNK = 500


def _unseen(_done: int, _of: int) -> None:
    pass


class _After:
    """The records as they will be once the edits are written."""

    def __init__(
        self,
        connection: Connection,
        tables: Tables,
        registry: Mapping[str, Kind],
        edits: Iterable[Edit] = (),
    ) -> None:
        self._connection, self._tables, self._registry = connection, tables, registry
        self._edited: dict[str, dict[RecordId, Record | None]] = {kind: {} for kind in KINDS}
        for edit in edits:
            if edit.kind in KINDS:
                self._edited[edit.kind][edit.id] = edit.new

    def by(self, kind: str, column: str, wanted: Iterable[str]) -> Iterator[Record]:
        """Every record of the kind whose `column` will be among `wanted`."""
        wanted, edited = set(wanted), self._edited[kind]
        for _, record in load(self._connection, self._tables[kind], self._registry[kind], column, wanted):
            if record.id not in edited:
                yield record
        for new in edited.values():
            if new is not None and (new.id if column == "id" else new.text(column)) in wanted:
                yield new

    def concerned(self) -> set[RecordId]:
        """The offers whose entry may change: edited themselves, or through their organisation or a place."""
        offers = set(self._edited["offer"])
        organisations = self._edited["organisation"].keys() - self._new_organisations()
        offers |= {record.id for record in self.by("offer", "organisation", organisations)}
        places = self._edited["place"]
        of_places = {place.text("offer") for place in places.values() if place}
        before = load(self._connection, self._tables["place"], self._registry["place"], "id", places)
        of_places |= {place.text("offer") for _, place in before}
        return offers | {RecordId(offer) for offer in of_places if offer}

    def entries(self, offers: Iterable[RecordId]) -> dict[RecordId, IndexEntry]:
        """What the index shall say of each of these offers that will exist."""
        records = {record.id: record for record in self.by("offer", "id", offers)}
        named = {record.text("organisation") for record in records.values()}
        organisations = {record.id: record for record in self.by("organisation", "id", named)}
        places: dict[str, list[Record]] = {}
        for place in self.by("place", "offer", records):
            places.setdefault(place.text("offer"), []).append(place)
        return {
            id_: offer_index.entry(
                record,
                organisations.get(RecordId(record.text("organisation"))),
                sorted(places.get(id_, ()), key=in_order),
            )
            for id_, record in records.items()
        }

    def _new_organisations(self) -> set[RecordId]:
        """Organisations no stored offer can name yet: importing thousands need not ask for each."""
        there = load(
            self._connection,
            self._tables["organisation"],
            self._registry["organisation"],
            "id",
            self._edited["organisation"],
        )
        return self._edited["organisation"].keys() - {record.id for _, record in there}


def entries_after(
    connection: Connection, tables: Tables, registry: Mapping[str, Kind], edits: Iterable[Edit]
) -> dict[RecordId, IndexEntry]:
    """The new index entries of all offers these edits concern."""
    after = _After(connection, tables, registry, edits)
    return after.entries(after.concerned())


def entries_of(
    connection: Connection, tables: Tables, registry: Mapping[str, Kind], offers: Iterable[RecordId]
) -> dict[RecordId, IndexEntry]:
    """What the index shall say of these offers as they stand."""
    return _After(connection, tables, registry).entries(offers)


def rebuild(
    connection: Connection, tables: Tables, registry: Mapping[str, Kind], progress: Progress = _unseen
) -> None:
    """Fills an empty index with every offer there is; tells how many are done, and of how many."""
    offer = tables["offer"]
    numbers = {RecordId(id_): n for n, id_ in connection.execute(select(offer.c.n, offer.c.id))}
    ids = list(numbers)
    for start in range(0, len(ids), _CHUNK):
        entries = entries_of(connection, tables, registry, ids[start : start + _CHUNK])
        offer_index.put(connection, ((numbers[id_], entry) for id_, entry in entries.items()))
        progress(min(start + _CHUNK, len(ids)), len(ids))
    connection.exec_driver_sql("DELETE FROM unindexed")
