"""The sheet in sight: as pictures of its pages, or as text to be read and listened to."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QStackedWidget, QWidget

from kosidesk.i18n import N_, _, number
from kosidesk.services.sheets import Page, Printout
from kosidesk.ui.kit.buttons import Button, IconButton
from kosidesk.ui.kit.heads import EmptyState
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.printing.pages import PagesView
from kosidesk.ui.sheet_preview.as_text import SheetText
from kosidesk.ui.sheet_preview.model import WIDTH, ZOOMS, SheetPreview
from kosidesk.ui.theme import LARGE, SMALL, TINY, look

_LARGER = Key("Ctrl++", N_("Zettel größer zeigen"))
_SMALLER = Key("Ctrl+-", N_("Zettel kleiner zeigen"))
_TURN = Key("Ctrl+T", N_("Zettel als Text lesen und wieder als Bild"))
_PAGE_DOWN = Key("PgDown", N_("Weiter auf dem Zettel"))
_PAGE_UP = Key("PgUp", N_("Zurück auf dem Zettel"))
KEYS = (_TURN, _LARGER, _SMALLER, _PAGE_DOWN, _PAGE_UP)

_SMALLEST = 0.6


class SheetColumn(QWidget):
    """`turned` says that somebody wants to see the other side."""

    turned = Signal()

    def __init__(self, model: SheetPreview, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._build()
        self._connect()
        self._show(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page grows with the text of the window, as far as its width goes."""
        super().resizeEvent(event)
        room = (self.width() - 4 * LARGE) / WIDTH
        self._model.show_scale(self.devicePixelRatioF() * max(_SMALLEST, min(look().factor, room)))

    def _build(self) -> None:
        self._empty = EmptyState("sheet", "", self)
        self._pages, self._text = PagesView(_("Seiten des Zettels"), self), SheetText(self)
        self._sides = QStackedWidget(self)
        for side in (self._empty, self._pages, self._text):
            self._sides.addWidget(side)
        layout = column(row(self._tabs(), None, self._zooms(), gap=SMALL), gap=SMALL)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)

    def _tabs(self) -> QWidget:
        made = QWidget(self)
        self._as_picture, self._as_text = (
            Button(_("Bild"), made, kind="tab"),
            Button(_("Als Text"), made, kind="tab"),
        )
        for tab in (self._as_picture, self._as_text):
            tab.setCheckable(True)
        made.setLayout(row(self._as_picture, self._as_text, gap=TINY))
        return made

    def _zooms(self) -> QWidget:
        self._zooming = QWidget(self)
        self._smaller = IconButton("minus", _("Kleiner (Strg+-)"), self._zooming)
        self._larger = IconButton("plus", _("Größer (Strg++)"), self._zooming)
        self._zoom = PlainLabel("", self._zooming)
        self._zooming.setLayout(row(self._smaller, self._zoom, self._larger, gap=SMALL))
        return self._zooming

    def _connect(self) -> None:
        self._model.drawn.connect(self._show)
        self._model.made.connect(self._read)
        self._as_picture.clicked.connect(self._look)
        self._as_text.clicked.connect(self._listen)
        self._smaller.clicked.connect(self._shrink)
        self._larger.clicked.connect(self._enlarge)
        for key, do in (
            (_LARGER, self._enlarge),
            (_SMALLER, self._shrink),
            (_TURN, self._turn),
            (_PAGE_DOWN, self._page_down),
            (_PAGE_UP, self._page_up),
        ):
            press(key, self, do)

    @Slot(object)
    def _show(self, pages: tuple[Page, ...]) -> None:
        was_empty = self._sides.currentWidget() is self._empty
        self._pages.show_pages(pages)
        self._zoom.setText(_("{percent} %").format(percent=number(round(self._model.zoom * 100))))
        for tool in (self._larger, self._smaller, self._as_picture, self._as_text):
            tool.setEnabled(bool(pages))
        if not pages:
            self._empty.say(self._why_empty())
            self._show_side(self._empty)
        elif was_empty:
            self._show_side(self._pages)

    def _why_empty(self) -> str:
        if self._model.consultation is not None:
            return _("Der Zettel wird gemacht …")
        return _("Noch kein Zettel. Sobald ein Angebot auf der Merkliste steht, ist er hier zu sehen.")

    @Slot(object)
    def _read(self, printout: Printout | None) -> None:
        self._text.show_passages(printout.text if printout else (), self._model.language().tag)

    @Slot()
    def _look(self) -> None:
        self._show_side(self._pages)
        self.turned.emit()
        self._pages.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _listen(self) -> None:
        self._show_side(self._text)
        self.turned.emit()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _turn(self) -> None:
        if self._sides.currentWidget() is self._text:
            self._look()
        elif self._sides.currentWidget() is self._pages:
            self._listen()

    def _show_side(self, side: QWidget) -> None:
        self._sides.setCurrentWidget(side)
        self._as_picture.setChecked(side is self._pages)
        self._as_text.setChecked(side is self._text)
        self._zooming.setVisible(side is not self._text)

    @Slot()
    def _enlarge(self) -> None:
        larger = [zoom for zoom in ZOOMS if zoom > self._model.zoom]
        self._model.show_zoom(larger[0] if larger else self._model.zoom)

    @Slot()
    def _shrink(self) -> None:
        smaller = [zoom for zoom in ZOOMS if zoom < self._model.zoom]
        self._model.show_zoom(smaller[-1] if smaller else self._model.zoom)

    @Slot()
    def _page_down(self) -> None:
        self._scroll(QAbstractSlider.SliderAction.SliderPageStepAdd)

    @Slot()
    def _page_up(self) -> None:
        self._scroll(QAbstractSlider.SliderAction.SliderPageStepSub)

    def _scroll(self, action: QAbstractSlider.SliderAction) -> None:
        side = self._sides.currentWidget()
        if isinstance(side, QAbstractScrollArea):
            side.verticalScrollBar().triggerAction(action)
