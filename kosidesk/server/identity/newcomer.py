"""A counsellor who says who she is on a device that has not met her, and what may come of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from kosidesk.server.identity import accounts
from kosidesk.server.identity.accounts import Account
from kosidesk.server.identity.codes import Ticket
from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.refusals import Denied

_AUTH_BYTES = 32
_MOST_NAME = 200


@dataclass(frozen=True)
class Newcomer:
    """`counsellor` is the id of her record, `auth` what `proof.auth_value` made of her passphrase."""

    counsellor: str
    name: str
    auth: bytes

    def require_sane(self) -> None:
        """Raises Denied for what no desk of ours would send."""
        if not _is_id(self.counsellor) or len(self.auth) != _AUTH_BYTES or len(self.name) > _MOST_NAME:
            raise Denied


def hashed(hashing: Hashing, newcomer: Newcomer, known: str | None) -> str | None:
    """The hash her account will have; None if she names an account and cannot prove that it is hers.

    Takes one hash in either case.
    """
    if known is None:
        return hashing.hash(newcomer.auth)
    return known if hashing.matches(newcomer.auth, known) else None


def settled(connection: Connection, newcomer: Newcomer, ticket: Ticket, hash_: str, now: datetime) -> Account:
    """Her account, made if there is none: one that exists keeps its role, whatever the code says.

    Raises Denied for one that was revoked, and for a code that is somebody else's.
    """
    if ticket.counsellor not in ("", newcomer.counsellor):
        raise Denied
    there = accounts.account(connection, newcomer.counsellor)
    if there is None:
        name = ticket.name or newcomer.name
        there = Account(newcomer.counsellor, name, ticket.role, ticket.teams)
        accounts.add(connection, there, hash_, now)
    if there.is_revoked:
        raise Denied
    return there


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
