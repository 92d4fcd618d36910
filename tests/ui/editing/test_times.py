"""What is read of an offer's words about time stands beside them until somebody takes it over."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.record import Record, Value
from kosidesk.services import history, records
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.editing.model import Editor
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.editing.times import TimeLines
from kosidesk.ui.inputs.plain import TextInput
from kosidesk.ui.tasks import Tasks
from tests.desks import offer
from tests.domain.test_time_reading import grid
from tests.ui.looks import cut_off, nameless


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator[EditingScreen]:
    owner = QObject()
    made = EditingScreen(Editor(desk, tasks, bus, owner), desk)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    owner.deleteLater()


def edit(qtbot: QtBot, screen: EditingScreen, desk: Desk, text: str, **values: Value) -> Record:
    record = offer(desk, "Vorlesen", time_text=text, **values)
    with qtbot.waitSignals([screen.model.opened, screen.model.directed]):
        screen.edit(record.kind, record.id)
    return record


def lines(screen: EditingScreen) -> TimeLines:
    return screen._page().form._times


def time_text(screen: EditingScreen) -> TextInput:
    field = screen._page().form._inputs["time_text"]
    assert isinstance(field, TextInput)
    return field


def said(screen: EditingScreen) -> list[str]:
    shown = (label for label in (lines(screen)._said, lines(screen)._notes) if label.isVisibleTo(screen))
    return [line for label in shown for line in label.text().split("\n")]


def test_a_text_is_read_beside_its_field_and_nothing_is_taken_over_by_itself(
    qtbot: QtBot, screen: EditingScreen, desk: Desk
) -> None:
    record = edit(qtbot, screen, desk, "Di + Do 15-17 Uhr, in den Ferien nicht")

    assert said(screen) == [
        "Aus dem Text gelesen: dienstags und donnerstags nachmittags.",
        "Nicht gelesen: „in den Ferien nicht“",
    ]
    assert not screen.model.would_lose()
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert records.record(desk, "offer", record.id) == record


def test_one_key_takes_it_over_and_saving_can_be_undone(
    qtbot: QtBot, screen: EditingScreen, desk: Desk
) -> None:
    record = edit(qtbot, screen, desk, "dienstags nachmittags, 2 Std. pro Woche, bis 30.6.2027")

    qtbot.keyClick(screen, Qt.Key.Key_F6)

    assert said(screen) == []
    with qtbot.waitSignal(screen.done):
        screen.model.save()
    saved = records.record(desk, "offer", record.id)
    assert saved == record.with_values(
        week=grid("Di N"), hours_a_week=2.0, extent="weekly", until_on="2027-06-30"
    )
    history.undo_last(desk)
    assert records.record(desk, "offer", record.id) == record


def test_what_the_key_filled_is_in_sight(qtbot: QtBot, screen: EditingScreen, desk: Desk) -> None:
    edit(qtbot, screen, desk, "samstags")
    heading, week = screen._page().form.headings["Wann"], screen._page().form._inputs["week"]
    assert isinstance(week, QWidget)
    assert week.visibleRegion().isEmpty()

    qtbot.keyClick(screen, Qt.Key.Key_F6)

    assert not heading.visibleRegion().isEmpty()
    assert not week.visibleRegion().isEmpty()


def test_the_button_fills_the_fields_one_can_see(qtbot: QtBot, screen: EditingScreen, desk: Desk) -> None:
    edit(qtbot, screen, desk, "samstags, nach Absprache")

    lines(screen)._take.click()

    inputs = screen._page().form._inputs
    assert (inputs["week"].value(), inputs["flexible"].value()) == (grid("Sa"), True)


def test_it_follows_what_is_typed(qtbot: QtBot, screen: EditingScreen, desk: Desk) -> None:
    edit(qtbot, screen, desk, "")
    assert said(screen) == []

    qtbot.keyClicks(time_text(screen), "montags abends")

    assert said(screen) == ["Aus dem Text gelesen: montags abends."]


def test_a_contradiction_is_said_and_nothing_is_offered(
    qtbot: QtBot, screen: EditingScreen, desk: Desk
) -> None:
    edit(qtbot, screen, desk, "montags abends", week=grid("Fr"))

    assert said(screen) == ["Die Felder sagen etwas anderes als der Text. Bitte vergleichen: Wochenraster"]
    assert lines(screen)._take.isHidden()


def test_an_organisation_has_no_times(qtbot: QtBot, screen: EditingScreen) -> None:
    with qtbot.waitSignal(screen.model.directed):
        screen.begin("organisation")
    qtbot.keyClick(screen, Qt.Key.Key_F6)
    assert said(screen) == []


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(
    qtbot: QtBot, screen: EditingScreen, desk: Desk, qapp: Application, size: float
) -> None:
    qapp.use(Settings(text_size=size))
    edit(
        qtbot,
        screen,
        desk,
        "Mo vormittags, Di und Do nachmittags, Sa, 2 Stunden pro Woche, in den Ferien anders",
        flexible=False,
        extent="monthly",
    )
    time_text(screen).setFocus()

    qtbot.waitUntil(lambda: not cut_off(screen))
    assert nameless(screen) == []
    qapp.use(Settings())
