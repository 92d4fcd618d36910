"""Lists of consultations: a few columns of each, never whole ones."""

from collections.abc import Collection
from datetime import date, datetime
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


def about(
    connection: Connection, tables: Tables, organisations: Collection[str], kinds: Collection[str]
) -> list[Row[Any]]:
    """Code, kind, when it began and the name of the `counsellor` of each, the newest first."""
    consultation, counsellor = tables["consultation"], tables["counsellor"]
    query = (
        select(
            consultation.c.code,
            consultation.c.kind,
            consultation.c.begun_at,
            counsellor.c.name.label("counsellor"),
        )
        .outerjoin(counsellor, counsellor.c.id == consultation.c.counsellor)
        .where(consultation.c.organisation.in_(organisations), consultation.c.kind.in_(kinds))
        .order_by(consultation.c.begun_at.desc(), consultation.c.n.desc())
    )
    return list(connection.execute(query))


def outcomes(connection: Connection, tables: Tables, organisations: Collection[str]) -> dict[str, int]:
    """How many referrals to the offers of organisations are in each state."""
    referral, offer = tables["referral"], tables["offer"]
    query = (
        select(referral.c.state, func.count())
        .join(offer, offer.c.id == referral.c.offer)
        .where(offer.c.organisation.in_(organisations))
        .group_by(referral.c.state)
    )
    return {state or "": count for state, count in connection.execute(query)}


def day(cell: str | None) -> date | None:
    """Of an instant, the day it was at the desk."""
    return datetime.fromisoformat(cell).astimezone().date() if cell else None
