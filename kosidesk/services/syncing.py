"""Keeps the desk and its server in step, and says how they stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

import msgspec

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import Cancelled, ServerUnreachable
from kosidesk.domain.sync_state import SyncState
from kosidesk.services import comparing, conflicts, connection, lease
from kosidesk.services.connection import Connection, Contact
from kosidesk.services.desk import Desk
from kosidesk.storage.late_index import index_pending
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.tally import tally
from kosidesk.sync import engine
from kosidesk.sync.engine import Met, Ratchet
from kosidesk.sync.line import Address
from kosidesk.sync.remote import Identity, Remote

_COMPARE_EVERY, _WHOLE_EVERY = timedelta(hours=1), timedelta(days=1)
"""By place in the history, and by every field."""


@dataclass(frozen=True)
class Synced:
    """`changes` is what others did and what was filed about it, for the screens."""

    changes: Changes
    state: SyncState


class Link:
    """The line to the server while a desk is open. `hang_up` may be called by any thread.

    `sync` and `watch` are each called by one thread at a time, and may run beside each other.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._replica = FileReplica(desk.database, desk.clock)
        self._speaker: Remote | None = None
        self._watcher: Remote | None = None
        self._compared: datetime | None = None
        self._is_over = Event()

    def sync(self, *, allow_vanishing: bool = False) -> Synced:
        """Raises NotConnected, ManyGone, UpgradeNeeded, DeskRevoked and what speaks against reaching it."""
        known = connection.require(self._desk)
        if self._speaker is None:
            self._speaker = self._remote(known)
        self._converse(self._speaker, allow_vanishing=allow_vanishing)
        if self._is_comparing_due() and self._repair(self._speaker):
            self._converse(self._speaker, allow_vanishing=False)
        came = self._replica.changes()
        filed = (comparing.file_found(self._desk), conflicts.suspect_duplicates(self._desk, came))
        self._index()
        return Synced(_together(came, *filed), state(self._desk))

    def _converse(self, speaker: Remote, *, allow_vanishing: bool) -> None:
        ratchet = Ratchet(connection.contact(self._desk).ratchet, self._keep_ratchet)
        try:
            met = engine.sync(speaker, self._replica, ratchet, allow_vanishing=allow_vanishing)
        except ServerUnreachable:
            self._note_absence()
            raise
        self._note_meeting(met)

    def watch(self) -> bool:
        """Waits for half a minute at most; whether the server has something this desk does not show.

        Raises NotConnected and what speaks against reaching it.
        """
        known = connection.require(self._desk)
        if self._watcher is None:
            self._watcher = self._remote(known)
        head = self._watcher.head(tally(self._desk.database).seq)
        # While it waited, this desk may have read that far.
        return head != tally(self._desk.database).seq

    def hang_up(self) -> None:
        """For good: what is under way ends at once."""
        self._is_over.set()
        for remote in (self._speaker, self._watcher):
            if remote is not None:
                remote.hang_up()

    def _is_comparing_due(self) -> bool:
        return self._compared is None or self._desk.clock() - self._compared >= _COMPARE_EVERY

    def _repair(self, speaker: Remote) -> bool:
        """Whether something was not as at the server; it is then set aside, and everything read anew."""
        contact, now = connection.contact(self._desk), self._desk.clock()
        # What has just been loaded for the first time need not be looked at field by field.
        whole = contact.compared is not None and now - contact.compared >= _WHOLE_EVERY
        deviating = comparing.differing(self._desk, speaker, whole=whole)
        self._compared = now
        if whole or contact.compared is None:
            connection.keep_contact(self._desk, msgspec.structs.replace(contact, compared=now))
        if deviating:
            comparing.set_aside(self._desk, self._replica, deviating)
        return bool(deviating)

    def _remote(self, known: Connection) -> Remote:
        if self._is_over.is_set():
            raise Cancelled
        identity = Identity(known.device, known.signing, known.account, known.auth, known.policy)
        return Remote(Address.of(known.address, known.fingerprint), identity)

    def _index(self) -> None:
        """What came in great numbers is found by its words a little later."""
        left = tally(self._desk.database).unindexed
        while left and not self._is_over.is_set():
            left = index_pending(self._desk.database)

    def _note_meeting(self, met: Met) -> None:
        """The server's clock is the one to trust: a desk that once ran ahead is forgiven."""
        contact, now = connection.contact(self._desk), self._desk.clock()
        until = max(met.lease_until, contact.lease_until or met.lease_until)
        skew = (now - met.time).total_seconds()
        known = Contact(
            last=now,
            skew=skew,
            latest=met.time,
            lease_until=until,
            ratchet=contact.ratchet,
            compared=contact.compared,
        )
        connection.keep_contact(self._desk, known)

    def _keep_ratchet(self, word: str) -> None:
        contact = connection.contact(self._desk)
        connection.keep_contact(self._desk, msgspec.structs.replace(contact, ratchet=word))

    def _note_absence(self) -> None:
        contact, now = connection.contact(self._desk), self._desk.clock()
        away_since = contact.away_since or now
        latest = lease.now(self._desk, contact)
        noted = msgspec.structs.replace(contact, away_since=away_since, latest=latest)
        connection.keep_contact(self._desk, noted)


def _together(*changes: Changes) -> Changes:
    kinds = {kind for one in changes for kind in one.touched}
    return Changes(
        touched={kind: frozenset().union(*(one.touched.get(kind, ()) for one in changes)) for kind in kinds}
    )


def state(desk: Desk) -> SyncState:
    known = connection.find(desk)
    if known is None:
        return SyncState()
    contact, counted = connection.contact(desk), tally(desk.database)
    return SyncState(
        server=known.address,
        fingerprint=known.fingerprint,
        waiting=counted.waiting,
        rejected=counted.rejected,
        conflicts=conflicts.count(desk),
        whole=counted.whole,
        last=contact.last,
        away_since=contact.away_since,
        skew=timedelta(seconds=contact.skew),
        lease_until=contact.lease_until,
        lease_left=lease.remaining(desk),
    )
