"""The offer screen by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.reading.lines import Sight
from kosidesk.ui.reading.reader import Reader
from kosidesk.ui.tasks import Tasks
from tests.desks import offer
from tests.ui.looks import cut_off, nameless

HOSTILE = "<b>Frau <Müller> & Co</b><img src='file:///etc/passwd'>"


@pytest.fixture
def stock(desk: Desk) -> tuple[Record, ...]:
    titles = ("Vorlesen in der Kita", "Garten am Talblick", HOSTILE)
    return tuple(
        offer(desk, title, edited_on=f"2026-0{n + 1}-01", description=f"{title}\nmit Kindern", number=str(n))
        for n, title in enumerate(titles)
    )


def shown(qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus, *, empty: bool = False) -> OffersScreen:
    screen = OffersScreen(desk, tasks, bus)
    qtbot.addWidget(screen)
    screen.resize(1200, 640)
    with qtbot.waitSignals([screen.model.found if empty else screen.model.shown, screen.model.counted]):
        screen.show()
    return screen


@pytest.fixture
def screen(stock: tuple[Record, ...], qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus) -> OffersScreen:
    made = shown(qtbot, desk, tasks, bus)
    made.enter()
    return made


def test_a_letter_in_the_list_begins_a_search(qtbot: QtBot, screen: OffersScreen) -> None:
    with qtbot.waitSignal(screen.search_wanted) as wanted:
        qtbot.keyClick(screen._list, "v")
    assert wanted.args == ["v"]


def test_space_asks_for_the_shortlist_and_f2_for_editing(
    qtbot: QtBot, screen: OffersScreen, stock: tuple[Record, ...]
) -> None:
    with qtbot.waitSignal(screen.pick_wanted) as picked:
        qtbot.keyClick(screen._list, Qt.Key.Key_Space)
    assert picked.args == [stock[2].id]
    with qtbot.waitSignal(screen.edit_wanted) as wanted:
        qtbot.keyClick(screen, Qt.Key.Key_F2)
    assert wanted.args == ["offer", stock[2].id]


def test_what_is_on_the_shortlist_is_marked_and_space_takes_it_off(
    qtbot: QtBot, screen: OffersScreen, stock: tuple[Record, ...]
) -> None:
    rows = screen.model.rows
    with qtbot.waitSignal(rows.dataChanged):
        screen.model.show_picked(frozenset({stock[2].id}))
    marked = ["✓ Merkliste" in str(rows.data(rows.index(n), ROW)) for n in range(3)]
    assert marked == [True, False, False]
    assert screen._detail._pick.text() == "Von der Merkliste nehmen"
    with qtbot.waitSignal(screen.unpick_wanted) as unpicked:
        qtbot.keyClick(screen._list, Qt.Key.Key_Space)
    assert unpicked.args == [stock[2].id]
    screen.model.show_picked(frozenset())
    assert screen._detail._pick.text() == "Auf die Merkliste"


def test_arrows_bring_the_next_offer_into_sight(qtbot: QtBot, screen: OffersScreen) -> None:
    with qtbot.waitSignal(screen.model.shown):
        qtbot.keyClick(screen._list, Qt.Key.Key_Down)
    assert "Garten am Talblick" in screen._detail._reader.toPlainText()


def test_enter_reads_and_escape_goes_back_to_the_list(qtbot: QtBot, screen: OffersScreen) -> None:
    qtbot.keyClick(screen._list, Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), Reader)
    qtbot.keyClick(screen._detail._reader, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is screen._list


def test_escape_takes_the_words_back_first(qtbot: QtBot, screen: OffersScreen) -> None:
    with qtbot.waitSignal(screen.model.found):
        screen.search("garten")
    with qtbot.waitSignal(screen.search_wanted) as wanted:
        qtbot.keyClick(screen._list, Qt.Key.Key_Escape)
    assert wanted.args == [""]


def test_markup_is_shown_as_it_is_and_can_be_copied(screen: OffersScreen) -> None:
    assert HOSTILE in screen._detail._reader.toPlainText()


def test_words_that_were_found_are_marked(qtbot: QtBot, screen: OffersScreen) -> None:
    with qtbot.waitSignal(screen.model.shown, check_params_cb=lambda seen: seen is not None):
        screen.search("kinder")
    document = screen._detail._reader.document()
    assert document.find("Kindern").charFormat().fontUnderline()
    assert not document.find("mit").charFormat().fontUnderline()


def test_an_offer_without_an_organisation_leads_to_none(
    qtbot: QtBot, screen: OffersScreen, stock: tuple[Record, ...], desk: Desk, bus: ChangeBus
) -> None:
    assert screen._detail._body.isVisible()
    with qtbot.waitSignal(screen.model.shown):
        bus.changed.emit(desk.write(Edit(stock[2], stock[2].with_values(organisation=None))))
    assert not screen._detail._body.isVisible()


def test_the_history_tells_who_did_what_and_takes_it_back(
    qtbot: QtBot, screen: OffersScreen, desk: Desk
) -> None:
    with qtbot.waitSignal(screen._history.told, check_params_cb=lambda told: len(told) == 3):
        qtbot.keyClick(screen, Qt.Key.Key_F7)
        qtbot.keyClick(screen, Qt.Key.Key_F4)
    newest = screen._detail._panel.findChild(
        type(screen._new), options=Qt.FindChildOption.FindChildrenRecursively
    )
    assert newest is not None
    shown = qtbot.waitSignal(screen.model.shown, check_params_cb=_is_unassured)
    with qtbot.waitSignal(screen.done) as told, shown:
        newest.click()
    assert told.args
    assert "Zurückgenommen" in told.args[0].sentence


def _is_unassured(seen: Sight | None) -> bool:
    return seen is not None and seen.full.offer.assured_on is None


def test_another_offer_shows_its_description_again(qtbot: QtBot, screen: OffersScreen) -> None:
    with qtbot.waitSignal(screen._history.told):
        qtbot.keyClick(screen, Qt.Key.Key_F7)
    with qtbot.waitSignal(screen.model.shown):
        qtbot.keyClick(screen._list, Qt.Key.Key_Down)
    assert screen._detail._reader.isVisible()
    assert "Garten am Talblick" in screen._detail._reader.toPlainText()


def test_what_was_saved_is_chosen_in_the_list(
    qtbot: QtBot, screen: OffersScreen, stock: tuple[Record, ...]
) -> None:
    def is_saved(seen: Sight | None) -> bool:
        return seen is not None and seen.full.offer.id == stock[0].id

    with qtbot.waitSignal(screen.model.shown, check_params_cb=is_saved):
        screen.model.show_saved("offer", stock[0].id)
    assert screen._list.currentIndex().row() == 2


def test_what_was_saved_and_is_not_in_the_list_leaves_the_choice_alone(
    qtbot: QtBot, screen: OffersScreen, stock: tuple[Record, ...]
) -> None:
    with qtbot.waitSignals([screen.model.found, screen.model.shown]):
        screen.search("garten")
    with qtbot.waitSignal(screen.model.found):
        screen.model.show_saved("offer", stock[0].id)
    assert screen.model.pointed_at == screen.model.rows.ids()[0]


def test_a_desk_without_offers_says_what_to_do(
    qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> None:
    screen = shown(qtbot, desk, tasks, bus, empty=True)
    assert screen._middle.currentWidget() is screen._empty
    with qtbot.waitSignal(screen.import_wanted):
        screen._import.click()


def test_nothing_found_gives_the_keyboard_to_the_first_way_out_and_back(
    qtbot: QtBot, screen: OffersScreen
) -> None:
    with qtbot.waitSignal(screen.model.nothing):
        screen.search("quasar")
        screen.enter()
    assert screen._nothing._made[0].hasFocus()
    with qtbot.waitSignal(screen.model.found):
        qtbot.keyClick(screen._nothing._made[0], Qt.Key.Key_Space)
    assert screen._list.hasFocus()


def test_nothing_found_offers_a_way_out(qtbot: QtBot, screen: OffersScreen) -> None:
    with qtbot.waitSignal(screen.model.nothing):
        screen.search("quasar")
    with qtbot.waitSignal(screen.model.found):
        screen._nothing._made[0].click()
    assert screen._list.isVisible()
    assert not screen._nothing.isVisible()
    assert screen.model.query.text == ""


@pytest.mark.parametrize("look", [Settings(theme="light", text_size=1.5), Settings(theme="contrast")])
@pytest.mark.parametrize("size", [(1200, 660), (870, 590)])
def test_every_control_speaks_and_nothing_is_cut_off(
    look: Settings, size: tuple[int, int], qapp: Application, screen: OffersScreen
) -> None:
    qapp.use(look)
    try:
        screen.resize(*size)
        for column in range(3):
            screen._columns.reveal(column)
            QApplication.processEvents()
            assert cut_off(screen) == []
        assert nameless(screen) == []
    finally:
        qapp.use(Settings())


def test_an_offer_another_screen_speaks_of_is_shown_whatever_was_looked_for(
    qtbot: QtBot, screen: OffersScreen, stock: tuple[Record, ...], desk: Desk
) -> None:
    closed = offer(desk, "Suppe kochen", status="inactive")
    for wanted in (stock[0], closed):
        with qtbot.waitSignal(screen.model.shown, check_params_cb=lambda seen, id_=wanted.id: _is(seen, id_)):
            screen.show_offer(wanted.id)
        assert screen._list.current() == screen.model.pointed_at
        assert isinstance(QApplication.focusWidget(), Reader)


def _is(seen: Sight | None, offer: str) -> bool:
    return seen is not None and seen.full.offer.id == offer
