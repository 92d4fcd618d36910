"""Joins this desk to a common server, over the network or by files; no widgets."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.errors import KosiError
from kosidesk.i18n import _
from kosidesk.services import server
from kosidesk.services.server import Enrolment, Server
from kosidesk.services.vault import Opened
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks


class Joining(QObject):
    """What the signals carry stands beside them."""

    shown = Signal(object)  # Server, or None where there is none
    met = Signal(object)  # Server: it answered, and shows this certificate
    busy = Signal(bool)
    asked = Signal()  # somebody wants to join, and comes to where one does
    joined = Signal()  # or parted: whoever syncs begins anew
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError

    def __init__(self, opened: Opened, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._opened, self._tasks = opened, tasks

    @Slot()
    def look(self) -> None:
        work = partial(server.known, self._opened.desk)
        self._tasks.run(self, work, self.shown.emit, self.refused.emit, lane=Lane.READ)

    def meet(self, address: str) -> None:
        """Asks who answers there, so that a person can compare the fingerprint."""
        self._do(partial(server.meet, address), self._met)

    def connect_to(self, enrolment: Enrolment) -> None:
        self._do(partial(server.connect, self._opened, enrolment), self._connected)

    def write_application(self, enrolment: Enrolment, target: Path) -> None:
        work = partial(server.write_application, self._opened, enrolment, target)
        self._do(work, partial(self._written, target))

    def read_answer(self, source: Path) -> None:
        self._do(partial(server.read_answer, self._opened, source), self._connected)

    def disconnect_from(self) -> None:
        self._do(partial(server.disconnect, self._opened.desk), self._parted)

    def _do(self, work: Callable[[], object], done: Callable[..., object]) -> None:
        self.busy.emit(True)  # noqa: FBT003 - a signal has no names
        self._tasks.run(self, work, partial(self._ended, done), self._failed, lane=Lane.OUTSIDE)

    def _ended(self, done: Callable[..., object], answer: object) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        done(answer)

    def _failed(self, error: KosiError) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self.refused.emit(error)

    def _met(self, found: Server) -> None:
        self.met.emit(found)

    def _connected(self, found: Server) -> None:
        self.shown.emit(found)
        self.joined.emit()
        self.done.emit(Done(_("Dieser Schreibtisch ist jetzt mit dem Server verbunden.")))

    def _written(self, target: Path, _nothing: None) -> None:
        said = _("Der Antrag ist geschrieben: {file}. Die Antwort der Betreuung bitte hier einlesen.")
        self.done.emit(Done(said.format(file=target)))

    def _parted(self, _nothing: None) -> None:
        self.shown.emit(None)
        self.joined.emit()
        self.done.emit(Done(_("Dieser Schreibtisch arbeitet ab jetzt für sich. Alle Daten bleiben hier.")))
