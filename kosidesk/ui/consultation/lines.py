"""What the consultation screen needs of the desk; plain functions that run off the GUI thread."""

from dataclasses import dataclass

from kosidesk.domain.consultation import Consultation
from kosidesk.domain.freshness import freshness
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.services import consultations, offers
from kosidesk.services.desk import Desk
from kosidesk.services.overview import OpenTalk
from kosidesk.ui.kit.row import Mark, light_mark


@dataclass(frozen=True)
class Pick:
    """One offer of the shortlist as a card shows it."""

    offer: RecordId
    number: str
    title: str
    meta: str
    mark: Mark
    reason: str = ""


@dataclass(frozen=True)
class Sitting:
    """A consultation with its shortlist in order."""

    consultation: Consultation
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True)
class Talks:
    """The talks that are open, the newest first; `current` is the one at this place, NOBODY if none is."""

    current: RecordId = NOBODY
    open: tuple[OpenTalk, ...] = ()


def sitting(desk: Desk, consultation: RecordId) -> Sitting:
    """Raises NotFound. An offer that is gone is left out."""
    shortlist = consultations.shortlist(desk, consultation)
    reasons = {referral.offer: referral.reason for referral in shortlist.referrals}
    found = offers.by_ids(desk, shortlist.offers())
    picks = tuple(_pick(desk, full, reasons[full.offer.id]) for full in found)
    return Sitting(shortlist.consultation, picks)


def _pick(desk: Desk, full: FullOffer, reason: str) -> Pick:
    offer = full.offer
    districts = ", ".join(offer.districts)
    parts = (full.organisation.name, districts, " ".join(offer.time_text.split()))
    light = freshness(offer.assured_on, offer.edited_on, desk.today()).light
    return Pick(
        offer.id, offer.number, offer.title, " · ".join(filter(None, parts)), light_mark(light), reason
    )
