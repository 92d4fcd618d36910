"""The program with its window: unlocked and used by keys and through its models until it is killed."""

import os
from collections.abc import Callable
from ctypes import c_bool
from functools import partial
from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any, NoReturn, cast

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported for the first time

import sys
import traceback

from PySide6.QtCore import QObject, Qt, QTimer, Slot, qInstallMessageHandler
from PySide6.QtTest import QTest

from kosidesk import app
from kosidesk.app.program import Program
from kosidesk.app.room import Room
from kosidesk.domain.change import Changes
from kosidesk.domain.consultation import Consultation
from kosidesk.services.demo import DEMO_SOURCE
from kosidesk.services.finishing import Agreement
from kosidesk.storage import read
from kosidesk.ui.application import Application
from kosidesk.ui.kit.row_list import RowList
from tests.kill import trial
from tests.kill.acknowledged import Done, Fact, Ready
from tests.kill.marks import mark_transactions

LIVES = (0.7, 0.7, 0.7, 2.0)
"""Seconds a life lasts at most, by its seed; a feed is imported in the longest of them."""

# Faster than any hand, so that the lane that writes has something to do.
_BEAT_MS, _AT_A_BEAT = 10, 3
_ENOUGH = 4  # offers on a shortlist
_USUAL = ("This plugin does not support propagateSizeHints()",)
_CONTROL = Qt.KeyboardModifier.ControlModifier


def work(folder: Path, seed: int, pipe: Connection, inside: c_bool) -> None:
    """Runs the real program in a process of its own; it never ends by itself."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "HOME"):
        os.environ[name] = str(folder.parent / "home")
    mark_transactions(inside)
    qInstallMessageHandler(_hear)
    # The one place where somebody can take a seat before the event loop begins.
    app.Application = partial(_Driven, partial(_Counsellor, folder, seed, pipe))  # type: ignore[assignment, attr-defined]
    app.run(folder)


class _Driven(Application):
    """The application as it is, with a counsellor who sits down when it starts."""

    def __init__(self, sit_down: Callable[[Application], QObject], *given: Any) -> None:
        super().__init__(*given)
        self._sit_down = sit_down

    def exec(self) -> int:  # type: ignore[override]
        sys.excepthook = _give_up
        self._counsellor = self._sit_down(self)
        return super().exec()


def _hear(_kind: object, _where: object, message: str) -> None:
    if message not in _USUAL:
        print(message, file=sys.stderr)


def _give_up(kind: type[BaseException], error: BaseException, passed: Any) -> NoReturn:
    """A bug would wait for ever in a dialog nobody closes."""
    traceback.print_exception(kind, error, passed)
    os._exit(3)


class _Counsellor(QObject):
    """Unlocks the desk; then, at each beat, one thing a counsellor does."""

    def __init__(self, folder: Path, seed: int, pipe: Connection, application: Application) -> None:
        super().__init__(application)
        self._application, self._folder, self._pipe = application, folder, pipe
        self._chance = Random(seed)  # noqa: S311  the same work for the same seed
        self._imports_too = LIVES[seed % len(LIVES)] == max(LIVES)
        self._deeds = (
            *(
                self._talk,
                self._talk,
                self._talk,
                self._talk,
                self._note,
                self._note,
                self._shift,
                self._shift,
            ),
            *(self._list, self._list, self._undo, self._search),
        )
        self._has_knocked = False
        self._room: Room | None = None
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._live)
        self._beat.start(_BEAT_MS)

    @Slot()
    def _live(self) -> None:
        program = self._application.findChild(Program)
        if self._room is not None:
            self._act(self._room)
        elif program is None:
            return
        elif program.room is not None:
            self._begin(program.room)
        elif program.door is not None and not self._has_knocked:
            self._has_knocked = True
            field = program.door.focusWidget()
            QTest.keyClicks(field, trial.PASSPHRASE)
            QTest.keyClick(field, Qt.Key.Key_Return)

    def _begin(self, room: Room) -> None:
        models = room.models
        self._offers = [
            record.id for record in read.by(models.desk.database, "offer", "source", (DEMO_SOURCE,))
        ]
        models.bus.changed.connect(self._tell)
        self._room = room
        room.window.go("offers")
        if self._imports_too:
            self._feeds = cycle(trial.feeds(self._folder))
            models.wizard.looked.connect(models.wizard.take_over)
            models.wizard.finished.connect(self._import)
            self._import()
        self._pipe.send(Ready())

    @Slot()
    def _import(self) -> None:
        if self._room is not None:
            self._room.models.wizard.start([next(self._feeds)])

    @Slot(object)
    def _tell(self, changes: Changes) -> None:
        """What the screens learn is what the counsellor sees as done."""
        if changes.transaction:
            self._pipe.send(Done("+".join(sorted(changes.touched)), changes))
            return
        for id_ in changes.touched.get(Consultation.KIND, ()):
            self._pipe.send(Done("begin", facts=(Fact(Consultation.KIND, id_, "kind", "seeking"),)))

    def _act(self, room: Room) -> None:
        for deed in self._chance.choices(self._deeds, k=_AT_A_BEAT):
            deed(room)

    def _talk(self, room: Room) -> None:
        talk = room.models.conversation
        if talk.sitting is None:
            QTest.keyClick(room.window, Qt.Key.Key_B, _CONTROL)
        elif len(talk.sitting.picks) >= _ENOUGH:
            talk.agree(Agreement())
        elif talk.sitting.picks and self._chance.random() < 1 / 3:
            talk.give_reason(talk.sitting.picks[-1].offer, self._word())
        else:
            talk.pick(self._chance.choice(self._offers))

    def _note(self, room: Room) -> None:
        room.models.conversation.say({"notes": self._word()})
        room.models.conversation.keep()

    def _shift(self, room: Room) -> None:
        talk = room.models.conversation
        if talk.sitting is not None and talk.sitting.picks:
            talk.shift(talk.sitting.picks[0].offer, 1)

    def _search(self, room: Room) -> None:
        QTest.keyClick(room.window, Qt.Key.Key_K, _CONTROL)
        QTest.keyClicks(room.window.search, self._chance.choice(("vorlesen", "garten", "deu", "")))

    def _list(self, room: Room) -> None:
        """Down the list, onto the shortlist, or told that the offer still holds."""
        listed = cast("RowList", room.window.go("offers").findChild(RowList))
        QTest.keyClick(listed, Qt.Key.Key_Down)
        QTest.keyClick(listed, self._chance.choice((Qt.Key.Key_Space, Qt.Key.Key_F4)))

    def _undo(self, room: Room) -> None:
        QTest.keyClick(room.window, Qt.Key.Key_Z, _CONTROL)

    def _word(self) -> str:
        return f"{self._chance.getrandbits(64):016x}"
