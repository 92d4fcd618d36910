"""A list on its way out: beside its first pages, as a file or on paper."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from kosidesk.domain.listing import Listing
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services.lists import MOST_ON_PAPER
from kosidesk.services.sheets import Page, Printout
from kosidesk.ui import messages
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.lists.model import ListOut
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.printing.pages import PagesView
from kosidesk.ui.printing.panel import PrintPanel
from kosidesk.ui.theme import LARGE, MEDIUM

_SAVE = Key("Ctrl+S", N_("Liste für Excel speichern"))
_PRINT = Key("Ctrl+Return", N_("Liste drucken: Drucker und Anzahl wählen"))
KEYS = (_SAVE, _PRINT)

_SIDE, _PAGES = range(2)
_MARGINS = 6 * LARGE


class ListScreen(QWidget):
    """The side column holds what can be done, and the print dialog while it is open."""

    left = Signal()

    def __init__(self, model: ListOut, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._printing = model, printing
        self._build()
        self._connect()
        self._show_list(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The print dialog is put away first."""
        if event.key() == Qt.Key.Key_Escape and self._is_asking_how():
            self._end_printing()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pages()

    def _build(self) -> None:
        self._main = Button("", self, kind="primary")
        self._head = ScreenHead(_("Liste ausgeben"), self, self._main)
        self._side = QStackedWidget(self)
        self._choices, self._dialog = self._ways(), PrintPanel(self._printing, self._side)
        for panel in (self._choices, self._dialog):
            self._side.addWidget(panel)
        self._pages = PagesView(_("Seiten der Liste"), self)
        self._nothing = EmptyState("sheet", "", self)
        self._sight = QStackedWidget(self)
        for side in (self._pages, self._nothing):
            self._sight.addWidget(side)
        parts = (Column(_("Auswahl"), self._side, 37, 0), Column(_("Liste"), self._sight, 44))
        self._columns = Columns(parts, self, main=_SIDE)
        layout = column(self._head, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._columns, 1)
        self.setLayout(layout)

    def _ways(self) -> QWidget:
        content = QWidget()
        self._csv = Button(_("Als CSV speichern"), content, icon="file")
        self._pdf = Button(_("Als PDF speichern"), content, icon="file")
        self._print = Button(_("Drucken …"), content, icon="print")
        self._back = Button(_("Zurück"), content, icon="back")
        self._people = QCheckBox(_("Auch Namen, Telefon und E-Mail"), content)
        words = _(
            "Genannt wird nur, wer einem Anruf zugestimmt hat. Wer die Liste weitergibt, gibt auch die Namen "
            "weiter."
        )
        self._people.setAccessibleDescription(words)
        self._whom = PlainLabel(words, content, role="meta", wrap=True)
        parts = (self._people, self._whom, self._csv, self._pdf, self._print, self._back)
        content.setLayout(column(*parts, None, gap=MEDIUM))
        return scrolling(content, self._side)

    def _connect(self) -> None:
        for button, choose in (
            (self._main, self._act),
            (self._csv, self._choose_csv),
            (self._pdf, self._choose_pdf),
            (self._print, self._begin_printing),
            (self._back, self.left),
        ):
            button.clicked.connect(choose)
        self._people.toggled.connect(self._model.name_people)
        self._dialog.left.connect(self._end_printing)
        self._dialog.send_wanted.connect(self._send)
        self._dialog.test_wanted.connect(self._printing.send_test)
        self._model.read.connect(self._show_list)
        self._model.made.connect(self._take)
        self._model.drawn.connect(self._show_pages)
        self._model.busy.connect(self._wait)
        press(_SAVE, self, self._choose_workbook)
        press(_PRINT, self, self._begin_printing)

    @Slot(object)
    def _show_list(self, listing: Listing | None) -> None:
        wish = self._model.wish
        has_people = bool(wish and wish.with_people)
        self._people.setVisible(has_people)
        self._whom.setVisible(has_people)
        self._people.setChecked(self._model.with_people)
        self._head.say(_told(listing) if listing else "")
        for button in (self._main, self._csv):
            button.setEnabled(listing is not None)
        self._take(None)
        self._nothing.say(self._why_no_pages())
        self._sight.setCurrentWidget(self._nothing)
        self._turn_to(self._choices)
        if listing is not None:
            self._main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _why_no_pages(self) -> str:
        if self._model.wish is None:
            return _("Noch keine Liste. Sie kommt über „Liste ausgeben …“ von einem anderen Bildschirm.")
        if self._model.listing is not None and not self._model.fits_paper():
            words = _(
                "Für Papier ist die Liste zu lang, gedruckt werden bis zu {most} Einträge. Für Excel und als "
                "CSV geht sie, oder nach einer engeren Suche."
            )
            return words.format(most=number(MOST_ON_PAPER))
        return _("Die Liste wird gemacht …")

    @Slot(object)
    def _take(self, printout: Printout | None) -> None:
        for button in (self._pdf, self._print):
            button.setEnabled(printout is not None)
        if printout is not None:
            self._dialog.show_printout(printout)
            self._fit_pages()

    @Slot(object)
    def _show_pages(self, pages: tuple[Page, ...]) -> None:
        printout = self._model.printout
        self._pages.show_pages(pages, printout.pages if printout else 0)
        self._sight.setCurrentWidget(self._pages if pages else self._nothing)

    def _fit_pages(self) -> None:
        """A page across is as wide as there is room, whatever the size of the letters."""
        room = self._sight.width() if _PAGES in self._columns.shown() else self.width()
        self._model.show_width(round(max(1, room - _MARGINS) * self.devicePixelRatioF()))

    def _is_asking_how(self) -> bool:
        return self._side.currentWidget() is self._dialog

    @Slot()
    def _begin_printing(self) -> None:
        if self._model.printout is not None:
            self._turn_to(self._dialog)
            self._columns.reveal(_SIDE)
            self._dialog.enter()

    @Slot()
    def _end_printing(self) -> None:
        if self._is_asking_how():
            self._turn_to(self._choices)
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, panel: QWidget) -> None:
        """The one main button does what the panel is for."""
        self._side.setCurrentWidget(panel)
        is_printing = panel is self._dialog
        self._main.setText(_("Drucken") if is_printing else _("Für Excel speichern"))
        self._main.show_icon("print" if is_printing else "file")

    @Slot()
    def _act(self) -> None:
        if self._is_asking_how():
            self._send()
        else:
            self._choose_workbook()

    @Slot()
    def _send(self) -> None:
        job = self._dialog.job()
        if job is not None:
            self._model.print_out(job)

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        for part in (self._main, self._dialog):
            part.setEnabled(not busy)
        if not busy:
            self._end_printing()

    @Slot()
    def _choose_workbook(self) -> None:
        self._choose(_("Liste für Excel speichern"), ".xlsx", _("Excel (*.xlsx)"))

    @Slot()
    def _choose_csv(self) -> None:
        self._choose(_("Liste als CSV speichern"), ".csv", _("CSV (*.csv)"))

    @Slot()
    def _choose_pdf(self) -> None:
        self._choose(_("Liste als PDF speichern"), ".pdf", _("PDF (*.pdf)"))

    def _choose(self, title: str, suffix: str, kinds: str) -> None:
        if self._model.listing is None:
            return
        target = messages.choose_save(self, title, self._model.file_name(suffix), kinds)
        if target:
            self._model.save(target)


def _told(listing: Listing) -> str:
    count = ngettext("{count} Eintrag", "{count} Einträge", len(listing.rows))
    said = count.format(count=number(len(listing.rows)))
    return _("{title}: {count}").format(title=listing.title, count=said)
