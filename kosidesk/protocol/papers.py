"""Enrolment without a network: the desk's application and the server's answer, as files on a stick.

Inside stand the same bodies as over the network. The one-time code is in neither file: it is said by
telephone and typed at both ends, and a key stretched from it (the bond) joins them. Whoever finds the
application learns nothing and cannot put other keys into it; whoever answers without the code is not
believed. The answer is sealed to the device besides, because it holds the lease secret.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kosidesk.domain.errors import PaperRefused
from kosidesk.domain.ids import read_base32
from kosidesk.protocol import proof

APPLICATION, ANSWER = "antrag", "antwort"
"""What the files say they are."""

VERSION = 1
MOST = 1 << 20
"""Bytes of a paper; more is not even read."""

FOREIGN, NEWER, TAMPERED, WRONG_CODE, NOT_FOR_US = "foreign", "newer", "tampered", "code", "not_for_us"
"""Codes of `PaperRefused`."""

_SALT_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 12, 32
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)  # RFC 9180


class _Application(msgspec.Struct, frozen=True):
    kosidesk: str
    version: int
    signing: bytes
    sealing: bytes
    salt: bytes
    nonce: bytes
    sealed: bytes
    signature: bytes = b""


class _Answer(msgspec.Struct, frozen=True):
    kosidesk: str
    version: int
    policy: bytes
    sealed: bytes
    signature: bytes = b""


class _Title(msgspec.Struct, frozen=True):
    """What every version of a paper begins with."""

    kosidesk: str
    version: int


_Paper = TypeVar("_Paper", _Application, _Answer)


@dataclass(frozen=True)
class Application:
    """An application that was opened with the right code. `bond` is for answering it."""

    body: bytes
    signing: bytes
    sealing: bytes
    bond: bytes


@dataclass(frozen=True)
class Admission:
    """What the server answered, and the public key it will sign its orders with."""

    body: bytes
    policy: bytes


def new_sealing_key() -> bytes:
    """A raw X25519 key."""
    return X25519PrivateKey.generate().private_bytes_raw()


def sealing_public(key: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def apply(body: bytes, code: str, signing_key: bytes, sealing: bytes) -> tuple[bytes, bytes]:
    """The application, and the bond the desk keeps until the answer comes. Raises PaperRefused.

    `sealing` is the device's public sealing key.
    """
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    signing, bond = proof.public(signing_key), _bond(code, salt)
    sealed = AESGCM(_key(bond, APPLICATION)).encrypt(nonce, body, signing + sealing)
    paper = _Application(APPLICATION, VERSION, signing, sealing, salt, nonce, sealed)
    return _signed(paper, lambda said: proof.signature(signing_key, said)), bond


def open_application(paper: bytes, code: str) -> Application:
    """Raises PaperRefused."""
    read = _read(paper, APPLICATION, _Application)
    if not proof.is_signed(read.signing, read.signature, _said(read)):
        raise PaperRefused(TAMPERED)
    bond = _bond(code, read.salt)
    try:
        opener = AESGCM(_key(bond, APPLICATION))
        body = opener.decrypt(read.nonce, read.sealed, read.signing + read.sealing)
    except (InvalidTag, ValueError) as error:
        raise PaperRefused(WRONG_CODE) from error
    return Application(body, read.signing, read.sealing, bond)


def answer(body: bytes, application: Application, policy: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """`sign` signs with the key whose public half is `policy`. Raises PaperRefused."""
    try:
        device = X25519PublicKey.from_public_bytes(application.sealing)
        sealed = _SUITE.encrypt(body, device, info=_info(application.bond, policy))
    except ValueError as error:
        raise PaperRefused(TAMPERED) from error
    return _signed(_Answer(ANSWER, VERSION, policy, sealed), sign)


def open_answer(paper: bytes, sealing_key: bytes, bond: bytes) -> Admission:
    """Raises PaperRefused."""
    read = _read(paper, ANSWER, _Answer)
    if not proof.is_signed(read.policy, read.signature, _said(read)):
        raise PaperRefused(TAMPERED)
    device = X25519PrivateKey.from_private_bytes(sealing_key)
    try:
        body = _SUITE.decrypt(read.sealed, device, info=_info(bond, read.policy))
    except InvalidTag as error:
        raise PaperRefused(NOT_FOR_US) from error
    return Admission(body, read.policy)


def _bond(code: str, salt: bytes) -> bytes:
    bare = read_base32(code)
    if not bare:
        raise PaperRefused(WRONG_CODE)
    try:
        stretched = Argon2id(salt=salt, length=_KEY_BYTES, iterations=3, lanes=1, memory_cost=65_536)
    except ValueError as error:
        raise PaperRefused(TAMPERED) from error
    return stretched.derive(bare.encode())


def _key(bond: bytes, use: str) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"kosidesk {use}".encode()).derive(bond)


def _info(bond: bytes, policy: bytes) -> bytes:
    """Enters the key of the seal, so only who knows the code can have made it, and for this policy key."""
    return _key(bond, ANSWER) + policy


def _signed(paper: _Paper, sign: Callable[[bytes], bytes]) -> bytes:
    whole = msgspec.structs.replace(paper, signature=sign(_said(paper)))
    return msgspec.json.format(msgspec.json.encode(whole), indent=1)


def _said(paper: _Application | _Answer) -> bytes:
    """What is signed. It begins with what the paper is, so neither is good for the other."""
    return msgspec.json.encode(msgspec.structs.replace(paper, signature=b""))


def _read(paper: bytes, title: str, shape: type[_Paper]) -> _Paper:
    try:
        if len(paper) > MOST:
            raise PaperRefused(FOREIGN)
        found = msgspec.json.decode(paper, type=_Title)
        if found.kosidesk != title:
            raise PaperRefused(FOREIGN)
        if found.version > VERSION:
            raise PaperRefused(NEWER)
        return msgspec.json.decode(paper, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise PaperRefused(FOREIGN) from error
