"""What is kept of the talk beside the shortlist: how the client came, what about, notes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kosidesk.domain.consultation import CHANNELS, KINDS, Consultation
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.kit.paragraph import ParagraphField
from kosidesk.ui.theme import MEDIUM

_PASTE_LINES, _NOTES_LINES = 3, 6


class Facts(QWidget):
    """`pasted` carries the text of a shortlist from elsewhere, `noted` the notes as they are typed."""

    pasted = Signal(str)
    noted = Signal(str)
    channel_chosen = Signal(str)
    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paste = ParagraphField(_PASTE_LINES, self)
        self._notes = ParagraphField(_NOTES_LINES, self)
        self._channel, self._kind = ChoiceBox(self), ChoiceBox(self)
        self._take = Button(_("Merkliste einfügen"), self, icon="pick")
        for combo, codes in ((self._channel, CHANNELS), (self._kind, KINDS)):
            for code in codes:
                combo.addItem(words.choice(code), code)
        self._lay_out()
        self._connect()

    def show_facts(self, consultation: Consultation, notes: str) -> None:
        _point_at(self._channel, CHANNELS, consultation.channel)
        _point_at(self._kind, KINDS, consultation.kind)
        if self._notes.toPlainText() != notes:
            self._notes.setPlainText(notes)

    def say_pasted(self, sentence: str) -> None:
        """What became of it; the field is then free for the next one."""
        self._remark.note(sentence)
        self._paste.clear()

    def forget(self) -> None:
        """Another client sits here now."""
        self._remark.note("")
        self._paste.clear()

    @Slot()
    def paste(self) -> None:
        """Takes what stands in the field, or else what was copied elsewhere."""
        text = self._paste.toPlainText() or QGuiApplication.clipboard().text()
        self.pasted.emit(text)

    def _lay_out(self) -> None:
        pasting, talk = form(), form()
        hint = _("Link der Karte, E-Mail oder Nummern; auch mit F6 aus der Zwischenablage.")
        self._paste.setPlaceholderText(_("Link, E-Mail oder Nummern"))
        self._remark = field(pasting, _("Mitgebrachte Merkliste"), self._paste, hint)
        pasting.addRow("", row(self._take, None))
        field(talk, _("Weg"), self._channel)
        field(talk, _("Anlass"), self._kind)
        notes_hint = _("Nur für die Beratung, nie auf dem Zettel. Wird von selbst gespeichert.")
        field(talk, _("Notizen"), self._notes, notes_hint)
        title = section(_("Gespräch"), self)
        self.setLayout(column(title, talk, pasting, None, gap=MEDIUM))

    def _connect(self) -> None:
        self._take.clicked.connect(self.paste)
        self._notes.textChanged.connect(self._note)
        self._channel.activated.connect(self._choose_channel)
        self._kind.activated.connect(self._choose_kind)

    @Slot()
    def _note(self) -> None:
        self.noted.emit(self._notes.toPlainText())

    @Slot()
    def _choose_channel(self) -> None:
        self.channel_chosen.emit(self._channel.currentData())

    @Slot()
    def _choose_kind(self) -> None:
        self.kind_chosen.emit(self._kind.currentData())


def _point_at(combo: ChoiceBox, codes: Sequence[str], code: str) -> None:
    """A code a newer version wrote is shown as it stands."""
    if code not in codes and combo.findData(code) < 0:
        combo.addItem(code, code)
    combo.setCurrentIndex(combo.findData(code))
