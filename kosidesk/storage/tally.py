"""What the status line counts of the sync; only reads, and never waits for it."""

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from kosidesk.protocol.messages import Code
from kosidesk.protocol.replica import Standing
from kosidesk.schema import Scope
from kosidesk.storage.database import Database


@dataclass(frozen=True)
class Tally:
    """`seq` is the place of the history this desk shows; it is `whole` once it has shown any.

    `unindexed` offers are there, and not found by their words yet.
    """

    waiting: int
    rejected: int
    whole: bool
    seq: int
    unindexed: int = 0


def tally(database: Database) -> Tally:
    with database.reading() as connection:
        body = connection.exec_driver_sql("SELECT body FROM standing").scalar_one()
        standing = msgspec.json.decode(body, type=Standing)
        rejected = connection.exec_driver_sql(
            "SELECT count(*) FROM ack WHERE code = ?", (Code.QUARANTINED,)
        ).scalar_one()
        waiting = _waiting(connection, database)
        unindexed = connection.exec_driver_sql("SELECT count(*) FROM unindexed").scalar_one()
    is_whole = bool(standing.cursors) and not standing.begun
    return Tally(
        waiting, int(rejected), is_whole, standing.seen[-1].seq if standing.seen else 0, int(unindexed)
    )


def _waiting(connection: Connection, database: Database) -> int:
    local = tuple(kind.name for kind in database.registry.values() if kind.scope is Scope.LOCAL)
    marks = ", ".join("?" * len(local))
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM change WHERE origin = '' "  # noqa: S608 - question marks
        f"AND position > (SELECT sent_upto FROM standing) AND kind NOT IN ({marks}) "
        "AND NOT EXISTS (SELECT 1 FROM ack WHERE ack.operation = change.operation)",
        local,
    )
    return int(found.scalar_one())
