"""F1: the keys of this screen, to be read over it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.keys import Key, give_back
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.theme import HUGE, LARGE, MEDIUM, SMALL

_SCROLL_BAR = QSize(24, 24)

Group = tuple[str, tuple[Key, ...]]


class KeyCard(QFrame):
    """Covers the middle of its parent while it is read; Esc or F1 put it away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("place", "keys")
        self._close = Button(_("Schließen"), self)
        self._close.clicked.connect(self.put_away)
        self._had_keyboard: QWidget | None = None
        self._under, self._content = parent, QWidget()
        self._table = scrolling(self._content, self)
        head = row(PlainLabel(_("Tasten"), self, role="screen"), None, self._close)
        layout = column(head, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._table, 1)
        self.setLayout(layout)
        parent.installEventFilter(self)
        self.hide()

    def show_keys(self, groups: tuple[Group, ...]) -> None:
        self._had_keyboard = self.window().focusWidget()
        self._content = QWidget()
        self._content.setProperty("place", "clear")
        self._content.setLayout(_grid(groups, self._content))
        self._table.setWidget(self._content)
        # An area does not say that it needs more room: what was measured while it was empty would stay.
        self._table.updateGeometry()
        self.show()
        self._place()
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)

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

    def _place(self) -> None:
        room = self._under.rect().adjusted(HUGE, HUGE, -HUGE, -HUGE)
        content = self._content.sizeHint()
        frame = self.sizeHint() - self._table.sizeHint() + _SCROLL_BAR
        self.resize((content + frame).boundedTo(room.size()))
        self.move(room.center() - self.rect().center())
        self.raise_()


def _grid(groups: tuple[Group, ...], parent: QWidget) -> QGridLayout:
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
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(PlainLabel(_(key.words), parent), line, 1)
    return grid
