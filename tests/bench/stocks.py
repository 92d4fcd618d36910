"""Makes what probes work on: `python -m tests.bench.stocks desk|feed|plain SIZE FOLDER`.

All of it is invented, and made once for all runs.
"""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from kosidesk.services import cities, demo, demo_desk, vault
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings
from tests import feeds
from tests.bench import places
from tests.bench.figures import DESK, FEED, PLAIN
from tests.bench.otherwise import plain

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


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


def main() -> None:
    stock, size, folder = sys.argv[1:]
    makers = {DESK: make_desk, FEED: make_feed, PLAIN: make_plain}
    makers[stock](Path(folder), int(size))


if __name__ == "__main__":
    main()
