"""Makes many papers one after the other and hands them over; no widgets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.domain.ids import RecordId
from kosidesk.i18n import ngettext, number
from kosidesk.services import batch, consultations
from kosidesk.services.batch import Batch, Send
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Job, Title
from kosidesk.services.sheets import Choices, Printout
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.papers.piles import Gather, Watch, rest
from kosidesk.ui.printing.model import Printing, hand_over
from kosidesk.ui.tasks import Lane, Tasks

_LOOK_MS = 100


@dataclass(frozen=True)
class Finished:
    """`folder` is where the papers were saved; None where they were printed."""

    title: Title
    batch: Batch
    folder: Path | None


class Papers(QObject):
    """What the signals carry stands beside them."""

    counted = Signal(object)  # tuple[str, ...], the codes of today's sheets nobody was given yet
    chosen = Signal(object)  # frozenset[RecordId], the organisations to be written to
    begun = Signal()
    advanced = Signal(object)  # Watch
    finished = Signal(object)  # Finished
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, printing: Printing) -> None:
        super().__init__(printing)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._printing = printing
        self.organisations: frozenset[RecordId] = frozenset()
        self.is_busy = False
        self._watch = Watch()
        self._send: Callable[[Title], Send] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._tell_progress)

    def choices(self) -> Choices:
        """How the sheets of a day look: as the last one did, in German."""
        return self._printing.usual_choices()

    @Slot()
    def count(self) -> None:
        """Looks how many sheets of today are still here."""
        work = partial(batch.todays_sheets, self._desk, self.choices())
        self._tasks.run(self, work, self._tell_count, self._no_count, lane=Lane.READ)

    @Slot(object)
    def toggle(self, organisation: RecordId) -> None:
        """Takes an organisation among those to be written to, and out again."""
        self.organisations ^= {organisation}
        self.chosen.emit(self.organisations)

    def print_out(self, gather: Gather, job: Job) -> None:
        self._printing.remember(job)
        self._run(gather, partial(_to_printer, job), None)

    def save(self, gather: Gather, folder: Path) -> None:
        today = self._desk.today()
        self._run(gather, partial(batch.into_folder, folder, on=today), folder)

    def go_on(self, left: Finished) -> None:
        """With what was left over, to the same place."""
        if self._send is not None:
            self._run(rest(left.title, left.batch.left), self._send, left.folder)

    @Slot()
    def cancel(self) -> None:
        self._watch.cancelled.set()

    def hand_out(self, handed: Batch) -> None:
        """The sheets were given to their clients."""
        talks = [RecordId(paper.key) for paper in handed.handed]
        work = partial(consultations.hand_out, self._desk, *talks)
        told = partial(self._handed_out, len(talks))
        self._tasks.run(self, work, told, self.refused.emit, lane=Lane.WRITE)

    def _run(self, gather: Gather, send: Callable[[Title], Send], folder: Path | None) -> None:
        self._watch, self._send = Watch(), send
        self.is_busy = True
        self.begun.emit()
        self._timer.start()
        work = partial(_made, self._desk, gather, send, self._watch)
        self._tasks.run(self, work, partial(self._finish, folder), self._fail, lane=Lane.OUTSIDE)

    @Slot()
    def _tell_progress(self) -> None:
        self.advanced.emit(self._watch)

    def _finish(self, folder: Path | None, made: tuple[Title, Batch]) -> None:
        self._rest()
        title, ended = made
        self.finished.emit(Finished(title, ended, folder))

    def _fail(self, error: KosiError) -> None:
        """Nothing could even be begun."""
        self._rest()
        self.finished.emit(Finished(Title.SHEET, Batch(stopped=error), None))

    def _rest(self) -> None:
        self._timer.stop()
        self.is_busy = False

    def _tell_count(self, papers: tuple[batch.Paper, ...]) -> None:
        self.counted.emit(tuple(paper.name for paper in papers))

    def _no_count(self, error: KosiError) -> None:
        """Whoever was too long away from the server sees no codes any more."""
        self.counted.emit(())
        self.refused.emit(error)

    def _handed_out(self, count: int, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        said = ngettext(
            "{count} Zettel ist als ausgehändigt vermerkt.",
            "{count} Zettel sind als ausgehändigt vermerkt.",
            count,
        )
        self.done.emit(Done(said.format(count=number(count)), changes.transaction))
        self.count()


def _made(desk: Desk, gather: Gather, send: Callable[[Title], Send], watch: Watch) -> tuple[Title, Batch]:
    """Raises LeaseEnded."""
    pile = gather(desk, watch)
    ended = batch.run(pile.papers, send(pile.title), progress=watch.count, cancelled=watch.cancelled)
    return pile.title, ended


def _to_printer(job: Job, title: Title) -> Send:
    """Each paper on what it was made for."""

    def send(paper: Printout) -> None:
        hand_over(paper.pdf, replace(job, format=paper.format, title=title))

    return send
