"""One deed for all that was found, by keyboard: looked at, done, taken back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kosidesk.domain.record import Record
from kosidesk.services import history, offers
from kosidesk.services.bulk import Assure, Line, Pause, Preview, SetStatus, TakeUp, Unchanged
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.kit.fields import shown_day
from kosidesk.ui.offers import bulk_words
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.tasks import Tasks
from tests.desks import NOW, offer
from tests.ui.looks import cut_off, nameless

PAUSE = Pause(NOW.date())


@pytest.fixture
def stock(desk: Desk) -> tuple[Record, ...]:
    titles = ("Vorlesen in der Kita", "Garten am Talblick", "Suppe kochen")
    return tuple(offer(desk, title, number=str(n)) for n, title in enumerate(titles))


@pytest.fixture
def screen(stock: tuple[Record, ...], qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus) -> OffersScreen:
    made = OffersScreen(desk, tasks, bus)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitSignals([made.model.shown, made.model.counted]):
        made.show()
    made.enter()
    return made


def begin(qtbot: QtBot, screen: OffersScreen) -> None:
    with qtbot.waitSignal(screen._bulk.previewed):
        qtbot.keyClick(screen._list, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)


def press_primary(qtbot: QtBot, screen: OffersScreen) -> Done:
    with qtbot.waitSignal(screen.done) as told:
        qtbot.keyClick(screen._panel._do, Qt.Key.Key_Return)
    done = told.args[0] if told.args else None
    assert isinstance(done, Done)
    return done


def test_all_found_are_assured_with_two_keys_and_one_undo_takes_it_back(
    qtbot: QtBot, screen: OffersScreen, desk: Desk, stock: tuple[Record, ...]
) -> None:
    begin(qtbot, screen)
    assert screen._panel._announced.text() == "3 Angebote ändern sich."

    done = press_primary(qtbot, screen)

    ids = [record.id for record in stock]
    assert done.sentence == "3 Angebote als noch gültig vermerkt."
    assert {full.offer.assured_by for full in offers.by_ids(desk, ids)} == {"Mara"}
    assert QApplication.focusWidget() is screen._list
    history.undo(desk, done.transaction)
    assert {full.offer.assured_by for full in offers.by_ids(desk, ids)} == {""}


def test_only_what_was_found_is_meant(qtbot: QtBot, screen: OffersScreen, desk: Desk) -> None:
    with qtbot.waitSignal(screen.model.found):
        screen.search("garten")
    begin(qtbot, screen)

    assert screen._panel._head.title.text() == "Für 1 gefundenes Angebot"
    assert screen._panel._lines.text() == "1 · Garten am Talblick"


def test_a_pause_waits_for_its_day_and_a_wrong_one_is_told_beside_it(
    qtbot: QtBot, screen: OffersScreen, desk: Desk, stock: tuple[Record, ...]
) -> None:
    begin(qtbot, screen)
    panel = screen._panel
    qtbot.keyClick(panel._deed, Qt.Key.Key_Down)
    assert "Bitte den Tag eintragen" in panel._announced.text()
    assert not panel._do.isEnabled()

    with qtbot.waitSignal(screen._bulk.not_possible):
        qtbot.keyClicks(panel._until, shown_day(desk.today()))
    assert "Bitte einen Tag nach heute nehmen" in panel._remark.text()
    panel._until.clear()
    with qtbot.waitSignal(screen._bulk.previewed):
        qtbot.keyClicks(panel._until, shown_day(desk.today() + timedelta(days=7)))

    press_primary(qtbot, screen)
    assert offers.full(desk, stock[0].id).offer.is_paused(desk.today())


def test_escape_leaves_everything_as_it_was(
    qtbot: QtBot, screen: OffersScreen, desk: Desk, stock: tuple[Record, ...]
) -> None:
    begin(qtbot, screen)

    qtbot.keyClick(screen._panel, Qt.Key.Key_Escape)

    assert screen._list.isVisible()
    assert offers.full(desk, stock[0].id).offer.assured_by == ""


def test_f4_means_no_single_offer_while_many_are_meant(
    qtbot: QtBot, screen: OffersScreen, desk: Desk, stock: tuple[Record, ...]
) -> None:
    begin(qtbot, screen)

    with qtbot.assertNotEmitted(screen.done, wait=100):
        qtbot.keyClick(screen._panel, Qt.Key.Key_F4)


def test_a_new_search_leads_back_to_the_list(qtbot: QtBot, screen: OffersScreen) -> None:
    begin(qtbot, screen)

    with qtbot.waitSignal(screen.model.found):
        screen.search("garten")

    assert screen._list.isVisible()


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(
    qtbot: QtBot, screen: OffersScreen, qapp: Application, size: float
) -> None:
    qapp.use(Settings(text_size=size))
    begin(qtbot, screen)
    for deed in range(screen._panel._deed.count()):
        screen._panel._deed.setCurrentIndex(deed)
        screen._panel._ask()
        qtbot.waitUntil(lambda: not cut_off(screen._panel))
        assert nameless(screen._panel) == []
    qapp.use(Settings())


def test_times_read_out_of_the_texts_are_seen_before_they_are_taken(
    qtbot: QtBot, screen: OffersScreen, desk: Desk
) -> None:
    read = offer(desk, "Chor", number="7", time_text="dienstags nachmittags, 2 Std. pro Woche")
    with qtbot.waitSignal(screen.model.found):
        screen.search("chor")
    begin(qtbot, screen)
    with qtbot.waitSignal(screen._bulk.previewed):
        qtbot.keyClick(screen._panel._deed, Qt.Key.Key_End)

    assert screen._panel._lines.text() == (
        "7 · Chor: „dienstags nachmittags, 2 Std. pro Woche“, gelesen als: dienstags nachmittags, "
        "etwa 2 Stunden in der Woche, wöchentlich"
    )
    done = press_primary(qtbot, screen)
    assert done.sentence == "Zeiten aus dem Text von 1 Angebot übernommen."
    assert offers.full(desk, read.id).offer.hours_a_week == 2


def test_a_long_preview_is_turned_over_by_key(qtbot: QtBot, screen: OffersScreen, desk: Desk) -> None:
    for n in range(40):
        offer(desk, f"Chor {n}", number=str(100 + n), time_text="dienstags")
    with qtbot.waitSignal(screen.model.found):
        screen.search("chor")
    begin(qtbot, screen)
    with qtbot.waitSignal(screen._bulk.previewed):
        qtbot.keyClick(screen._panel._deed, Qt.Key.Key_End)
    place = screen._panel._area.verticalScrollBar()
    qtbot.waitUntil(lambda: place.maximum() > 0)

    qtbot.keyClick(screen._panel._do, Qt.Key.Key_PageDown)

    assert place.value() > 0


def test_the_preview_says_why_some_stay() -> None:
    lines = (Line("1", "Chor", None), Line("2", "Garten", Unchanged.ALREADY))
    seen = Preview(0, {Unchanged.ALREADY: 1, Unchanged.NOT_ACTIVE: 2, Unchanged.GONE: 1}, lines)

    assert bulk_words.announced(seen) == (
        "Kein Angebot ändert sich.\n"
        "1 Angebot steht schon so da.\n"
        "2 Angebote laufen nicht; eine Pause ändert daran nichts.\n"
        "1 Angebot wurde inzwischen gelöscht."
    )
    assert list(map(bulk_words.line, lines)) == ["1 · Chor", "2 · Garten (bleibt)"]


@pytest.mark.parametrize(
    ("deed", "count", "words"),
    [
        (Assure(), 1, "1 Angebot als noch gültig vermerkt."),
        (PAUSE, 1200, "1.200 Angebote pausieren bis 21.11.2026."),
        (TakeUp(), 2, "2 Angebote pausieren nicht mehr."),
        (SetStatus("inactive"), 2, "Neuer Stand von 2 Angeboten: ruht."),
    ],
)
def test_every_deed_says_what_it_did(
    deed: Assure | Pause | TakeUp | SetStatus, count: int, words: str
) -> None:
    assert bulk_words.told(deed, count) == words
