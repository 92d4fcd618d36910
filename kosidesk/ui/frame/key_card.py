"""F1: what this screen is for, what to do first, and its keys, to be read over it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.keys import Key, give_back
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.theme import HUGE, LARGE, MEDIUM, SMALL

_SCROLL_BAR = 24
_LETTERS = 80
"""Average letters a line of help has at most; longer ones are hard to read."""

Group = tuple[str, tuple[Key, ...]]


class KeyCard(QFrame):
    """Covers the middle of its parent while it is read, by arrow keys too; Esc or F1 put it away."""

    tour_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("place", "keys")
        self._title = PlainLabel("", self, role="screen", wrap=True)
        self._tour = Button(_("Rundgang"), self, icon="info")
        self._tour.clicked.connect(self._begin_tour)
        self._close = Button(_("Schließen"), self)
        self._close.clicked.connect(self.put_away)
        self._had_keyboard: QWidget | None = None
        self._under, self._content, self._lines = parent, QWidget(), column()
        self._table = scrolling(self._content, self)
        self._table.setAccessibleName(_("Hilfe und Tasten"))
        self._table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = row(gap=SMALL)
        head.addWidget(self._title, 1)
        head.addWidget(self._tour)
        head.addWidget(self._close)
        layout = column(head, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._table, 1)
        self.setLayout(layout)
        parent.installEventFilter(self)
        self.hide()

    def show_help(self, title: str, sentences: Sequence[str], groups: Sequence[Group]) -> None:
        self._had_keyboard = self.window().focusWidget()
        self._title.setText(title)
        self._content = QWidget()
        self._content.setProperty("place", "clear")
        told = [PlainLabel(_(one), self._content, wrap=True) for one in sentences]
        self._lines = column(*told, _grid(groups, self._content), None, gap=SMALL, margin=SMALL)
        self._content.setLayout(self._lines)
        self._table.setWidget(self._content)
        self.show()
        self._place()
        self._table.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def put_away(self) -> None:
        self.hide()
        give_back(self._had_keyboard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    @Slot()
    def _begin_tour(self) -> None:
        self.put_away()
        self.tour_wanted.emit()

    def _place(self) -> None:
        """As wide as lines are easily read, as high as they need, and never beyond the parent."""
        room = self._under.rect().adjusted(HUGE, HUGE, -HUGE, -HUGE)
        frame = 2 * LARGE + _SCROLL_BAR
        wanted = max(
            self._content.minimumSizeHint().width(), self.fontMetrics().averageCharWidth() * _LETTERS
        )
        width = min(wanted + frame, room.width())
        lines = self._lines.totalHeightForWidth(width - frame)
        head = self._title.heightForWidth(width // 2) + self._close.sizeHint().height()
        self.resize(width, min(lines + head + frame, room.height()))
        self.move(room.center() - self.rect().center())
        self.raise_()


def _grid(groups: Sequence[Group], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(MEDIUM)
    grid.setVerticalSpacing(SMALL)
    grid.setColumnStretch(1, 1)
    for title, keys in groups:
        if not keys:
            continue
        grid.addWidget(section(title, parent), grid.rowCount(), 0, 1, 2)
        for key in keys:
            line = grid.rowCount()
            name = PlainLabel(key.name(), parent, role="key")
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(_(key.words), parent, wrap=True), line, 1)
    return grid
