"""What to do with all offers that were found, and what that would change."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QLineEdit, QWidget

from kosidesk.domain.errors import Invalid, KosiError
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services import words
from kosidesk.services.bulk import TO_CHOOSE, Assure, Deed, Pause, Preview, SetStatus, TakeTimes, TakeUp
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.fields import DayField
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import ScreenHead, section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.offers.bulk_words import announced, line
from kosidesk.ui.theme import LARGE, MEDIUM

_ASSURE, _PAUSE, _TAKE_UP, _STATUS, _TIMES = range(5)
_DEEDS = (
    N_("Als noch gültig vermerken"),
    N_("Pausieren bis zu einem Tag"),
    N_("Pause aufheben"),
    N_("Stand ändern"),
    N_("Zeiten aus dem Text übernehmen"),
)
_SHOWN, _READ_SHOWN = 12, 100
"""Offers named in the preview; more where each is told what was read of its text."""
_LONGEST = 255
_TURNS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class BulkPanel(QWidget):
    """`considered` carries a `Deed`; `done_wanted` when it shall be done, `left` when not."""

    considered = Signal(object)
    done_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def begin(self, count: int) -> None:
        """With the keyboard on the choice of what to do."""
        said = ngettext("Für {count} gefundenes Angebot", "Für alle {count} gefundenen Angebote", count)
        self._head.title.setText(said.format(count=number(count)))
        self._deed.setCurrentIndex(_ASSURE)
        for line_ in (self._by, self._until):
            line_.clear()
        self._ask()
        self._deed.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def show_preview(self, seen: Preview) -> None:
        most = _READ_SHOWN if self._deed.currentIndex() == _TIMES else _SHOWN
        self._say(announced(seen), tuple(map(line, seen.lines[:most])), len(seen.lines))
        self._do.setEnabled(seen.changed > 0)

    @Slot(object)
    def say_no(self, error: KosiError) -> None:
        """A day that makes no sense is told beside its field."""
        if isinstance(error, Invalid):
            self._remark.say("\n".join(map(words.fault, error.faults)))
        else:
            self._say(words.sentence(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A long preview is turned over from wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _TURNS:
            self._area.verticalScrollBar().triggerAction(_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._back = Button(_("Abbrechen"), self)
        self._do = Button(_("So machen"), self, kind="primary", icon="check")
        self._head = ScreenHead("", self)
        self._deed, self._status = ChoiceBox(self), ChoiceBox(self)
        self._by, self._until = QLineEdit(self), DayField(self)
        self._by.setMaxLength(_LONGEST)
        self._by.setPlaceholderText(_("Sie selbst"))
        self._fill()
        content = QWidget(self)
        self._form = form()
        field(self._form, _("Was geschehen soll"), self._deed)
        field(self._form, _("Bestätigt von"), self._by, _("Leer lassen, wenn Sie selbst bestätigen"))
        back = _("An diesem Tag kommen die Angebote von selbst wieder")
        self._remark = field(self._form, _("Pause bis"), self._until, back)
        field(self._form, _("Neuer Stand"), self._status)
        self._announced = PlainLabel("", content, wrap=True)
        self._first = section(_("Die ersten davon"), content)
        self._lines = PlainLabel("", content, role="meta", wrap=True)
        buttons = row(self._do, self._back, None, gap=MEDIUM)
        parts = (self._form, self._announced, buttons, self._first, self._lines, None)
        content.setLayout(column(*parts, gap=MEDIUM))
        layout = column(self._head, gap=LARGE, margin=LARGE)
        self._area = scrolling(content, self)
        layout.addWidget(self._area, 1)
        self.setLayout(layout)

    def _fill(self) -> None:
        for text in _DEEDS:
            self._deed.addItem(_(text))
        for status in TO_CHOOSE:
            self._status.addItem(words.choice(status), status)

    def _connect(self) -> None:
        self._deed.activated.connect(self._ask)
        self._status.activated.connect(self._ask)
        self._by.textChanged.connect(self._ask)
        self._until.textChanged.connect(self._ask)
        self._do.clicked.connect(self.done_wanted)
        self._back.clicked.connect(self.left)

    @Slot()
    def _ask(self) -> None:
        self._show_field()
        deed = self._chosen()
        self._do.setEnabled(False)
        self._remark.say("")
        if deed is None:
            self._say(_("Bitte den Tag eintragen, an dem die Angebote wiederkommen."))
        else:
            self._say("")
            self.considered.emit(deed)

    def _show_field(self) -> None:
        """Only what the chosen deed needs."""
        chosen = self._deed.currentIndex()
        for deed, widget in ((_ASSURE, self._by), (_PAUSE, self._until), (_STATUS, self._status)):
            self._form.setRowVisible(widget, deed == chosen)

    def _chosen(self) -> Deed | None:
        """None while the day of a pause is not there."""
        chosen, until = self._deed.currentIndex(), self._until.day()
        if chosen == _PAUSE:
            return Pause(until) if until else None
        if chosen == _STATUS:
            return SetStatus(self._status.currentData())
        if chosen == _TIMES:
            return TakeTimes()
        return TakeUp() if chosen == _TAKE_UP else Assure(" ".join(self._by.text().split()))

    def _say(self, sentence: str, lines: tuple[str, ...] = (), of: int = 0) -> None:
        self._announced.setText(sentence)
        more = of - len(lines)
        rest = ngettext("und {count} weiteres", "und {count} weitere", more).format(count=number(more))
        self._lines.setText("\n".join((*lines, rest) if more else lines))
        self._first.setVisible(bool(lines))
