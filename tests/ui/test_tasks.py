"""Work leaves the GUI thread and its answer comes back, or is dropped."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from kosidesk.domain.errors import DeskBusy, KosiError
from kosidesk.ui.tasks import Lane, Tasks


class Asker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.refusals: list[KosiError] = []
        self.threads: list[bool] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(QThread.currentThread() is self.thread())


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    lanes = Tasks()
    yield lanes
    lanes.close()


@pytest.fixture
def asker() -> Asker:
    return Asker()


def ask(tasks: Tasks, asker: Asker, work: object, lane: Lane = Lane.READ) -> None:
    tasks.run(asker, work, asker.take, asker.refusals.append, lane=lane)  # type: ignore[arg-type]


def test_the_answer_arrives_on_the_gui_thread(tasks: Tasks, asker: Asker, qtbot: QtBot) -> None:
    ask(tasks, asker, threading.get_ident)
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert asker.answers != [threading.get_ident()]
    assert asker.threads == [True]


def test_what_can_be_expected_reaches_the_asker(tasks: Tasks, asker: Asker, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise DeskBusy

    ask(tasks, asker, refuse)
    qtbot.waitUntil(lambda: bool(asker.refusals))
    assert isinstance(asker.refusals[0], DeskBusy)
    assert asker.answers == []


def test_a_bug_is_raised_where_the_crash_hook_sees_it(tasks: Tasks, asker: Asker, qtbot: QtBot) -> None:
    def fail() -> None:
        raise KeyError("bug")

    with qtbot.captureExceptions() as caught:
        ask(tasks, asker, fail)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is KeyError
    assert (asker.answers, asker.refusals) == ([], [])


def test_a_late_answer_for_a_closed_window_is_dropped(tasks: Tasks, asker: Asker, qtbot: QtBot) -> None:
    gate, patient = threading.Event(), Asker()
    ask(tasks, asker, gate.wait)
    shiboken6.delete(asker)
    gate.set()
    ask(tasks, patient, partial(str, "next"))
    qtbot.waitUntil(lambda: bool(patient.answers))
    assert asker.answers == []


def test_the_answer_of_a_writer_waits_for_the_one_before(tasks: Tasks, asker: Asker, qtbot: QtBot) -> None:
    gate = threading.Event()
    ask(tasks, asker, gate.wait, Lane.WRITE)
    ask(tasks, asker, partial(str, "second"), Lane.WRITE)
    gate.set()
    qtbot.waitUntil(lambda: len(asker.answers) == 2)
    assert asker.answers == [True, "second"]


@pytest.mark.parametrize("busy", [Lane.WRITE, Lane.OUTSIDE])
def test_a_search_never_waits_for_another_lane(busy: Lane, tasks: Tasks, asker: Asker, qtbot: QtBot) -> None:
    gate = threading.Event()
    for _ in range(3):
        ask(tasks, asker, gate.wait, busy)
    ask(tasks, asker, partial(str, "found"))
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert asker.answers == ["found"]
    gate.set()


def test_two_things_go_on_outside_at_once(tasks: Tasks, asker: Asker, qtbot: QtBot) -> None:
    both = threading.Barrier(2, timeout=10)
    ask(tasks, asker, both.wait, Lane.OUTSIDE)
    ask(tasks, asker, both.wait, Lane.OUTSIDE)
    qtbot.waitUntil(lambda: len(asker.answers) == 2)


def test_what_has_not_begun_is_forgotten_when_the_window_closes(asker: Asker) -> None:
    tasks, gate, begun = Tasks(), threading.Event(), []
    ask(tasks, asker, gate.wait)
    ask(tasks, asker, partial(begun.append, "too late"))
    threading.Timer(0.05, gate.set).start()
    tasks.close()
    assert begun == []


def test_what_could_not_be_written_at_the_end_is_handed_back(asker: Asker) -> None:
    def refuse() -> None:
        raise DeskBusy

    tasks = Tasks()
    ask(tasks, asker, refuse, Lane.WRITE)
    ask(tasks, asker, refuse, Lane.READ)
    (failure,) = tasks.close()
    assert isinstance(failure, DeskBusy)
    assert asker.refusals == []
