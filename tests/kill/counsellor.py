"""The program without its window: a counsellor at work until she is killed."""

import os
import traceback
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from ctypes import c_bool
from dataclasses import replace
from itertools import count, cycle
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from threading import Lock

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import ChangedMeanwhile
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Value
from kosidesk.services import assurance, consultations, editing, history, imports, records, vault
from kosidesk.services.demo import DEMO_SOURCE
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.storage import read
from tests.desks import JON
from tests.kill import trial
from tests.kill.acknowledged import Done, Fact, Ready
from tests.kill.marks import before_each_commit, mark_transactions

Say = Callable[[Done], object]

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
        _work(whole.desk, folder, seed, _unsaid if too_early else pipe.send)


def _work(desk: Desk, folder: Path, seed: int, say: Say) -> None:
    """Two counsellors share the desk: while one thinks, the other writes."""
    one_at_a_time = Lock()

    def say_alone(done: Done) -> None:
        with one_at_a_time:
            say(done)

    imports_too = LIVES[seed % len(LIVES)] == max(LIVES)
    with ThreadPoolExecutor(3, "counsellor") as people:
        working = [
            people.submit(_Counsellor(replace(desk, user=user), seed, share).work, say_alone)
            for share, user in enumerate((desk.user, JON))
        ]
        if imports_too:
            working.append(people.submit(_import, desk, folder, say_alone))
        done, _ = wait(working, return_when=FIRST_EXCEPTION)
        for one in done:
            traceback.print_exception(one.exception())
        os._exit(1)


def _unsaid(_done: Done) -> None:
    """It has been said before."""


class _Counsellor:
    """Everything she does is one action of the services, told when they return.

    She has consultations and a half of the offers of her own, so that what she was told stands.
    """

    def __init__(self, desk: Desk, seed: int, share: int) -> None:
        self._desk = desk
        self._chance = chance = Random(f"{seed}:{share}")  # noqa: S311  the same for the same seed
        # Only those that no undone import takes away again.
        offers = read.by(desk.database, "offer", "source", (DEMO_SOURCE,))
        self._offers = [record.id for record in offers][share::2]
        self._words = (f"{chance.getrandbits(32):08x} {number}" for number in count())
        self._talk_id, self._picks = NOBODY, 0
        self._choices: tuple[Callable[[], Done], ...] = (
            *(self._talk, self._talk, self._talk, self._note, self._edit, self._edit),
            *(self._assure, self._draft, self._undo),
        )

    def work(self, say: Say) -> None:
        while True:
            # An offer or its organisation was edited beside her: another one then.
            with suppress(ChangedMeanwhile):
                say(self._chance.choice(self._choices)())

    def _talk(self) -> Done:
        """Begins, picks, gives a reason, closes: whatever the talk has come to."""
        talk = self._talk_id
        if talk == NOBODY:
            return self._begin()
        if self._picks >= _ENOUGH:
            self._talk_id = NOBODY
            closed = consultations.close(self._desk, talk)
            return Done("close", closed, (Fact("consultation", talk, "state", "closed"),))
        self._picks += 1
        picked = consultations.pick(self._desk, talk, self._offer(), reason := self._word())
        return Done("pick", picked, _facts(picked, "referral", "reason", reason))

    def _begin(self) -> Done:
        begun = consultations.begin(self._desk)
        self._talk_id, self._picks = begun.id, 0
        return Done("begin", facts=(Fact("consultation", begun.id, "code", begun.code),))

    def _note(self) -> Done:
        if self._talk_id == NOBODY:
            return self._begin()
        noted = consultations.note(self._desk, self._talk_id, notes := self._word())
        return Done("note", noted, (Fact("consultation", self._talk_id, "notes", notes),))

    def _edit(self) -> Done:
        old = records.record(self._desk, "offer", self._offer())
        new = old.with_values(title=f"Angebot {self._word()}", open_places=self._chance.randrange(9))
        saved = editing.save(self._desk, Edit(old, new))
        return Done("edit", saved, (Fact("offer", new.id, "title", new.get("title")),))

    def _assure(self) -> Done:
        offer = self._offer()
        return Done(
            "assure",
            assurance.assure(self._desk, (offer,)),
            (Fact("offer", offer, "assured_by", self._desk.user.name),),
        )

    def _draft(self) -> Done:
        typed = editing.new_record(self._desk, "organisation", name=self._word())
        editing.keep_drafts(self._desk, (Edit(None, typed),))
        draft = editing._draft_id(self._desk, typed.id)
        return Done("draft", facts=(Fact("draft", draft, "of_record", typed.id),))

    def _undo(self) -> Done:
        self._talk_id = NOBODY  # its beginning may be what is taken back
        undone = history.undo_last(self._desk)
        return Done("undo", undone.changes if undone else Changes())

    def _offer(self) -> RecordId:
        return self._chance.choice(self._offers)

    def _word(self) -> str:
        return next(self._words)


def _facts(changes: Changes, kind: str, field: str, value: Value) -> tuple[Fact, ...]:
    return tuple(Fact(kind, id_, field, value) for id_ in changes.touched.get(kind, ()))


def _import(desk: Desk, folder: Path, say: Say) -> None:
    """One feed after the other, beside the work."""
    for path in cycle(trial.feeds(folder)):
        # The work beside it never rests, so even looking may be overtaken again and again.
        with suppress(ChangedMeanwhile):
            looked = imports.look(desk, path)
            while True:
                try:
                    say(Done("import", imports.take_over(desk, looked)))
                except ChangedMeanwhile:
                    looked = imports.look_again(desk, looked)
                else:
                    break
