"""What the functions of this package work with."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kosidesk.server.identity import limits
from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.keys import Keys


@dataclass(frozen=True)
class Office:
    """`writing` begins a transaction; they come one after the other, as `store` makes sure."""

    writing: Callable[[], AbstractContextManager[Connection]]
    keys: Keys
    hashing: Hashing

    @contextmanager
    def counter(self, address: str, now: datetime) -> Iterator[None]:
        """Around everything that lets somebody in who has no token yet. Raises Later.

        Counting and hashing are transactions of their own: no hash is computed while the database waits,
        and a try stays counted when it fails. Who succeeds leaves no trace.
        """
        with self.hashing.turn():
            with self.writing() as connection:
                limits.visit(connection, address, now)
            yield
            with self.writing() as connection:
                limits.welcome(connection, address)
