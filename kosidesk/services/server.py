"""Joins a desk to the common server of its agency, over the network or by two files, and parts them again."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kosidesk.domain.agency import AGENCY_ID, COUNSELLOR_ROLE, Agency, Counsellor
from kosidesk.domain.errors import CannotRead, NotConnected, NotOurServer, PaperRefused
from kosidesk.domain.ids import RecordId
from kosidesk.protocol import papers, proof
from kosidesk.protocol.access import Enrol, Enrolled, Newcomer, decoded, encoded
from kosidesk.protocol.messages import Ack, Code
from kosidesk.services import connection, vault
from kosidesk.services.connection import Connection, Contact, Pending
from kosidesk.services.desk import Desk
from kosidesk.services.vault import Opened
from kosidesk.storage.files import write_atomically
from kosidesk.storage.shelf import FileReplica
from kosidesk.sync import remote
from kosidesk.sync.line import Address, shown_fingerprint
from kosidesk.sync.shelf import Shelf

_GROUP = 4


@dataclass(frozen=True)
class Server:
    """`fingerprint` is of a certificate only people can vouch for; empty where the system trusts it."""

    address: str
    fingerprint: str = ""

    def groups(self) -> str:
        """The fingerprint as people read it aloud."""
        signs = self.fingerprint.upper()
        return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


@dataclass(frozen=True)
class Enrolment:
    """What a person types to join. `fingerprint` is what she compared, or empty."""

    address: str
    code: str
    passphrase: str
    fingerprint: str = ""


def known(desk: Desk) -> Server | None:
    """The server this desk is joined to."""
    found = connection.find(desk)
    return Server(found.address, found.fingerprint) if found else None


def meet(address: str) -> Server:
    """Who answers there. Raises ServerUnreachable, NotOurServer."""
    trusted = Address.of(address)
    try:
        remote.meet(trusted)
    except NotOurServer as error:
        if error.facts[1] != "certificate":
            raise
    else:
        return Server(str(trusted))
    pinned = replace(trusted, fingerprint=shown_fingerprint(trusted))
    remote.meet(pinned)
    return Server(str(trusted), pinned.fingerprint)


def connect(opened: Opened, enrolment: Enrolment) -> Server:
    """Raises WrongPassphrase, Refused for a code that is not good, ServerUnreachable, NotOurServer."""
    vault.require_own(opened, enrolment.passphrase)
    desk, signing, sealing = opened.desk, proof.new_key(), papers.new_sealing_key()

    def application(realm: str) -> Enrol:
        return _application(desk, enrolment, realm, signing, sealing)

    address = Address.of(enrolment.address, enrolment.fingerprint)
    enrolled = remote.enrol(address, application, signing)
    auth = _auth(desk, enrolment.passphrase, enrolled.realm)
    return _keep(desk, _connection(address, enrolled, auth, signing, sealing), enrolled)


def write_application(opened: Opened, enrolment: Enrolment, target: Path) -> None:
    """For a machine without network; the code is not in the file. Raises WrongPassphrase, CannotWrite."""
    vault.require_own(opened, enrolment.passphrase)
    desk, signing, sealing = opened.desk, proof.new_key(), papers.new_sealing_key()
    # Nobody has said yet which agency it is; the account's own id keeps the salt apart.
    body = encoded(_application(desk, enrolment, "", signing, sealing))
    paper, bond = papers.apply(body, enrolment.code, signing, papers.sealing_public(sealing))
    auth = _auth(desk, enrolment.passphrase, "")
    address = Address.of(enrolment.address, enrolment.fingerprint)
    connection.keep_pending(desk, Pending(str(address), address.fingerprint, signing, sealing, bond, auth))
    write_atomically(target, paper)


def read_answer(opened: Opened, source: Path) -> Server:
    """The administrator's answer to the last application. Raises NotConnected, PaperRefused, CannotRead."""
    waiting = connection.pending(opened.desk)
    if waiting is None:
        raise NotConnected
    admission = papers.open_answer(_content(source), waiting.sealing, waiting.bond)
    enrolled = decoded(admission.body, Enrolled)
    if enrolled.policy != admission.policy:
        raise PaperRefused(papers.TAMPERED)
    address = Address.of(waiting.address, waiting.fingerprint)
    made = _connection(address, enrolled, waiting.auth, waiting.signing, waiting.sealing)
    return _keep(opened.desk, made, enrolled)


def disconnect(desk: Desk) -> None:
    """The keys go, the records stay."""
    connection.forget(desk)


def _application(desk: Desk, enrolment: Enrolment, realm: str, signing: bytes, sealing: bytes) -> Enrol:
    newcomer = Newcomer(desk.user.id, desk.user.name, _auth(desk, enrolment.passphrase, realm))
    return Enrol(enrolment.code, proof.public(signing), papers.sealing_public(sealing), newcomer)


def _auth(desk: Desk, passphrase: str, realm: str) -> bytes:
    return proof.auth_value(passphrase, realm, desk.user.id)


def _connection(
    address: Address, enrolled: Enrolled, auth: bytes, signing: bytes, sealing: bytes
) -> Connection:
    return Connection(
        address=str(address),
        fingerprint=address.fingerprint,
        realm=enrolled.realm,
        device=enrolled.device,
        profile=enrolled.profile,
        account=enrolled.account.counsellor,
        auth=auth,
        signing=signing,
        sealing=sealing,
        policy=enrolled.policy,
        lease_secret=enrolled.lease_secret,
    )


def _keep(desk: Desk, made: Connection, enrolled: Enrolled) -> Server:
    connection.keep(desk, made)
    connection.keep_contact(desk, Contact(lease_until=datetime.fromisoformat(enrolled.lease_until)))
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        shelf.keep(replace(shelf.standing(), device=made.device))
        if enrolled.account.role == COUNSELLOR_ROLE:
            _leave_to_coordination(shelf, desk.user.id)
    return Server(made.address, made.fingerprint)


def _leave_to_coordination(shelf: Shelf, user: RecordId) -> None:
    """What a first start had to ask of agency and counsellor counts as answered: the server's word stands."""
    told = shelf.unsettled([(Agency.KIND, AGENCY_ID), (Counsellor.KIND, user)])
    shelf.acknowledge([Ack(one.id, Code.OK, 0) for operations in told.values() for one in operations])


def _content(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise CannotRead(source.name, error.strerror or str(error)) from error
