"""Offers somebody should ask about, together for each organisation that is to be called."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kosidesk.domain.freshness import MOST_UNANSWERED, TRUSTED_FOR, Freshness, freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Organisation
from kosidesk.search.words import sorting_key
from kosidesk.services import offers, reach
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.services.reach import Way
from kosidesk.storage import doubt_rows, read
from kosidesk.storage.doubt_rows import DoubtRow
from kosidesk.storage.offer_rows import day


@dataclass(frozen=True)
class Doubt:
    """One offer to ask about; `is_told_outdated` by a client, after it was last assured."""

    id: RecordId
    number: str
    title: str
    freshness: Freshness
    unanswered: int
    is_told_outdated: bool

    def is_complaint(self) -> bool:
        """Clients came back with it; it is not only old."""
        return self.is_told_outdated or self.unanswered >= MOST_UNANSWERED


@dataclass(frozen=True)
class Round:
    """One call: an organisation, and what to ask it about."""

    organisation: RecordId
    name: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class FullRound:
    """A call with whom to reach; `doubts` is empty once everything is confirmed."""

    organisation: Organisation
    ways: tuple[Way, ...]
    doubts: tuple[Doubt, ...]


def rounds(desk: Desk) -> tuple[Round, ...]:
    """Those of whom clients complained first, then those with the most to ask."""
    grouped: dict[RecordId, list[Doubt]] = defaultdict(list)
    today, merged = desk.today(), Merged.of(desk)
    for row in _doubtful(desk, today):
        grouped[merged.now(RecordId(row.organisation))].append(_doubt(row, today))
    named = read.by_ids(desk.database, Organisation.KIND, grouped)
    found = [
        Round(id_, named[id_].text("name") if id_ in named else "", tuple(doubts))
        for id_, doubts in grouped.items()
    ]
    return tuple(sorted(found, key=_urgency))


def round_of(desk: Desk, organisation: RecordId) -> FullRound:
    """An organisation that is gone has still its offers."""
    today, merged = desk.today(), Merged.of(desk)
    found = _doubtful(desk, today)
    doubts = tuple(
        _doubt(row, today) for row in found if merged.now(RecordId(row.organisation)) == organisation
    )
    record = read.get(desk.database, Organisation.KIND, organisation)
    body = Organisation.of(record) if record else Organisation(organisation)
    fulls = offers.by_ids(desk, [doubt.id for doubt in doubts])
    return FullRound(body, reach.ways(desk, body, fulls), doubts)


def _doubtful(desk: Desk, today: date) -> list[DoubtRow]:
    with desk.database.reading() as connection:
        return doubt_rows.doubtful(connection, desk.database.tables, today, today - TRUSTED_FOR)


def _doubt(row: DoubtRow, today: date) -> Doubt:
    return Doubt(
        RecordId(row.id),
        row.number,
        row.title,
        freshness(day(row.assured_on), day(row.edited_on), today, unanswered=row.unanswered),
        row.unanswered,
        bool(row.is_told_outdated),
    )


def _urgency(found: Round) -> tuple[bool, int, str]:
    is_complaint = any(doubt.is_complaint() for doubt in found.doubts)
    return not is_complaint, -len(found.doubts), sorting_key(found.name)
