"""A request as its device signed it: proof that it comes from this device, now, and has not been changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kosidesk.protocol import proof
from kosidesk.server.identity import devices, nonces
from kosidesk.server.identity.devices import Device
from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.refusals import Denied


@dataclass(frozen=True)
class Signed:
    """What `protocol.proof` speaks of. What is taken from the request is taken from this `body`."""

    method: str
    path: str
    nonce: str
    body: bytes
    signature: bytes


def require_signed(
    connection: Connection, keys: Keys, request: Signed, signing: bytes, now: datetime
) -> None:
    """Raises Denied unless the holder of this key signed it; its nonce is spent then."""
    if not proof.verify(
        signing, request.signature, request.method, request.path, request.nonce, request.body
    ):
        raise Denied
    nonces.spend(connection, keys, request.nonce, now)


def proven(connection: Connection, keys: Keys, request: Signed, identity: str, now: datetime) -> Device:
    """The device the request is from, a revoked one too. Raises Denied."""
    device = devices.device(connection, identity)
    if device is None:
        raise Denied
    require_signed(connection, keys, request, device.keys.signing, now)
    return device
