"""Desks for tests: a real encrypted file in a temporary folder, a clock and ids that never vary."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kosidesk.domain.agency import Counsellor
from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.services import cities
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.storage import keys
from kosidesk.storage.database import Database
from kosidesk.storage.write import Stamp

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MARA = Counsellor(RecordId("00000000-0000-7000-8000-00000000000a"), name="Mara", role="coordination")
JON = Counsellor(RecordId("00000000-0000-7000-8000-00000000000b"), name="Jon", role="counsellor")


def counted_ids(start: int = 1) -> Callable[[], str]:
    """Ids that look like random ones, in the order they were asked for."""
    last = start - 1

    def new_id() -> str:
        nonlocal last
        last += 1
        return f"00000000-0000-7000-9000-{last:012d}"

    return new_id


def ticking_clock(step: timedelta = timedelta(seconds=1)) -> Callable[[], datetime]:
    """Each look is a step later than the one before."""
    now = NOW - step

    def clock() -> datetime:
        nonlocal now
        now += step
        return now

    return clock


def stamp(author: Counsellor = MARA, start: int = 1) -> Stamp:
    return Stamp(author.id, NOW, counted_ids(start))


def make_desk(folder: Path, user: Counsellor = MARA) -> Desk:
    """An open desk with both counsellors known. Close `desk.database` when done.

    No passphrase opens its header.
    """
    keys.write_header(folder, keys.Header("00000000-0000-7000-8000-0000000000ff"))
    database = Database.open(folder / "desk.db", KEY)
    desk = Desk(database, Settings(), cities.load("wuppertal"), ticking_clock(), counted_ids(), user)
    desk.write(*(Edit(None, person.record()) for person in (MARA, JON)))
    return desk


def offer(
    desk: Desk, title: str, organisation: str = "Nachbarschaft Talblick e.V.", **values: Value
) -> Record:
    """A stored offer with an organisation and one place."""
    body = Record("organisation", desk.born_id(), {"name": organisation})
    record = Record(
        "offer",
        desk.born_id(),
        {"title": title, "organisation": body.id, "status": "active", "kind": "volunteering", **values},
    )
    place = Record(
        "place",
        desk.born_id(),
        {"offer": record.id, "ordinal": 0, "street": "Talblick 7", "postcode": "42277"},
    )
    desk.write(Edit(None, body), Edit(None, record), Edit(None, place))
    return record
