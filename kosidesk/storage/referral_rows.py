"""How often offers were handed out, counted in the file."""

from sqlalchemy import Connection, func, select, text

from kosidesk.domain.consultation import NOTED
from kosidesk.storage.tables import Tables

_CHANGED = text("SELECT EXISTS (SELECT 1 FROM change WHERE position > :since AND kind = 'referral')")


def handed_out(connection: Connection, tables: Tables, since: str) -> dict[str, int]:
    """Offer → in how many talks that were begun at or after this instant it went along.

    A referral tells only the day of its latest state; the sheet is given on the day of the talk.
    """
    referral, consultation = tables["referral"].c, tables["consultation"].c
    counted = (
        select(referral.offer, func.count())
        .join_from(tables["consultation"], tables["referral"], referral.consultation == consultation.id)
        .where(consultation.begun_at >= since, referral.state != NOTED)
        .group_by(referral.offer)
    )
    return {offer: count for offer, count in connection.execute(counted) if offer}


def have_changed(connection: Connection, since: int) -> bool:
    """Whether any referral was written after this position of the journal."""
    return bool(connection.execute(_CHANGED, {"since": since}).scalar_one())
