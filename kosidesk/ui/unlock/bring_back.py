"""A backup takes the place of a desk that cannot be opened, or is not there."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _
from kosidesk.ui import messages
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import Notice, PlainLabel
from kosidesk.ui.kit.layouts import row
from kosidesk.ui.kit.passphrase_field import PassphraseField, ShowBox
from kosidesk.ui.unlock.model import Unlock


class BringBack(Card):
    """Says why, asks for the backup's passphrase, and then for the file."""

    def __init__(self, model: Unlock, parent: QWidget) -> None:
        super().__init__(_("Eine Sicherung zurückholen"), parent=parent)
        self._model = model
        self._why = PlainLabel("", self, wrap=True)
        words = _(
            "Eine Sicherung ist eine Datei mit der Endung .kosibackup. Sie öffnet sich mit der Passphrase, "
            "die galt, als sie entstand. Was jetzt hier liegt, bleibt in einem Ordner daneben erhalten."
        )
        self._passphrase = PassphraseField(self)
        self._refusal = Notice(self)
        self.back = Button(_("Zurück"), self)
        self._choose = Button(_("Datei wählen …"), self, kind="primary", icon="folder")
        layout = form()
        field(layout, _("Passphrase der Sicherung"), self._passphrase)
        self.body.addWidget(self._why)
        self.body.addWidget(PlainLabel(words, self, wrap=True))
        self.body.addLayout(layout)
        self.body.addWidget(ShowBox(self, self._passphrase))
        self.body.addWidget(self._refusal)
        self.body.addLayout(row(self.back, None, self._choose))
        self._choose.clicked.connect(self._restore)
        model.refused.connect(self._say)
        model.busy.connect(self._wait)

    def begin(self, why: str) -> None:
        """`why` the desk cannot be opened; "" if there is none."""
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._refusal.say("")
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _say(self, sentence: str) -> None:
        """Mostly it is the passphrase that was not the right one."""
        self._refusal.say(sentence)
        if self.isVisible():
            self._passphrase.selectAll()
            self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        self._choose.setText(_("Wird zurückgeholt …") if busy else _("Datei wählen …"))

    @Slot()
    def _restore(self) -> None:
        kinds = _("Sicherungen (*.kosibackup)")
        backup = messages.choose_file(self, _("Sicherung zurückholen"), kinds)
        if backup:
            self._model.restore(backup, self._passphrase.text())
