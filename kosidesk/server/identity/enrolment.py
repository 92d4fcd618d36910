"""How a device comes to belong to the agency: with a code, its public keys, and a counsellor who sits at it.

Over the network or by papers carried on a stick (`protocol.papers`), it is the same function.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kosidesk.server.identity import accounts, codes, devices, newcomer, realm
from kosidesk.server.identity.accounts import Account
from kosidesk.server.identity.codes import ENROLMENT
from kosidesk.server.identity.devices import Device, PublicKeys
from kosidesk.server.identity.newcomer import Newcomer
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.realm import Realm
from kosidesk.server.identity.refusals import Denied, NoSuchCode
from kosidesk.server.identity.signed import Signed, require_signed

_KEY_BYTES = 32


@dataclass(frozen=True)
class Application:
    """What a new device brings; `code` as it was typed."""

    code: str
    keys: PublicKeys
    newcomer: Newcomer

    def require_sane(self) -> None:
        """Raises Denied."""
        if any(len(key) != _KEY_BYTES for key in (self.keys.signing, self.keys.sealing)):
            raise Denied
        self.newcomer.require_sane()


@dataclass(frozen=True)
class Enrolled:
    """What it takes home. The lease secret is said this once."""

    realm: Realm
    device: Device
    lease_secret: bytes
    account: Account


def enrol(
    office: Office, application: Application, request: Signed | None, address: str, now: datetime
) -> Enrolled:
    """`request` is None where a paper was opened with the code, which proves as much.

    Raises NoSuchCode, Denied, Later.
    """
    application.require_sane()
    with office.counter(address, now):
        with office.writing() as connection:
            if request is not None:
                require_signed(connection, office.keys, request, application.keys.signing, now)
            tried = codes.tried(connection, application.code, ENROLMENT, now)
            known = accounts.known_hash(connection, application.newcomer.counsellor)
        is_right = office.hashing.matches(tried.code, tried.known)
        hashed = newcomer.hashed(office.hashing, application.newcomer, known)
        if not is_right:
            raise NoSuchCode
        if hashed is None:
            raise Denied
        with office.writing() as connection:
            if accounts.known_hash(connection, application.newcomer.counsellor) != known:
                raise Denied  # somebody else was faster
            ticket = codes.take(connection, tried, now)
            account = newcomer.settled(connection, application.newcomer, ticket, hashed, now)
            device = devices.new_device(ticket.device_name, ticket.profile, application.keys, now)
            return _enrolled(connection, office, device, account)


def _enrolled(connection: Connection, office: Office, device: Device, account: Account) -> Enrolled:
    secret = devices.add(connection, office.keys, device)
    devices.add_author(connection, device.id, account.counsellor)
    return Enrolled(realm.realm(connection), device, secret, account)
