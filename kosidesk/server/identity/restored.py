"""What a restored database must not bring back: it speaks of a time when more was allowed."""

from collections.abc import Collection

from sqlalchemy import Connection, delete

from kosidesk.server.identity import accounts, devices
from kosidesk.server.identity.revoke import ACCOUNT, DEVICE, revoked
from kosidesk.server.identity.tables import CODE, SESSION
from kosidesk.server.store.ledger import Revoked


def shut(connection: Connection, revocations: Collection[Revoked]) -> None:
    """Revokes again who was revoked since. Every session ends, and every code: it may be used up already."""
    connection.execute(delete(SESSION))
    connection.execute(delete(CODE))
    since = set(revocations) - set(revoked(connection))
    for one in devices.devices(connection):
        if Revoked(DEVICE, one.id) in since:
            devices.revoke(connection, one.id)
    for account in accounts.accounts(connection):
        if Revoked(ACCOUNT, account.counsellor) in since:
            accounts.revoke(connection, account.counsellor)
