"""The print dialog: which printer, how many, which pages. It lies in the window, where F12 covers it too."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.i18n import N_, _, ngettext, number
from kosidesk.services import printing_out, words
from kosidesk.services.printing_out import Job, Sides, Title
from kosidesk.services.sheets import Format, Printout
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.fields import NumberField
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow, scrolling
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.printing.printer_box import PrinterBox
from kosidesk.ui.printing.wording import FORMATS
from kosidesk.ui.theme import MEDIUM

_SIDES: Mapping[Sides, str] = {
    Sides.ONE: N_("nur vorne"),
    Sides.LONG_EDGE: N_("beidseitig, wie ein Buch"),
    Sides.SHORT_EDGE: N_("beidseitig, wie ein Block"),
}


class PrintPanel(QWidget):
    """Enter prints, as the screen's own button does. `test_wanted` carries the `Job` for a test page."""

    send_wanted = Signal()
    test_wanted = Signal(object)
    left = Signal()

    def __init__(self, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printing, self._format, self._there = printing, Format.A4, 1
        self._build()
        self._test.clicked.connect(self._send_test)
        self._back.clicked.connect(self.left)
        self._printer.told.connect(self._show_state)
        self._fit_to_format()
        self._recall()

    def show_printout(self, printout: Printout) -> None:
        """What is to be printed; a printer is remembered for each format."""
        count = ngettext("{count} Seite", "{count} Seiten", printout.pages)
        said = _("{format} · {pages}").format(
            format=_(FORMATS[printout.format]), pages=count.format(count=number(printout.pages))
        )
        self._what.setText(said)
        self._there = printout.pages
        if printout.format is not self._format:
            self._format = printout.format
            self._fit_to_format()
            self._recall()

    def enter(self) -> None:
        """Ready for Enter, as the usual printer prints one copy of all pages."""
        self._printing.look()
        self._recall()
        self._copies.show_number(1)
        self._pages.clear()
        self._explain(())
        first = self._receipt if self._format is Format.RECEIPT else self._printer
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send_wanted.emit()
        else:
            super().keyPressEvent(event)

    def job(self) -> Job | None:
        """As it was chosen; None where something makes no sense, which is said beside its field."""
        try:
            made = self._typed()
        except Invalid as error:
            self._explain(error.faults)
            return None
        self._explain(())
        return made

    def _build(self) -> None:
        content = QWidget()
        self._what = PlainLabel("", content, role="meta", wrap=True)
        self._printer, self._sides = PrinterBox(self._printing, content), ChoiceBox(content)
        self._receipt, self._pages = QLineEdit(content), QLineEdit(content)
        self._copies = NumberField(content)
        self._as_image = QCheckBox(_("Als Bild drucken"), content)
        self._as_image.setToolTip(_("Wenn der Drucker leere Seiten oder falsche Zeichen druckt."))
        self._receipt.setPlaceholderText("192.168.0.50:9100")
        self._pages.setPlaceholderText(_("alle"))
        self._sides.widen()
        for sides in Sides:
            self._sides.addItem(_(_SIDES[sides]), sides.value)
        self._test = Button(_("Testseite"), content)
        self._back = Button(_("Zurück"), content)
        buttons = flow(self._test, self._back)
        head = section(_("Drucken"), content)
        content.setLayout(column(head, self._what, self._fields(), self._as_image, buttons, None, gap=MEDIUM))
        self.setLayout(column(scrolling(content, self)))

    def _fields(self) -> QFormLayout:
        layout = self._form = form()
        where = _("Im Netz 192.168.0.50:9100, an USB usb:04b8:0e15, oder ein Gerät wie /dev/usb/lp0")
        which = _("Leer heißt alle; sonst etwa 1-2,4")
        self._remarks = {
            "printer": field(layout, _("Drucker"), self._printer),
            "receipt_printer": field(layout, _("Bondrucker"), self._receipt, where),
            "copies": field(layout, _("Wie oft"), self._copies),
            "pages": field(layout, _("Seiten"), self._pages, which),
            "sides": field(layout, _("Bedruckt"), self._sides),
        }
        return layout

    def _fit_to_format(self) -> None:
        """A receipt printer has a roll and no driver of the system."""
        is_receipt = self._format is Format.RECEIPT
        for line in (self._printer, self._pages, self._sides):
            self._form.setRowVisible(line, not is_receipt)
        self._form.setRowVisible(self._receipt, is_receipt)
        self._as_image.setVisible(not is_receipt)

    def _recall(self) -> None:
        """The printer this format went to last."""
        is_receipt = self._format is Format.RECEIPT
        self._receipt.setText(self._printing.usual_job(self._format).printer if is_receipt else "")
        self._printer.recall(Format.A4 if is_receipt else self._format)

    @Slot(str)
    def _show_state(self, state: str) -> None:
        self._remarks["printer"].note("" if self._format is Format.RECEIPT else state)

    def _typed(self) -> Job:
        """Raises Invalid."""
        copies = self._copies.number() or 0
        if self._format is Format.RECEIPT:
            printing_out.check_receipt_printer(self._receipt.text())
            return Job(self._receipt.text().strip(), copies, format=self._format)
        job = Job(
            self._printer.name,
            copies,
            Sides(self._sides.currentData()),
            self._pages.text(),
            self._as_image.isChecked(),
            self._format,
        )
        job.require_pages(self._there)
        return job

    def _explain(self, faults: tuple[Fault, ...]) -> None:
        said = {fault.field: words.fault(fault) for fault in faults}
        for name in ("receipt_printer", "copies", "pages"):
            self._remarks[name].say(said.get(name, ""))

    @Slot()
    def _send_test(self) -> None:
        job = self.job()
        if job is not None:
            self.test_wanted.emit(replace(job, copies=1, pages="", title=Title.TEST))
