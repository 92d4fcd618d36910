"""The sheet beside what can be chosen for it; from here it goes to paper, into a file or into a mail."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.consultation import Consultation
from kosidesk.i18n import N_, _
from kosidesk.services.sheets import Format, Page, Printout
from kosidesk.ui import messages
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import DecisionCard
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import ScreenHead
from kosidesk.ui.kit.keys import Key, press
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.printing.model import Printing
from kosidesk.ui.printing.panel import PrintPanel
from kosidesk.ui.sheet_preview import sheet_column
from kosidesk.ui.sheet_preview.choices_panel import ChoicesPanel
from kosidesk.ui.sheet_preview.model import SheetPreview
from kosidesk.ui.sheet_preview.sheet_column import SheetColumn
from kosidesk.ui.theme import LARGE, MEDIUM

_SAVE = Key("Ctrl+S", N_("Zettel als PDF speichern"))
_MAIL = Key("Ctrl+E", N_("Zettel als E-Mail-Entwurf speichern"))
_PRINT = Key("Ctrl+Return", N_("Zettel sofort drucken"))
# Told here, pressed in the window: its key leads to the sheet first, and from there to the print dialog.
_OPTIONS = Key("Ctrl+P", N_("Drucker, Anzahl und Seiten wählen"))
KEYS = (_PRINT, _OPTIONS, _SAVE, _MAIL, *sheet_column.KEYS)

_SIDE, _SHEET = range(2)


class After(Enum):
    """What became of a printed sheet."""

    HANDED_OUT_AND_CLOSED = 1
    HANDED_OUT = 2
    NOT_YET = 3


class SheetScreen(QWidget):
    """The side column holds the choices, and the print dialog while it is open."""

    after_print = Signal(object, object)  # Consultation, After

    def __init__(self, model: SheetPreview, printing: Printing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._printing = model, printing
        self._printed: Consultation | None = None
        self._gets_keyboard = True
        self._asks_next = False
        self._build()
        self._connect()
        self._show(())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.watch(is_seen=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.watch(is_seen=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The print dialog and the question after printing are put away first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._is_asking_how():
            self._end_printing()
        elif not self._question.isHidden():
            self._question.hide()
        elif _SHEET not in self._columns.shown():
            self._columns.reveal(_SHEET)
        else:
            super().keyPressEvent(event)

    @Slot()
    def begin_printing(self) -> None:
        """Opens the print dialog."""
        if self._model.printout is not None:
            self._side.setCurrentWidget(self._dialog)
            self._columns.reveal(_SIDE)
            self._dialog.enter()

    def _build(self) -> None:
        self._print = Button(_("Drucken"), self, kind="primary", icon="print")
        self._options = Button(_("Druckoptionen …"), self, icon="print")
        self._save = Button(_("Als PDF speichern"), self, icon="file")
        self._mail = Button(_("Als E-Mail-Entwurf"), self, icon="file")
        self._head = ScreenHead(_("Zettel"), self, self._print)
        self._question = _question(self)
        self._choices = ChoicesPanel(self._model.choices, (self._options, self._save, self._mail), self)
        self._dialog = PrintPanel(self._printing, self)
        self._side = QStackedWidget(self)
        for panel in (self._choices, self._dialog):
            self._side.addWidget(panel)
        self._sheet = SheetColumn(self._model, self)
        parts = (Column(_("Auswahl"), self._side, 37, 0), Column(_("Zettel"), self._sheet, 44))
        self._columns = Columns(parts, self, main=_SHEET)
        layout = column(self._head, self._question, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._columns, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self._print.clicked.connect(self._send)
        self._options.clicked.connect(self.begin_printing)
        self._save.clicked.connect(self._choose_file)
        self._mail.clicked.connect(self._choose_draft)
        self._question.decided.connect(self._decide)
        self._choices.changed.connect(self._model.choose)
        self._dialog.left.connect(self._end_printing)
        self._dialog.send_wanted.connect(self._send)
        self._dialog.test_wanted.connect(self._printing.send_test)
        self._sheet.turned.connect(self._reveal_sheet)
        self._model.chosen.connect(self._choices.show_choices)
        self._model.drawn.connect(self._show)
        self._model.made.connect(self._take)
        self._model.aged.connect(self._hold_back)
        self._printing.busy.connect(self._wait)
        self._printing.printed.connect(self._ask)
        self._printing.told.connect(self._tell)
        for key, do in ((_SAVE, self._choose_file), (_MAIL, self._choose_draft), (_PRINT, self._send)):
            press(key, self, do)

    @Slot(object)
    def _show(self, pages: tuple[Page, ...]) -> None:
        self._head.say(self._whose())
        self._allow(is_there=bool(pages))
        if not pages:
            self._question.hide()
            self._end_printing()
            self._gets_keyboard = True
        elif self._gets_keyboard:
            self._offer_printing()

    def _offer_printing(self) -> None:
        """Enter prints, unless somebody is choosing something for the sheet."""
        self._gets_keyboard = False
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _take(self, printout: Printout | None) -> None:
        if printout is not None:
            self._dialog.show_printout(printout)

    @Slot()
    def _hold_back(self) -> None:
        """Nothing leaves the window before the newer sheet is in sight."""
        self._gets_keyboard = self._gets_keyboard or self._print.hasFocus()
        self._allow(is_there=False)

    def _allow(self, *, is_there: bool) -> None:
        for button in (self._save, self._mail, self._print, self._options):
            button.setEnabled(is_there)

    @Slot()
    def _send(self) -> None:
        """As the open dialog says; otherwise once, on the printer this format went to last."""
        printout = self._model.printout
        if printout is None or not self._print.isEnabled():
            return
        is_asking = self._is_asking_how()
        job = self._dialog.job() if is_asking else self._printing.usual_job(printout.format)
        if job is not None and (job.printer or job.format is not Format.RECEIPT):
            self._asks_next = self._print.hasFocus()
            self._printing.send(printout.pdf, job, self._model.consultation)
        elif not is_asking:
            self.begin_printing()

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        self._print.setText(_("Wird gedruckt …") if busy else _("Drucken"))
        self._print.setEnabled(not busy and self._model.printout is not None)

    @Slot(object)
    def _ask(self, printed: Consultation) -> None:
        """Unless the next client's sheet is here by now. Who pressed the button answers with the next key."""
        self._printed = printed
        if self._is_printed_in_sight():
            self._end_printing()
            self._question.show()
            if self._asks_next:
                self._question.enter()

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        """What became of the job, beside the sheet it was about."""
        if self._is_printed_in_sight():
            self._head.say(_("{whose} · {sentence}").format(whose=self._whose(), sentence=sentence))

    def _is_printed_in_sight(self) -> bool:
        here = self._model.consultation
        return here is not None and self._printed is not None and here.id == self._printed.id

    def _whose(self) -> str:
        here = self._model.consultation
        return _("Beratung {code}").format(code=here.code) if here else ""

    def _is_asking_how(self) -> bool:
        return self._side.currentWidget() is self._dialog

    @Slot()
    def _end_printing(self) -> None:
        if self._is_asking_how():
            self._side.setCurrentWidget(self._choices)
            self._columns.reveal(_SHEET)
            self._offer_printing()

    @Slot()
    def _reveal_sheet(self) -> None:
        self._columns.reveal(_SHEET)

    @Slot(object)
    def _decide(self, after: After) -> None:
        self._question.hide()
        self.after_print.emit(self._printed, after)

    @Slot()
    def _choose_file(self) -> None:
        target = self._target(_("Zettel als PDF speichern"), ".pdf", _("PDF (*.pdf)"))
        if target:
            self._model.save(target)

    @Slot()
    def _choose_draft(self) -> None:
        title = _("Zettel als E-Mail-Entwurf speichern")
        target = self._target(title, ".eml", _("E-Mail-Entwurf (*.eml)"))
        if target:
            self._model.save_draft(target)

    def _target(self, title: str, suffix: str, kinds: str) -> Path | None:
        """None where nobody wants a file after all, or the newer sheet is still being made."""
        if not self._model.is_made():
            return None
        return messages.choose_save(self, title, self._model.file_name(suffix), kinds)


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
