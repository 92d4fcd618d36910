"""Who speaks: a device, and the counsellor who logged in on it."""

from dataclasses import dataclass

from kosidesk.domain.ids import RecordId

DESK, STAND = "desk", "stand"
"""Profiles of a device. A stand holds nothing personal, whoever sits at it."""

COUNSELLOR, COORDINATION, ADMIN = "counsellor", "coordination", "admin"
"""Roles of a counsellor."""


@dataclass(frozen=True)
class Person:
    """`teams` are those whose cases are hers to see; `authors` everyone who has logged in on this device."""

    device: str
    counsellor: RecordId
    profile: str = DESK
    role: str = ""
    teams: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    revoked: bool = False
