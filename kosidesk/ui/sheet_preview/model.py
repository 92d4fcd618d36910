"""Makes the sheet of a consultation as it was chosen, shows it, hands it on; no widgets."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import KosiError
from kosidesk.domain.offer import PARTS
from kosidesk.i18n import _
from kosidesk.services import printing_out, sheets
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Title
from kosidesk.services.sheets import Choices, Format, Language, Page, Printout
from kosidesk.settings import Settings
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.printing.memory import keep, recall
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.wardrobe import Wardrobe

WIDTH = 760
"""Width of an A4 page on the screen, in pixels at 100 %."""

_OF_A4 = {Format.A5: 148 / 210, Format.RECEIPT: 80 / 210}

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
T = TypeVar("T")

_ON_PAPER = ("consultation", "referral", "offer", "organisation", *PARTS, "agency")


class SheetPreview(QObject):
    """What the signals carry stands beside them."""

    chosen = Signal(object)  # Choices, where they are another client's
    drawn = Signal(object)  # tuple[Page, ...]
    made = Signal(object)  # Printout, None where there is none to be read
    aged = Signal()  # what is shown must not be printed any more
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, wardrobe: Wardrobe, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._wardrobe = desk, tasks, wardrobe
        self.consultation: Consultation | None = None
        self.choices = recall(wardrobe.settings)
        self.printout: Printout | None = None
        self.zoom = 1.0
        self._scale = 1.0
        self._edition = 0
        self._is_making = False
        self._is_seen = False
        bus.changed.connect(self._follow)

    def prepare(self) -> None:
        """Before the first sheet of the day is wanted."""
        self._outside(partial(sheets.prepare, self._desk, self.choices), _nothing_to_tell)

    def show_sheet(self, consultation: Consultation | None) -> None:
        """None takes the sheet away; of another client nothing is seen while it is made."""
        is_other = _id(consultation) != _id(self.consultation)
        self.consultation = consultation
        self.drawn.emit(())
        self.made.emit(None)
        if is_other:
            self.choices = recall(self._wardrobe.settings)
            self.chosen.emit(self.choices)
        self._make()

    @Slot(object)
    def choose(self, choices: Choices) -> None:
        """What belongs to the client is forgotten with her; the rest holds for the next sheets too."""
        self.choices = choices
        self._remember(keep(self._wardrobe.settings, choices))
        self._make()

    def language(self) -> Language:
        """The one chosen."""
        return sheets.languages()[self.choices.language]

    def watch(self, *, is_seen: bool) -> None:
        """Whether somebody looks; a sheet nobody sees is not made anew."""
        self._is_seen = is_seen
        if is_seen and self.printout is None:
            self._make()

    def show_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._draw()

    def show_scale(self, scale: float) -> None:
        """How many pixels of the screen one pixel at 100 % takes."""
        if scale != self._scale:
            self._scale = scale
            self._draw()

    def file_name(self, suffix: str) -> str:
        """Others see it in a folder: it says nothing of the client."""
        return printing_out.file_name(Title.SHEET, self._desk.today(), suffix)

    def save(self, target: Path) -> None:
        if self.printout is not None:
            work = partial(printing_out.save, self.printout.pdf, target)
            sentence = _("Der Zettel ist gespeichert: {file}").format(file=target.name)
            self._outside(work, partial(self._tell, sentence))

    def save_draft(self, target: Path) -> None:
        """A mail with the sheet on it, for a mail program; nothing is sent."""
        if self.printout is not None:
            work = partial(_save_draft, self._desk, self.printout.pdf, self.choices.language, target)
            sentence = _("Der Entwurf ist gespeichert: {file}. Gesendet ist noch nichts.")
            self._outside(work, partial(self._tell, sentence.format(file=target.name)))

    def is_made(self) -> bool:
        return self.printout is not None

    def _remember(self, settings: Settings) -> None:
        """A file is not written anew for every letter of a note."""
        if settings != self._wardrobe.settings:
            self._wardrobe.keep(settings)

    def _make(self) -> None:
        """While an older edition is still being made, the newest one waits for it."""
        self.printout, self._edition = None, self._edition + 1
        self.aged.emit()
        if not self._is_making:
            self._begin()

    def _begin(self) -> None:
        if self.consultation is not None and self._is_seen:
            self._is_making = True
            work = partial(sheets.of_consultation, self._desk, self.consultation.id, self.choices)
            edition = self._edition
            self._outside(work, partial(self._take, edition), partial(self._give_up, edition))

    def _take(self, edition: int, printout: Printout) -> None:
        self._is_making = False
        if edition != self._edition:
            self._begin()
            return
        self.printout = printout
        self.made.emit(printout)
        self._draw()

    def _give_up(self, edition: int, error: KosiError) -> None:
        self._is_making = False
        if edition != self._edition:
            self._begin()
        else:
            self.refused.emit(error)

    def _draw(self) -> None:
        if self.printout is not None:
            width = self._width()
            work = partial(sheets.pages, self.printout.pdf, width)
            self._outside(work, partial(self._show, self.printout, width))

    def _show(self, printout: Printout, width: int, pages: tuple[Page, ...]) -> None:
        """Late pages of an older sheet or zoom are not shown."""
        if printout is self.printout and width == self._width():
            self.drawn.emit(pages)

    def _width(self) -> int:
        return round(WIDTH * _OF_A4.get(self.choices.format, 1) * self.zoom * self._scale)

    def _tell(self, sentence: str, _nothing: None) -> None:
        self.done.emit(Done(sentence))

    def _outside(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[KosiError], object] | None = None,
    ) -> None:
        self._tasks.run(self, work, done, failed or self.refused.emit, lane=Lane.OUTSIDE)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self.consultation and changes.touches(*_ON_PAPER):
            self._make()


def _nothing_to_tell(_done: None) -> None:
    """Nobody waits for it."""


def _id(consultation: Consultation | None) -> str | None:
    return consultation.id if consultation else None


def _save_draft(desk: Desk, document: bytes, language: str, target: Path) -> None:
    """Raises CannotWrite."""
    printing_out.save(printing_out.mail_draft(desk, document, language), target)
