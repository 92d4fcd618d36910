"""The short checklist of a talk with an organisation; each one filled in becomes a draft of an offer."""

from collections.abc import Iterator
from dataclasses import dataclass

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import DRAFT, Offer
from kosidesk.domain.record import Record
from kosidesk.services import consultations, editing
from kosidesk.services.desk import Desk
from kosidesk.storage import read


@dataclass(frozen=True)
class Checklist:
    """What is asked of an organisation, in the order of the talk; only `task` cannot be left out."""

    task: str = ""
    time: str = ""
    street: str = ""
    postcode: str = ""
    district: str = ""
    contact: str = ""
    phone: str = ""
    mail: str = ""
    conditions: str = ""
    insurance: str = ""
    expenses: str = ""
    inclusion: str = ""


def draft(desk: Desk, consultation: RecordId, checklist: Checklist) -> Changes:
    """A draft of an offer of the consultation's organisation, with its place and its contact.

    Raises Invalid, also as long as no organisation is named; NotPossibleNow unless the consultation is open.
    """
    talk = Consultation.of(consultations.open_record(desk, consultation, "draft"))
    offer = _offer(desk, talk.organisation, checklist)
    return editing.save(desk, *(Edit(None, one) for one in (offer, *_parts(desk, offer.id, checklist))))


def drafts(desk: Desk, organisation: RecordId) -> tuple[Offer, ...]:
    """The drafts there are of an organisation, from whatever talk, the oldest first."""
    found = read.by(desk.database, Offer.KIND, "organisation", (organisation,))
    return tuple(Offer.of(record) for record in found if record.text("status") == DRAFT)


def _offer(desk: Desk, organisation: RecordId, said: Checklist) -> Record:
    return editing.new_record(
        desk,
        Offer.KIND,
        status=DRAFT,
        organisation=organisation,
        title=said.task,
        time_text=said.time,
        requirements=said.conditions,
        insurance=said.insurance,
        expenses=said.expenses,
        accessibility=said.inclusion,
    )


def _parts(desk: Desk, offer: RecordId, said: Checklist) -> Iterator[Record]:
    if said.street or said.postcode or said.district:
        yield editing.new_record(
            desk, "place", offer=offer, ordinal=0,
            street=said.street, postcode=said.postcode, district=said.district,
        )  # fmt: skip
    if said.contact or said.phone or said.mail:
        yield editing.new_record(
            desk, "contact", offer=offer, ordinal=0,
            name=said.contact, phone=said.phone, mail=said.mail,
        )  # fmt: skip
