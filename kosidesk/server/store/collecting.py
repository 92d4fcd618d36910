"""Forgets, after more than a year, what was deleted and what left a scope; erasures never."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from kosidesk.server.store.store import Store
from kosidesk.server.store.tables import EVICT, HEAD, HISTORY, TOMB

REMEMBERED = timedelta(days=450)
"""A desk that was away longer reads everything anew: fifteen months, as Syncthing keeps deleted files."""


def collect(store: Store, now: datetime) -> int:
    """Raises the floor to where the history stood that long ago, and returns it."""
    with store.transaction() as connection:
        floor = connection.execute(select(HEAD.c.floor)).scalar_one()
        long_ago = (now - REMEMBERED).isoformat()
        reached = select(func.max(HISTORY.c.seq)).where(HISTORY.c.at < long_ago)
        older = int(connection.execute(reached).scalar_one() or 0)
        if older <= floor:
            return int(floor)
        connection.execute(delete(TOMB).where(TOMB.c.erased.is_(False), TOMB.c.rev <= older))
        connection.execute(delete(EVICT).where(EVICT.c.rev <= older))
        connection.execute(update(HEAD).values(floor=older))
    return older
