"""What stands on the desk: what a counsellor sees first, and goes on with after a crash."""

from collections import Counter
from dataclasses import dataclass

from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.services import conflicts, consultations, editing, offers, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read


@dataclass(frozen=True)
class OpenTalk:
    """A consultation nobody has ended yet, and how many offers are on its shortlist."""

    consultation: Consultation
    picks: int = 0


@dataclass(frozen=True)
class Overview:
    """Counts are exact. `address_unchecked`: the sheet would still print what the city folder gives."""

    offers: int = 0
    talks: tuple[OpenTalk, ...] = ()
    conflicts: int = 0
    drafts: int = 0
    address_unchecked: bool = False


def open_talks(desk: Desk) -> tuple[OpenTalk, ...]:
    """The newest first."""
    talks = consultations.open_ones(desk)
    referrals = read.by(desk.database, Referral.KIND, "consultation", [talk.id for talk in talks])
    picks = Counter(referral.text("consultation") for referral in referrals)
    return tuple(OpenTalk(talk, picks[talk.id]) for talk in talks)


def overview(desk: Desk) -> Overview:
    return Overview(
        offers.count(desk),
        open_talks(desk),
        conflicts.count(desk),
        len(editing.drafts(desk)),
        _is_as_delivered(desk),
    )


def _is_as_delivered(desk: Desk) -> bool:
    ours, delivered = records.agency(desk), desk.city.agency
    return (ours.street, ours.phone, ours.mail) == (delivered.street, delivered.phone, delivered.mail)
