"""A card beside the talk, whose answers stay in sight while the rest scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.in_sight import InSight
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL


class AsideCard(QWidget):
    """What is asked goes into `body`; `do` is the main answer, `left` the other one."""

    left = Signal()

    def __init__(self, title: str, text: str, do: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.do = do
        self.card = Card(title, text)
        self.body = self.card.body
        self.body.setSpacing(MEDIUM)
        content = QWidget()
        content.setLayout(column(self.card, None))
        self.back = Button(_("Zurück"))
        self.back.clicked.connect(self.left)
        self._area = scrolling(content)
        self._in_sight = InSight(self._area)
        layout = column(self._area, flow(do, self.back), gap=SMALL, margin=LARGE)
        layout.setStretchFactor(self._area, 1)
        self.setLayout(layout)

    def showEvent(self, event: QShowEvent) -> None:
        """From its beginning."""
        super().showEvent(event)
        self._area.verticalScrollBar().setValue(0)

    def keep_in_sight(self, widget: QWidget) -> None:
        """What it says must be seen as soon as it has found its place."""
        self._in_sight.keep(widget)

    def enter(self) -> None:
        """The keyboard goes to the main answer."""
        self.do.setFocus(Qt.FocusReason.OtherFocusReason)
