"""The only modal questions; tests replace these functions, not Qt."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from kosidesk.i18n import _


def confirm(parent: QWidget, question: str, yes: str, no: str = "") -> bool:
    """Asks with both answers in words; Esc and Enter both mean `no`."""
    box = _box(parent, question)
    does = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stays = box.addButton(no or _("Abbrechen"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stays)
    box.setEscapeButton(stays)
    box.exec()
    answer = box.clickedButton() is does
    box.deleteLater()
    return answer


def inform(parent: QWidget | None, text: str) -> None:
    box = _box(parent, text)
    box.addButton(_("Schließen"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    box.deleteLater()


def choose_files(parent: QWidget, title: str, kinds: str = "") -> tuple[Path, ...]:
    """`kinds` as Qt writes them: "Angebote (*.xml *.csv)"."""
    dialog = _file_dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _chosen(dialog)


def choose_file(parent: QWidget, title: str, kinds: str = "") -> Path | None:
    dialog = _file_dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return next(iter(_chosen(dialog)), None)


def choose_folder(parent: QWidget, title: str) -> Path | None:
    dialog = _file_dialog(parent, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_chosen(dialog)), None)


def choose_save(parent: QWidget, title: str, name: str, kinds: str = "") -> Path | None:
    """Where to write; asks before an existing file would be replaced."""
    dialog = _file_dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return next(iter(_chosen(dialog)), None)


def _box(parent: QWidget | None, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("KosiDesk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def _file_dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(Path.home()), kinds)
    # The system's own dialog keeps a list of recent files that outlives the desk; Qt's keeps only folders,
    # writes them down when it goes, and that can be taken back.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.destroyed.connect(_forget_folders)
    return dialog


def _forget_folders() -> None:
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in ("history", "lastVisited"):
        kept.remove(f"FileDialog/{key}")


def _chosen(dialog: QFileDialog) -> tuple[Path, ...]:
    accepted = dialog.exec()
    files = tuple(Path(file) for file in dialog.selectedFiles()) if accepted else ()
    dialog.deleteLater()
    return files
