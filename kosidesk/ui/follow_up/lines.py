"""What the lists need of the desk; plain functions that run off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kosidesk.domain.ids import RecordId
from kosidesk.services import confirming, follow_ups
from kosidesk.services.desk import Desk
from kosidesk.ui.follow_up import wording
from kosidesk.ui.kit.row import Row


class Pile(Enum):
    """What is worked through: cases to ask about, or organisations to be asked about their offers."""

    MINE = "mine"
    ALL = "all"
    OFFERS = "offers"


@dataclass(frozen=True)
class Listed:
    """A pile in order: ids of follow-ups, or of organisations. `counts` are of all piles."""

    pile: Pile
    rows: Mapping[RecordId, Row]
    counts: Mapping[Pile, int]


def listed(desk: Desk, pile: Pile) -> Listed:
    """Raises LeaseEnded for cases; offers are nobody's secret."""
    rounds = confirming.rounds(desk)
    counted = follow_ups.counts(desk)
    counts = {Pile.MINE: counted.mine, Pile.ALL: counted.all, Pile.OFFERS: len(rounds)}
    if pile is Pile.OFFERS:
        return Listed(pile, {one.organisation: wording.round_row(one) for one in rounds}, counts)
    today = desk.today()
    cases = follow_ups.due(desk, mine=pile is Pile.MINE, until=today)
    return Listed(pile, {case.follow_up.id: wording.case_row(case, today) for case in cases}, counts)
