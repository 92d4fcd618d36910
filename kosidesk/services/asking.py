"""Mail drafts that ask back; a person reads them and sends them, or not."""

from kosidesk.domain.client import CONTACT
from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.domain.errors import NotPossibleNow
from kosidesk.domain.ids import RecordId
from kosidesk.printing import asking, draft
from kosidesk.printing.title import Title
from kosidesk.services import clients, confirming, lease, letters, offers, printing_out, reach, records
from kosidesk.services.desk import Desk


def client_mail(desk: Desk, consultation: RecordId) -> bytes:
    """To the client herself. Raises NotPossibleNow where she did not agree to be asked; LeaseEnded."""
    known = clients.of(desk, consultation)
    if known is None or CONTACT not in known.held():
        raise NotPossibleNow("contact", "anonymous")
    talk = records.value(desk, Consultation, consultation)
    return draft.asking(asking.of_client(talk.code, _sender(desk)), known.client.mail)


def organisation_mail(desk: Desk, referral: RecordId) -> bytes:
    """Whether somebody with this code has come. Raises NotFound for an offer that is gone; LeaseEnded."""
    lease.require(desk)
    given = records.value(desk, Referral, referral)
    talk = records.value(desk, Consultation, given.consultation)
    full = offers.full(desk, given.offer)
    to = reach.mail(reach.ways(desk, full.organisation, (full,)))
    return draft.asking(asking.of_referral(talk.code, full.offer.title, _sender(desk)), to)


def offers_mail(desk: Desk, organisation: RecordId) -> bytes:
    """Whether its doubtful offers still hold, with the letter. Raises NotFound."""
    asked = confirming.round_of(desk, organisation)
    mail = asking.of_offers((doubt.title for doubt in asked.doubts), _sender(desk))
    name = printing_out.file_name(Title.LETTER, desk.today(), ".pdf")
    return draft.asking(mail, reach.mail(asked.ways), letters.letter(desk, organisation).pdf, name)


def file_name(desk: Desk) -> str:
    """Others see it in a folder: it names nobody."""
    return printing_out.file_name(Title.LETTER, desk.today(), ".eml")


def _sender(desk: Desk) -> tuple[str, ...]:
    agency = records.agency(desk)
    return tuple(filter(None, (agency.name, agency.phone, agency.mail)))
