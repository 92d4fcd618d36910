"""Doors for everybody: whether the server is well, and what it understands."""

from datetime import datetime

import msgspec
from sqlalchemy import func, select

from kosidesk.protocol.access import encoded
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call
from kosidesk.server.store.tables import HISTORY


class Health(msgspec.Struct, frozen=True):
    """Ages in seconds; None where there is none yet. Says nothing of anybody."""

    status: str
    head_age: int | None
    backup_age: int | None


def health(context: Context, call: Call) -> Answer:
    with context.store.looking() as connection:
        latest = connection.execute(select(func.max(HISTORY.c.at))).scalar()
    backups = [file.stat().st_mtime for file in context.settings.backups.glob("*") if file.is_file()]
    return Answer(
        encoded(
            Health(
                "ok",
                _age(call.now, datetime.fromisoformat(latest)) if latest else None,
                _age(call.now, datetime.fromtimestamp(max(backups), call.now.tzinfo)) if backups else None,
            )
        )
    )


def _age(now: datetime, then: datetime) -> int:
    return max(0, int((now - then).total_seconds()))
