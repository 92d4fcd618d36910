"""Everything that is printed in numbers, with progress, a way to stop, and a report at the end."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Job
from kosidesk.services.sheets import Format
from kosidesk.ui import messages
from kosidesk.ui.kit.cards import ProgressCard
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.layouts import column, row, scrolling
from kosidesk.ui.papers.cards import DirectoryCard, LettersCard, Order, PileCard, TodayCard, WaiverCard
from kosidesk.ui.papers.model import Finished, Papers
from kosidesk.ui.papers.piles import Watch
from kosidesk.ui.papers.report import ReportCard
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.printing.printer_box import PrinterBox
from kosidesk.ui.theme import LARGE, look

_WIDTH = 820


class PapersScreen(QWidget):
    """One pile after the other; while one is made, no other can be begun."""

    organisations_wanted = Signal()

    def __init__(self, model: Papers, printing: Printing, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._printing = model, printing
        self._build(desk)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.count()
        self._printing.look()
        self._printer.recall(Format.A4)

    def _build(self, desk: Desk) -> None:
        content = QWidget()
        inside = QWidget(content)
        self._printer = PrinterBox(self._printing, inside)
        ask = QWidget(inside)
        layout = form(ask)
        layout.setContentsMargins(0, 0, 0, 0)
        self._remark = field(layout, _("Drucker"), self._printer)
        self._progress, self._report = ProgressCard(inside), ReportCard(inside)
        self._today, self._letters = TodayCard(inside), LettersCard(inside)
        self._letters.show_organisations(self._model.organisations)
        others = (DirectoryCard(desk, inside), WaiverCard(inside))
        self._piles: tuple[PileCard, ...] = (self._today, self._letters, *others)
        head = ScreenHead(_("Viele Papiere drucken"), inside)
        parts = (head, ask, self._progress, self._report, *self._piles)
        inside.setLayout(column(*parts, None, gap=LARGE))
        # Not each part by itself: a column asks its parts how high they are in all of its width.
        inside.setMaximumWidth(look().pixels(_WIDTH))
        whole = row(gap=0, margin=LARGE)
        whole.addWidget(inside, 1)
        whole.addStretch()
        content.setLayout(whole)
        self.setLayout(column(scrolling(content, self)))

    def _connect(self) -> None:
        self._printer.told.connect(self._remark.note)
        for pile in self._piles:
            pile.printed.connect(self._print)
            pile.saved.connect(self._save)
        self._letters.choose_wanted.connect(self.organisations_wanted)
        self._progress.cancelled.connect(self._model.cancel)
        self._report.go_on_wanted.connect(self._model.go_on)
        self._report.hand_out_wanted.connect(self._hand_out)
        self._model.counted.connect(self._show_today)
        self._model.chosen.connect(self._letters.show_organisations)
        self._model.begun.connect(self._begin)
        self._model.advanced.connect(self._advance)
        self._model.finished.connect(self._finish)

    @Slot(object)
    def _print(self, order: Order) -> None:
        """A roll has a printer of its own."""
        usual = self._printing.usual_job(order.format)
        job = usual if order.format is Format.RECEIPT else Job(self._printer.name, format=order.format)
        self._model.print_out(order.gather, job)

    @Slot(object)
    def _save(self, order: Order) -> None:
        folder = messages.choose_folder(self, _("Wohin mit den PDF-Dateien?"))
        if folder:
            self._model.save(order.gather, folder)

    @Slot(object)
    def _hand_out(self, finished: Finished) -> None:
        self._model.hand_out(finished.batch)

    @Slot(object)
    def _show_today(self, codes: tuple[str, ...]) -> None:
        self._today.show_codes(codes, self._model.choices())

    @Slot()
    def _begin(self) -> None:
        self._report.hide()
        self._progress.begin(_("Papiere werden gemacht und übergeben …"))
        for pile in self._piles:
            pile.setEnabled(False)

    @Slot(object)
    def _advance(self, watch: Watch) -> None:
        self._progress.advance(watch.done, watch.of)

    @Slot(object)
    def _finish(self, finished: Finished) -> None:
        self._progress.end()
        self._report.tell(finished)
        for pile in self._piles:
            pile.setEnabled(True)
        self._model.count()
