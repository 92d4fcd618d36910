"""What is derived from the server's key: the seal of its secrets, and the key of its nonces."""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class Keys:
    """Sealed values are bound to their place, so that no two of them can be exchanged.

    In the encrypted file the seal is a second lock; in PostgreSQL it is the only one.
    """

    def __init__(self, server_key: bytes) -> None:
        self._seal = AESGCM(_derived(server_key, b"kosidesk seal"))
        self.nonces = _derived(server_key, b"kosidesk nonces")

    def seal(self, secret: bytes, place: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._seal.encrypt(nonce, secret, place.encode())

    def unseal(self, sealed: bytes, place: str) -> bytes:
        return self._seal.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode())


def _derived(server_key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(server_key)
