"""The screen of organisations by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record, Value
from kosidesk.services import history, merging, records
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.kit.list_button import ListWish
from kosidesk.ui.organisations.screen import OrganisationsScreen
from kosidesk.ui.reading.reader import Reader
from kosidesk.ui.tasks import Tasks
from tests.ui.bench import Heard
from tests.ui.looks import cut_off, nameless

HOSTILE = "<b>Frau <Müller> & Co</b><img src='file:///etc/passwd'>"


def stored(desk: Desk, kind: str, /, **values: Value) -> Record:
    record = Record(kind, desk.born_id(), values)
    desk.write(Edit(None, record))
    return record


@pytest.fixture
def stock(desk: Desk) -> tuple[Record, ...]:
    """Three organisations in the order of the alphabet; the first has two offers."""
    first = stored(
        desk, "organisation", name="Altenheim Müller", town="Solingen", number="305",
        street="Talblick 7", postcode="42277", phone="0202 000-17", mail="haus@example.org",
        web="https://heim.example.org", notes="Ruft lieber an.",
    )  # fmt: skip
    second = stored(desk, "organisation", name=HOSTILE)
    third = stored(desk, "organisation", name="Öffentliche Bücherei", town="Wuppertal")
    stored(desk, "contact", organisation=first.id, name="Ada Beispiel", phone="0202 000-18")
    stored(desk, "offer", title="Vorlesen", organisation=first.id, status="active")
    stored(desk, "offer", title="Kochen", organisation=first.id, status="inactive")
    return first, second, third


def shown(qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus) -> OrganisationsScreen:
    screen = OrganisationsScreen(desk, tasks, bus)
    qtbot.addWidget(screen)
    screen.resize(1200, 640)
    with qtbot.waitSignal(screen.model.shown):
        screen.show()
    return screen


@pytest.fixture
def screen(
    stock: tuple[Record, ...], qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> OrganisationsScreen:
    made = shown(qtbot, desk, tasks, bus)
    made._back_to_list()
    qtbot.waitUntil(tasks.is_idle)
    return made


def read(screen: OrganisationsScreen) -> str:
    return screen._detail._reader.toPlainText()


def test_the_detail_says_how_to_reach_it_whom_to_ask_and_what_we_noted(screen: OrganisationsScreen) -> None:
    said = ("Talblick 7, 42277 Solingen", "0202 000-17", "haus@example.org", "heim.example.org")
    for text in (*said, "Ada Beispiel · 0202 000-18", "Ruft lieber an.", "Nr. 305"):
        assert text in read(screen)


def test_the_detail_tells_of_talks_and_of_referrals_by_numbers_that_tell_of_nobody(
    screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk, bus: ChangeBus, qtbot: QtBot
) -> None:
    assert "Zu wenige für Zahlen" in read(screen)
    offer = stored(desk, "offer", title="Singen", organisation=stock[0].id)
    for state, count in (("started", 7), ("handed_out", 6), ("no_answer", 2), ("contacted", 2)):
        for _ in range(count):
            stored(desk, "referral", offer=offer.id, state=state)
    talk = Record(
        "consultation",
        desk.born_id(),
        {
            "kind": "complaint",
            "begun_at": "2026-11-12T10:00:00+00:00",
            "organisation": stock[0].id,
            "counsellor": desk.user.id,
            "code": "7K3QP2RD-M",
        },
    )
    with qtbot.waitSignal(screen.model.shown):
        bus.changed.emit(desk.write(Edit(None, talk)))
    for said in (
        "12.11.2026 · Klärung · Mara · 7K3QP2RD-M",
        "begonnen: 7",
        "noch nichts gehört: 6",
        "keine Rückmeldung: unter 5",
        "im Gespräch: unter 5",
    ):
        assert said in read(screen)
    assert "zusammen: 17" in read(screen)


def test_what_was_found_is_the_list_that_goes_out(
    qtbot: QtBot, screen: OrganisationsScreen, desk: Desk
) -> None:
    with qtbot.waitSignal(screen.model.found):
        screen._search.setText("e")
    wished = Heard(screen.list_wanted, screen)
    qtbot.keyClick(screen, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    (wish,) = wished.all
    assert isinstance(wish, ListWish)
    assert wish.with_people is None
    named = [row[1] for row in wish.make(desk).rows]
    assert named == [
        records.record(desk, "organisation", id_).text("name") for id_ in screen.model.rows.ids()
    ]


def test_a_row_tells_town_and_offers_in_two_lines(screen: OrganisationsScreen) -> None:
    spoken = screen._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Altenheim Müller, Solingen · 2 Angebote, 1 aktiv, 305"


def test_the_first_letter_begins_the_search_and_it_finds_while_typing(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...]
) -> None:
    qtbot.keyClick(screen._list, "b")
    assert QApplication.focusWidget() is screen._search
    with qtbot.waitSignal(screen.model.shown):
        qtbot.keyClicks(screen._search, "uech")
    assert screen.model.rows.ids() == (stock[2].id,)
    assert "Öffentliche Bücherei" in read(screen)


def test_enter_leads_from_the_search_to_the_list_and_on_to_the_detail_and_escape_back(
    qtbot: QtBot, screen: OrganisationsScreen
) -> None:
    qtbot.keyClick(screen._search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is screen._list
    qtbot.keyClick(screen._list, Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), Reader)
    qtbot.keyClick(screen._detail._reader, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is screen._list


def test_the_space_bar_takes_an_organisation_to_the_letters_and_its_row_says_so(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], tasks: Tasks
) -> None:
    wished = Heard(screen.letter_wanted, screen)
    qtbot.keyClick(screen._list, Qt.Key.Key_Space)
    assert wished.all == [stock[0].id]
    screen.model.show_letters(frozenset({stock[0].id}))
    qtbot.waitUntil(tasks.is_idle)
    assert "für einen Brief gewählt" in screen._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    screen.model.show_letters(frozenset())
    qtbot.waitUntil(tasks.is_idle)
    assert "Brief" not in screen._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_what_was_saved_is_chosen_in_the_list(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...]
) -> None:
    last = screen.model.rows.ids()[-1]
    with qtbot.waitSignal(screen.model.found):
        screen.model.show_saved("organisation", last)
    assert screen._list.current() == last


def test_whoever_speaks_of_one_that_was_merged_sees_the_one_it_has_become(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk
) -> None:
    merging.merge(desk, "organisation", stock[2].id, stock[1].id)
    with qtbot.waitSignal(screen.model.found):
        screen.show_organisation(stock[1].id)
    assert screen._list.current() == stock[2].id


def test_escape_takes_the_words_back_before_the_screen_is_left(
    qtbot: QtBot, screen: OrganisationsScreen
) -> None:
    with qtbot.waitSignal(screen.model.found):
        screen._search.setText("heim")
    assert screen.model.rows.rowCount() == 1
    with qtbot.waitSignal(screen.model.found):
        qtbot.keyClick(screen._list, Qt.Key.Key_Escape)
    assert screen._search.text() == ""
    assert screen.model.rows.rowCount() == 3


def test_arrows_bring_the_next_one_into_sight_and_markup_is_shown_as_it_is(
    qtbot: QtBot, screen: OrganisationsScreen
) -> None:
    with qtbot.waitSignal(screen.model.shown):
        qtbot.keyClick(screen._list, Qt.Key.Key_Down)
    assert HOSTILE in read(screen)
    assert screen._offers._sides.currentWidget() is screen._offers._empty


def test_its_offers_stand_beside_it_and_enter_opens_one(
    qtbot: QtBot, screen: OrganisationsScreen, desk: Desk
) -> None:
    screen._offers._list.enter()
    assert screen._offers._list.currentIndex().data() == "Vorlesen"
    with qtbot.waitSignal(screen.offer_wanted) as wanted:
        qtbot.keyClick(screen._offers._list, Qt.Key.Key_Return)
    assert wanted.args
    assert records.record(desk, "offer", wanted.args[0]).text("title") == "Vorlesen"


def test_the_button_opens_the_offer_that_is_chosen(
    qtbot: QtBot, screen: OrganisationsScreen, desk: Desk
) -> None:
    screen._offers._list.setCurrentIndex(screen.model.offers.index(1))
    with qtbot.waitSignal(screen.offer_wanted) as wanted:
        screen._offers._open.click()
    assert wanted.args
    assert records.record(desk, "offer", wanted.args[0]).text("title") == "Kochen"


def test_keys_edit_it_and_make_a_new_one(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...]
) -> None:
    with qtbot.waitSignal(screen.edit_wanted) as wanted:
        qtbot.keyClick(screen, Qt.Key.Key_F2)
    assert wanted.args == ["organisation", stock[0].id]
    with qtbot.waitSignal(screen.edit_wanted) as wanted:
        qtbot.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["organisation", ""]


def test_a_new_offer_names_the_organisation_in_sight(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...]
) -> None:
    with qtbot.waitSignal(screen.new_offer_wanted) as wanted:
        screen._offers._new.click()
    assert wanted.args == [stock[0].id]


def test_a_change_shows_at_once_and_the_choice_stays(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk, bus: ChangeBus
) -> None:
    with qtbot.waitSignal(screen.model.shown):
        screen._list.point_at(screen.model.rows.index_of(stock[2].id))
    changes = desk.write(Edit(stock[2], stock[2].with_values(name="Aachener Bücherei")))
    with qtbot.waitSignal(screen.model.shown):
        bus.changed.emit(changes)
    assert screen.model.rows.ids()[0] == stock[2].id
    assert screen._list.current() == stock[2].id
    assert "Aachener Bücherei" in read(screen)


def test_a_new_offer_is_counted_at_once(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk, bus: ChangeBus
) -> None:
    born = Record(
        "offer", desk.born_id(), {"title": "Singen", "organisation": stock[0].id, "status": "active"}
    )
    with qtbot.waitSignals([screen.model.shown, screen.model.rows.dataChanged]):
        bus.changed.emit(desk.write(Edit(None, born)))
    assert screen._offers._count.text() == "3 Angebote, 2 aktiv"
    assert "3 Angebote, 2 aktiv" in screen._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_one_that_was_taken_back_leaves_the_list_without_a_word(
    qtbot: QtBot, screen: OrganisationsScreen, desk: Desk, bus: ChangeBus
) -> None:
    born = Record("organisation", desk.born_id(), {"name": "Irrtum"})
    with qtbot.waitSignal(screen.model.found):
        bus.changed.emit(desk.write(Edit(None, born)))
    with qtbot.waitSignal(screen.model.shown):
        screen._list.point_at(screen.model.rows.index_of(born.id))
    undone = history.undo_last(desk)
    assert undone
    with qtbot.waitSignal(screen.model.shown), qtbot.assertNotEmitted(screen.refused):
        bus.changed.emit(undone.changes)
    assert born.id not in screen.model.rows.ids()
    assert "Altenheim Müller" in read(screen)


def test_the_history_tells_who_did_what(qtbot: QtBot, screen: OrganisationsScreen) -> None:
    with qtbot.waitSignal(screen._history.told) as told:
        qtbot.keyClick(screen, Qt.Key.Key_F7)
    assert told.args
    said = ["Mara hat einen Kontakt angelegt", "Mara hat den Eintrag angelegt"]
    assert [entry.done for entry in told.args[0]] == said
    assert screen._detail._pages.currentWidget() is screen._detail._panel


def test_an_empty_desk_says_what_to_do_and_nothing_found_says_what_may_help(
    qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> None:
    screen = shown(qtbot, desk, tasks, bus)
    assert screen._middle.currentWidget() is screen._empty
    with qtbot.waitSignal(screen.import_wanted):
        screen._import.click()
    changes = desk.write(Edit(None, Record("organisation", desk.born_id(), {"name": "Talblick"})))
    with qtbot.waitSignal(screen.model.shown):
        bus.changed.emit(changes)
    with qtbot.waitSignal(screen.model.found):
        screen._search.setText("quasar")
    assert screen._middle.currentWidget() is screen._nothing
    qtbot.waitUntil(lambda: screen._detail._sides.currentWidget() is screen._detail._blank)


@pytest.mark.parametrize("look", [Settings(theme="light", text_size=1.5), Settings(theme="contrast")])
@pytest.mark.parametrize("size", [(1200, 660), (870, 590)])
def test_every_control_speaks_and_nothing_is_cut_off(
    look: Settings, size: tuple[int, int], qapp: Application, screen: OrganisationsScreen
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


def test_what_waits_for_a_decision_is_said_and_led_to(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...], desk: Desk, bus: ChangeBus
) -> None:
    values = {"of_kind": "organisation", "of_record": stock[0].id, "field": "name", "status": "undecided"}
    bus.changed.emit(desk.write(Edit(None, Record("conflict", desk.born_id(), values))))
    qtbot.waitUntil(screen._detail._disputes.isVisible)
    with qtbot.waitSignal(screen.conflicts_wanted) as wanted:
        screen._detail._disputes.click()
    assert wanted.args == [(stock[0].id,)]


def test_another_screen_may_lead_to_an_organisation(
    qtbot: QtBot, screen: OrganisationsScreen, stock: tuple[Record, ...]
) -> None:
    screen.show_organisation(stock[2].id)
    qtbot.waitUntil(lambda: "Öffentliche Bücherei" in read(screen))
