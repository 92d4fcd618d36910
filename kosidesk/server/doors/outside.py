"""Doors for everybody: whether the server is well, and what it understands."""

from datetime import datetime

from sqlalchemy import func, select

from kosidesk.protocol.access import Health, encoded
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call
from kosidesk.server.store.backup import backups
from kosidesk.server.store.tables import HISTORY


def health(context: Context, call: Call) -> Answer:
    with context.store.looking() as connection:
        latest = connection.execute(select(func.max(HISTORY.c.at))).scalar()
    kept = backups(context.settings.backups)
    head_age = _age(call.now, datetime.fromisoformat(latest)) if latest else None
    backup_age = _age(call.now, kept[-1].made_at) if kept else None
    return Answer(encoded(Health("ok", head_age, backup_age)))


def _age(now: datetime, then: datetime) -> int:
    return max(0, int((now - then).total_seconds()))
