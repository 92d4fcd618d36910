"""Keeps the desk and the common server together while the window is open; no widgets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import Cancelled, DeskRevoked, KosiError, ManyGone, ServerUnreachable
from kosidesk.domain.sync_state import SyncState
from kosidesk.i18n import _
from kosidesk.services import lease, rejections, syncing
from kosidesk.services.desk import Desk
from kosidesk.services.syncing import Link, Synced
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks

PERIOD_MS = 3 * 60_000
"""Between two syncs if nothing happens."""

SOON_MS = 200
"""After a change: others see it at once, but what is done in one go is sent in one go."""

_FIRST_PAUSE_MS = 5_000


@dataclass(frozen=True)
class Sight:
    """What is shown. `held` is set while a person has to agree that much goes."""

    state: SyncState = field(default_factory=SyncState)
    working: bool = False
    held: ManyGone | None = None


class Syncing(QObject):
    """What the signals carry stands beside them."""

    shown = Signal(object)  # Sight
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError
    closed = Signal(bool)  # whether nothing personal may be shown
    barred = Signal(object)  # DeskRevoked
    rejected = Signal(object)  # tuple[Rejection, ...], the newest first

    def __init__(self, desk: Desk, tasks: Tasks, bus: ChangeBus, parent: QObject) -> None:
        super().__init__(parent)
        self.sight = Sight()
        self._desk, self._tasks, self._bus = desk, tasks, bus
        self._link = Link(desk)
        self._pause = _FIRST_PAUSE_MS
        self._again = self._by_hand = self._watching = self._telling = self._over = False
        self._next, self._soon = self._timer(self._sync), self._timer(self._sync)
        self._soon.setInterval(SOON_MS)
        bus.changed.connect(self._follow)

    @Slot()
    def begin(self) -> None:
        """From now on by itself, if there is a server."""
        self._look(self._begin)

    @Slot()
    def sync(self) -> None:
        """A person wants it now, and to be told what is wrong."""
        self._by_hand = True
        self._look(self._sync_wanted)

    @Slot()
    def look(self) -> None:
        self._look(self._show_state)

    @Slot()
    def look_at_rejected(self) -> None:
        work = partial(rejections.rejections, self._desk)
        self._tasks.run(self, work, self.rejected.emit, self.refused.emit, lane=Lane.READ)

    @Slot()
    def allow(self) -> None:
        """A person has agreed that much goes."""
        self._run(allow_vanishing=True)

    def extend(self, code: str) -> None:
        """A coordinator has read out a code."""
        work = partial(lease.extend, self._desk, code)
        self._tasks.run(self, work, self._extended, self.refused.emit, lane=Lane.WRITE)

    def stop(self) -> None:
        """What is under way ends at once; what has arrived by then is kept."""
        self._over = True
        self._next.stop()
        self._soon.stop()
        self._link.hang_up()

    @Slot()
    def reconnect(self) -> None:
        """There is another server now, or none."""
        self._link.hang_up()
        self._link = Link(self._desk)
        self._pause = _FIRST_PAUSE_MS
        self.begin()

    @Slot()
    def network_returned(self) -> None:
        self._pause = _FIRST_PAUSE_MS
        if self.sight.state.is_connected:
            self._sync()

    def is_closed(self) -> bool:
        return self.sight.state.is_lease_over()

    def _timer(self, does: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(does)
        return timer

    def _look(self, then: Callable[[SyncState], object]) -> None:
        work = partial(syncing.state, self._desk)
        self._tasks.run(self, work, then, self.refused.emit, lane=Lane.READ)

    def _begin(self, state: SyncState) -> None:
        self._show_state(state)
        if state.is_connected:
            self._sync()
        else:
            self._next.stop()

    def _sync_wanted(self, state: SyncState) -> None:
        self._show_state(state)
        if state.is_connected:
            self._sync()
        else:
            self._by_hand = False
            self.done.emit(Done(_("Dieser Schreibtisch ist mit keinem Server verbunden.")))

    @Slot()
    def _sync(self) -> None:
        self._run()

    def _run(self, *, allow_vanishing: bool = False) -> None:
        if self._over:
            return
        if self.sight.working:
            self._again = True
            return
        self._next.stop()
        self._soon.stop()
        # While it works the question stays, unless it was answered.
        held = None if allow_vanishing else self.sight.held
        self._show(Sight(self.sight.state, working=True, held=held))
        work = partial(self._link.sync, allow_vanishing=allow_vanishing)
        self._tasks.run(self, work, self._synced, self._failed, lane=Lane.OUTSIDE)

    def _synced(self, synced: Synced) -> None:
        self._pause = _FIRST_PAUSE_MS
        self._rest(Sight(synced.state), PERIOD_MS)
        self._tell(synced.changes)
        if self._by_hand:
            self.done.emit(Done(_("Abgeglichen: Dieser Schreibtisch und der Server sind auf einem Stand.")))
        self._by_hand = False
        self._watch()

    def _failed(self, error: KosiError) -> None:
        if isinstance(error, DeskRevoked):
            self.stop()
            self.barred.emit(error)
            return
        held = error if isinstance(error, ManyGone) else None
        pause, self._pause = self._pause, min(2 * self._pause, PERIOD_MS)
        self._rest(Sight(self.sight.state, held=held), pause if _may_pass(error) else PERIOD_MS)
        self.look()
        if self._by_hand and not isinstance(error, Cancelled):
            self.refused.emit(error)
        self._by_hand = False

    def _rest(self, sight: Sight, pause_ms: int) -> None:
        self._show(sight)
        if self._over:
            return
        if self._again:
            self._again = False
            self._soon.start()
        self._next.start(pause_ms)

    def _tell(self, changes: Changes) -> None:
        if changes:
            self._telling = True
            self._bus.changed.emit(changes)
            self._telling = False

    def _watch(self) -> None:
        """Waits until the server has something new."""
        if not self._watching and not self._over:
            self._watching = True
            self._tasks.run(self, self._link.watch, self._heard, self._deaf, lane=Lane.WATCH)

    def _heard(self, is_new: bool) -> None:  # noqa: FBT001 - an answer has no name
        self._watching = False
        if is_new:
            self._sync()
        else:
            self._watch()

    def _deaf(self, _error: KosiError) -> None:
        """The next sync finds out, and begins to watch again."""
        self._watching = False

    def _extended(self, _nothing: object) -> None:
        self.look()
        self.done.emit(Done(_("Die Frist ist verlängert.")))

    def _show_state(self, state: SyncState) -> None:
        self._show(Sight(state, working=self.sight.working, held=self.sight.held))

    def _show(self, sight: Sight) -> None:
        was_closed, self.sight = self.is_closed(), sight
        self.shown.emit(sight)
        if self.is_closed() != was_closed:
            self.closed.emit(self.is_closed())

    @Slot(object)
    def _follow(self, _changes: Changes) -> None:
        """What was written here goes out soon."""
        if self._telling or self._over:
            return
        self.look()
        if self.sight.state.is_connected:
            self._soon.start()


def _may_pass(error: KosiError) -> bool:
    """Whether trying again soon is worth it."""
    return isinstance(error, ServerUnreachable | Cancelled)
