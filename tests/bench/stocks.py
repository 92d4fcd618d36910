"""Makes what probes work on: `python -m tests.bench.stocks STOCK SIZE FOLDER`, a stock being one of `MAKERS`.

All of it is invented, and made once for all runs.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.protocol.joining import bare
from kosidesk.protocol.joining import plain as plain_values
from kosidesk.protocol.messages import PROTOCOL, Action, Operation, Request
from kosidesk.protocol.scopes import scope_of
from kosidesk.schema import REGISTRY, VERSION, Scope
from kosidesk.server.answer import answer
from kosidesk.server.context import open_context, utc_now
from kosidesk.server.founding import Wanted, found
from kosidesk.server.person import COORDINATION, Person
from kosidesk.services import cities, demo, demo_desk, directory, vault
from kosidesk.services.desk import new_uuid
from kosidesk.services.import_plan import plan
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings
from tests import cases, feeds
from tests.bench import places, said
from tests.bench.figures import BOOK, CASES, DESK, FEED, OFFERS, PLAIN, SHEETS, TOWN
from tests.bench.otherwise import plain
from tests.bench.ours import desks
from tests.bench.ours import sheet as our_sheet
from tests.server.identity.offices import MARA

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
COORDINATOR = Person("bench", RecordId(MARA), role=COORDINATION, teams=frozenset({""}))
_PIECE = 1_000
_CONSULTATIONS = 5_000


def now() -> datetime:
    return NOW


def make_desk(folder: Path, offers: int) -> None:
    """An encrypted demo desk of that size, or an empty desk."""
    made = places.desk(folder, offers)
    if made.exists():
        return
    wanted = NewDesk("", demo.DEMO_CITY, demo.DEMO_COUNSELLOR, demo.DEMO_PASSPHRASE)
    whole = (
        demo_desk.open_demo(made, Settings(), offers=offers, clock=now)
        if offers
        else vault.create(made, wanted, Settings(), now)
    )
    whole.close()


def make_cases(folder: Path, offers: int) -> None:
    """The demo desk after a year of work."""
    made = places.cases(folder, offers)
    if made.exists():
        return
    with closing(demo_desk.open_demo(made, Settings(), offers=offers, clock=now)) as whole:
        cases.add(whole.desk, _CONSULTATIONS)


def make_feed(folder: Path, offers: int) -> None:
    """A list as Freinet exports it, free of traps."""
    made = places.feed(folder, offers)
    if not made.exists():
        feeds.write_feed(made.parent, offers=offers, traps=())


def make_plain(folder: Path, offers: int) -> None:
    """The stock of the demo desk in one unencrypted table."""
    made = places.plain(folder, offers)
    if not made.exists():
        with closing(plain.create(made)) as connection:
            plain.insert(connection, _rows(offers))


def _rows(offers: int) -> Iterator[plain.Row]:
    stock = demo.stock(cities.load(demo.DEMO_CITY), NOW.date(), offers)
    for entry in stock.entries:
        said = {**entry.places[0], **entry.offer, "organisation": entry.organisation["name"]}
        yield entry.number, *(said.get(name) for name in plain.COLUMNS[1:])


def make_town(folder: Path, offers: int) -> None:
    """A server with the stock of the demo desk, as a desk would hand it in; `ours.town` lets it serve."""
    _make_server(places.town(folder, offers), _shared(offers))


def make_offers(folder: Path, offers: int) -> None:
    """One with the offers alone."""
    alone = (record for record in _shared(offers) if record.kind == "offer")
    _make_server(places.offers_alone(folder, offers), alone)


def _make_server(made: Path, records: Iterable[Record]) -> None:
    if made.exists():
        return
    context = open_context(found(made, Wanted("Bench", {"hosts": ["localhost"]}), utc_now()))
    try:
        for piece in _pieces(map(_creation, records)):
            request = Request(PROTOCOL, VERSION, COORDINATOR.device, (), (), {}, 1, piece)
            with context.store.writing() as books:
                answer(books, COORDINATOR, request, NOW.isoformat())
    finally:
        context.close()


def make_sheets(folder: Path, offers: int) -> None:
    """The texts of our sheet, in German and in Arabic."""
    with desks.opened(folder, our_sheet.DESK) as desk:
        numbers = our_sheet.numbers(desk, offers)
        papers = {name: our_sheet.drawn(desk, numbers, name) for name in (said.GERMAN, said.ARABIC)}
    said.keep(places.sheets(folder, offers), papers)


def make_book(folder: Path, offers: int) -> None:
    """The texts of the pocket directory of a desk."""
    with desks.opened(folder, offers) as desk:
        said.keep(places.book(folder, offers), {said.GERMAN: directory.directory(desk)})


def _shared(offers: int) -> Iterator[Record]:
    """Every record of the stock that others may know."""
    with tempfile.TemporaryDirectory() as place:
        wanted = NewDesk("", demo.DEMO_CITY, demo.DEMO_COUNSELLOR, demo.DEMO_PASSPHRASE)
        with closing(vault.create(Path(place) / "desk", wanted, Settings(), now)) as whole:
            desk = whole.desk
            feed = demo.stock(desk.city, NOW.date(), offers)
            for edit in plan(desk, feed, demo.DEMO_SOURCE, demo.DEMO_SOURCE).edits:
                if edit.new and REGISTRY[edit.new.kind].scope is not Scope.LOCAL:
                    yield edit.new


def _creation(record: Record) -> Operation:
    said = bare(plain_values(record.values))
    return Operation(
        id=new_uuid(),
        transaction=new_uuid(),
        action=Action.CREATE,
        kind=record.kind,
        record=record.id,
        scope=scope_of(record.kind, said),
        differences={name: (None, value) for name, value in said.items()},
        author=COORDINATOR.counsellor,
        at=NOW.isoformat(),
        schema=VERSION,
    )


def _pieces(operations: Iterable[Operation]) -> Iterator[tuple[Operation, ...]]:
    rest = iter(operations)
    while piece := tuple(islice(rest, _PIECE)):
        yield piece


MAKERS = {
    DESK: make_desk,
    CASES: make_cases,
    FEED: make_feed,
    PLAIN: make_plain,
    TOWN: make_town,
    OFFERS: make_offers,
    SHEETS: make_sheets,
    BOOK: make_book,
}


def main() -> None:
    stock, size, folder = sys.argv[1:]
    MAKERS[stock](Path(folder), int(size))


if __name__ == "__main__":
    main()
