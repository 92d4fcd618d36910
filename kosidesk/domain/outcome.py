"""What came of a referral, and what that means for its offer.

Any state may follow any other: people correct themselves, and what happened is not ours to forbid.
"""

from dataclasses import replace
from datetime import date
from enum import Enum

from kosidesk.domain.consultation import (
    ENDED,
    OBSTACLES,
    OUTDATED,
    REFERRAL_STATES,
    STARTED,
    TAKEN,
    UNANSWERED,
    Referral,
)
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.offer import Offer


class Asked(Enum):
    """What an outcome makes somebody ask about the offer."""

    OPEN_PLACES = "open_places"
    CONFIRMATION = "confirmation"


_ASKED = {TAKEN: Asked.OPEN_PLACES, OUTDATED: Asked.CONFIRMATION}


def told(before: Referral, state: str, obstacle: str, remark: str, on: date) -> Referral:
    """The referral as it stands now; its day stays where only the remark is new. Raises Invalid."""
    found = [
        Fault(field, "choice", given)
        for field, given, known in (
            ("state", state, REFERRAL_STATES),
            ("obstacle", obstacle, ("", *OBSTACLES)),
        )
        if given not in known
    ]
    if found:
        raise Invalid(tuple(found))
    after = replace(before, state=state, obstacle=obstacle, remark=remark)
    is_news = (state, obstacle) != (before.state, before.obstacle)
    return replace(after, state_on=on) if is_news else after


def effect(offer: Offer, before: Referral, after: Referral) -> Offer:
    """The offer once the outcome is told.

    Who has started takes one of the open places and is a placement. Whoever ends gives the place back and
    stays a placement; a start that was none gives both back. Unknown open places stay unknown.
    """
    present = _present(after) - _present(before)
    placed = _placed(after) - _placed(before)
    return replace(
        offer,
        open_places=None if offer.open_places is None else max(0, offer.open_places - present),
        placements=_counted(offer.placements, placed),
        current_placements=_counted(offer.current_placements, present),
        unanswered=_unanswered(offer, before, after),
    )


def asked(before: Referral, after: Referral) -> Asked | None:
    """Only a new obstacle asks for something."""
    return None if after.obstacle == before.obstacle else _ASKED.get(after.obstacle)


def _present(referral: Referral) -> int:
    return int(referral.state == STARTED)


def _placed(referral: Referral) -> int:
    return int(referral.state in (STARTED, ENDED))


def _counted(before: int | None, by: int) -> int | None:
    return max(0, (before or 0) + by) if by else before


def _unanswered(offer: Offer, before: Referral, after: Referral) -> int:
    """Each referral counts once; one from before the last assurance counts no longer."""
    if after.obstacle == before.obstacle:
        return offer.unanswered
    counted = before.obstacle == UNANSWERED and not _assured_since(offer, before)
    by = int(after.obstacle == UNANSWERED) - int(counted)
    # Two desks that take back one outcome leave -1 when their changes are joined.
    return max(0, max(0, offer.unanswered) + by) if by else offer.unanswered


def _assured_since(offer: Offer, referral: Referral) -> bool:
    told_on, assured_on = referral.state_on, offer.assured_on
    return told_on is not None and assured_on is not None and assured_on > told_on
