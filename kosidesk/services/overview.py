"""What stands on the desk: what a counsellor sees first, and goes on with after a crash."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.domain.freshness import Light
from kosidesk.domain.offer import DRAFT
from kosidesk.domain.sync_state import SyncState
from kosidesk.services import (
    assurance,
    conflicts,
    consultations,
    editing,
    follow_ups,
    missed,
    offers,
    records,
    syncing,
)
from kosidesk.services.desk import Desk
from kosidesk.services.follow_ups import Counts
from kosidesk.storage import day_rows, read


@dataclass(frozen=True)
class OpenTalk:
    """A consultation nobody has ended yet, and how many offers are on its shortlist."""

    consultation: Consultation
    picks: int = 0


@dataclass(frozen=True)
class Day:
    """What was done on this desk's day: talks begun, sheets handed out, clients asked, offers confirmed."""

    begun: int = 0
    handed_out: int = 0
    asked: int = 0
    assured: int = 0


@dataclass(frozen=True)
class Overview:
    """Counts are exact. `address_unchecked`: the sheet would still print what the city folder gives.

    `lights` counts the active offers under each. `unfinished` are offers a talk has begun and nobody has
    finished, `drafts` what was typed and not kept, `questions` are words the coordination was asked about.
    """

    offers: int = 0
    talks: tuple[OpenTalk, ...] = ()
    paused: tuple[OpenTalk, ...] = ()
    due: Counts = field(default_factory=Counts)
    conflicts: int = 0
    lights: Mapping[Light, int] = field(default_factory=dict)
    unfinished: int = 0
    drafts: int = 0
    questions: int = 0
    day: Day = field(default_factory=Day)
    address_unchecked: bool = False
    sync: SyncState = field(default_factory=SyncState)


def open_talks(desk: Desk) -> tuple[OpenTalk, ...]:
    """The newest first."""
    return _with_picks(desk, consultations.open_ones(desk))


def overview(desk: Desk) -> Overview:
    return Overview(
        offers=offers.count(desk),
        talks=open_talks(desk),
        paused=_with_picks(desk, consultations.paused_ones(desk)),
        due=follow_ups.counts(desk),
        conflicts=conflicts.count(desk),
        lights=assurance.counts(desk),
        unfinished=offers.count(desk, DRAFT),
        drafts=len(editing.drafts(desk)),
        questions=len(missed.questions(desk)),
        day=_day(desk),
        address_unchecked=_is_as_delivered(desk),
        sync=syncing.state(desk),
    )


def _with_picks(desk: Desk, talks: Collection[Consultation]) -> tuple[OpenTalk, ...]:
    referrals = read.by(desk.database, Referral.KIND, "consultation", [talk.id for talk in talks])
    picks = Counter(referral.text("consultation") for referral in referrals)
    return tuple(OpenTalk(talk, picks[talk.id]) for talk in talks)


def _day(desk: Desk) -> Day:
    today = desk.today()
    since = datetime.combine(today, time.min).astimezone().astimezone(UTC)
    with desk.database.reading() as connection:
        row = day_rows.counts(connection, desk.database.tables, today.isoformat(), since.isoformat())
    return Day(row.begun, row.handed_out, row.asked, row.assured)


def _is_as_delivered(desk: Desk) -> bool:
    ours, delivered = records.agency(desk), desk.city.agency
    return (ours.street, ours.phone, ours.mail) == (delivered.street, delivered.phone, delivered.mail)
