"""What the lists need of the desk; plain functions that run off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kosidesk.domain.ids import RecordId
from kosidesk.services import confirming, follow_ups
from kosidesk.services.confirming import Round
from kosidesk.services.desk import Desk
from kosidesk.services.follow_ups import Case
from kosidesk.ui.follow_up import wording
from kosidesk.ui.kit.row import Row


class Pile(Enum):
    """What is worked through: cases to ask about, or organisations to be asked about their offers."""

    MINE = "mine"
    ALL = "all"
    OFFERS = "offers"


Entry = Case | Round


@dataclass(frozen=True)
class Listed:
    """A pile in order, by ids of follow-ups or of organisations. `counts` are of all piles."""

    pile: Pile
    entries: Mapping[RecordId, Entry]
    counts: Mapping[Pile, int]


def listed(desk: Desk, pile: Pile) -> Listed:
    """Raises LeaseEnded for cases; offers are nobody's secret."""
    rounds = confirming.rounds(desk)
    counted = follow_ups.counts(desk)
    counts = {Pile.MINE: counted.mine, Pile.ALL: counted.all, Pile.OFFERS: len(rounds)}
    if pile is Pile.OFFERS:
        return Listed(pile, {one.organisation: one for one in rounds}, counts)
    cases = follow_ups.due(desk, mine=pile is Pile.MINE, until=desk.today())
    return Listed(pile, {case.follow_up.id: case for case in cases}, counts)


def row(entry: Entry, today: date) -> Row:
    return wording.round_row(entry) if isinstance(entry, Round) else wording.case_row(entry, today)
