"""The program without its window: a counsellor at work until she is killed."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from ctypes import c_bool
from itertools import count, cycle
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import ChangedMeanwhile
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Value
from kosidesk.services import consultations, editing, history, imports, records, vault
from kosidesk.services.demo import DEMO_SOURCE
from kosidesk.services.desk import Desk
from kosidesk.services.imports import Import
from kosidesk.settings import Settings
from kosidesk.storage import read
from tests.kill import trial
from tests.kill.acknowledged import Done, Fact, Ready
from tests.kill.marks import before_each_commit, mark_transactions

LIVES = (0.3, 0.3, 0.3, 1.5)
"""Seconds a life lasts at most, by its seed; reading a feed takes the longest of them."""

_ENOUGH = 4  # offers on a shortlist


def work(folder: Path, seed: int, pipe: Connection, inside: c_bool, *, too_early: bool = False) -> None:
    """Runs in a process of its own and never ends. With `too_early` it acknowledges before the commit."""
    with vault.opened(folder, trial.PASSPHRASE, Settings()) as whole:
        mark_transactions(inside)
        if too_early:
            before_each_commit(lambda changes: pipe.send(Done("too early", changes)))
        pipe.send(Ready())
        counsellor = Counsellor(whole.desk, Random(seed))  # noqa: S311  the same work for the same seed
        imports_too = LIVES[seed % len(LIVES)] == max(LIVES)
        for done in counsellor.actions(_importing(whole.desk, folder) if imports_too else iter(())):
            if not too_early:
                pipe.send(done)


class Counsellor:
    """Everything she does is one action of the services, told when they return."""

    def __init__(self, desk: Desk, chance: Random) -> None:
        self._desk, self._chance = desk, chance
        # An undone import takes its own offers away again.
        self._offers = [record.id for record in read.by(desk.database, "offer", "source", (DEMO_SOURCE,))]
        self._words = (f"{chance.getrandbits(32):08x} {number}" for number in count())
        self._choices: tuple[Callable[[], Done], ...] = (
            *(self._talk, self._talk, self._talk, self._note, self._shift, self._edit, self._edit),
            *(self._assure, self._draft, self._undo),
        )

    def actions(self, meanwhile: Iterator[Done | None]) -> Iterator[Done]:
        """One after the other; what came from `meanwhile` in between."""
        while True:
            yield self._chance.choice(self._choices)()
            if done := next(meanwhile, None):
                yield done

    def _talk(self) -> Done:
        """Begins, picks, gives a reason, closes: whatever the talk has come to."""
        there = consultations.open_ones(self._desk)
        if not there:
            begun = consultations.begin(self._desk)
            return Done("begin", facts=(Fact("consultation", begun.id, "code", begun.code),))
        talk = there[0].id
        picks = consultations.shortlist(self._desk, talk).offers()
        if len(picks) >= _ENOUGH:
            closed = consultations.close(self._desk, talk)
            return Done("close", closed, (Fact("consultation", talk, "state", "closed"),))
        if picks and self._chance.random() < 1 / 3:
            given = consultations.give_reason(self._desk, talk, picks[-1], reason := self._word())
            return Done("reason", given, _facts(given, "referral", "reason", reason))
        picked = consultations.pick(self._desk, talk, self._offer(), reason := self._word())
        return Done("pick", picked, _facts(picked, "referral", "reason", reason))

    def _note(self) -> Done:
        there = consultations.open_ones(self._desk)
        if not there:
            return self._talk()
        noted = consultations.note(self._desk, there[0].id, notes := self._word())
        return Done("note", noted, (Fact("consultation", there[0].id, "notes", notes),))

    def _shift(self) -> Done:
        there = consultations.open_ones(self._desk)
        picks = consultations.shortlist(self._desk, there[0].id).offers() if there else ()
        if len(picks) < 2:
            return self._talk()
        return Done("shift", consultations.shift(self._desk, there[0].id, picks[0], 1))

    def _edit(self) -> Done:
        old = records.record(self._desk, "offer", self._offer())
        new = old.with_values(title=f"Angebot {self._word()}", open_places=self._chance.randrange(9))
        saved = editing.save(self._desk, Edit(old, new))
        return Done("edit", saved, (Fact("offer", new.id, "title", new.get("title")),))

    def _assure(self) -> Done:
        offer = self._offer()
        return Done(
            "assure", editing.assure(self._desk, offer), (Fact("offer", offer, "assured_by", "Mara"),)
        )

    def _draft(self) -> Done:
        typed = editing.new_record(self._desk, "organisation", name=self._word())
        editing.keep_drafts(self._desk, (Edit(None, typed),))
        draft = editing._draft_id(self._desk, typed.id)
        return Done("draft", facts=(Fact("draft", draft, "of_record", typed.id),))

    def _undo(self) -> Done:
        undone = history.undo_last(self._desk)
        return Done("undo", undone.changes if undone else Changes())

    def _offer(self) -> RecordId:
        return self._chance.choice(self._offers)

    def _word(self) -> str:
        return next(self._words)


def _facts(changes: Changes, kind: str, field: str, value: Value) -> tuple[Fact, ...]:
    return tuple(Fact(kind, id_, field, value) for id_ in changes.touched.get(kind, ()))


def _importing(desk: Desk, folder: Path) -> Iterator[Done | None]:
    """Looks at feeds on a thread beside the work, and takes each over once it is read."""
    lane = ThreadPoolExecutor(1, "outside")
    for path in cycle(trial.feeds(folder)):
        looking: Future[Import] = lane.submit(imports.look, desk, path)
        while not looking.done():
            yield None
        yield Done("import", _taken_over(desk, looking.result()))


def _taken_over(desk: Desk, looked: Import) -> Changes:
    try:
        return imports.take_over(desk, looked)
    except ChangedMeanwhile:
        return imports.take_over(desk, imports.look_again(desk, looked))
