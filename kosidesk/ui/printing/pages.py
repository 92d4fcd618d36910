"""The pages of a paper as pictures, one below the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kosidesk.i18n import _
from kosidesk.services.sheets import Page
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.printing.paper import image
from kosidesk.ui.theme import LARGE


class PagesView(QScrollArea):
    """Each page says which one it is; what stands on it can be read beside it as text."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader says."""
        super().__init__(parent)
        self._paper = QWidget()
        self._paper.setProperty("place", "clear")
        self._pages = column(gap=LARGE, margin=LARGE)
        self._paper.setLayout(self._pages)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(self._paper)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def show_pages(self, pages: tuple[Page, ...], of: int = 0) -> None:
        """The first pages of a paper that has `of`, or all of them."""
        while (item := self._pages.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for count, page in enumerate(pages, 1):
            self._pages.addWidget(
                self._picture(page, count, of or len(pages)), 0, Qt.AlignmentFlag.AlignHCenter
            )
        self._pages.addStretch(1)

    def _picture(self, page: Page, count: int, of: int) -> PlainLabel:
        picture = QPixmap.fromImage(image(page))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        label = PlainLabel("", self._paper)
        label.setProperty("place", "paper")
        label.setPixmap(picture)
        label.setAccessibleName(_("Seite {number} von {of}").format(number=count, of=of))
        return label
