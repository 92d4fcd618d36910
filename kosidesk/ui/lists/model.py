"""The list that is to leave the desk: read once, then made into files and papers; no widgets."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.listing import Listing
from kosidesk.i18n import _
from kosidesk.services import exports, lists, printing_out, sheets
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Job, Title
from kosidesk.services.sheets import Page, Printout
from kosidesk.ui.done import Done
from kosidesk.ui.kit.list_button import ListWish
from kosidesk.ui.printing.model import Printing, hand_over
from kosidesk.ui.tasks import Lane, Tasks

T = TypeVar("T")

_PAGES_SEEN = 3


class ListOut(QObject):
    """What the signals carry stands beside them. `printout` is None while there is no paper of the list."""

    read = Signal(object)  # Listing, or None
    made = Signal(object)  # Printout, or None
    drawn = Signal(object)  # tuple[Page, ...], the first ones
    busy = Signal(bool)
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._printing = desk, tasks, printing
        self.wish: ListWish | None = None
        self.with_people = False
        self.listing: Listing | None = None
        self.printout: Printout | None = None
        self._width = 0

    def show_list(self, wish: ListWish | None) -> None:
        """None takes it away."""
        self.wish, self.with_people = wish, False
        self._read()

    @Slot(bool)
    def name_people(self, wanted: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        if wanted != self.with_people:
            self.with_people = wanted
            self._read()

    def show_width(self, pixels: int) -> None:
        """How wide a page shall be on the screen."""
        if pixels != self._width:
            self._width = pixels
            self._draw()

    def fits_paper(self) -> bool:
        return self.listing is not None and lists.fits_paper(self.listing)

    def file_name(self, suffix: str) -> str:
        """The kind of list and the day; nothing of whom it names."""
        title = self.listing.title if self.listing else Title.LIST
        return f"{title} {self._desk.today().isoformat()}{suffix}"

    def save(self, target: Path) -> None:
        """As the ending says: .xlsx, .csv or .pdf."""
        if target.suffix.lower() == ".pdf" and self.printout is not None:
            self._write(partial(printing_out.save, self.printout.pdf, target), target)
        elif self.listing is not None:
            self._write(partial(exports.write_list, self.listing, target), target)

    def print_out(self, job: Job) -> None:
        if self.printout is not None:
            self._printing.remember(job)
            self.busy.emit(True)  # noqa: FBT003 - a signal has no names
            work = partial(hand_over, self.printout.pdf, job)
            self._tasks.run(self, work, self._handed_over, self._fail, lane=Lane.OUTSIDE)

    def _read(self) -> None:
        self.listing = self.printout = None
        for told in (self.read, self.made):
            told.emit(None)
        self.drawn.emit(())
        wish = self.wish
        if wish is not None:
            make = wish.with_people if self.with_people and wish.with_people else wish.make
            self._run(partial(make, self._desk), partial(self._take, (wish, self.with_people)), Lane.READ)

    def _take(self, asked: tuple[ListWish, bool], listing: Listing) -> None:
        """A late answer to another wish is dropped."""
        if asked != (self.wish, self.with_people):
            return
        self.listing = listing
        self.read.emit(listing)
        if self.fits_paper():
            self._run(partial(lists.paper, self._desk, listing), partial(self._keep, listing), Lane.OUTSIDE)

    def _keep(self, listing: Listing, printout: Printout) -> None:
        if listing is self.listing:
            self.printout = printout
            self.made.emit(printout)
            self._draw()

    def _draw(self) -> None:
        if self.printout is not None and self._width:
            work = partial(sheets.pages, self.printout.pdf, self._width, most=_PAGES_SEEN)
            self._run(work, partial(self._show, self.printout, self._width), Lane.OUTSIDE)

    def _show(self, printout: Printout, width: int, pages: tuple[Page, ...]) -> None:
        if printout is self.printout and width == self._width:
            self.drawn.emit(pages)

    def _write(self, work: Callable[[], None], target: Path) -> None:
        self._run(work, partial(self._saved, target.name), Lane.OUTSIDE)

    def _saved(self, name: str, _nothing: None) -> None:
        self.done.emit(Done(_("Die Liste ist gespeichert: {file}").format(file=name)))

    def _handed_over(self, _ticket: object) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self.done.emit(Done(_("Die Liste ist beim Drucker.")))

    def _fail(self, error: object) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self.refused.emit(error)

    def _run(self, work: Callable[[], T], done: Callable[[T], object], lane: Lane) -> None:
        self._tasks.run(self, work, done, self.refused.emit, lane=lane)
