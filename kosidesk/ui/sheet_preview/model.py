"""Makes the sheet of a consultation, shows, prints and keeps it; no widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import KosiError
from kosidesk.i18n import _
from kosidesk.services import sheets
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Page
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.sheet_preview import paper
from kosidesk.ui.tasks import Lane, Tasks

WIDTH = 760
"""Width of a page on the screen, in pixels at 100 %."""

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
T = TypeVar("T")

_ON_PAPER = ("consultation", "referral", "offer", "organisation", "place", "contact", "agency")


@dataclass(frozen=True)
class Printers:
    """The system's printers. `spools` where the system takes the sheet as it is."""

    names: tuple[str, ...]
    spools: bool


class SheetPreview(QObject):
    """What the signals carry stands beside them."""

    drawn = Signal(object)  # tuple[Page, ...]
    aged = Signal()  # what is shown must not be printed any more
    busy = Signal(bool)
    printers_found = Signal(object)  # tuple[str, ...]
    printed = Signal(object)  # Consultation
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.consultation: Consultation | None = None
        self.zoom = 1.0
        self._scale = 1.0
        self._document = b""
        self._edition = 0
        self._is_seen = False
        self._printers = Printers((), spools=True)
        bus.changed.connect(self._follow)

    def show_sheet(self, consultation: Consultation | None) -> None:
        """None takes the sheet away; of another client nothing is seen while it is made."""
        self.consultation = consultation
        self.drawn.emit(())
        self._make()

    def watch(self, *, is_seen: bool) -> None:
        """Whether somebody looks; a sheet nobody sees is not made anew."""
        self._is_seen = is_seen
        if is_seen and not self._document:
            self._make()

    def show_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._draw()

    def show_scale(self, scale: float) -> None:
        """How many pixels of the screen one pixel at 100 % takes."""
        if scale != self._scale:
            self._scale = scale
            self._draw()

    @Slot()
    def find_printers(self) -> None:
        self._outside(_printers, self._know_printers, self._no_printers)

    def print_out(self, printer: str) -> None:
        """On the system's standard printer where none is named."""
        if self.consultation is None or not self._document:
            return
        send = sheets.print_out if self._printers.spools else paper.print_out
        self.busy.emit(True)  # noqa: FBT003 - a signal has no names
        self._outside(partial(send, self._document, printer), partial(self._printed, self.consultation))

    def save(self, target: Path) -> None:
        if not self._document:
            return
        work = partial(sheets.save, self._document, target)
        self._outside(work, partial(self._saved, target.name))

    def is_made(self) -> bool:
        return bool(self._document)

    def _make(self) -> None:
        self._document, self._edition = b"", self._edition + 1
        self.aged.emit()
        if self.consultation is not None and self._is_seen:
            work = partial(sheets.of_consultation, self._desk, self.consultation.id)
            self._outside(work, partial(self._take, self._edition))

    def _take(self, edition: int, document: bytes) -> None:
        """Two threads make sheets: an older one may come later."""
        if edition == self._edition:
            self._document = document
            self._draw()

    def _draw(self) -> None:
        if self._document:
            width = round(WIDTH * self.zoom * self._scale)
            work = partial(sheets.pages, self._document, width)
            self._outside(work, partial(self._show, self._document, width))

    def _show(self, document: bytes, width: int, pages: tuple[Page, ...]) -> None:
        """Late pages of an older sheet or zoom are not shown."""
        if document == self._document and width == round(WIDTH * self.zoom * self._scale):
            self.drawn.emit(pages)

    def _know_printers(self, found: Printers) -> None:
        self._printers = found
        self.printers_found.emit(found.names)

    def _no_printers(self, _error: KosiError) -> None:
        """Printing will say why; looking for a printer needs no sentence."""
        self.printers_found.emit(())

    def _printed(self, consultation: Consultation, _nothing: None) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self.printed.emit(consultation)

    def _saved(self, name: str, _nothing: None) -> None:
        self.done.emit(Done(_("Der Zettel ist gespeichert: {file}").format(file=name)))

    def _outside(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[KosiError], object] | None = None,
    ) -> None:
        self._tasks.run(self, work, done, failed or self._fail, lane=Lane.OUTSIDE)

    def _fail(self, error: KosiError) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self.consultation and changes.touches(*_ON_PAPER):
            self._make()


def _printers() -> Printers:
    """Raises PrinterFailed."""
    spools = sheets.can_spool()
    return Printers(sheets.printers() if spools else paper.printers(), spools)
