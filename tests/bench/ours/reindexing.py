"""Offers indexed anew, one by one, as the writing of a change does it.

What an offer says is at hand, as whoever changed it has it; `with_reading` fetches it from the file first.
"""

from functools import partial
from pathlib import Path
from statistics import median

from sqlalchemy import Connection

from kosidesk.domain.offer import in_order
from kosidesk.domain.record import Record
from kosidesk.services.desk import Desk
from kosidesk.storage import indexing, offer_index, offer_rows, read
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.ours import desks

_OFFERS = 200


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.copied(folder, size) as desk:
        offers = read.all_of(desk.database, "offer")[:: -(-size // _OFFERS)]
        around = [_around(desk, offer) for offer in offers]
        with desk.database.writing() as connection:
            rows = [offer_rows.row_number(connection, desk.database.tables, offer.id) for offer in offers]
            first, *rest = [
                cost(partial(_put, connection, n, offer, *records))
                for n, offer, records in zip(rows, offers, around, strict=True)
            ]
            fetched = [
                cost(partial(_fetch_and_put, desk, connection, n, offer))
                for n, offer in zip(rows, offers, strict=True)
            ]
        return {**cold_and_warm(first, rest), "with_reading_cpu_ms": median(one.cpu for one in fetched)}


def _around(desk: Desk, offer: Record) -> tuple[Record | None, list[Record]]:
    places = read.by(desk.database, "place", "offer", [offer.id])
    return read.get(desk.database, "organisation", offer.text("organisation")), sorted(places, key=in_order)


def _put(
    connection: Connection, n: int, offer: Record, organisation: Record | None, places: list[Record]
) -> None:
    offer_index.put(connection, [(n, offer_index.entry(offer, organisation, places))])


def _fetch_and_put(desk: Desk, connection: Connection, n: int, offer: Record) -> None:
    entries = indexing.entries_of(connection, desk.database.tables, desk.database.registry, [offer.id])
    offer_index.put(connection, [(n, entries[offer.id])])
