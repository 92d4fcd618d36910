"""What there was between an organisation and the agency: talks about it, and what came of referrals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kosidesk.domain import few
from kosidesk.domain.consultation import (
    COMPANY,
    COMPLAINT,
    CONTACTED,
    DECLINED_BY_ORGANISATION,
    DECLINED_BY_PERSON,
    ENDED,
    FIRST_MEETING,
    HANDED_OUT,
    NO_ANSWER,
    ORGANISATION,
    STARTED,
    TRIAL,
)
from kosidesk.domain.ids import RecordId
from kosidesk.services import lease
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.storage import talk_rows

KINDS = (ORGANISATION, COMPANY, COMPLAINT)
"""Kinds of talk that are held with an organisation or about it."""


class Outcome(Enum):
    """What came of a referral, coarse enough to count people by. One that is only noted is none yet."""

    STARTED = (STARTED, ENDED)
    UNDER_WAY = (CONTACTED, FIRST_MEETING, TRIAL)
    DECLINED = (DECLINED_BY_PERSON, DECLINED_BY_ORGANISATION)
    NO_ANSWER = (NO_ANSWER,)
    UNKNOWN = (HANDED_OUT,)


@dataclass(frozen=True)
class Talk:
    """`by` is the name of the counsellor, "" where it is not known."""

    code: str
    kind: str
    on: date | None
    by: str


@dataclass(frozen=True)
class Past:
    """`talks`: newest first. A count of None is under `few.FEW`, a total of None would give one away."""

    talks: tuple[Talk, ...]
    counts: Mapping[Outcome, int | None]
    total: int | None


def past(desk: Desk, organisation: RecordId) -> Past:
    """Also of those merged into it. While the lease is over there are no talks, and no numbers are told."""
    if lease.is_over(desk):
        return Past((), dict.fromkeys(Outcome), None)
    named = Merged.of(desk).meanings(organisation)
    with desk.database.reading() as connection:
        found = talk_rows.about(connection, desk.database.tables, named, KINDS)
        states = talk_rows.outcomes(connection, desk.database.tables, named)
    counts = tuple(sum(states.get(state, 0) for state in outcome.value) for outcome in Outcome)
    told = few.told(counts)
    return Past(
        tuple(
            Talk(row.code or "", row.kind, talk_rows.day(row.begun_at), row.counsellor or "") for row in found
        ),
        dict(zip(Outcome, told.cells, strict=True)),
        told.total,
    )
