"""The agency this server belongs to, and the key it signs its orders with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select

from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.tables import REALM

_PLACE = "policy key"


@dataclass(frozen=True)
class Realm:
    """`policy` is the raw Ed25519 public key by which desks know an order of this server."""

    id: str
    name: str
    policy: bytes


def found(connection: Connection, keys: Keys, name: str, now: datetime) -> Realm:
    """Makes the one realm of a new database."""
    private = Ed25519PrivateKey.generate()
    made = Realm(str(uuid4()), name, private.public_key().public_bytes_raw())
    connection.execute(
        insert(REALM).values(
            id=made.id,
            name=made.name,
            policy_public=made.policy,
            policy_sealed=keys.seal(private.private_bytes_raw(), _PLACE),
            made_at=now,
        )
    )
    return made


def realm(connection: Connection) -> Realm:
    row = connection.execute(select(REALM)).one()
    return Realm(row.id, row.name, row.policy_public)


def signed(connection: Connection, keys: Keys, order: bytes) -> bytes:
    """The signature of this server under one of its orders."""
    sealed = connection.execute(select(REALM.c.policy_sealed)).scalar_one()
    return Ed25519PrivateKey.from_private_bytes(keys.unseal(sealed, _PLACE)).sign(order)
