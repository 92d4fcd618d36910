"""The door opens with the right passphrase, says plainly why it does not, and makes new desks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.errors import CannotWrite, KosiError, WrongPassphrase
from kosidesk.settings import CONTRAST, DARK, LIGHT, Settings
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.unlock.model import Doors, FirstAnswers, Unlock, complain
from kosidesk.ui.unlock.screen import UnlockScreen
from tests.ui.looks import cut_off, nameless

RIGHT = "vier graue Tauben fliegen"
ANSWERS = FirstAnswers("Zentrum für gute Taten", "wuppertal", "Maria", RIGHT, "")
REFUSAL = "Diese Passphrase öffnet den Schreibtisch nicht. Bitte noch einmal tippen."


class House:
    """A desk behind a door, without a file."""

    def __init__(self) -> None:
        self.made: list[FirstAnswers] = []
        self.full = False

    def unlock(self, passphrase: str) -> str:
        if passphrase != RIGHT:
            raise WrongPassphrase
        return "desk"

    def create(self, answers: FirstAnswers) -> str:
        if self.full:
            raise CannotWrite("desk", "no space left")
        self.made.append(answers)
        return "new desk"

    def demo(self) -> str:
        if self.full:
            raise CannotWrite("desk", "no space left")
        return "demo desk"

    def restore(self, backup: Path, passphrase: str) -> str:
        if passphrase != RIGHT:
            raise WrongPassphrase
        return f"desk of {backup.name}"

    def doors(self, *, exists: bool, hint: str = "") -> Doors:
        cities = (("musterstadt", "Musterstadt"), ("wuppertal", "Wuppertal"))
        return Doors(self.unlock, self.create, self.demo, self.restore, exists, cities, hint)


def sentence(_error: KosiError) -> str:
    return REFUSAL


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def tasks(qapp: Application) -> Iterator[Tasks]:
    lanes = Tasks()
    yield lanes
    lanes.close()


def model_of(house: House, tasks: Tasks, *, exists: bool = True, hint: str = "") -> Unlock:
    return Unlock(house.doors(exists=exists, hint=hint), sentence, tasks, tasks)


def test_the_right_passphrase_opens(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    model = model_of(house, tasks)
    with qtbot.waitSignal(model.opened) as opened:
        model.unlock(RIGHT)
    assert opened.args == ["desk"]


def test_a_wrong_passphrase_is_told_in_a_sentence(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    model, busy = model_of(house, tasks), []
    model.busy.connect(busy.append)
    with qtbot.waitSignal(model.refused) as refused:
        model.unlock("falsch")
    assert refused.args == [REFUSAL]
    assert busy == [True, False]


def test_an_empty_passphrase_is_not_tried(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    model, busy = model_of(house, tasks), []
    model.busy.connect(busy.append)
    with qtbot.waitSignal(model.refused):
        model.unlock("")
    assert busy == []


def test_complete_answers_make_a_desk(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    model = model_of(house, tasks, exists=False)
    with qtbot.waitSignal(model.opened) as opened:
        model.create(ANSWERS, RIGHT)
    assert (opened.args, house.made) == (["new desk"], [ANSWERS])


@pytest.mark.parametrize(
    ("answers", "repeated", "fields"),
    [
        (ANSWERS, RIGHT, ()),
        (ANSWERS, "anders", ("repeated",)),
        (replace(ANSWERS, passphrase="kurz"), "kurz", ("passphrase",)),
        (replace(ANSWERS, agency=" "), RIGHT, ("agency",)),
        (FirstAnswers(), "", ("agency", "city", "counsellor", "passphrase")),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(
    answers: FirstAnswers, repeated: str, fields: tuple[str, ...]
) -> None:
    assert tuple(complaint.field for complaint in complain(answers, repeated)) == fields


def shown(model: Unlock, qtbot: QtBot) -> UnlockScreen:
    screen = UnlockScreen(model)
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    with qtbot.waitActive(screen):
        screen.show()
    return screen


def button(screen: QWidget, words: str) -> Button:
    return next(b for b in screen.findChildren(Button) if b.isVisible() and b.text() == words)


def edits(screen: QWidget) -> list[QLineEdit]:
    return [edit for edit in screen.findChildren(QLineEdit) if edit.isVisible()]


def words(screen: QWidget) -> str:
    return " | ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_typing_and_enter_is_all_it_takes(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    model = model_of(house, tasks)
    screen = shown(model, qtbot)
    (field,) = edits(screen)
    assert field.hasFocus()
    with qtbot.waitSignal(model.opened):
        QTest.keyClicks(field, RIGHT)
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_field_says_what_is_wrong_until_one_types_again(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    model = model_of(house, tasks)
    screen = shown(model, qtbot)
    (field,) = edits(screen)
    QTest.keyClicks(field, "falsch")
    with qtbot.waitSignal(model.refused):
        button(screen, "Öffnen").click()
    assert REFUSAL in words(screen)
    assert field.hasFocus()
    assert field.selectedText() == "●" * 6 or field.hasSelectedText()
    QTest.keyClicks(field, "v")
    assert REFUSAL not in words(screen)


def test_a_passphrase_is_hidden_until_its_owner_wants_to_see_it(
    house: House, tasks: Tasks, qtbot: QtBot
) -> None:
    screen = shown(model_of(house, tasks), qtbot)
    (field,) = edits(screen)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    next(box for box in screen.findChildren(QCheckBox) if box.isVisible()).click()
    assert field.echoMode() is QLineEdit.EchoMode.Normal


def test_a_demo_desk_tells_its_passphrase(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    assert RIGHT in words(shown(model_of(house, tasks, hint=RIGHT), qtbot))
    assert RIGHT not in words(shown(model_of(house, tasks), qtbot))


def test_a_first_start_offers_a_new_desk_or_practice(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    model = model_of(house, tasks, exists=False)
    screen = shown(model, qtbot)
    with qtbot.waitSignal(model.opened) as opened:
        button(screen, "Mit Beispieldaten üben").click()
    assert opened.args == ["demo desk"]


def test_a_new_desk_is_made_by_keyboard(
    house: House, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(house, tasks, exists=False)
    screen = shown(model, qtbot)
    button(screen, "Neuer Schreibtisch").click()
    button(screen, "Schreibtisch anlegen").click()
    assert "Bitte den Namen der Freiwilligenagentur eintragen." in words(screen)
    agency, counsellor, passphrase, repeated, backups = edits(screen)
    for field, typed in ((agency, "Zentrum"), (counsellor, "Maria"), (passphrase, RIGHT), (repeated, RIGHT)):
        QTest.keyClicks(field, typed)
    monkeypatch.setattr(messages, "choose_folder", lambda *_: Path("/stick"))
    button(screen, "Ordner für Sicherungen wählen …").click()
    with qtbot.waitSignal(model.opened):
        button(screen, "Schreibtisch anlegen").click()
    assert house.made == [FirstAnswers("Zentrum", "musterstadt", "Maria", RIGHT, str(Path("/stick")))]
    assert backups.text() == str(Path("/stick"))
    assert "Bitte den Namen" not in words(screen)


def test_what_takes_long_says_what_it_is_and_gives_the_keyboard_back(
    house: House, tasks: Tasks, qtbot: QtBot
) -> None:
    house.full = True
    model = model_of(house, tasks, exists=False)
    screen = shown(model, qtbot)
    demo = button(screen, "Mit Beispieldaten üben")
    demo.setFocus()
    with qtbot.waitSignal(model.refused):
        QTest.keyClick(demo, Qt.Key.Key_Space)
        assert demo.text() == "Der Schreibtisch zum Üben wird eingerichtet …"
        assert not demo.isEnabled()
    assert (demo.text(), demo.hasFocus()) == ("Mit Beispieldaten üben", True)
    assert REFUSAL in words(screen)


def test_a_desk_that_cannot_be_made_leaves_the_keyboard_where_it_was(
    house: House, tasks: Tasks, qtbot: QtBot
) -> None:
    house.full = True
    model = model_of(house, tasks, exists=False)
    screen = shown(model, qtbot)
    button(screen, "Neuer Schreibtisch").click()
    agency, counsellor, passphrase, repeated, _backups = edits(screen)
    for field, typed in ((agency, "Zentrum"), (counsellor, "Maria"), (passphrase, RIGHT), (repeated, RIGHT)):
        QTest.keyClicks(field, typed)
    make = button(screen, "Schreibtisch anlegen")
    make.setFocus()
    with qtbot.waitSignal(model.refused):
        QTest.keyClick(make, Qt.Key.Key_Space)
        assert make.text() == "Wird angelegt …"
    assert make.hasFocus()


def test_a_backup_that_stays_shut_asks_for_its_passphrase_again(
    house: House, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = model_of(house, tasks, exists=False)
    screen = shown(model, qtbot)
    button(screen, "Sicherung zurückholen …").click()
    (passphrase,) = edits(screen)
    QTest.keyClicks(passphrase, "falsch")
    monkeypatch.setattr(messages, "choose_file", lambda *_: Path("/stick/a.kosibackup"))
    choose = button(screen, "Datei wählen …")
    with qtbot.waitSignal(model.refused):
        choose.click()
        assert choose.text() == "Wird zurückgeholt …"
    assert passphrase.hasFocus()
    assert passphrase.hasSelectedText()


def test_one_sees_how_strong_a_passphrase_is_while_typing(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    screen = shown(model_of(house, tasks, exists=False), qtbot)
    button(screen, "Neuer Schreibtisch").click()
    passphrase = edits(screen)[2]
    QTest.keyClicks(passphrase, "kurz")
    assert "Noch zu kurz" in words(screen)
    assert passphrase.property("wrong") is False
    QTest.keyClicks(passphrase, " und dann noch mehr")
    assert "Gut." in words(screen)


@pytest.mark.parametrize("exists", [True, False])
def test_every_control_has_a_spoken_name(exists: bool, house: House, tasks: Tasks, qtbot: QtBot) -> None:  # noqa: FBT001 - a parameter of the test
    assert nameless(shown(model_of(house, tasks, exists=exists), qtbot)) == []


@pytest.fixture(params=[(LIGHT, 1.0), (LIGHT, 1.5), (DARK, 1.5), (CONTRAST, 1.5)], ids=str)
def dressed(request: pytest.FixtureRequest, qapp: Application) -> Iterator[None]:
    theme, text_size = request.param
    qapp.use(Settings(theme=theme, text_size=text_size))
    yield
    qapp.use(Settings())


@pytest.mark.usefixtures("dressed")
def test_nothing_is_cut_off_on_any_page(house: House, tasks: Tasks, qtbot: QtBot) -> None:
    screen = shown(model_of(house, tasks, exists=False), qtbot)
    qtbot.waitUntil(lambda: cut_off(screen) == [])
    button(screen, "Neuer Schreibtisch").click()
    button(screen, "Schreibtisch anlegen").click()
    qtbot.waitUntil(lambda: cut_off(screen) == [])
    door = shown(model_of(house, tasks, hint=RIGHT), qtbot)
    qtbot.waitUntil(lambda: cut_off(door) == [])
