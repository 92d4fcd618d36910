"""What the consultation screen needs of the desk; plain functions that run off the GUI thread."""

from dataclasses import dataclass

from kosidesk.domain.change import Changes
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.domain.wish import Wish
from kosidesk.services import consultations, offers, wishes
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
    """A consultation with its wish and its shortlist in order."""

    consultation: Consultation
    wish: Wish
    picks: tuple[Pick, ...] = ()

    def is_blank(self) -> bool:
        """Whether nothing but the beginning is kept of it."""
        talk = self.consultation
        said = (self.picks, talk.notes, talk.subject, talk.organisation, talk.gives, talk.people)
        return not any(said) and self.wish == Wish(self.wish.id, talk.id)


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
    return Sitting(shortlist.consultation, wishes.of(desk, consultation), picks)


@dataclass(frozen=True)
class Resumed:
    """A consultation that is gone on with, and what that changed."""

    sitting: Sitting
    changes: Changes


def resumed(desk: Desk, consultation: RecordId) -> Resumed:
    """Raises NotFound, and NotPossibleNow once the consultation is closed."""
    changes = consultations.resume(desk, consultation)
    return Resumed(sitting(desk, consultation), changes)


def _pick(desk: Desk, full: FullOffer, reason: str) -> Pick:
    offer = full.offer
    districts = ", ".join(offer.districts)
    parts = (full.organisation.name, districts, " ".join(offer.time_text.split()))
    light = offer.freshness(desk.today()).light
    return Pick(
        offer.id, offer.number, offer.title, " · ".join(filter(None, parts)), light_mark(light), reason
    )
