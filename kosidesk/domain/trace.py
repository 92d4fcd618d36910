"""What stays of a consultation whose client is forgotten: enough for true figures, nothing about her."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time

from kosidesk.domain.consultation import (
    CHANNELS,
    CLOSED,
    KINDS,
    OBSTACLES,
    REFERRAL_STATES,
    Consultation,
    Referral,
)
from kosidesk.domain.ids import RecordId, imported_id
from kosidesk.domain.record import Record


def trace(consultation: Consultation, referrals: Iterable[Referral], now: datetime) -> tuple[Record, ...]:
    """Words of closed lists, a day, minutes and the team; no code leads to it.

    Two desks that forget the same client leave one trace: its ids follow from those that are gone.
    """
    # The wish stays not even in the lists' words: at an agency that sees six people a week, what one of them
    # looked for, where and when she would come, is found but once on any day, and thereby names her.
    at = _noon(consultation.begun_at)
    left = Consultation(
        _id(consultation.id),
        kind=_listed(consultation.kind, KINDS),
        channel=_listed(consultation.channel, CHANNELS),
        state=CLOSED,
        begun_at=at,
        ended_at=at,
        team=consultation.team,
        minutes=consultation.minutes_until(now),
    )
    return (left.record(), *_referrals(left.id, referrals))


def _referrals(of: RecordId, referrals: Iterable[Referral]) -> Iterator[Record]:
    for one in referrals:
        yield Referral(
            _id(one.id),
            consultation=of,
            offer=one.offer,
            position=one.position,
            state=_listed(one.state, REFERRAL_STATES),
            obstacle=_listed(one.obstacle, OBSTACLES),
        ).record()


def _id(gone: RecordId) -> RecordId:
    return imported_id("desk", "trace", gone)


def _listed(word: str, words: Collection[str]) -> str:
    """What a list does not know may be anybody's own words."""
    return word if word in words else ""


def _noon(at: datetime | None) -> datetime | None:
    """The day alone, where the desk stands."""
    return None if at is None else _at_noon(at.astimezone().date())


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12)).astimezone(UTC)
