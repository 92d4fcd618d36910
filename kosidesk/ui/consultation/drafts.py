"""What a talk with an organisation leads to: the organisation itself and drafts of its offers; no widgets."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import Invalid, KosiError
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.i18n import _
from kosidesk.services import bundles, drafting, editing
from kosidesk.services.bundles import Named
from kosidesk.services.desk import Desk
from kosidesk.services.drafting import Checklist
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

_TYPING_MS = 500


class Drafts(QObject):
    """What the signals carry stands beside them."""

    named = Signal(object)  # tuple of Named: the organisations to choose from
    made = Signal(object)  # Named: an organisation that begins with this talk
    shown = Signal(object)  # tuple of Offer: the drafts of the organisation
    typed = Signal(object)  # Checklist: what was typed and not drafted, after a crash for instance
    drafted = Signal()
    faulty = Signal(object)  # tuple of Fault: why no draft was made
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._consultation, self._organisation = NOBODY, NOBODY
        self._has_names = False
        self._typed: Checklist | None = None
        self._typings = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self.keep)
        bus.changed.connect(self._follow)

    def turn_to(self, consultation: RecordId, organisation: RecordId) -> None:
        """From now on it is this talk, and this organisation; NOBODY while none is named."""
        is_new = consultation != self._consultation
        if is_new:
            self.keep()
        if (consultation, organisation) != (self._consultation, self._organisation):
            self._consultation, self._organisation = consultation, organisation
            self._read()
        if consultation and is_new:
            self.typed.emit(Checklist())  # nothing typed for another talk stays in sight
            self._read_typed()
        if consultation and not self._has_names:
            self._has_names = True
            self._read_names()

    def look(self) -> None:
        """For whoever listens only from now on: everything is told again."""
        if self._consultation:
            self._read()
            self._read_typed()
            self._read_names()

    @Slot(str)
    def make_organisation(self, name: str) -> None:
        """`made` follows; whoever hears it tells the talk."""
        record = editing.new_record(self._desk, "organisation", name=name)
        named = Named(record.id, name)
        work = partial(editing.save, self._desk, Edit(None, record))
        self._tasks.run(self, work, partial(self._tell_made, named), self._fail, lane=Lane.WRITE)

    @Slot(object)
    def type_in(self, checklist: Checklist) -> None:
        """What stands in the checklist now; kept half a second later, for after a crash."""
        self._typed, self._typings = checklist, self._typings + 1
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def keep(self) -> None:
        """Keeps at once what was typed."""
        self._pause.stop()
        if self._typed is not None and self._consultation:
            work = partial(drafting.keep_typed, self._desk, self._consultation, self._typed)
            self._tasks.run(self, work, _nothing_to_tell, self.refused.emit, lane=Lane.WRITE)
        self._typed = None

    @Slot(object)
    def draft(self, checklist: Checklist) -> None:
        self.keep()
        work = partial(drafting.draft, self._desk, self._consultation, checklist)
        self._tasks.run(self, work, self._tell_drafted, self._fail, lane=Lane.WRITE)

    def _read(self) -> None:
        if self._organisation:
            work = partial(drafting.drafts, self._desk, self._organisation)
            self._tasks.run(self, work, self.shown.emit, self.refused.emit, lane=Lane.READ)
        else:
            self.shown.emit(())

    def _read_typed(self) -> None:
        work = partial(drafting.typed, self._desk, self._consultation)
        show = partial(self._show_typed, self._consultation, self._typings)
        self._tasks.run(self, work, show, self.refused.emit, lane=Lane.READ)

    def _show_typed(self, asked: RecordId, typings: int, checklist: Checklist) -> None:
        """What was typed meanwhile is newer."""
        if asked == self._consultation and typings == self._typings:
            self.typed.emit(checklist)

    def _read_names(self) -> None:
        work = partial(bundles.organisations, self._desk)
        self._tasks.run(self, work, self.named.emit, self.refused.emit, lane=Lane.READ)

    def _tell_made(self, named: Named, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.made.emit(named)

    def _tell_drafted(self, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.drafted.emit()
        self.done.emit(Done(_("Entwurf angelegt."), changes.transaction))

    def _fail(self, error: KosiError) -> None:
        if isinstance(error, Invalid):
            self.faulty.emit(error.faults)
        else:
            self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self._consultation and changes.touches("offer"):
            self._read()
        if self._consultation and changes.touches("organisation"):
            self._read_names()


def _nothing_to_tell(_done: None) -> None:
    """Nobody shows what is only typed."""
