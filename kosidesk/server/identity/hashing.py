"""Argon2id (RFC 9106), one at a time: forty guesses at once neither fill the memory nor stall the sync."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kosidesk.server.identity.refusals import Later

# What is hashed is either random (a code) or was stretched at the desk with 64 MiB and three passes already
# (an auth value); these 34 ms are the second wall, and let thirty desks log in within a second.
_MEMORY_KIB, _PASSES, _LANES = 19_456, 2, 1
_SALT_BYTES, _HASH_BYTES = 16, 32
_PATIENCE = 1.0


class Hashing:
    """Takes turns: `slots` hash at once, `queue` wait, everybody else is sent away. One per process."""

    def __init__(self, slots: int = 1, queue: int = 4) -> None:
        self._slots = BoundedSemaphore(slots)
        self._places = BoundedSemaphore(slots + queue)
        self._nobodys = self.hash(secrets.token_bytes(_HASH_BYTES))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """To be held around `hash` and `matches`, and around the counting before. Raises Later."""
        if not self._places.acquire(blocking=False):
            raise Later(_PATIENCE)
        try:
            with self._slots:
                yield
        finally:
            self._places.release()

    def hash(self, secret: bytes) -> str:
        return self._argon2id().derive_phc_encoded(secret)

    def matches(self, secret: bytes, known: str | None) -> bool:
        """As much work for what nobody knows (None) as for what is merely wrong."""
        try:
            Argon2id.verify_phc_encoded(secret, known or self._nobodys)
        except InvalidKey:
            return False
        return known is not None

    @staticmethod
    def _argon2id() -> Argon2id:
        return Argon2id(
            salt=secrets.token_bytes(_SALT_BYTES),
            length=_HASH_BYTES,
            iterations=_PASSES,
            lanes=_LANES,
            memory_cost=_MEMORY_KIB,
        )
