"""Questions are asked in words, and a file dialog remembers nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.ui import messages

XML = "Angebote (*.xml)"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> QWidget:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def soon(act: Callable[[QWidget], object]) -> None:
    """Acts on the modal window that is about to open."""

    def when_open() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(10, when_open)
        else:
            act(box)

    QTimer.singleShot(0, when_open)


def click(words: str) -> Callable[[QWidget], None]:
    def act(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == words).click()

    return act


def press(key: Qt.Key) -> Callable[[QWidget], None]:
    return lambda box: QTest.keyClick(box, key)


def type_name(path: Path) -> Callable[[QWidget], None]:
    def act(box: QWidget) -> None:
        box.findChild(QLineEdit, "fileNameEdit").setText(str(path))
        box.findChild(QDialogButtonBox).buttons()[0].click()

    return act


@pytest.mark.parametrize(
    ("act", "answer"),
    [
        (click("Löschen"), True),
        (click("Behalten"), False),
        (press(Qt.Key.Key_Return), False),
        (press(Qt.Key.Key_Escape), False),
    ],
)
def test_only_the_word_itself_means_yes(
    act: Callable[[QWidget], None],
    answer: bool,  # noqa: FBT001 - a parameter of the test
    window: QWidget,
) -> None:
    soon(act)
    assert messages.confirm(window, "Entwurf löschen?", "Löschen", "Behalten") is answer


def test_markup_in_a_message_is_shown_and_not_obeyed(window: QWidget) -> None:
    seen: list[Qt.TextFormat] = []

    def look(box: QWidget) -> None:
        seen.append(box.textFormat())  # type: ignore[attr-defined]
        click("Schließen")(box)

    soon(look)
    messages.inform(window, "<b>Erika</b>")
    assert seen == [Qt.TextFormat.PlainText]


def test_a_chosen_file_is_returned_and_its_folder_forgotten(window: QWidget, tmp_path: Path) -> None:
    folder = tmp_path / "Vertraulich"
    folder.mkdir()
    (folder / "angebote.xml").touch()
    soon(type_name(folder / "angebote.xml"))
    assert messages.choose_file(window, "Importieren", XML) == folder / "angebote.xml"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QFileDialog) == []
    written = "".join(file.read_text() for file in (tmp_path / "config").rglob("*") if file.is_file())
    assert "sidebarWidth" in written
    assert "Vertraulich" not in written


def test_several_files_come_at_once(window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "eins.xml").touch()
    soon(type_name(tmp_path / "eins.xml"))
    assert messages.choose_files(window, "Importieren", XML) == (tmp_path / "eins.xml",)


def test_a_name_to_save_gets_its_ending(window: QWidget, tmp_path: Path) -> None:
    soon(type_name(tmp_path / "Zettel"))
    assert messages.choose_save(window, "Speichern", "Zettel.pdf", "PDF (*.pdf)") == tmp_path / "Zettel.pdf"


def test_a_folder_is_chosen(window: QWidget, tmp_path: Path) -> None:
    soon(type_name(tmp_path))
    assert messages.choose_folder(window, "Sicherungen") == tmp_path


def test_nothing_chosen_is_none(window: QWidget) -> None:
    soon(press(Qt.Key.Key_Escape))
    assert messages.choose_file(window, "Importieren", XML) is None
