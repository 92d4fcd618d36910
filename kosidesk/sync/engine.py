"""Runs the desk's law of the sync over a connection. While it waits for the server it holds nothing."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from kosidesk.domain.errors import DeskRevoked, ManyGone, Refused, UpgradeNeeded
from kosidesk.protocol import faults
from kosidesk.protocol.messages import Reply
from kosidesk.sync import first_load
from kosidesk.sync.first_load import LARGE
from kosidesk.sync.remote import Remote
from kosidesk.sync.shelf import Replica
from kosidesk.sync.talk import End, Outcome, conversation, handing_in

_NOWHERE = -1
"""No place of a history: the server says at once where it stands."""


@dataclass
class Ratchet:
    """The word the server expects next time, so that it notices two copies of one desk. `keep` is told it."""

    word: str
    keep: Callable[[str], None]

    def turn(self, word: str) -> None:
        if word != self.word:
            self.word = word
            self.keep(word)


@dataclass(frozen=True)
class Met:
    """What the desk learned beside the records. `time` is the server's clock when it last spoke."""

    time: datetime
    lease_until: datetime


def sync(remote: Remote, replica: Replica, ratchet: Ratchet, *, allow_vanishing: bool = False) -> Met:
    """One conversation, from wherever the last one stopped.

    A desk that was revoked hands in what waits and reads nothing. Raises DeskRevoked once it must erase
    itself, ManyGone, UpgradeNeeded, ServerUnreachable, NotOurServer, Refused, Cancelled.
    """
    welcome = remote.welcome or remote.log_in()
    if not welcome.revoked:
        with suppress(DeskRevoked):
            if _has_read_nothing(replica) and remote.head(_NOWHERE) > LARGE:
                _take_in(first_load.replies(remote), replica, allow_vanishing=allow_vanishing)
            return _converse(remote, replica, ratchet, allow_vanishing=allow_vanishing)
    _hand_in(remote, replica)
    if remote.welcome is not None and remote.welcome.must_wipe:
        raise DeskRevoked
    # Only the counsellor was revoked, or nobody signed the order: nothing may be erased for that.
    raise Refused(faults.FORBIDDEN)


def _converse(remote: Remote, replica: Replica, ratchet: Ratchet, *, allow_vanishing: bool) -> Met:
    talk = conversation(replica, allow_vanishing=allow_vanishing)
    request = next(talk)
    try:
        while True:
            reply = remote.sync(structs.replace(request, ratchet=ratchet.word))
            ratchet.turn(reply.ratchet)
            said_at = reply.time
            request = talk.send(reply)
    except StopIteration as end:
        outcome = end.value
    finally:
        talk.close()
    _require_done(outcome)
    lease = remote.welcome.lease_until if remote.welcome else datetime.fromisoformat(said_at)
    return Met(datetime.fromisoformat(said_at), lease)


def _has_read_nothing(replica: Replica) -> bool:
    with replica.transaction() as shelf:
        return not shelf.standing().lineage


def _take_in(replies: Iterator[Reply], replica: Replica, *, allow_vanishing: bool) -> None:
    """One conversation whose replies are known already. What waits here is told in the next one."""
    talk = conversation(replica, allow_vanishing=allow_vanishing)
    next(talk)
    try:
        for reply in replies:
            talk.send(reply)
    except StopIteration as end:
        _require_done(end.value)
    finally:
        talk.close()


def _require_done(outcome: Outcome) -> None:
    """Raises UpgradeNeeded, ManyGone."""
    match outcome.end:
        case End.UPGRADE:
            raise UpgradeNeeded
        case End.HELD:
            raise ManyGone(outcome.vanishing)


def _hand_in(remote: Remote, replica: Replica) -> None:
    """Everything that waits; nothing is read."""
    talk = handing_in(replica)
    with closing(talk), suppress(StopIteration):
        request = next(talk)
        while True:
            request = talk.send(remote.sync(request))
