"""Lists of consultations: a few columns of each, never whole ones."""

from typing import Any

from sqlalchemy import Connection, Row, func, select

from kosidesk.storage.tables import Tables


def all_of_them(connection: Connection, tables: Tables) -> list[Row[Any]]:
    """Code, kind, channel, state, minutes, when each began and its `picks`, the newest first."""
    consultation, referral = tables["consultation"], tables["referral"]
    picks = select(func.count()).where(referral.c.consultation == consultation.c.id).scalar_subquery()
    query = select(
        consultation.c.code,
        consultation.c.begun_at,
        consultation.c.kind,
        consultation.c.channel,
        consultation.c.minutes,
        consultation.c.state,
        picks.label("picks"),
    ).order_by(consultation.c.begun_at.desc(), consultation.c.n.desc())
    return list(connection.execute(query))
