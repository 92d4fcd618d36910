"""A client who wants to be known, and what she agreed to."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kosidesk.domain.ids import NOBODY, RecordId, imported_id
from kosidesk.domain.record import Typed

# Consent.purpose: each is asked for, given and withdrawn for itself; without the first there is no record.
STORE, PASS_ON, CONTACT = "store", "pass_on", "contact_me"
PURPOSES = (STORE, PASS_ON, CONTACT)


def client_id(consultation: str) -> RecordId:
    """The same on every desk: a consultation has one client, whoever writes her down first."""
    return imported_id("desk", Client.KIND, consultation)


@dataclass(frozen=True)
class Client(Typed):
    """Who she is and how to reach her; without a consent to `STORE` there is no such record."""

    KIND: ClassVar[str] = "client"
    consultation: RecordId = NOBODY
    name: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True)
class Consent(Typed):
    """Agreement to one purpose, in the words of a dated text."""

    KIND: ClassVar[str] = "consent"
    client: RecordId = NOBODY
    purpose: str = ""
    text_version: str = ""
    given_on: date | None = None
    taken_by: RecordId = NOBODY
    withdrawn_on: date | None = None
