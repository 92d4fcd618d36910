"""The disagreements that wait for a decision; no widgets."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.conflict import Answer, Box
from kosidesk.domain.errors import Invalid, KosiError
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import PARTS
from kosidesk.domain.record import Values
from kosidesk.services import conflicts
from kosidesk.services.conflicts import Conflict, Inbox
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.conflicts.wording import done_words
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

MOST = 30
"""Cards at a time; the next ones come up as these are decided."""

_SHOWN = ("conflict", "offer", "organisation", *PARTS, "consultation", "referral", "agency")


@dataclass(frozen=True)
class Asked:
    """Which of them are looked at: those of one heading, those about some records."""

    box: Box | None = None
    about: tuple[RecordId, ...] = ()


class Disagreements(QObject):
    """What the signals carry stands beside them."""

    shown = Signal(object)  # Inbox
    done = Signal(object)  # Done
    invalid = Signal(object, object)  # the conflict's id, Invalid: the third value makes no sense
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self.asked = Asked()
        bus.changed.connect(self._follow)

    def vocabulary(self, field: str) -> tuple[str, ...]:
        """The city's words for a field; none where it has no vocabulary."""
        return self._desk.city.choices(field, self._desk.today())

    @Slot()
    def look(self) -> None:
        asked = self.asked
        work = partial(conflicts.inbox, self._desk, asked.box, asked.about, MOST)
        self._tasks.run(self, work, partial(self._show, asked), self.refused.emit, lane=Lane.READ)

    def look_into(self, box: Box | None) -> None:
        """Only those under one heading."""
        self.asked = Asked(box, self.asked.about)
        self.look()

    def look_about(self, records: Collection[RecordId]) -> None:
        """Only those about some offers and organisations; about all again if there are none."""
        self.asked = Asked(about=tuple(records))
        self.look()

    def decide(self, conflict: Conflict, answer: Answer, values: Values | None = None) -> None:
        work = partial(conflicts.decide, self._desk, conflict, answer, values)
        done, failed = partial(self._decided, answer), partial(self._fail, conflict.id, answer)
        self._tasks.run(self, work, done, failed, lane=Lane.WRITE)

    def _show(self, asked: Asked, found: Inbox) -> None:
        if asked != self.asked:
            return
        if not found.shown and found.total and asked.box:
            # The last one under this heading was decided.
            self.look_into(None)
        else:
            self.shown.emit(found)

    def _decided(self, answer: Answer, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.done.emit(Done(done_words(answer), changes.transaction))

    def _fail(self, id_: RecordId, answer: Answer, error: KosiError) -> None:
        if answer is Answer.OTHER and isinstance(error, Invalid):
            self.invalid.emit(id_, error)
            return
        self.look()
        self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(*_SHOWN):
            self.look()
