"""Raised panels: a matter to decide, a work that takes long, a short notice."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from kosidesk.i18n import _, number
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column, row
from kosidesk.ui.theme import HUGE, LARGE, SMALL

_TOAST_MS, _OFFER_MS = 8000, 20_000


class Card(QFrame):
    """A panel with a heading and a text; more goes into `body`. `kind` is "card" or "warning"."""

    def __init__(
        self, title: str = "", text: str = "", parent: QWidget | None = None, *, kind: str = "card"
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.body = column(gap=SMALL, margin=LARGE)
        if title:
            self.body.addWidget(PlainLabel(title, self, role="title", wrap=True))
        if text:
            self.body.addWidget(PlainLabel(text, self, wrap=True))
        self.setLayout(self.body)


class DecisionCard(Card):
    """Something only a person can decide. `decided` carries the value of the answer taken."""

    decided = Signal(object)

    def __init__(
        self,
        title: str,
        text: str,
        answers: tuple[tuple[str, object], ...],
        parent: QWidget | None = None,
        *,
        kind: str = "warning",
    ) -> None:
        """`answers` are pairs of words and the value `decided` then carries."""
        super().__init__(title, text, parent, kind=kind)
        flow = FlowLayout()
        self._buttons = [Button(words, self) for words, _value in answers]
        for button, (_words, value) in zip(self._buttons, answers, strict=True):
            button.clicked.connect(partial(self._decide, value))
            flow.addWidget(button)
        self.body.addLayout(flow)

    def enter(self) -> None:
        """The keyboard goes to the first answer."""
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self, value: object) -> None:
        self.decided.emit(value)


class ProgressCard(Card):
    """Says what is being done and how far it is, and can be told to stop."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._doing = PlainLabel("", self, role="title", wrap=True)
        self._detail = PlainLabel("", self, role="meta", wrap=True)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(_("Fortschritt"))
        # Over the part that is done, a percentage could not be read; the line above says it.
        self._bar.setTextVisible(False)
        self._stop = Button(_("Abbrechen"), self)
        self._stop.clicked.connect(self._cancel)
        for part in (self._doing, self._detail, self._bar):
            self.body.addWidget(part)
        self.body.addLayout(row(None, self._stop))
        self.hide()

    def begin(self, doing: str, *, can_stop: bool = True) -> None:
        self._doing.setText(doing)
        self._stop.setEnabled(True)
        self._stop.setVisible(can_stop)
        self.advance(0, 0)
        self.show()

    def advance(self, done: int, of: int, detail: str = "") -> None:
        """With `of` 0 nobody knows how much there is."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        percent = _("{percent} %").format(percent=number(100 * done // of)) if of else ""
        self._detail.setText(detail or percent)

    def end(self) -> None:
        self.hide()

    @Slot()
    def _cancel(self) -> None:
        self._stop.setEnabled(False)
        self._detail.setText(_("Wird abgebrochen …"))
        self.cancelled.emit()


class Toast(QFrame):
    """A short notice over the lower edge of its parent; it never takes the focus: "Gelöscht · Rückgängig"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("place", "toast")
        self._text = PlainLabel("", self)
        self._button = Button("", self, kind="link")
        self._button.clicked.connect(self._act)
        self._button.hide()
        self._do: Callable[[], object] | None = None
        self.setLayout(row(self._text, self._button, gap=SMALL, margin=SMALL))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOAST_MS)
        self._timer.timeout.connect(self.hide)
        self._under = parent
        self._floor: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def stand_on(self, floor: QWidget) -> None:
        """What lies along the lower edge is not covered while it is shown."""
        self._floor = floor

    def say(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Leaves by itself, later if it offers to do something; without `do` the action puts it away."""
        self._text.setText(text)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._do = do
        self._timer.stop()
        if do or not action:
            self._timer.start(_TOAST_MS if not action else _OFFER_MS)
        self.show()
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._under.width() - 2 * LARGE
        self._text.setWordWrap(self._text.sizeHint().width() + self._button.sizeHint().width() > room)
        self.resize(self.sizeHint().boundedTo(QSize(room, self._under.height())))
        left = (self._under.width() - self.width()) // 2
        taken = self._floor.height() if self._floor and self._floor.isVisible() else 0
        self.move(left, self._under.height() - taken - self.height() - HUGE)
        self.raise_()

    @Slot()
    def _act(self) -> None:
        self.hide()
        if self._do:
            self._do()
