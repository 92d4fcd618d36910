"""What is said before anybody may sync: nonces, enrolment, accounts, sessions. JSON objects; bytes in base64.

A request that a device signs carries the nonce and the signature (`protocol.proof.request`) in two headers.
The enrolment's bodies are the same on the wire and in the papers carried on a stick (`protocol.papers`).
"""

from typing import Any, TypeVar

import msgspec

from kosidesk.domain.errors import Garbled
from kosidesk.protocol.frame import MALFORMED

NONCE, ENROL, ACCOUNT, SESSION = "/v1/nonce", "/v1/enrol", "/v1/account", "/v1/session"
SYNC, HEAD, DIGEST, SNAPSHOT, HEALTH = "/v1/sync", "/v1/head", "/v1/digest", "/v1/snapshot", "/health"
"""Paths. All are asked by POST, but for HEAD and HEALTH, and the parts of a snapshot."""

NONCE_HEADER, SIGNATURE_HEADER = "Kosidesk-Nonce", "Kosidesk-Signature"
"""The signature in hexadecimal digits."""

JSON, FRAME, PART = "application/json", "application/vnd.kosidesk", "application/octet-stream"
"""Media types; FRAME is what `protocol.frame` packs, PART a part of a snapshot."""

SNAPSHOT_DIGEST_BYTES = 32

_NUL = b"\\u0000"  # as JSON writes it

PATIENCE_S = 25
"""The longest the server lets wait for news."""


class Nonce(msgspec.Struct, frozen=True):
    """`realm` is the id of the agency, which auth values are made with."""

    nonce: str
    realm: str


class Newcomer(msgspec.Struct, frozen=True):
    """A counsellor: the id of her record, her name, and `proof.auth_value` of her passphrase."""

    counsellor: str
    name: str
    auth: bytes


class Enrol(msgspec.Struct, frozen=True):
    """`code` as it was typed; the raw public keys of the device; who sits at it."""

    code: str
    signing: bytes
    sealing: bytes
    newcomer: Newcomer


class Account(msgspec.Struct, frozen=True):
    """What a counsellor is at the server. An account that was there before keeps its name and role."""

    counsellor: str
    name: str
    role: str
    teams: tuple[str, ...] = ()


class Enrolled(msgspec.Struct, frozen=True):
    """What the device takes home. `policy` is the key the server signs its orders with.

    The lease secret is said this once. `lease_until` is ISO 8601 in UTC.
    """

    realm: str
    realm_name: str
    policy: bytes
    device: str
    device_name: str
    profile: str
    lease_secret: bytes
    lease_until: str
    account: Account


class OpenAccount(msgspec.Struct, frozen=True):
    """A code for somebody new on a device that is known, or for who forgot her passphrase."""

    device: str
    code: str
    newcomer: Newcomer


class Login(msgspec.Struct, frozen=True):
    device: str
    counsellor: str
    auth: bytes


class Session(msgspec.Struct, frozen=True):
    """`failures` are logins of this counsellor that failed before this one.

    For whoever is `revoked` the token is only good for handing in; `order` is a signed order to a revoked
    device (`protocol.orders`).
    """

    token: str
    lease_until: str
    role: str = ""
    teams: tuple[str, ...] = ()
    failures: int = 0
    revoked: bool = False
    order: bytes = b""


class Head(msgspec.Struct, frozen=True):
    """Where the history stands."""

    seq: int


class Compare(msgspec.Struct, frozen=True):
    """Does the server hold what this desk holds, at this place of the history? `whole` is slower, and sure.

    `schema` is the sender's: only fields both ends know are compared.
    """

    seq: int
    schema: int
    whole: bool = False


class Compared(msgspec.Struct, frozen=True):
    """Kind → sums over every record the caller may read (`protocol.digest`).

    None at all if the history has moved on to `seq` meanwhile: read that first.
    """

    seq: int
    sums: dict[str, bytes]


class Want(msgspec.Struct, frozen=True):
    """A desk that has read nothing yet wants everything at once; `schema` is its own."""

    schema: int


class Snapshot(msgspec.Struct, frozen=True):
    """A SQLCipher file of `size` bytes under `key`: table `reply`, whose `body`, in the order of `page`,
    are the replies to a desk that reads everything from the beginning (`protocol.codec`).

    It is fetched from SNAPSHOT by `name` and `start`, in parts as large as the server likes. `digest` is the
    BLAKE2b of the whole.
    """

    name: str
    key: bytes
    pages: int
    size: int
    digest: bytes


class Health(msgspec.Struct, frozen=True):
    """Ages in seconds, None where there is none yet. Says nothing of anybody."""

    status: str
    head_age: int | None
    backup_age: int | None


_Message = TypeVar("_Message", bound=msgspec.Struct)


def encoded(message: msgspec.Struct) -> bytes:
    return msgspec.json.encode(message)


def decoded(body: bytes, shape: type[_Message]) -> _Message:
    """Raises Garbled. Members this version does not know are ignored.

    No name or code holds a NUL, and there are databases that cannot even look for one that does.
    """
    if _NUL in body:
        raise Garbled(MALFORMED)
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Garbled(MALFORMED) from error


def schemas() -> dict[str, Any]:
    """JSON Schema of every message, by name."""
    shapes = (
        Nonce,
        Enrol,
        Enrolled,
        OpenAccount,
        Account,
        Login,
        Session,
        Head,
        Compare,
        Compared,
        Want,
        Snapshot,
        Health,
    )
    _, components = msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")
    return components
