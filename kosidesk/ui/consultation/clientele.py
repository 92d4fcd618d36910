"""The client of the talk, as far as she wants to be known; no widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.city import ConsentText
from kosidesk.domain.client import Client, Consent
from kosidesk.domain.errors import Invalid, KosiError
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.i18n import _
from kosidesk.services import clients, records
from kosidesk.services.clients import Withdrawal
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks


@dataclass(frozen=True)
class Given:
    """A consent that holds, the text she agreed to, "" where it is not at hand, and who asked her."""

    consent: Consent
    text: str
    taken_by: str


@dataclass(frozen=True)
class Acquaintance:
    """`client` is None as long as she is anonymous; `texts` is what she can be asked, a text a purpose."""

    texts: tuple[ConsentText, ...]
    client: Client | None = None
    given: tuple[Given, ...] = ()


class Clientele(QObject):
    """What the signals carry stands beside them."""

    shown = Signal(object)  # Acquaintance
    kept = Signal()
    faulty = Signal(object)  # tuple of Fault: why she cannot be kept so
    forgotten = Signal(object)  # Receipt: nothing is known of her and of the talk any more
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._consultation = NOBODY
        self.acquaintance: Acquaintance | None = None
        bus.changed.connect(self._follow)

    def turn_to(self, consultation: RecordId) -> None:
        """From now on it is the client of this talk; NOBODY while there is none."""
        if consultation != self._consultation:
            self._consultation, self.acquaintance = consultation, None
            self._read()

    def is_known(self) -> bool:
        """Whether her name stands on this desk."""
        return self.acquaintance is not None and self.acquaintance.client is not None

    @Slot(object, object)
    def keep(self, client: Client, purposes: frozenset[str]) -> None:
        """Her data, and what she agrees to from now on."""
        work = partial(clients.keep, self._desk, self._consultation, client, purposes)
        self._write(work, self._tell_kept)

    @Slot(str)
    def withdraw(self, purpose: str) -> None:
        """She takes one consent back."""
        self._write(partial(clients.withdraw, self._desk, self._consultation, purpose), self._tell_withdrawn)

    def _write(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._tasks.run(self, work, done, self._fail, lane=Lane.WRITE)

    def _read(self) -> None:
        if self._consultation:
            work = partial(_acquaintance, self._desk, self._consultation)
            show = partial(self._show, self._consultation)
            self._tasks.run(self, work, show, self.refused.emit, lane=Lane.READ)

    def _show(self, asked: RecordId, found: Acquaintance) -> None:
        if asked == self._consultation:
            self.acquaintance = found
            self.shown.emit(found)

    def _tell_kept(self, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.kept.emit()
        if changes:
            self.done.emit(Done(_("Kontaktdaten gespeichert."), changes.transaction))

    def _tell_withdrawn(self, withdrawal: Withdrawal) -> None:
        if withdrawal.receipt:
            self.forgotten.emit(withdrawal.receipt)
        elif withdrawal.changes:
            self.done.emit(Done(_("Einwilligung widerrufen."), withdrawal.changes.transaction))
        self._bus.changed.emit(withdrawal.changes)

    def _fail(self, error: KosiError) -> None:
        if isinstance(error, Invalid):
            self.faulty.emit(error.faults)
        else:
            self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(Client.KIND, Consent.KIND):
            self._read()


def _acquaintance(desk: Desk, consultation: RecordId) -> Acquaintance:
    known, texts = clients.of(desk, consultation), clients.texts(desk)
    if known is None:
        return Acquaintance(texts)
    given = tuple(
        Given(one, clients.text_of(desk, one), records.name_of(desk, one.taken_by))
        for one in known.consents
        if one.withdrawn_on is None
    )
    return Acquaintance(texts, known.client, given)
