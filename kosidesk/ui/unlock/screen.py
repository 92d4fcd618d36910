"""The first thing anyone sees: one field and one button, or a choice of how to begin."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import Notice, PlainLabel
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.kit.passphrase_field import PassphraseField, ShowBox
from kosidesk.ui.theme import LARGE, WIDE, look
from kosidesk.ui.unlock.bring_back import BringBack
from kosidesk.ui.unlock.first_desk import FirstDesk
from kosidesk.ui.unlock.model import Unlock

_CARD_WIDTH = 520


class UnlockScreen(QWidget):
    """Shows the ways in that the model offers."""

    def __init__(self, model: Unlock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("place", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = model
        self._pages = QStackedWidget(self)
        self._enter = _Enter(model, self)
        self._welcome = _Welcome(model, self)
        self._first = FirstDesk(model, self)
        self._restore = BringBack(model, self)
        for page in (self._enter, self._welcome, self._first, self._restore):
            self._pages.addWidget(_centred(page))
        self.setLayout(column(self._pages))
        self._welcome.new_desk.clicked.connect(self._show_first)
        self._welcome.restore.clicked.connect(self._show_restore)
        self._first.back.clicked.connect(self._show_start)
        self._restore.back.clicked.connect(self._show_start)
        model.barred.connect(self._bar)
        model.busy.connect(self._wait)
        self._waiting: QWidget | None = None
        self._show_start()

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        """What is switched off loses the keyboard; it gets it back."""
        if busy:
            self._waiting = self.focusWidget()
        self._pages.setDisabled(busy)
        if self._waiting and not busy:
            self._waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_first(self) -> None:
        self._pages.setCurrentIndex(2)
        self._first.begin()

    @Slot()
    def _show_start(self) -> None:
        exists = self.model.doors.exists
        self._pages.setCurrentIndex(0 if exists else 1)
        self._enter.begin() if exists else self._welcome.new_desk.setFocus()

    @Slot()
    def _show_restore(self) -> None:
        self._bar("")

    @Slot(str)
    def _bar(self, sentence: str) -> None:
        """Fills the window with the way out, instead of one dialog over the other."""
        self._pages.setCurrentIndex(3)
        self._restore.begin(sentence)


class _Enter(Card):
    """The passphrase of a desk that is there."""

    def __init__(self, model: Unlock, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._model = model
        self._passphrase = PassphraseField(self)
        layout = form()
        self._remark = field(layout, _("Passphrase"), self._passphrase)
        self._open = Button(_("Öffnen"), self, kind="primary")
        self.body.addWidget(PlainLabel("KosiDesk", self, role="number"))
        self.body.addWidget(PlainLabel(_("Der Schreibtisch ist verschlossen."), self, wrap=True))
        self.body.addLayout(layout)
        self.body.addWidget(ShowBox(self, self._passphrase))
        self._hint = PlainLabel("", self, role="meta", wrap=True)
        self._hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint.hide()
        self.body.addWidget(self._hint)
        self.body.addLayout(row(None, self._open))
        self._open.clicked.connect(self._try)
        self._passphrase.returnPressed.connect(self._try)
        self._passphrase.textEdited.connect(self._forget)
        model.refused.connect(self._say)
        model.busy.connect(self._wait)
        model.hinted.connect(self._say_hint)
        if model.doors.hint:
            self._say_hint(model.doors.hint)

    def begin(self) -> None:
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _try(self) -> None:
        self._model.unlock(self._passphrase.text())

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self._remark.say(sentence)
        if self.isVisible():
            self._passphrase.selectAll()
            self.begin()

    @Slot()
    def _forget(self) -> None:
        self._remark.say("")

    @Slot(str)
    def _say_hint(self, passphrase: str) -> None:
        words = _("Dies ist ein Schreibtisch zum Üben. Seine Passphrase: {passphrase}")
        self._hint.setText(words.format(passphrase=passphrase))
        self._hint.show()

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        self._open.setText(_("Wird geöffnet …") if busy else _("Öffnen"))


class _Welcome(Card):
    """Nothing is there yet."""

    def __init__(self, model: Unlock, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.new_desk = Button(_("Neuer Schreibtisch"), self, kind="primary", icon="plus")
        self._demo = Button(_("Mit Beispieldaten üben"), self, icon="offers")
        self.restore = Button(_("Sicherung zurückholen …"), self, icon="folder")
        refusal = Notice(self)
        words = _(
            "Hier ist noch kein Schreibtisch. Ein neuer wird mit einer Passphrase verschlossen und ist "
            "danach leer, bis Angebote importiert werden. Zum Kennenlernen gibt es eine erfundene Stadt mit "
            "erfundenen Angeboten."
        )
        self.body.addWidget(PlainLabel(_("Willkommen bei KosiDesk"), self, role="screen", wrap=True))
        self.body.addWidget(PlainLabel(words, self, wrap=True))
        for part in (self.new_desk, self._demo, self.restore, refusal):
            self.body.addWidget(part)
        self._demo.clicked.connect(model.demo)
        model.refused.connect(refusal.say)
        model.busy.connect(self._wait)

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        doing = _("Der Schreibtisch zum Üben wird eingerichtet …")
        self._demo.setText(doing if busy else _("Mit Beispieldaten üben"))


def _centred(card: QWidget) -> QWidget:
    """In the middle of the window, scrollable where the text is too large for it."""
    card.setMaximumWidth(look().pixels(_CARD_WIDTH))
    sides: QHBoxLayout = row(gap=LARGE, margin=WIDE)
    sides.addStretch(1)
    sides.addWidget(card, 100)
    sides.addStretch(1)
    content = QWidget()
    content.setLayout(column(None, sides, None))
    return scrolling(content)
