"""The program opens with the right passphrase, locks, brings back, and leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.app import doors, single
from kosidesk.app.program import Program
from kosidesk.domain.errors import DeskRevoked
from kosidesk.printing.preview import page_texts
from kosidesk.search.query import Choice
from kosidesk.services import backups, consultations, demo_desk, vault
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.services.finishing import Agreement
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.consultation.pick_card import PickCard
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.printing.panel import PrintPanel
from kosidesk.ui.unlock.model import Unlock
from kosidesk.ui.wardrobe import Wardrobe
from tests.desks import offer
from tests.ui.bench import Heard

PASSPHRASE = "vier graue Tauben fliegen"
WAIT_MS = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk that is there, locked."""
    place = tmp_path / "desk"
    vault.create(place, NewDesk("Zentrum", "wuppertal", "Mara", PASSPHRASE), Settings()).close()
    return place


@pytest.fixture
def program(folder: Path, tmp_path: Path, qapp: Application) -> Iterator[Program]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Program(folder, wardrobe, remembered, qapp)
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


def button(window: QWidget, words: str) -> QPushButton:
    found = (one for one in window.findChildren(QPushButton) if words in (one.text(), one.accessibleName()))
    return next(one for one in found if one.isVisible())


def said(window: QWidget) -> str:
    shown: list[QLabel | Button] = [*window.findChildren(QLabel), *window.findChildren(Button)]
    return " ".join(words.text() for words in shown if words.isVisible())


def unlock(program: Program, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    assert program.door
    field = next(f for f in program.door.findChildren(QLineEdit) if f.isVisible())
    field.setText(passphrase)
    QTest.keyClick(field, Qt.Key.Key_Return)


def enter(program: Program, qtbot: QtBot) -> None:
    program.open_door()
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.room is not None, timeout=WAIT_MS)


