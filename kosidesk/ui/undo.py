"""Takes actions back, one after the other, and says what became of it; no widgets."""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from kosidesk.domain.change import Refusal, Undone
from kosidesk.domain.errors import ChangedMeanwhile, KosiError
from kosidesk.i18n import _
from kosidesk.services import history, words
from kosidesk.services.desk import Desk
from kosidesk.services.history import Undoing
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks


class Undo(QObject):
    """Each wish is answered by `done`, a `Done`, or `refused`, a `KosiError`, before the next begins.

    Looking may take long for a large import; only the writing waits in the lane of the writers.
    """

    done = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._wishes: deque[Callable[[], None]] = deque()
        self._is_busy = False

    def take_back(self, transaction: str) -> None:
        self._wish(partial(self._look, transaction))

    def take_back_last(self, since: datetime) -> None:
        """This counsellor's newest action since then that was not taken back yet."""
        self._wish(partial(self._find_last, since))

    def _wish(self, wish: Callable[[], None]) -> None:
        self._wishes.append(wish)
        if not self._is_busy:
            self._next()

    def _next(self) -> None:
        self._is_busy = bool(self._wishes)
        if self._wishes:
            self._wishes.popleft()()

    def _find_last(self, since: datetime) -> None:
        work = partial(history.last_action, self._desk, since)
        self._tasks.run(self, work, self._found, self._refuse, lane=Lane.WRITE)

    def _found(self, transaction: str | None) -> None:
        if transaction:
            self._look(transaction)
        else:
            self.done.emit(Done(_("Es gibt nichts zurückzunehmen.")))
            self._next()

    def _look(self, transaction: str) -> None:
        work = partial(history.look, self._desk, transaction)
        done = partial(self._write, transaction)
        self._tasks.run(self, work, done, self._refuse, lane=Lane.OUTSIDE)

    def _write(self, transaction: str, undoing: Undoing) -> None:
        work = partial(history.take_back, self._desk, undoing)
        self._tasks.run(self, work, self._answer, partial(self._write_again, transaction), lane=Lane.WRITE)

    def _write_again(self, transaction: str, error: KosiError) -> None:
        """Where somebody wrote in between, it is looked at among the writers: nobody comes between there."""
        if isinstance(error, ChangedMeanwhile):
            work = partial(history.undo, self._desk, transaction)
            self._tasks.run(self, work, self._answer, self._refuse, lane=Lane.WRITE)
        else:
            self._refuse(error)

    def _answer(self, undone: Undone) -> None:
        if undone.changes:
            self._bus.changed.emit(undone.changes)
        self.done.emit(Done(_sentence(undone)))
        self._next()

    def _refuse(self, error: KosiError) -> None:
        self.refused.emit(error)
        self._next()


def _sentence(undone: Undone) -> str:
    """What was taken back, and what was not because somebody has changed it since."""
    fields = ", ".join(dict.fromkeys(map(_left_alone, undone.refused)))
    if undone.refused and not undone.changes:
        return _("Nicht zurückgenommen, es wurde seitdem geändert: {fields}.").format(fields=fields)
    if undone.refused:
        return _("Zurückgenommen. Seitdem geändert und darum geblieben: {fields}.").format(fields=fields)
    return _("Zurückgenommen.")


def _left_alone(refusal: Refusal) -> str:
    return words.field_name(refusal.field) if refusal.field else _("der ganze Eintrag")
