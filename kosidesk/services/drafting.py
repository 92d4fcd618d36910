"""The short checklist of a talk with an organisation; each one filled in becomes a draft of an offer."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.ids import RecordId, imported_id
from kosidesk.domain.offer import DRAFT, Offer, Organisation
from kosidesk.domain.record import Record, Value
from kosidesk.services import consultations, editing, lease, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read

_CHECKLIST = "checklist"


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

    Raises Invalid, also as long as no organisation is named; NotFound once that is deleted; NotPossibleNow
    unless the consultation is open.
    """
    talk = Consultation.of(consultations.open_record(desk, consultation, "draft"))
    if talk.organisation:
        records.record(desk, Organisation.KIND, talk.organisation)
    offer = _offer(desk, talk.organisation, checklist)
    edits = [Edit(None, one) for one in (offer, *_parts(desk, offer.id, checklist))]
    return editing.save(desk, *edits, *_typed_edits(desk, consultation, Checklist()))


def typed(desk: Desk, consultation: RecordId) -> Checklist:
    """What was typed and not drafted yet; after a crash it is still here. Raises LeaseEnded."""
    lease.require(desk)
    found = read.get(desk.database, "draft", _typed_id(desk, consultation))
    said = found.get("said") if found else None
    return Checklist(**said) if isinstance(said, Mapping) else Checklist()


def keep_typed(desk: Desk, consultation: RecordId, checklist: Checklist) -> None:
    """Raises NotFound; NotPossibleNow unless the consultation is open."""
    consultations.open_record(desk, consultation, "draft")
    desk.write(*_typed_edits(desk, consultation, checklist))


def drafts(desk: Desk, organisation: RecordId) -> tuple[Offer, ...]:
    """The drafts there are of an organisation, from whatever talk, the oldest first."""
    found = read.by(desk.database, Offer.KIND, "organisation", (organisation,))
    return tuple(Offer.of(record) for record in found if record.text("status") == DRAFT)


def _typed_id(desk: Desk, consultation: RecordId) -> RecordId:
    """One a talk and counsellor."""
    return imported_id("draft", _CHECKLIST, desk.user.id, consultation)


def _typed_edits(desk: Desk, consultation: RecordId, checklist: Checklist) -> Iterator[Edit]:
    """It is a part of the talk: who has that erased has this erased."""
    id_ = _typed_id(desk, consultation)
    old, said = read.get(desk.database, "draft", id_), asdict(checklist)
    values: dict[str, Value] = {
        "author": desk.user.id,
        "of_kind": _CHECKLIST,
        "of_record": consultation,
        "said": {name: text for name, text in said.items() if text},
        "at": desk.clock().isoformat(),
    }
    new = Record("draft", id_, values) if any(said.values()) else None
    if old or new:
        yield Edit(old, new)


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
