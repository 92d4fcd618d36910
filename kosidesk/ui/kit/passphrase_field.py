"""A field nobody can read over a shoulder, until its owner wants to see it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kosidesk.i18n import _


class PassphraseField(QLineEdit):
    """Typed text is hidden, and no input method learns it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )


class ShowBox(QCheckBox):
    """Shows what was typed into its fields."""

    def __init__(self, parent: QWidget, *fields: PassphraseField) -> None:
        super().__init__(_("Passphrase zeigen"), parent)
        self._fields = fields
        self.toggled.connect(self._show)

    @Slot(bool)
    def _show(self, shown: bool) -> None:  # noqa: FBT001 - a signal has no names
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for one in self._fields:
            one.setEchoMode(mode)
