"""What came of an offer somebody took home, and what it changes of that offer."""

from dataclasses import dataclass

from kosidesk.domain import outcome
from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.consultation import Referral
from kosidesk.domain.errors import Invalid
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.outcome import Asked
from kosidesk.domain.record import Record
from kosidesk.services import editing, lease, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read

__all__ = ["Asked", "Recorded", "record", "say_open_places"]


@dataclass(frozen=True)
class Recorded:
    """`asks` is what should be found out about the offer now, if anything."""

    changes: Changes
    asks: Asked | None = None


def record(desk: Desk, referral: RecordId, state: str, obstacle: str = "", remark: str = "") -> Recorded:
    """The whole outcome: without an obstacle or a remark there is none any more.

    An offer that is gone is not needed for it. Raises NotFound, Invalid, ChangedMeanwhile, LeaseEnded.
    """
    lease.require(desk)
    old = records.record(desk, Referral.KIND, referral)
    before = Referral.of(old)
    after = outcome.told(before, state, obstacle, remark, desk.today())
    edits = [Edit(old, after.onto(old))]
    offer = read.get(desk.database, Offer.KIND, before.offer)
    if offer is None:
        return Recorded(desk.write(*edits))
    edits.append(Edit(offer, _affected(offer, before, after)))
    return Recorded(desk.write(*edits), outcome.asked(before, after))


def _affected(offer: Record, before: Referral, after: Referral) -> Record:
    """Only what the outcome changes is written; the rest may never have been said."""
    old = Offer.of(offer)
    new, stood = outcome.effect(old, before, after).values(), old.values()
    return offer.with_values(**{name: value for name, value in new.items() if value != stood[name]})


def say_open_places(desk: Desk, offer: RecordId, places: int) -> Changes:
    """How many places the organisation says are open; what somebody is still typing of the offer stays.

    Raises NotFound, Invalid, ChangedMeanwhile.
    """
    old = records.record(desk, Offer.KIND, offer)
    edit = Edit(old, old.with_values(open_places=places))
    if found := editing.new_faults(edit):
        raise Invalid(found)
    return desk.write(edit)
