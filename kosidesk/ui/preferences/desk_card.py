"""This machine's desk: where its backups go, and what locks it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.i18n import _
from kosidesk.ui import messages
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import FlowLayout, row
from kosidesk.ui.kit.passphrase_field import PassphraseField, ShowBox
from kosidesk.ui.preferences.model import Preferences


class BackupCard(Card):
    """Backups are made by themselves; here is where, and one at once."""

    def __init__(self, model: Preferences, parent: QWidget) -> None:
        words = _(
            "Beim Öffnen entsteht von selbst eine Sicherung, wenn die letzte älter als vier Stunden ist. "
            "Die neuesten zwanzig bleiben. Am sichersten liegt der Ordner auf einem anderen Laufwerk."
        )
        super().__init__(_("Sicherungen"), words, parent)
        self._model = model
        self._folder = QLineEdit(self)
        self._folder.setReadOnly(True)
        self._choose = Button(_("Anderer Ordner …"), self, icon="folder")
        self._now = Button(_("Jetzt sichern …"), self, icon="export")
        layout = form()
        field(layout, _("Ordner"), self._folder)
        self.body.addLayout(layout)
        buttons = FlowLayout()
        for button in (self._choose, self._now):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self._choose.clicked.connect(self._choose_folder)
        self._now.clicked.connect(self._back_up)

    def show_folder(self, folder: Path) -> None:
        self._folder.setText(str(folder))

    @Slot()
    def _choose_folder(self) -> None:
        folder = messages.choose_folder(self, _("Ordner für Sicherungen"))
        if folder:
            self._model.keep_backups_in(str(folder))

    @Slot()
    def _back_up(self) -> None:
        day: datetime = self._model.opened.desk.clock().astimezone()
        name = f"{day:%Y-%m-%d-%H%M}.kosibackup"
        target = messages.choose_save(self, _("Sicherung speichern"), name, _("Sicherungen (*.kosibackup)"))
        if target:
            self._model.back_up(target)


class PassphraseCard(Card):
    """The old passphrase is asked once more, so that nobody changes it at an open desk."""

    def __init__(self, model: Preferences, parent: QWidget) -> None:
        super().__init__(_("Passphrase ändern"), parent=parent)
        self._model = model
        self._old, self._new, self._repeated = (PassphraseField(self) for _each in range(3))
        self._change = Button(_("Passphrase ändern"), self)
        layout = form()
        field(layout, _("Bisherige"), self._old)
        hint = _("Mindestens vier Wörter oder zwölf Zeichen. Ohne sie ist nichts mehr zu lesen.")
        self._remark = field(layout, _("Neue"), self._new, hint)
        field(layout, _("Noch einmal"), self._repeated)
        self._shown = ShowBox(self, self._old, self._new, self._repeated)
        layout.addRow("", self._shown)
        self.body.addLayout(layout)
        self.body.addLayout(row(None, self._change))
        self._change.clicked.connect(self._wish)
        model.complained.connect(self._remark.say)
        model.rewrapped.connect(self._clear)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody who comes by later finds what was typed."""
        super().hideEvent(event)
        self._clear()

    @Slot()
    def _wish(self) -> None:
        self._model.change_passphrase(self._old.text(), self._new.text(), self._repeated.text())

    @Slot()
    def _clear(self) -> None:
        for one in (self._old, self._new, self._repeated):
            one.clear()
        self._shown.setChecked(False)
        self._remark.say("")
