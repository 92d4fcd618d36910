"""Forgets a person for good: here at once, at the server and on every other desk with their next sync.

Backups still hold her until they go, the server's as long. Whoever brings one back forgets her again: the
desk by its ledger, the server by its own. Backups named by hand stay where somebody put them. The copies that
a newer version of the program makes of the file go at once.
"""

from contextlib import suppress
from dataclasses import replace

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.domain.erasure import Receipt
from kosidesk.domain.errors import CannotRead, CannotWrite, NotPossibleNow
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Record
from kosidesk.domain.trace import trace
from kosidesk.services import backups, lease, records
from kosidesk.services.desk import Desk
from kosidesk.storage import erasure, ledger, read
from kosidesk.storage.ledger import Erased
from kosidesk.storage.write import Prepared, prepare


def withdraw(desk: Desk, consultation: RecordId) -> Receipt:
    """A client no longer wants to be kept. Raises NotFound, LeaseEnded."""
    lease.require(desk)
    gone = records.value(desk, Consultation, consultation)
    until = backups.end_of(desk, gone.begun_at)
    changes = erase(desk, Consultation.KIND, consultation)
    return Receipt(changes, gone.code, desk.today(), until, desk.user.name)


def erase(desk: Desk, kind: str, id_: str) -> Changes:
    """The record, every part of it, and all the journal said of them. Nothing takes this back.

    A consultation leaves its trace. Raises NotFound; NotPossibleNow for kinds that hold nothing personal:
    they are deleted, and can come back.
    """
    gone = records.record(desk, kind, id_)
    if not any(field.personal for field in desk.database.registry[kind].fields):
        raise NotPossibleNow("erase", kind)
    # First the ledger: whatever happens from here on, opening the desk finishes it.
    _enter(desk, Erased(desk.today(), kind, gone.id))
    return erasure.erase(desk.database, kind, id_, desk.stamp(), _instead(desk, gone))


def erase_again(desk: Desk) -> None:
    """Whom the ledger knows and this file does not: it came back with a backup, or the program had ended.

    Raises CannotRead, CannotWrite, DiskFull.
    """
    erased = ledger.read(backups.home(desk) / ledger.NAME)
    for one in sorted(erased):
        if one.kind in desk.database.registry and not erasure.is_erased(desk.database, one.id):
            there = read.get(desk.database, one.kind, one.id)
            instead = _instead(desk, there) if there else None
            erasure.erase(desk.database, one.kind, one.id, desk.stamp(), instead)
    if erased:
        desk.database.fold()


def _enter(desk: Desk, erased: Erased) -> None:
    """A folder for backups may be on a stick that is not there; the next backup brings the ledger along."""
    ledger.add(backups.home(desk) / ledger.NAME, [erased])
    for beside in backups.ledgers(desk):
        with suppress(CannotRead, CannotWrite):
            ledger.add(beside, [erased])


def _instead(desk: Desk, gone: Record) -> Prepared | None:
    """Nobody's action: taking back another must not take a trace away."""
    if gone.kind != Consultation.KIND:
        return None
    referrals = map(Referral.of, read.by(desk.database, Referral.KIND, "consultation", (gone.id,)))
    left = trace(Consultation.of(gone), referrals, desk.clock())
    # Where two desks forgot the same client, or this one from an old backup, it may be here already.
    there = read.by_ids(desk.database, Consultation.KIND, (left[0].id,))
    if there:
        return None
    return prepare(desk.database, [Edit(None, one) for one in left], replace(desk.stamp(), author=NOBODY))
