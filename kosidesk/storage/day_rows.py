"""How much of each kind has happened on one day, counted in the file."""

from typing import Any

from sqlalchemy import Connection, Row, distinct, func, select

from kosidesk.domain.consultation import HANDED_OUT
from kosidesk.domain.follow_up import DONE
from kosidesk.storage.tables import Tables


def counts(connection: Connection, tables: Tables, day: str, since: str) -> Row[Any]:
    """`begun` talks, `handed_out` sheets, `asked` follow-ups and `assured` offers of a day.

    `day` is the desk's own, `since` the instant at which it began.
    """
    consultation, referral, follow_up, offer = (
        tables[kind].c for kind in ("consultation", "referral", "follow_up", "offer")
    )
    begun = select(func.count()).where(consultation.begun_at >= since)
    handed_out = select(func.count(distinct(referral.consultation))).where(
        referral.state_on == day, referral.state == HANDED_OUT
    )
    asked = select(func.count()).where(follow_up.done_on == day, follow_up.state == DONE)
    assured = select(func.count()).where(offer.assured_on == day)
    every = {"begun": begun, "handed_out": handed_out, "asked": asked, "assured": assured}
    return connection.execute(
        select(*(one.scalar_subquery().label(name) for name, one in every.items()))
    ).one()
