"""Taking back: one wish after the other, each answered in words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record
from kosidesk.services import offers, records
from kosidesk.storage import read
from kosidesk.ui.done import Done
from kosidesk.ui.undo import Undo
from tests.desks import NOW, offer
from tests.ui.bench import Bench, Heard, bench


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.fixture
def undo(here: Bench) -> Undo:
    return Undo(here.desk, here.tasks, here.bus, here.owner)


@pytest.fixture
def record(here: Bench) -> Record:
    made = offer(here.desk, "Suppe kochen")
    once = made.with_values(title="Suppe ausgeben")
    here.desk.write(Edit(made, once))
    here.desk.write(Edit(once, once.with_values(notes="neu")))
    return made


def test_two_quick_wishes_take_two_steps_back(here: Bench, undo: Undo, record: Record, qtbot: QtBot) -> None:
    done, changed = Heard(undo.done, here.owner), Heard(here.bus.changed, here.owner)
    with qtbot.assertNotEmitted(undo.refused):
        undo.take_back_last(NOW)
        undo.take_back_last(NOW)
        qtbot.waitUntil(lambda: len(done.all) == 2)
    assert done.all == [Done("Zurückgenommen.")] * 2
    assert len(changed.all) == 2
    assert records.record(here.desk, "offer", record.id) == record


def test_nothing_to_take_back_is_said(here: Bench, undo: Undo, qtbot: QtBot) -> None:
    offer(here.desk, "Suppe kochen")
    with qtbot.waitSignal(undo.done) as told:
        undo.take_back_last(here.desk.clock())
    assert told.args == [Done("Es gibt nichts zurückzunehmen.")]


def test_whoever_writes_between_looking_and_writing_does_not_stop_it(
    here: Bench, record: Record, qtbot: QtBot
) -> None:
    nobody_wrote = iter((True,))

    def id_while_somebody_writes() -> str:
        if next(nobody_wrote, False):
            offer(here.desk, "Garten")
        return here.desk.new_id()

    desk = replace(here.desk, new_id=id_while_somebody_writes)
    undo = Undo(desk, here.tasks, here.bus, here.owner)
    with qtbot.assertNotEmitted(undo.refused), qtbot.waitSignal(undo.done) as told:
        undo.take_back(read.history(desk.database, record.id)[-1].transaction)
    assert told.args == [Done("Zurückgenommen.")]
    assert offers.count(desk) == 2
