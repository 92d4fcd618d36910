"""A list leaves the desk from one screen, whatever it is a list of; names go along only when asked for."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kosidesk.domain.listing import Listing
from kosidesk.services import lists
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.kit.list_button import ListWish
from kosidesk.ui.lists.model import ListOut
from kosidesk.ui.lists.screen import ListScreen
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.bench import Heard
from tests.ui.looks import cut_off, nameless

WAIT_MS = 20_000


def listing(count: int, *more: str) -> Listing:
    rows = tuple((f"{n}", f"<b>Vorlesen {n}</b>", *("Ada Beispiel" for _ in more)) for n in range(count))
    return Listing("Angebote", ("Nummer", "Titel", *more), rows, date(2026, 11, 21))


def wish(count: int) -> ListWish:
    return ListWish(lambda _desk: listing(count))


def wish_with_people(count: int) -> ListWish:
    return ListWish(lambda _desk: listing(count), lambda _desk: listing(count, "Name"))


@pytest.fixture
def model(desk: Desk, tasks: Tasks, qapp: Application, tmp_path: Path) -> Iterator[ListOut]:
    owner = QObject()
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield ListOut(desk, tasks, Printing(tasks, wardrobe, owner), owner)
    owner.deleteLater()
    wardrobe.deleteLater()


@pytest.fixture
def screen(model: ListOut, qtbot: QtBot) -> ListScreen:
    made = ListScreen(model, model._printing)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    return made


def show(screen: ListScreen, wished: ListWish, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen._model.made, timeout=WAIT_MS, check_params_cb=bool):
        screen._model.show_list(wished)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Whoever is asked takes the name that is proposed."""
    targets: list[Path] = []

    def answer(_parent: object, _title: str, name: str, _kinds: str = "") -> Path:
        targets.append(tmp_path / name)
        return targets[-1]

    monkeypatch.setattr(messages, "choose_save", answer)
    return targets


@pytest.mark.parametrize(
    ("button", "begins"),
    [("_main", b"PK"), ("_csv", b"\xef\xbb\xbfNummer"), ("_pdf", b"%PDF")],
)
def test_each_button_makes_its_file(
    button: str, begins: bytes, screen: ListScreen, qtbot: QtBot, chosen: list[Path]
) -> None:
    show(screen, wish(3), qtbot)
    with qtbot.waitSignal(screen._model.done, timeout=WAIT_MS) as done:
        getattr(screen, button).click()
    (target,) = chosen
    assert target.name.startswith("Angebote 20")
    assert target.read_bytes().startswith(begins)
    assert target.name in done.args[0].sentence


def test_it_says_what_goes_out_and_enter_makes_it_a_workbook(
    screen: ListScreen, qtbot: QtBot, chosen: list[Path]
) -> None:
    show(screen, wish(3), qtbot)
    assert screen._head.remark.text() == "Angebote: 3 Einträge"
    assert QApplication.focusWidget() is screen._main
    with qtbot.waitSignal(screen._model.done, timeout=WAIT_MS):
        qtbot.keyClick(screen._main, Qt.Key.Key_Return)
    assert [target.suffix for target in chosen] == [".xlsx"]


def test_names_stay_here_unless_they_are_asked_for(screen: ListScreen, qtbot: QtBot) -> None:
    show(screen, wish_with_people(2), qtbot)
    assert screen._people.isVisible()
    assert not screen._people.isChecked()
    assert screen._model.listing == listing(2)
    with qtbot.waitSignal(screen._model.made, timeout=WAIT_MS, check_params_cb=bool):
        screen._people.click()
    assert screen._model.listing == listing(2, "Name")


def test_the_next_list_begins_without_names(screen: ListScreen, qtbot: QtBot) -> None:
    show(screen, wish_with_people(2), qtbot)
    with qtbot.waitSignal(screen._model.made, timeout=WAIT_MS, check_params_cb=bool):
        screen._people.click()
    show(screen, wish_with_people(1), qtbot)
    assert screen._model.listing == listing(1)
    assert not screen._people.isChecked()
    show(screen, wish(1), qtbot)
    assert not screen._people.isVisible()


def test_a_late_list_does_not_replace_the_newer_one(screen: ListScreen, qtbot: QtBot, tasks: Tasks) -> None:
    screen._model.show_list(wish(5))
    show(screen, wish(2), qtbot)
    qtbot.waitUntil(tasks.is_idle, timeout=WAIT_MS)
    assert screen._model.listing == listing(2)


def test_its_first_pages_are_in_sight(screen: ListScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen._model.drawn, timeout=WAIT_MS, check_params_cb=bool) as drawn:
        screen._model.show_list(wish(150))
    assert drawn.args
    assert len(drawn.args[0]) == 3
    assert screen._sight.currentWidget() is screen._pages


def test_a_list_too_long_for_paper_is_still_a_file(
    screen: ListScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_ON_PAPER", 2)
    with qtbot.waitSignal(screen._model.read, timeout=WAIT_MS, check_params_cb=bool):
        screen._model.show_list(wish(3))
    assert screen._main.isEnabled()
    assert not screen._print.isEnabled()
    assert "zu lang" in screen._nothing._sentence.text()


def test_printing_asks_for_the_printer_and_escape_leads_back(screen: ListScreen, qtbot: QtBot) -> None:
    show(screen, wish(1), qtbot)
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen._side.currentWidget() is screen._dialog
    assert screen._main.text() == "Drucken"
    qtbot.keyClick(screen._dialog, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is screen._print
    assert screen._main.text() == "Für Excel speichern"


def test_a_printer_that_is_not_there_is_told_and_the_list_stays(screen: ListScreen, qtbot: QtBot) -> None:
    show(screen, wish(1), qtbot)
    screen._begin_printing()
    with qtbot.waitSignal(screen._model.refused, timeout=WAIT_MS):
        screen._main.click()
    assert screen._main.isEnabled()
    assert screen._model.printout is not None


def test_taken_away_nothing_of_it_stays_in_sight(screen: ListScreen, qtbot: QtBot) -> None:
    show(screen, wish(1), qtbot)
    screen._model.show_list(None)
    assert screen._head.remark.text() == ""
    assert screen._sight.currentWidget() is screen._nothing
    assert not screen._main.isEnabled()


def test_what_goes_wrong_is_told(screen: ListScreen, qtbot: QtBot, tmp_path: Path) -> None:
    show(screen, wish(1), qtbot)
    refused = Heard(screen._model.refused, screen)
    with qtbot.waitSignal(screen._model.refused, timeout=WAIT_MS):
        screen._model.save(tmp_path / "nowhere" / "x.xlsx")
    assert len(refused.all) == 1


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(
    size: float, screen: ListScreen, qtbot: QtBot, qapp: Application
) -> None:
    qapp.use(Settings(text_size=size))
    try:
        show(screen, wish_with_people(3), qtbot)
        qtbot.waitUntil(partial(_is_settled, screen), timeout=WAIT_MS)
    finally:
        qapp.use(Settings())


def _is_settled(screen: ListScreen) -> bool:
    return not cut_off(screen) + nameless(screen)
