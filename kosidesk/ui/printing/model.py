"""Hands papers to printers and follows what becomes of them; no widgets."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.errors import KosiError
from kosidesk.i18n import _
from kosidesk.services import printing_out, words
from kosidesk.services.printing_out import Followed, Job, JobState, Printer, State, Ticket
from kosidesk.services.sheets import Choices, Format
from kosidesk.ui.done import Done
from kosidesk.ui.printing import paper
from kosidesk.ui.printing.memory import recall
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.wardrobe import Wardrobe

_LOOK_MS, _LOOKS = 2000, 150
"""A job is followed for five minutes."""

_CALM = (State.PRINTING, State.IDLE)


class Printing(QObject):
    """What the signals carry stands beside them. `printers` are those found last, the standard one first."""

    found = Signal()
    busy = Signal(bool)
    printed = Signal(object)  # what the paper was about
    told = Signal(str)  # what became of it since
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, tasks: Tasks, wardrobe: Wardrobe, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._wardrobe = tasks, wardrobe
        self.printers: tuple[Printer, ...] = ()
        self._ticket: Ticket | None = None
        self._said, self._looks = "", 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_LOOK_MS)
        self._pause.timeout.connect(self._look_after)

    def look(self) -> None:
        """Asks the system for its printers."""
        self._outside(_printers, self._know, self._know_nothing)

    def usual_job(self, paper_format: Format) -> Job:
        """Once, on the printer this format went to last; a receipt printer is one nobody has named before."""
        return Job(self._wardrobe.settings.printers.get(paper_format, ""), format=paper_format)

    def usual_choices(self) -> Choices:
        """What a sheet looks like before anything is chosen for a client."""
        return recall(self._wardrobe.settings)

    def send(self, document: bytes, job: Job, about: object = None) -> None:
        """From now on its printer is that of the format. `printed` carries `about`."""
        self.remember(job)
        self.busy.emit(True)  # noqa: FBT003 - a signal has no names
        self._outside(partial(hand_over, document, job), partial(self._handed_over, about))

    @Slot(object)
    def send_test(self, job: Job) -> None:
        """A page that shows what is wrong with a printer."""
        self.busy.emit(True)  # noqa: FBT003 - as above
        self._outside(partial(_send_test, job), self._tested)

    def _tested(self, ticket: Ticket | None) -> None:
        self.done.emit(Done(_("Die Testseite ist beim Drucker.")))
        self._follow(ticket)

    def remember(self, job: Job) -> None:
        settings = self._wardrobe.settings
        printers = {**settings.printers, job.format.value: job.printer}
        if printers != settings.printers:
            self._wardrobe.keep(replace(settings, printers=printers))

    def _know(self, printers: tuple[Printer, ...]) -> None:
        self.printers = printers
        self.found.emit()

    def _know_nothing(self, _error: KosiError) -> None:
        """Printing will say why; looking for a printer needs no sentence."""
        self._know(())

    def _handed_over(self, about: object, ticket: Ticket | None) -> None:
        self.printed.emit(about)
        self._follow(ticket)

    def _follow(self, ticket: Ticket | None) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self._ticket, self._said, self._looks = ticket, "", 0
        self._pause.start() if ticket and ticket.number else self._pause.stop()

    @Slot()
    def _look_after(self) -> None:
        if self._ticket is not None:
            work = partial(printing_out.follow, self._ticket)
            self._outside(work, partial(self._tell, self._ticket), _pass_over)

    def _tell(self, ticket: Ticket, followed: Followed) -> None:
        """Of the newest job only, and each sentence once."""
        if ticket is not self._ticket:
            return
        sentence = words.job_state(followed.job, followed.printer)
        if sentence != self._said:
            self._said = sentence
            self.told.emit(sentence)
            if _is_stuck(followed):
                self.done.emit(Done(sentence))
        self._looks += 1
        if not followed.job.is_over and self._looks < _LOOKS:
            self._pause.start()

    def _outside(
        self,
        work: Callable[[], object],
        done: Callable[..., object],
        failed: Callable[[KosiError], object] | None = None,
    ) -> None:
        self._tasks.run(self, work, done, failed or self._fail, lane=Lane.OUTSIDE)

    def _fail(self, error: KosiError) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self.refused.emit(error)


def hand_over(document: bytes, job: Job) -> Ticket | None:
    """For a worker. None where the system gives nothing to follow a job by.

    Raises PrinterFailed, PrinterNotReady, and Invalid for pages that are not there.
    """
    if job.format is Format.RECEIPT:
        for _copy in range(job.copies):
            printing_out.print_receipt(document, job.printer)
        return None
    if printing_out.can_spool():
        return printing_out.print_out(document, job)
    paper.print_out(document, job)
    return None


def _send_test(job: Job) -> Ticket | None:
    """Raises as `hand_over`."""
    return hand_over(printing_out.trial_page(job.format), job)


def _printers() -> tuple[Printer, ...]:
    """Raises PrinterFailed, PrinterNotReady."""
    return printing_out.printers() if printing_out.can_spool() else paper.printers()


def _is_stuck(followed: Followed) -> bool:
    if followed.job is JobState.COMPLETED:
        return False
    is_calm = followed.printer is None or followed.printer.state in _CALM
    return followed.job not in (JobState.PENDING, JobState.PRINTING) or not is_calm


def _pass_over(_error: KosiError) -> None:
    """The paper was handed over; a service that no longer tells of it is no news."""
