"""Opens a desk whose program was killed and says what it lost and what is damaged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from kosidesk.domain.change import Action, Change
from kosidesk.domain.errors import KosiError
from kosidesk.domain.ids import RecordId
from kosidesk.services import vault
from kosidesk.services.checks import check
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.storage import read
from tests.kill import trial
from tests.kill.acknowledged import Done, Fact


@dataclass(frozen=True)
class Verdict:
    """Both are empty where nothing happened to the desk."""

    lost: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.lost or self.damage)


def judge(folder: Path, told: Sequence[Done]) -> Verdict:
    """`told` is everything acknowledged on this desk, in order."""
    try:
        with vault.opened(folder, trial.PASSPHRASE, Settings()) as whole:
            damage = tuple(map(repr, check(whole)))
            return Verdict(() if damage else tuple(_lost(whole.desk, told)), damage)
    except KosiError as error:
        return Verdict(damage=(repr(error),))


def _lost(desk: Desk, told: Sequence[Done]) -> Iterator[str]:
    journal = tuple(read.journal(desk.database))
    written: dict[str, set[RecordId]] = defaultdict(set)
    for change in journal:
        written[change.transaction].add(change.record)
    for done in told:
        expected = _journalled(desk, done)
        if missing := expected - written[done.changes.transaction]:
            yield f"{done.action} {done.changes.transaction}: {len(missing)} of {len(expected)} changes"
    for fact in _standing(told, journal):
        record = read.get(desk.database, fact.kind, fact.id)
        if record is None or record.get(fact.field) != fact.value:
            yield f"{fact.field} of {fact.kind} {fact.id}"


def _journalled(desk: Desk, done: Done) -> set[RecordId]:
    touched = done.changes.touched.items()
    return {id_ for kind, ids in touched if desk.database.registry[kind].journalled for id_ in ids}


def _standing(told: Iterable[Done], journal: Iterable[Change]) -> Iterator[Fact]:
    """The facts no later change has touched: neither one that was told, nor the last one before a kill."""
    standing: dict[str, tuple[Fact, ...]] = {}
    for done in told:
        for id_ in chain.from_iterable(done.changes.touched.values()):
            standing.pop(id_, None)
        for fact in done.facts:
            standing[fact.id] = (*standing.get(fact.id, ()), fact)
    known = {done.changes.transaction for done in told}
    for change in journal:
        if change.transaction not in known and change.action is not Action.CREATE:
            standing.pop(change.record, None)
    return chain.from_iterable(standing.values())
