"""Shows the pages of the sheet, and sends them to paper or to a file."""

from dataclasses import replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QStackedWidget, QWidget

from kosidesk.domain.consultation import Consultation
from kosidesk.i18n import N_, _, number
from kosidesk.services.sheets import Page
from kosidesk.ui import messages
from kosidesk.ui.kit.buttons import Button, IconButton
from kosidesk.ui.kit.cards import DecisionCard
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column, row, scrolling
from kosidesk.ui.sheet_preview.model import WIDTH, ZOOMS, SheetPreview
from kosidesk.ui.sheet_preview.paper import image
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL, look
from kosidesk.ui.wardrobe import Wardrobe

_LARGER = Key("Ctrl++", N_("Zettel größer zeigen"))
_SMALLER = Key("Ctrl+-", N_("Zettel kleiner zeigen"))
_SAVE = Key("Ctrl+S", N_("Zettel als PDF speichern"))
_PRINT = Key("Ctrl+Return", N_("Zettel drucken"))
_PAGE_DOWN = Key("PgDown", N_("Weiter auf dem Zettel"))
_PAGE_UP = Key("PgUp", N_("Zurück auf dem Zettel"))
KEYS = (_PRINT, _SAVE, _LARGER, _SMALLER, _PAGE_DOWN, _PAGE_UP)


class After(Enum):
    """What became of a printed sheet."""

    HANDED_OUT_AND_CLOSED = 1
    HANDED_OUT = 2
    NOT_YET = 3


