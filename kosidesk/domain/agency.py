"""Who works at a desk and for whom."""

from dataclasses import dataclass
from typing import ClassVar

from kosidesk.domain.ids import imported_id
from kosidesk.domain.record import Typed

AGENCY_ID = imported_id("", "agency")
"""The same on every desk: two desks of one agency would otherwise make two of it."""

COUNSELLOR_ROLE = "counsellor"
"""At a common server: who advises, and leaves the agency's own facts to the coordination."""


@dataclass(frozen=True)
class Counsellor(Typed):
    """A person who advises at this desk; known to clients by first name."""

    KIND: ClassVar[str] = "counsellor"
    name: str = ""
    role: str = ""


@dataclass(frozen=True)
class Agency(Typed):
    """The agency as its sheets name it; the city folder gives the first values."""

    KIND: ClassVar[str] = "agency"
    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    mail: str = ""
    web: str = ""
    hours: str = ""
    greeting: str = ""
    next_steps: str = ""
    privacy: str = ""
    footer: str = ""
    city: str = ""


@dataclass(frozen=True)
class DeskFacts(Typed):
    """What this machine's desk is called and where its backups go; never leaves the machine."""

    KIND: ClassVar[str] = "desk"
    name: str = ""
    backups: str = ""
