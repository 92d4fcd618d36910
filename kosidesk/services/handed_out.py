"""How often each offer was handed out of late, so that others of the same worth come first."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kosidesk.domain.ids import RecordId
from kosidesk.services.desk import Desk
from kosidesk.storage import offer_facts, referral_rows
from kosidesk.storage.database import Database

OF_LATE = timedelta(days=90)


class _Counted(NamedTuple):
    day: date
    position: int
    times: Mapping[RecordId, int]


_counted: WeakKeyDictionary[Database, _Counted] = WeakKeyDictionary()
_at_counted = Lock()


def times(desk: Desk) -> Mapping[RecordId, int]:
    """Offers that were not handed out within `OF_LATE` are not in it. For any thread."""
    today = desk.today()
    with _at_counted, desk.database.reading() as connection:
        position = offer_facts.position(connection)
        known = _counted.get(desk.database)
        if known and known.day == today and not referral_rows.have_changed(connection, known.position):
            now = known._replace(position=position)
        else:
            since = datetime.combine(today - OF_LATE, time.min).astimezone().astimezone(UTC).isoformat()
            found = referral_rows.handed_out(connection, desk.database.tables, since)
            now = _Counted(today, position, {RecordId(offer): count for offer, count in found.items()})
        _counted[desk.database] = now
    return now.times
