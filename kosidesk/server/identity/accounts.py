"""The accounts of counsellors: role, teams, and the hash of what proves who logs in.

The server never sees a passphrase: desks derive an auth value from it (`protocol.proof`), and of that it
keeps the Argon2id hash.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from kosidesk.domain.errors import NotFound
from kosidesk.server.identity.state import ACTIVE, REVOKED
from kosidesk.server.identity.tables import ACCOUNT


@dataclass(frozen=True)
class Account:
    """`counsellor` is the id of her record."""

    counsellor: str
    name: str
    role: str
    teams: frozenset[str] = frozenset()
    state: str = ACTIVE

    @property
    def is_revoked(self) -> bool:
        return self.state == REVOKED


def add(connection: Connection, account: Account, hashed: str, now: datetime) -> None:
    connection.execute(
        insert(ACCOUNT).values(
            counsellor=account.counsellor,
            name=account.name,
            role=account.role,
            teams=sorted(account.teams),
            hash=hashed,
            state=account.state,
            made_at=now,
        )
    )


def account(connection: Connection, counsellor: str) -> Account | None:
    row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.counsellor == counsellor)).one_or_none()
    return _account(row) if row else None


def accounts(connection: Connection) -> list[Account]:
    return [_account(row) for row in connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.name))]


def known_hash(connection: Connection, counsellor: str) -> str | None:
    """What `Hashing.matches` compares with; None for an unknown account."""
    found = connection.execute(select(ACCOUNT.c.hash).where(ACCOUNT.c.counsellor == counsellor))
    return found.scalar_one_or_none()


def rehash(connection: Connection, counsellor: str, hashed: str) -> None:
    """A new auth value opens the account from now on."""
    _set(connection, counsellor, hash=hashed)


def place(connection: Connection, counsellor: str, role: str, teams: Collection[str]) -> None:
    """Gives her another role and other teams; holds at the next request. Raises NotFound."""
    _set(connection, counsellor, role=role, teams=sorted(teams))


def revoke(connection: Connection, counsellor: str) -> None:
    """Raises NotFound."""
    _set(connection, counsellor, state=REVOKED)


def _set(connection: Connection, counsellor: str, **values: object) -> None:
    changed = connection.execute(update(ACCOUNT).where(ACCOUNT.c.counsellor == counsellor).values(**values))
    if not changed.rowcount:
        raise NotFound("account", counsellor)


def _account(row: Any) -> Account:
    return Account(row.counsellor, row.name, row.role, frozenset(row.teams), row.state)
