"""Possible duplicates are settled with one key each, and whatever was settled can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record, Value
from kosidesk.services import history, organisations, records
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.organisations.double_card import DoubleCard
from kosidesk.ui.organisations.screen import OrganisationsScreen
from kosidesk.ui.tasks import Tasks
from tests.ui.bench import Heard
from tests.ui.looks import cut_off, nameless


def stored(desk: Desk, kind: str, /, **values: Value) -> Record:
    record = Record(kind, desk.born_id(), values)
    desk.write(Edit(None, record))
    return record


@pytest.fixture
def stock(desk: Desk) -> tuple[Record, ...]:
    """Two pairs; the second is less alike."""
    made = [
        stored(desk, "organisation", name=name, phone=phone, street="Talblick 7", postcode="42277")
        for name, phone in (
            ("<b>Caritas</b> Verband", "0202 000-1"),
            ("<b>Caritas</b>verband e.V.", "0202 000-1"),
            ("Haus am Wald", "0202 000-2"),
            ("Haus am Wald gGmbH", "0202 000-3"),
        )
    ]
    stored(desk, "offer", title="Kochen", organisation=made[1].id, status="active")
    return tuple(made)


@pytest.fixture
def screen(
    stock: tuple[Record, ...], qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> OrganisationsScreen:
    made = OrganisationsScreen(desk, tasks, bus)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitSignal(made.model.shown):
        made.show()
    with qtbot.waitSignal(made._double_search.shown):
        made._look_for_doubles.click()
    return made


def cards(screen: OrganisationsScreen) -> list[DoubleCard]:
    return list(screen._doubles._cards.values())


def test_each_pair_has_a_card_that_says_why(screen: OrganisationsScreen, stock: tuple[Record, ...]) -> None:
    first, second = cards(screen)
    assert first.double.ids == (stock[0].id, stock[1].id)
    assert second.double.ids == (stock[2].id, stock[3].id)
    said = [label.text() for label in first.findChildren(PlainLabel)]
    assert "Dafür spricht: ähnlicher Name, gleiche Telefonnummer, gleiche Anschrift." in said
    assert screen._doubles._head.text() == "2 mögliche Dubletten"


def test_a_number_merges_and_the_next_pair_takes_the_keyboard(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk
) -> None:
    done = Heard(screen.done, screen)
    first, second = cards(screen)
    first.enter()
    with qtbot.waitSignal(screen._double_search.shown):
        qtbot.keyClick(QApplication.focusWidget(), "1")
    assert organisations.full(desk, stock[0].id).active == 1
    assert cards(screen) == [second]
    assert second.isAncestorOf(QApplication.focusWidget())
    assert isinstance(done.last, Done)
    assert done.last.sentence == "Zusammengeführt."


def test_the_other_side_may_stay_and_it_can_be_taken_back(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk, bus: ChangeBus
) -> None:
    done = Heard(screen.done, screen)
    with qtbot.waitSignal(screen._double_search.shown):
        cards(screen)[0]._answers[1].click()
    assert records.record(desk, "organisation", stock[0].id).text("merged_into") == stock[1].id
    assert isinstance(done.last, Done)
    with qtbot.waitSignal(screen._double_search.shown):
        bus.changed.emit(history.undo(desk, done.last.transaction).changes)
    assert records.record(desk, "organisation", stock[0].id).text("merged_into") == ""
    assert len(cards(screen)) == 2


def test_two_that_are_two_are_not_asked_about_again(qtbot: QtBot, screen: OrganisationsScreen) -> None:
    for _ in range(2):
        with qtbot.waitSignal(screen._double_search.shown):
            cards(screen)[0]._answers[2].click()
    assert cards(screen) == []
    assert screen._doubles._sides.currentWidget() is screen._doubles._empty
    assert screen._doubles._head.text() == "Mögliche Dubletten"


def test_what_somebody_else_settled_is_told_and_looked_at_again(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk
) -> None:
    desk.write(Edit(stock[1], None))
    with qtbot.waitSignals([screen.refused, screen._double_search.shown]):
        cards(screen)[0]._answers[0].click()
    assert len(cards(screen)) == 1


def test_escape_leads_back_to_the_list(qtbot: QtBot, screen: OrganisationsScreen) -> None:
    qtbot.keyClick(screen._doubles, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is screen._list
    assert not screen._double_search._is_seen


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(
    size: float, screen: OrganisationsScreen, qtbot: QtBot, qapp: Application
) -> None:
    qapp.use(Settings(text_size=size))
    try:
        qtbot.waitUntil(lambda: not cut_off(screen) + nameless(screen), timeout=5_000)
    finally:
        qapp.use(Settings())
