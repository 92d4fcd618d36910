"""A way into the server as a value: who may come, how much she may bring, and what is done with it."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from kosidesk.protocol.access import JSON
from kosidesk.server.context import Context
from kosidesk.server.person import Person


class Who(Enum):
    """Who may come through a door."""

    ANYONE = "anyone"
    SESSION = "session"  # a counsellor who logged in on an enrolled device


@dataclass(frozen=True)
class Call:
    """One request. `person` is there behind every door that asks for a session.

    `nonce` and `signature` are those of a device that signed it, else empty.
    """

    body: bytes
    query: Mapping[str, str]
    address: str
    now: datetime
    nonce: str = ""
    signature: bytes = b""
    token: str = ""
    person: Person | None = None

    @property
    def caller(self) -> Person:
        if self.person is None:
            msg = "this door asks nobody who he is"
            raise TypeError(msg)
        return self.person


@dataclass(frozen=True)
class Answer:
    """`facts` go to the log: numbers and ids only. `head` is where the history stands, if it was moved."""

    body: bytes
    media: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str | float] = field(default_factory=dict)
    head: int | None = None


Works = Callable[[Context, Call], Answer]
"""Waits for the database, and so does it in a thread."""

Waits = Callable[[Context, Call], Coroutine[Any, Any, Answer]]
"""Waits for others, and must not touch the database."""


@dataclass(frozen=True)
class Door:
    """`most` is how many bytes a request may bring.

    `takes` and `gives` name messages of `protocol.access` or media types; a `signed` one carries the two
    headers of the device's signature.
    """

    method: str
    path: str
    who: Who
    does: Works | Waits
    summary: str
    most: int = 0
    takes: str = ""
    gives: str = ""
    query: tuple[str, ...] = ()
    signed: bool = False
