"""What a running server works with: its database, its identities, its clock, and the lanes work stands in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kosidesk.server import keys
from kosidesk.server.heads import Heads
from kosidesk.server.identity import revoke, sessions
from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.tables import METADATA
from kosidesk.server.lanes import Lane
from kosidesk.server.person import Person
from kosidesk.server.settings import Settings
from kosidesk.server.snapshots import Snapshots
from kosidesk.server.store.ledger import Ledger, Revoked, revocations
from kosidesk.server.store.store import Store

_KNOWN_THREADS, _UNKNOWN_THREADS = 6, 8


@dataclass(frozen=True)
class Context:
    """Made by `open_context`; closed by the application that serves with it, or by whoever opened it.

    Those who are not known yet have a lane of their own: however many log in at once, the sync goes on.
    """

    settings: Settings
    store: Store
    office: Office
    heads: Heads
    known: Lane
    unknown: Lane
    snapshots: Snapshots
    now: Callable[[], datetime]

    @property
    def revocations(self) -> Ledger[Revoked]:
        return revocations_of(self.settings)

    def person(self, token: str, now: datetime) -> Person:
        """Who speaks. Raises Denied."""
        with self.store.looking() as connection:
            return sessions.person(connection, token, now)

    def close(self) -> None:
        self.store.close()


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_store(settings: Settings, key: bytes) -> Store:
    """Raises KosiError for what an operator can mend."""
    ledger = ledger_file(settings)
    ledger.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store.open(settings.store, key, ledger, more=(METADATA,))
    with store.transaction() as connection:
        revocations_of(settings).complete(revoke.revoked(connection))
    return store


def ledger_file(settings: Settings) -> Path:
    return settings.ledger / "erasures"


def revocations_of(settings: Settings) -> Ledger[Revoked]:
    return revocations(settings.ledger / "revocations")


def open_context(settings: Settings, now: Callable[[], datetime] = utc_now) -> Context:
    """Raises KosiError for what an operator can mend."""
    key = keys.load(settings)
    store = open_store(settings, key)
    known = Lane(_KNOWN_THREADS)

    def head() -> int:
        with store.reading() as books:
            return books.head().seq

    return Context(
        settings=settings,
        store=store,
        office=Office(store.transaction, Keys(key), Hashing()),
        heads=Heads(lambda: known.run(head)),
        known=known,
        unknown=Lane(_UNKNOWN_THREADS),
        snapshots=Snapshots(settings.folder / "snapshots"),
        now=now,
    )
