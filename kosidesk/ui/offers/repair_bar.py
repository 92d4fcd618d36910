"""Says that the search is being mended, and how far that is."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from kosidesk.i18n import _
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import TINY


class RepairBar(QWidget):
    """Above the list, of which it leaves as much in sight as it can."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = _("Das Suchverzeichnis ist beschädigt und wird aus den Angeboten neu aufgebaut.")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(said)
        self.setLayout(column(PlainLabel(said, self, wrap=True), self._bar, gap=TINY))
        self.hide()

    @Slot()
    def begin(self) -> None:
        self.advance(0, 0)
        self.show()

    @Slot(int, int)
    def advance(self, done: int, of: int) -> None:
        """With `of` 0 nobody knows yet how much there is."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
