"""How a counsellor comes to an account on a device that is enrolled: with a code the coordinator gave her.

The same for who forgot her passphrase: the code then names her account, and opens it to a new one.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kosidesk.server.identity import accounts, codes, devices, limits, newcomer, sessions
from kosidesk.server.identity.accounts import Account
from kosidesk.server.identity.codes import ACCOUNT, Tried
from kosidesk.server.identity.newcomer import Newcomer
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.refusals import Denied, NoSuchCode
from kosidesk.server.identity.signed import Signed, proven


@dataclass(frozen=True)
class Opening:
    """`code` as it was typed; `newcomer.auth` is what opens the account from now on."""

    device: str
    code: str
    newcomer: Newcomer


def open_account(office: Office, opening: Opening, request: Signed, address: str, now: datetime) -> Account:
    """Raises NoSuchCode, Denied, Later."""
    opening.newcomer.require_sane()
    with office.counter(address, now):
        with office.writing() as connection:
            if proven(connection, office.keys, request, opening.device, now).is_revoked:
                raise Denied
            tried = codes.tried(connection, opening.code, ACCOUNT, now)
        is_right = office.hashing.matches(tried.code, tried.known)
        hashed = office.hashing.hash(opening.newcomer.auth)
        if not is_right:
            raise NoSuchCode
        with office.writing() as connection:
            return _opened(connection, opening, tried, hashed, now)


def _opened(connection: Connection, opening: Opening, tried: Tried, hashed: str, now: datetime) -> Account:
    counsellor = opening.newcomer.counsellor
    ticket = codes.take(connection, tried, now)
    if not ticket.counsellor and accounts.account(connection, counsellor) is not None:
        raise Denied  # a code for somebody new opens nobody's account
    account = newcomer.settled(connection, opening.newcomer, ticket, hashed, now)
    accounts.rehash(connection, counsellor, hashed)
    limits.succeeded(connection, counsellor)
    sessions.end_all(connection, counsellor=counsellor)
    devices.add_author(connection, opening.device, counsellor)
    return account
