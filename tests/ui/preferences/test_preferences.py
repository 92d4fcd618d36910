"""What is set is worn at once, stands on the next sheet, and can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk import settings as settings_file
from kosidesk.domain.errors import CannotWrite, WrongPassphrase
from kosidesk.domain.theses import NOTHING, Thesis
from kosidesk.services import agency, backups, vault
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import CONTRAST, Settings
from kosidesk.ui import messages, theme
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.preferences.model import Preferences
from kosidesk.ui.preferences.screen import PreferencesScreen
from kosidesk.ui.preferences.server_model import Joining
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.bench import Heard
from tests.ui.looks import nameless

OLD, NEW = "vier graue Tauben fliegen", "fünf graue Tauben landen"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    made = vault.create(tmp_path / "desk", NewDesk("Zentrum", "wuppertal", "Mara", OLD), Settings())
    yield made
    made.close()


@pytest.fixture
def wardrobe(qapp: Application, tmp_path: Path) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield made
    made.deleteLater()
    qapp.use(Settings())


@pytest.fixture
def model(opened: Opened, wardrobe: Wardrobe) -> Iterator[Preferences]:
    tasks, bus = Tasks(wardrobe), ChangeBus(wardrobe)
    yield Preferences(opened, tasks, bus, wardrobe, wardrobe)
    tasks.close()


@pytest.fixture
def joining(model: Preferences) -> Joining:
    return Joining(model.opened, model._tasks, model)


@pytest.fixture
def screen(model: Preferences, joining: Joining, qtbot: QtBot) -> PreferencesScreen:
    made = PreferencesScreen(model, joining)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitSignal(model.shown):
        made.show()
    return made


def combo(screen: PreferencesScreen, name: str) -> QComboBox:
    return next(found for found in screen.findChildren(QComboBox) if found.accessibleName() == name)


def line(screen: PreferencesScreen, name: str) -> QLineEdit:
    return next(found for found in screen.findChildren(QLineEdit) if found.accessibleName() == name)


def button(screen: PreferencesScreen, words: str) -> QPushButton:
    return next(found for found in screen.findChildren(QPushButton) if found.text() == words)


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_a_look_is_worn_at_once_and_after_the_next_start(
    screen: PreferencesScreen, wardrobe: Wardrobe, tmp_path: Path
) -> None:
    choose(combo(screen, "Farben"), CONTRAST)
    choose(combo(screen, "Schriftgröße"), 1.5)
    assert theme.look().colours == theme.CONTRAST
    assert theme.look().factor == 1.5
    kept = settings_file.load(tmp_path / "settings.toml")
    assert (kept.theme, kept.text_size) == (CONTRAST, 1.5)
    assert wardrobe.settings == kept


def test_a_look_that_cannot_be_kept_is_worn_and_told(
    screen: PreferencesScreen, wardrobe: Wardrobe, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").mkdir()
    said = Heard(wardrobe.refused, wardrobe)
    choose(combo(screen, "Farben"), CONTRAST)
    assert theme.look().colours == theme.CONTRAST
    assert isinstance(said.last, CannotWrite)


def test_the_agency_is_saved_as_typed(
    screen: PreferencesScreen, model: Preferences, opened: Opened, qtbot: QtBot
) -> None:
    assert not button(screen, "Agentur speichern").isEnabled()
    phone = line(screen, "Telefon")
    phone.selectAll()
    QTest.keyClicks(phone, "0202 000-222")
    with qtbot.waitSignal(model.done) as said:
        QTest.mouseClick(button(screen, "Agentur speichern"), Qt.MouseButton.LeftButton)
    assert agency.current(opened.desk).phone == "0202 000-222"
    assert agency.current(opened.desk).name == "Zentrum"
    assert said.args[0].transaction
    qtbot.waitUntil(lambda: not button(screen, "Agentur speichern").isEnabled())


def test_what_was_typed_of_the_agency_is_saved_when_the_screen_is_left(
    screen: PreferencesScreen, model: Preferences, opened: Opened, qtbot: QtBot
) -> None:
    line(screen, "Telefon").selectAll()
    QTest.keyClicks(line(screen, "Telefon"), "0202 000-222")
    with qtbot.waitSignal(model.done):
        screen.hide()
    assert agency.current(opened.desk).phone == "0202 000-222"


def test_locking_the_desk_loses_nothing_of_the_agency(
    screen: PreferencesScreen, model: Preferences, opened: Opened
) -> None:
    line(screen, "Telefon").selectAll()
    QTest.keyClicks(line(screen, "Telefon"), "0202 000-222")
    screen.hide()
    model._tasks.close()
    assert agency.current(opened.desk).phone == "0202 000-222"


def test_leaving_an_agency_as_it_was_saves_nothing(screen: PreferencesScreen, model: Preferences) -> None:
    said = Heard(model.done, model)
    screen.hide()
    assert model._tasks.is_idle()
    assert said.all == []


def test_backups_go_where_they_are_sent(
    screen: PreferencesScreen, model: Preferences, opened: Opened, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(messages, "choose_folder", lambda *_: tmp_path / "stick")
    said = Heard(model.done, model)
    QTest.mouseClick(button(screen, "Anderer Ordner …"), Qt.MouseButton.LeftButton)
    model._tasks.close()
    assert backups.folder(opened.desk) == tmp_path / "stick"
    assert said.all == []


def test_a_backup_is_made_at_once(
    screen: PreferencesScreen,
    model: Preferences,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(messages, "choose_save", lambda *_: tmp_path / "now.kosibackup")
    with qtbot.waitSignal(model.done):
        QTest.mouseClick(button(screen, "Jetzt sichern …"), Qt.MouseButton.LeftButton)
    vault.restore(tmp_path / "now.kosibackup", tmp_path / "back", OLD)


def change(screen: PreferencesScreen, old: str, new: str, repeated: str) -> None:
    for name, typed in (("Bisherige", old), ("Neue", new), ("Noch einmal", repeated)):
        line(screen, name).setText(typed)
    QTest.mouseClick(button(screen, "Passphrase ändern"), Qt.MouseButton.LeftButton)


def test_the_new_passphrase_opens_the_desk_from_then_on(
    screen: PreferencesScreen, model: Preferences, opened: Opened, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.rewrapped):
        change(screen, OLD, NEW, NEW)
    assert line(screen, "Neue").text() == ""
    vault.change_passphrase(opened.folder, NEW, OLD)


def test_who_does_not_know_the_old_one_changes_nothing(
    screen: PreferencesScreen, model: Preferences, opened: Opened, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.refused) as refusal:
        change(screen, "irgend etwas ganz anderes", NEW, NEW)
    assert isinstance(refusal.args[0], WrongPassphrase)
    vault.change_passphrase(opened.folder, OLD, NEW)


def test_a_second_click_does_not_change_the_passphrase_again(
    screen: PreferencesScreen, model: Preferences, qtbot: QtBot
) -> None:
    refused = Heard(model.refused, model)
    with qtbot.waitSignal(model.rewrapped):
        change(screen, OLD, NEW, NEW)
        QTest.mouseClick(button(screen, "Passphrase ändern"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(model._tasks.is_idle)
    assert refused.all == []


def test_nobody_who_comes_by_later_finds_a_passphrase(screen: PreferencesScreen, qtbot: QtBot) -> None:
    box = next(found for found in screen.findChildren(QCheckBox) if found.text() == "Passphrase zeigen")
    box.click()
    change(screen, OLD, "kurz", "kurz")
    screen.hide()
    assert [line(screen, name).text() for name in ("Bisherige", "Neue", "Noch einmal")] == [""] * 3
    assert line(screen, "Bisherige").echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("new", "repeated", "words"), [("kurz", "kurz", "zu kurz"), (NEW, OLD, "müssen gleich sein")]
)
def test_a_new_passphrase_is_checked_first(
    screen: PreferencesScreen, model: Preferences, new: str, repeated: str, words: str
) -> None:
    said = Heard(model.complained, model)
    change(screen, OLD, new, repeated)
    assert words in str(said.last)


def test_every_control_has_a_spoken_name(screen: PreferencesScreen) -> None:
    assert nameless(screen) == []


def test_who_wants_to_join_comes_to_the_first_field(
    screen: PreferencesScreen, joining: Joining, qtbot: QtBot
) -> None:
    address = screen._server._address
    qtbot.waitExposed(screen)
    assert not screen.rect().contains(address.mapTo(screen, address.rect().bottomLeft()))
    joining.asked.emit()
    qtbot.waitUntil(lambda: screen.focusWidget() is address)
    assert screen.rect().contains(address.mapTo(screen, address.rect().bottomLeft()))


def test_a_desk_can_be_told_to_remember_no_words(
    screen: PreferencesScreen, wardrobe: Wardrobe, tmp_path: Path
) -> None:
    box = next(one for one in screen.findChildren(QCheckBox) if one.text().startswith("Wörter merken"))
    assert box.isChecked()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not wardrobe.settings.remember_missed
    assert not settings_file.load(tmp_path / "settings.toml").remember_missed


def test_words_of_the_statements_that_the_city_lacks_are_named(
    opened: Opened, model: Preferences, joining: Joining, qtbot: QtBot
) -> None:
    told = Thesis("space", "Ich möchte hoch hinaus.", agree=replace(NOTHING, fields=("Raumfahrt",)))
    desk = replace(opened.desk, city=replace(opened.desk.city, theses=(told,)))
    model.opened = replace(opened, desk=desk)
    made = PreferencesScreen(model, joining)
    qtbot.addWidget(made)
    assert any("nicht kennt: Raumfahrt" in label.text() for label in made.findChildren(QLabel))
