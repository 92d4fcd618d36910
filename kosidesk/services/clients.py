"""The client who wants to be known: who she is, what she agreed to, and that she can take it back."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.city import ConsentText
from kosidesk.domain.client import CONTACT, PURPOSES, STORE, Client, Consent, client_id
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.erasure import Receipt
from kosidesk.domain.errors import Invalid, NotFound
from kosidesk.domain.fault import Fault
from kosidesk.domain.follow_up import DUE, FollowUp
from kosidesk.domain.ids import RecordId
from kosidesk.services import cities, editing, erasing, lease, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read


@dataclass(frozen=True)
class Known:
    """A client and every consent she ever gave, the oldest first."""

    client: Client
    consents: tuple[Consent, ...]

    def held(self) -> frozenset[str]:
        """What she agrees to now."""
        return frozenset(one.purpose for one in self.consents if one.withdrawn_on is None)


@dataclass(frozen=True)
class Withdrawal:
    """What a withdrawal changed; with a receipt where nothing is kept of the client any more."""

    changes: Changes
    receipt: Receipt | None = None


def of(desk: Desk, consultation: RecordId) -> Known | None:
    """None as long as she is anonymous. Raises LeaseEnded."""
    lease.require(desk)
    found = read.get(desk.database, Client.KIND, client_id(consultation))
    if found is None:
        return None
    consents = map(Consent.of, read.by(desk.database, Consent.KIND, "client", (found.id,)))
    return Known(Client.of(found), tuple(sorted(consents, key=lambda one: one.id)))


def keep(desk: Desk, consultation: RecordId, client: Client, purposes: Collection[str]) -> Changes:
    """Her name and how to reach her, and the consents she gives with it; earlier ones go on to hold.

    In any state of the consultation: she may have her own data corrected at any time. Raises NotFound;
    Invalid with every fault, without a consent to be kept above all.
    """
    known = of(desk, consultation)
    records.record(desk, Consultation.KIND, consultation)
    kept = replace(client, id=client_id(consultation), consultation=consultation)
    old = read.get(desk.database, Client.KIND, kept.id)
    edit = Edit(old, kept.onto(old) if old else kept.record())
    held = known.held() if known else frozenset()
    found = (*_faults(kept, held.union(purposes)), *editing.new_faults(edit))
    if found:
        raise Invalid(found)
    given = _consents(desk, kept.id, set(purposes) - held)
    return editing.save(desk, edit, *(Edit(None, one.record()) for one in given))


def _faults(client: Client, agreed: Collection[str]) -> Iterator[Fault]:
    if STORE not in agreed:
        yield Fault("purpose", "no_consent")
    if not (client.name or client.phone or client.mail):
        yield Fault("name", "nobody")


def _consents(desk: Desk, client: RecordId, purposes: Collection[str]) -> Iterator[Consent]:
    for text in texts(desk):
        if text.purpose in purposes:
            yield Consent(
                desk.born_id(),
                client,
                text.purpose,
                text_version=text.version,
                given_on=desk.today(),
                taken_by=desk.user.id,
            )


def texts(desk: Desk) -> tuple[ConsentText, ...]:
    """What a client is asked to agree to today, a text for each purpose."""
    today = desk.today()
    return tuple(
        max(
            (one for one in _all_texts(desk) if one.purpose == purpose),
            key=lambda one: (one.as_of <= today, one.as_of),
        )
        for purpose in PURPOSES
    )


def text_of(desk: Desk, consent: Consent) -> str:
    """What she agreed to, "" where this desk does not have those words."""
    agreed = (consent.purpose, consent.text_version)
    found = (one.text for one in _all_texts(desk) if (one.purpose, one.version) == agreed)
    return next(found, "")


def _all_texts(desk: Desk) -> tuple[ConsentText, ...]:
    return desk.city.consents or cities.usual_consents()


def withdraw(desk: Desk, consultation: RecordId, purpose: str) -> Withdrawal:
    """She takes a consent back. Without the one to be kept the talk is erased, here and on every machine.

    Without the one to be contacted nobody asks back any more. Raises NotFound for an anonymous client.
    """
    known = of(desk, consultation)
    if known is None:
        raise NotFound(Client.KIND, consultation)
    if purpose == STORE:
        receipt = erasing.withdraw(desk, consultation)
        return Withdrawal(receipt.changes, receipt)
    ended = [one for one in known.consents if one.purpose == purpose and one.withdrawn_on is None]
    dropped = _dropped(desk, consultation) if ended and purpose == CONTACT else ()
    return Withdrawal(desk.write(*(_withdrawn(desk, one) for one in ended), *dropped))


def no_longer_contacted(desk: Desk, consultation: RecordId) -> bool:
    """She took that consent back; who never was asked for it did not. Raises LeaseEnded."""
    known = of(desk, consultation)
    if known is None or CONTACT in known.held():
        return False
    return any(one.purpose == CONTACT for one in known.consents)


def _dropped(desk: Desk, consultation: RecordId) -> Iterator[Edit]:
    for old in read.by(desk.database, FollowUp.KIND, "consultation", (consultation,)):
        promise = FollowUp.of(old)
        if promise.state == DUE:
            yield Edit(old, promise.dropped(desk.today()).onto(old))


def _withdrawn(desk: Desk, consent: Consent) -> Edit:
    old = records.record(desk, Consent.KIND, consent.id)
    return Edit(old, replace(consent, withdrawn_on=desk.today()).onto(old))