class SheetScreen(QWidget):
    """The printer taken last stands in the settings."""

    after_print = Signal(object, object)  # Consultation, After

    def __init__(self, model: SheetPreview, wardrobe: Wardrobe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._wardrobe = model, wardrobe
        self._printed: Consultation | None = None
        self._build()
        self._connect()
        self._show(())
        model.find_printers()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.watch(is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.watch(is_seen=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page grows with the text of the window, as far as its width goes."""
        super().resizeEvent(event)
        room = (self.width() - 6 * LARGE) / WIDTH
        self._model.show_scale(self.devicePixelRatioF() * max(1.0, min(look().factor, room)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The question after printing is put away first."""
        if event.key() == Qt.Key.Key_Escape and not self._question.isHidden():
            self._question.hide()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._save = Button(_("Als PDF speichern"), self, icon="file")
        self._print = Button(_("Drucken"), self, kind="primary", icon="print")
        self._head = ScreenHead(_("Zettel"), self, self._save, self._print)
        self._question = _question(self)
        self._paper = QWidget()
        self._pages = column(gap=LARGE, margin=LARGE)
        self._paper.setLayout(self._pages)
        self._view = scrolling(self._paper, self)
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view.setAccessibleName(_("Seiten des Zettels"))
        sentence = _("Noch kein Zettel. Sobald ein Angebot auf der Merkliste steht, ist er hier zu sehen.")
        self._sides = QStackedWidget(self)
        self._sides.addWidget(EmptyState("sheet", sentence, self))
        self._sides.addWidget(self._view)
        layout = column(self._head, self._question, self._tools(), gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)

    def _tools(self) -> FlowLayout:
        self._smaller = IconButton("minus", _("Kleiner (Strg+-)"), self)
        self._larger = IconButton("plus", _("Größer (Strg++)"), self)
        self._zoom = PlainLabel("", self)
        self._printer = ChoiceBox(self)
        self._printer.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        choosing, zooming = QWidget(self), QWidget(self)
        printer = form(choosing)
        printer.setContentsMargins(0, 0, 0, 0)
        field(printer, _("Drucker"), self._printer)
        zooming.setLayout(row(self._smaller, self._zoom, self._larger, gap=SMALL))
        tools = FlowLayout(gap=LARGE)
        tools.addWidget(choosing)
        tools.addWidget(zooming)
        return tools

    def _connect(self) -> None:
        self._save.clicked.connect(self._choose_file)
        self._print.clicked.connect(self._send)
        self._question.decided.connect(self._decide)
        self._smaller.clicked.connect(self._shrink)
        self._larger.clicked.connect(self._enlarge)
        self._printer.activated.connect(self._remember_printer)
        self._model.drawn.connect(self._show)
        self._model.aged.connect(self._hold_back)
        self._model.busy.connect(self._wait)
        self._model.printed.connect(self._ask)
        self._model.printers_found.connect(self._show_printers)
        for key, do in (
            (_LARGER, self._enlarge),
            (_SMALLER, self._shrink),
            (_SAVE, self._choose_file),
            (_PRINT, self._send),
            (_PAGE_DOWN, self._page_down),
            (_PAGE_UP, self._page_up),
        ):
            press(key, self, do)

    @Slot(object)
    def _show(self, pages: tuple[Page, ...]) -> None:
        while (item := self._pages.takeAt(0)) is not None:
            if (label := item.widget()) is not None:
                label.hide()
                label.deleteLater()
        for count, page in enumerate(pages, 1):
            self._pages.addWidget(self._picture(page, count, len(pages)), 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch(1)
        self._sides.setCurrentIndex(1 if pages else 0)
        self._zoom.setText(_("{percent} %").format(percent=number(round(self._model.zoom * 100))))
        is_first = bool(pages) and not self._print.isEnabled()
        for button in (self._save, self._print, self._larger, self._smaller):
            button.setEnabled(bool(pages))
        if is_first:
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)
        code = self._model.consultation.code if self._model.consultation else ""
        self._head.say(_("Beratung {code}").format(code=code) if code else "")
        if not pages:
            self._question.hide()

    def _picture(self, page: Page, count: int, of: int) -> PlainLabel:
        picture = QPixmap.fromImage(image(page))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        label = PlainLabel("", self._paper)
        label.setProperty("place", "paper")
        label.setPixmap(picture)
        label.setAccessibleName(_("Seite {number} von {of}").format(number=count, of=of))
        return label

    @Slot(object)
    def _show_printers(self, names: tuple[str, ...]) -> None:
        self._printer.clear()
        self._printer.addItem(_("Standarddrucker"), "")
        for name in names:
            self._printer.addItem(name, name)
        self._printer.setCurrentIndex(max(0, self._printer.findData(self._wardrobe.settings.sheet_printer)))

    @Slot()
    def _remember_printer(self) -> None:
        chosen = self._printer.currentData() or ""
        self._wardrobe.keep(replace(self._wardrobe.settings, sheet_printer=chosen))

    @Slot()
    def _send(self) -> None:
        if self._print.isEnabled():
            self._model.print_out(self._printer.currentData() or "")

    @Slot()
    def _hold_back(self) -> None:
        """Nothing leaves the window before the newer sheet is in sight."""
        for button in (self._save, self._print):
            button.setEnabled(False)

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        self._print.setEnabled(not busy and self._model.is_made())
        self._print.setText(_("Wird gedruckt …") if busy else _("Drucken"))

    @Slot(object)
    def _ask(self, printed: Consultation) -> None:
        """Unless the next client's sheet is here by now."""
        here = self._model.consultation
        if here is not None and here.id == printed.id:
            self._printed = printed
            self._question.show()

    @Slot(object)
    def _decide(self, after: After) -> None:
        self._question.hide()
        self.after_print.emit(self._printed, after)

    @Slot()
    def _choose_file(self) -> None:
        if not self._model.is_made():
            return
        code = self._model.consultation.code if self._model.consultation else ""
        name = _("Zettel-{code}.pdf").format(code=code)
        target = messages.choose_save(self, _("Zettel als PDF speichern"), name, _("PDF (*.pdf)"))
        if target:
            self._model.save(Path(target))

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
        _scroll(self._view, QAbstractSlider.SliderAction.SliderPageStepAdd)

    @Slot()
    def _page_up(self) -> None:
        _scroll(self._view, QAbstractSlider.SliderAction.SliderPageStepSub)


def _question(parent: QWidget) -> DecisionCard:
    card = DecisionCard(
        _("Der Zettel ist beim Drucker."),
        _("Wurde er schon ausgehändigt?"),
        (
            (_("Ausgehändigt, Beratung beenden"), After.HANDED_OUT_AND_CLOSED),
            (_("Ausgehändigt, weiter beraten"), After.HANDED_OUT),
            (_("Noch nicht"), After.NOT_YET),
        ),
        parent,
        kind="card",
    )
    card.hide()
    return card


def _scroll(view: QScrollArea, action: QAbstractSlider.SliderAction) -> None:
    view.verticalScrollBar().triggerAction(action)
