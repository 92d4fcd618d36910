"""Doors for everybody: whether the server is well, and what it understands."""

from datetime import datetime

from sqlalchemy import func, select

from kosidesk.protocol.access import Health, encoded
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call
from kosidesk.server.store.tables import HISTORY


def health(context: Context, call: Call) -> Answer:
    with context.store.looking() as connection:
        latest = connection.execute(select(func.max(HISTORY.c.at))).scalar()
    backups = [file.stat().st_mtime for file in context.settings.backups.glob("*") if file.is_file()]
    head_age = _age(call.now, datetime.fromisoformat(latest)) if latest else None
    backup_age = _age(call.now, datetime.fromtimestamp(max(backups), call.now.tzinfo)) if backups else None
    return Answer(encoded(Health("ok", head_age, backup_age)))


def _age(now: datetime, then: datetime) -> int:
    return max(0, int((now - then).total_seconds()))
