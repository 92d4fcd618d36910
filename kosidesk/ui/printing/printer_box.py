"""A list of the system's printers; it begins with the one a format went to last."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.services.printing_out import Printer
from kosidesk.services.sheets import Format
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.printing.model import Printing


class PrinterBox(ChoiceBox):
    """`name` is for the system, "" its standard printer. `told` says how the printer chosen stands."""

    told = Signal(str)

    def __init__(self, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printing, self.name = printing, ""
        self.widen()
        self.activated.connect(self._take)
        printing.found.connect(self._show)

    def recall(self, paper: Format) -> None:
        self.name = self._printing.usual_job(paper).printer
        self._show()

    @Slot()
    def _show(self) -> None:
        """One that is gone stays to be seen; whoever prints on it is told."""
        self.clear()
        self.addItem(_("Standarddrucker"), "")
        for printer in self._printing.printers:
            self.addItem(printer.label, printer.name)
        if self.findData(self.name) < 0:
            self.addItem(self.name, self.name)
        self.setCurrentIndex(self.findData(self.name))
        self.told.emit(self._how_it_stands())

    @Slot()
    def _take(self) -> None:
        self.name = self.currentData()
        self.told.emit(self._how_it_stands())

    def _how_it_stands(self) -> str:
        chosen = self._chosen()
        if chosen is not None:
            return words.printer_state(chosen.state)
        if self._printing.printers:
            return ""
        return _("Auf diesem Rechner ist kein Drucker zu finden. Speichern als PDF geht trotzdem.")

    def _chosen(self) -> Printer | None:
        known = self._printing.printers
        return next((one for one in known if (one.name == self.name if self.name else one.is_standard)), None)
