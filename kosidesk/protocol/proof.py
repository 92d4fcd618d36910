"""What proves who speaks: the signature of a device, and what a counsellor's passphrase becomes.

Keys are raw Ed25519 (RFC 8032). A signature covers the whole request and a nonce of the server, so it is good
for this request alone, and clocks do not matter.
"""

import unicodedata
from hashlib import blake2b, sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32


def new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public(key: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def sign(key: bytes, method: str, path: str, nonce: str, body: bytes) -> bytes:
    """What a device says to prove that this request is its own."""
    return signature(key, _request(method, path, nonce, body))


def verify(  # noqa: PLR0917 - the four parts of a request belong together
    public: bytes,
    signature: bytes,
    method: str,
    path: str,
    nonce: str,
    body: bytes,
) -> bool:
    return is_signed(public, signature, _request(method, path, nonce, body))


def signature(key: bytes, said: bytes) -> bytes:
    """Begin `said` with its purpose, so that no signature is good for two."""
    return Ed25519PrivateKey.from_private_bytes(key).sign(said)


def is_signed(public: bytes, signature: bytes, said: bytes) -> bool:
    """False for what is no key at all, too: it may come from anybody."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def _request(method: str, path: str, nonce: str, body: bytes) -> bytes:
    return msgspec.json.encode(("kosidesk request", method, path, nonce, sha256(body).hexdigest()))


def auth_value(passphrase: str, realm: str, account: str) -> bytes:
    """What a counsellor logs in with. The passphrase itself never leaves the desk, nor does the vault's key.

    The salt is no secret and must be the same on every desk she sits at, so it is made of the names.
    """
    salt = blake2b(f"{realm}|{account}".encode(), digest_size=16).digest()
    stretched = Argon2id(salt=salt, length=_KEY_BYTES, iterations=3, lanes=1, memory_cost=65_536)
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"kosidesk auth").derive(stretched.derive(typed))
