"""Offers that may not hold any more: a few columns of each."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, exists, func, or_, select

from kosidesk.domain.consultation import OUTDATED
from kosidesk.domain.freshness import MOST_UNANSWERED
from kosidesk.domain.offer import ACTIVE
from kosidesk.storage.tables import Tables


class DoubtRow(NamedTuple):
    """`is_told_outdated`: a client found the offer outdated after it was last assured."""

    id: str
    number: str
    title: str
    organisation: str
    assured_on: str | None
    edited_on: str | None
    unanswered: int
    is_told_outdated: bool


def doubtful(connection: Connection, tables: Tables, today: date, fresh_since: date) -> list[DoubtRow]:
    """Active offers nobody assured since, and those of which clients said that they do not hold.

    One that is paused rests.
    """
    offer, referral = tables["offer"], tables["referral"]
    assured_on = func.coalesce(offer.c.assured_on, "")
    told = exists(
        select(referral.c.n).where(
            referral.c.offer == offer.c.id,
            referral.c.obstacle == OUTDATED,
            referral.c.state_on > assured_on,
        )
    )
    query = (
        select(
            offer.c.id,
            *(func.coalesce(cell, "") for cell in (offer.c.number, offer.c.title, offer.c.organisation)),
            offer.c.assured_on,
            offer.c.edited_on,
            func.coalesce(offer.c.unanswered, 0),
            told,
        )
        .where(
            offer.c.status == ACTIVE,
            func.coalesce(offer.c.paused_until, "") <= today.isoformat(),
            or_(
                func.coalesce(offer.c.assured_on, offer.c.edited_on, "") < fresh_since.isoformat(),
                offer.c.unanswered >= MOST_UNANSWERED,
                told,
            ),
        )
        .order_by(offer.c.title, offer.c.n)
    )
    return [DoubtRow._make(row) for row in connection.execute(query)]