def test_the_right_passphrase_opens_the_desk(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    assert program.room
    assert program.door is None
    qtbot.waitUntil(lambda: "Zentrum · angemeldet: Mara" in said(program.room.window))  # type: ignore[union-attr]


def test_the_first_opening_makes_a_backup_and_says_so(program: Program, folder: Path, qtbot: QtBot) -> None:
    enter(program, qtbot)
    qtbot.waitUntil(lambda: "gesichert am" in said(program.room.window))  # type: ignore[union-attr]
    assert len(list((folder / "backups").glob("*.kosibackup"))) == 1


def test_a_wrong_passphrase_is_said_in_words(program: Program, qtbot: QtBot) -> None:
    program.open_door()
    unlock(program, qtbot, "fünf graue Tauben fliegen")
    qtbot.waitUntil(
        lambda: "Passphrase" in said(program.door) and "nicht" in said(program.door), timeout=WAIT_MS
    )  # type: ignore[arg-type]
    assert program.room is None


def test_locking_shuts_the_file_and_asks_again(program: Program, folder: Path, qtbot: QtBot) -> None:
    enter(program, qtbot)
    QTest.mouseClick(button(program.room.window, "Sperren"), Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    assert program.room is None
    assert program.door
    vault.unlock(folder, PASSPHRASE, Settings()).close()


def test_what_was_typed_last_is_kept_when_the_window_closes(
    program: Program, folder: Path, qtbot: QtBot
) -> None:
    enter(program, qtbot)
    talk = program.room.models.conversation  # type: ignore[union-attr]
    with qtbot.waitSignal(talk.begun):
        talk.begin()
    talk.say({"notes": "War Lehrerin"})
    program.close()
    with vault.opened(folder, PASSPHRASE, Settings()) as opened:
        assert [one.notes for one in consultations.open_ones(opened.desk)] == ["War Lehrerin"]


def test_what_cannot_be_kept_on_locking_is_said_at_the_door(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    models = program.room.models  # type: ignore[union-attr]
    with qtbot.waitSignal(models.conversation.begun):
        models.conversation.begin()
    consultations.close(models.desk, models.conversation.sitting.consultation.id)
    models.conversation.agree(Agreement())
    program._lock()
    assert program.door
    assert "Diese Beratung ist abgeschlossen" in said(program.door)


def test_the_code_of_a_talk_leads_back_to_it(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    room = program.room
    assert room
    talk = consultations.begin(room.models.desk)
    search = room.window.search
    search.setText(talk.code.lower())
    QTest.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.window.current() == "consultation")
    assert room.models.conversation.sitting
    assert room.models.conversation.sitting.consultation.id == talk.id
    assert search.text() == ""


def test_the_code_of_a_talk_that_has_ended_leads_to_its_follow_up(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    room = program.room
    assert room
    talk = consultations.begin(room.models.desk)
    consultations.close(room.models.desk, talk.id)
    room.window.look()
    QTest.keyClicks(room.window.search, talk.code)
    QTest.keyClick(room.window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.window.current() == "follow_up")
    assert room.models.conversation.sitting is None


def test_a_second_talk_takes_the_keyboard_from_the_button_that_began_it(
    program: Program, qtbot: QtBot
) -> None:
    enter(program, qtbot)
    room = program.room
    assert room
    window, conversation = room.window, room.models.conversation
    for words in ("Beratung beginnen", "Weitere Beratung beginnen"):
        begin = next(b for b in window.findChildren(QAbstractButton) if b.accessibleName() == words)
        begin.setFocus()
        with qtbot.waitSignal(conversation.begun):
            begin.click()
        assert window.screen_widget("consultation").isAncestorOf(window.focusWidget())


def test_a_command_typed_anywhere_is_done(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    window = program.room.window  # type: ignore[union-attr]
    found = Heard(program.room.models.finder.found, window)  # type: ignore[union-attr]
    window.look()
    QTest.keyClicks(window.search, "einst")
    qtbot.waitUntil(lambda: bool(found.all))
    QTest.keyClick(window.search, Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.current() == "preferences"


def test_words_looked_for_everywhere_are_listed_without_filters(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    window = program.room.window  # type: ignore[union-attr]
    window.go("offers")
    model = cast("OffersScreen", window.screen_widget("offers")).model
    for look, filters in (
        (window.search.setFocus, {"fields": Choice(frozenset({"Kultur"}))}),
        (window.look, {}),
    ):
        model.choose("fields", Choice(frozenset({"Kultur"})))
        look()
        QTest.keyClicks(window.search, "garten")
        QTest.keyClick(window.search, Qt.Key.Key_Return)
        assert window.current() == "offers"
        assert (model.query.text, model.query.choices) == ("garten", filters)


def test_a_code_nobody_gave_leads_into_the_list(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    window = program.room.window  # type: ignore[union-attr]
    window.search.setText("7K3QP2RD-M")
    window.go("start")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current() == "offers")


def test_emptying_the_search_line_elsewhere_ends_the_search(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    window = program.room.window  # type: ignore[union-attr]
    window.search.setText("vorlesen")
    model = cast("OffersScreen", window.screen_widget("offers")).model
    assert model.query.text == "vorlesen"
    window.go("start")
    window.search.clear()
    assert model.query.text == ""
    assert window.current() == "start"


def test_of_a_client_who_has_gone_no_sheet_stays(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    models = program.room.models  # type: ignore[union-attr]
    with qtbot.waitSignal(models.conversation.begun):
        models.conversation.begin()
    assert models.conversation.sitting
    models.preview.show_sheet(models.conversation.sitting.consultation)
    models.conversation.finish()
    qtbot.waitUntil(lambda: models.conversation.sitting is None)
    assert models.preview.consultation is None


def test_a_reason_typed_a_moment_ago_is_on_the_sheet(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    models, window = program.room.models, program.room.window  # type: ignore[union-attr]
    models.conversation.pick(offer(models.desk, "Vorlesen", number="101").id)
    screen = window.go("consultation")
    qtbot.waitUntil(lambda: bool(screen.findChildren(PickCard)))
    screen.findChild(PickCard).enter()
    QTest.keyClicks(window.focusWidget(), "mit dem Bus")
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(models.preview.is_made)
    assert "mit dem Bus" in "".join(page_texts(models.preview.printout.pdf))


def test_the_key_that_leads_to_the_sheet_opens_the_print_dialog_there(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    models, window = program.room.models, program.room.window  # type: ignore[union-attr]
    models.conversation.pick(offer(models.desk, "Vorlesen", number="101").id)
    qtbot.waitUntil(lambda: bool(models.conversation.sitting and models.conversation.sitting.picks))
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.current() == "sheet" and models.preview.is_made())
    dialog = window.screen_widget("sheet").findChild(PrintPanel)
    assert not dialog.isVisible()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.isVisible)
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert not dialog.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F12)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.current() == "sheet"


def test_no_door_outlives_its_lock(program: Program, qtbot: QtBot) -> None:
    for _ in range(2):
        enter(program, qtbot)
        program._lock()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert program.findChildren(Unlock) == []


def test_a_damaged_file_fills_the_window_with_the_way_out(
    program: Program, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened = vault.unlock(folder, PASSPHRASE, Settings())
    backups.make(opened.desk, tmp_path / "good.kosibackup")
    opened.close()
    (folder / "desk.db").write_bytes(b"broken" * 1000)
    program.open_door()
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: "Eine Sicherung zurückholen" in said(program.door), timeout=WAIT_MS)  # type: ignore[arg-type]
    monkeypatch.setattr(messages, "choose_file", lambda *_: tmp_path / "good.kosibackup")
    field = next(f for f in program.door.findChildren(QLineEdit) if f.isVisible())  # type: ignore[union-attr]
    field.setText(PASSPHRASE)
    QTest.mouseClick(button(program.door, "Datei wählen …"), Qt.MouseButton.LeftButton)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: program.room is not None, timeout=WAIT_MS)


def test_a_desk_somebody_else_has_open_stays_shut(program: Program, folder: Path, qtbot: QtBot) -> None:
    with vault.opened(folder, PASSPHRASE, Settings()):
        program.open_door()
        unlock(program, qtbot)
        qtbot.waitUntil(lambda: "gerade geöffnet" in said(program.door), timeout=WAIT_MS)  # type: ignore[arg-type]


def test_a_demo_desk_tells_its_passphrase(tmp_path: Path) -> None:
    demo_desk.open_demo(tmp_path / "demo", Settings(), offers=3).close()
    assert doors.warm_up(tmp_path / "demo") == DEMO_PASSPHRASE


def test_a_real_desk_tells_nothing(folder: Path) -> None:
    assert doors.warm_up(folder) == ""


def test_a_second_start_calls_the_first_window(tmp_path: Path, qapp: Application, qtbot: QtBot) -> None:
    assert not single.call(tmp_path)
    first = single.FirstWindow(tmp_path, qapp)
    calls = Heard(first.called, first)
    assert single.call(tmp_path)
    qtbot.waitUntil(lambda: len(calls.all) == 1)
    assert not single.call(tmp_path / "another desk")
    first.deleteLater()


def test_being_called_brings_a_minimised_window_back(program: Program, qtbot: QtBot) -> None:
    enter(program, qtbot)
    window = program.room.window  # type: ignore[union-attr]
    window.showMinimized()
    program.come_forward()
    assert not window.isMinimized()
    assert window.isVisible()


def test_a_barred_desk_is_erased_and_the_door_says_why(program: Program, folder: Path, qtbot: QtBot) -> None:
    enter(program, qtbot)
    assert program.room
    program.room.barred.emit(DeskRevoked())

    assert program.room is None
    assert program.door
    assert "Die Daten auf diesem Gerät sind gelöscht" in said(program.door)
    assert not vault.exists(folder)
    assert not list(folder.glob("*.db*"))
