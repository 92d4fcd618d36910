"""An order of the server to one desk, signed with the realm's policy key: nobody else can give or change it.

An order names the desk and the nonce it asked with, so it is worth nothing at another desk or another time.
"""

import msgspec

from kosidesk.protocol.proof import is_signed

WIPE = "wipe"
"""The desk was revoked: hand in what waits, then erase everything."""


class Order(msgspec.Struct, frozen=True):
    """`kind` may be one a later version knows; who does not know it does nothing."""

    kind: str
    device: str
    nonce: str

    def said(self) -> bytes:
        """What is signed."""
        return msgspec.json.encode(("kosidesk order", self.kind, self.device, self.nonce))


class _Signed(msgspec.Struct, frozen=True):
    order: Order
    signature: bytes


def written(order: Order, signature: bytes) -> bytes:
    return msgspec.json.encode(_Signed(order, signature))


def read(sent: bytes, policy: bytes, device: str, nonce: str) -> Order | None:
    """None unless the holder of the policy key gave it to this device, which asked with this nonce."""
    try:
        signed = msgspec.json.decode(sent, type=_Signed)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    order = signed.order
    is_ours = (order.device, order.nonce) == (device, nonce)
    return order if is_ours and is_signed(policy, signed.signature, order.said()) else None
