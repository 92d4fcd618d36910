"""Words a device must sign right now: made by the server, good once and for two minutes.

A nonce carries its time under the server's own MAC, so that nothing is stored for whoever merely asks for
one; stored is what was spent, until it would be too old anyway.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select

from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.refusals import Denied
from kosidesk.server.identity.tables import SPENT_NONCE

LIFE = timedelta(minutes=2)
_RANDOM_BYTES, _TIME_BYTES, _MAC_BYTES = 16, 8, 16


def new_nonce(keys: Keys, now: datetime) -> str:
    issued = int(now.timestamp()).to_bytes(_TIME_BYTES)
    said = secrets.token_bytes(_RANDOM_BYTES) + issued
    return (said + _mac(keys, said)).hex()


def spend(connection: Connection, keys: Keys, nonce: str, now: datetime) -> None:
    """To be called once the signature over it was found right. Raises Denied."""
    until = _issued(keys, nonce) + LIFE
    # Another process of this server may have a clock that is a little ahead.
    if not now < until <= now + 2 * LIFE or _is_spent(connection, nonce):
        raise Denied
    connection.execute(delete(SPENT_NONCE).where(SPENT_NONCE.c.until <= now))
    connection.execute(insert(SPENT_NONCE).values(nonce=nonce, until=until))


def _is_spent(connection: Connection, nonce: str) -> bool:
    spent = select(SPENT_NONCE.c.nonce).where(SPENT_NONCE.c.nonce == nonce)
    return connection.execute(spent).first() is not None


def _issued(keys: Keys, nonce: str) -> datetime:
    """Raises Denied for what this server did not make. Capitals would make a second nonce of one."""
    try:
        whole = bytes.fromhex(nonce)
    except ValueError as error:
        raise Denied from error
    said, mac = whole[:-_MAC_BYTES], whole[-_MAC_BYTES:]
    if whole.hex() != nonce or not hmac.compare_digest(mac, _mac(keys, said)):
        raise Denied
    return datetime.fromtimestamp(int.from_bytes(said[_RANDOM_BYTES:]), UTC)


def _mac(keys: Keys, said: bytes) -> bytes:
    return hmac.digest(keys.nonces, said, sha256)[:_MAC_BYTES]
