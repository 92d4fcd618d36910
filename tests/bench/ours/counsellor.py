"""A counsellor at the real window: what she does is counted, and what she has to wait for is measured."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QSettings, QSize, Qt, QTimer

from kosidesk.app.room import Room
from kosidesk.services import vault
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.services.desk import Clock
from kosidesk.settings import LIGHT, Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.hands import Hands

SIZE = QSize(1366, 768)
CONTROL = Qt.KeyboardModifier.ControlModifier
_TURN_MS = 5
_CALM = 0.15
"""Seconds; longer than any screen waits before it asks for what stands beside its list."""

_PATIENCE = 30
"""Seconds; whoever waits longer waits for something that does not come."""

_MOST_TABS = 60


class Counsellor(Hands):
    """Goes on as soon as she sees what she waits for; `waited` is the sum of that, in seconds."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.window)
        self.room = room
        self.waited = 0.0
        # So that she looks up again though nothing happens, and sleeps in between.
        self._turns = QTimer(room)
        self._turns.start(_TURN_MS)

    def do(self, step: Callable[[], object], until: Callable[[], object] | None = None) -> None:
        """Without `until` the next step needs nothing of this one."""
        begun = perf_counter()
        step()
        if until is not None:
            self._wait(until)
        self.waited += perf_counter() - begun

    def tab_to(self, name: str) -> None:
        """The field with this spoken name."""
        for _ in range(_MOST_TABS):
            focused = self.room.window.focusWidget()
            if focused is not None and focused.accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        message = f"no way to {name}"
        raise LookupError(message)

    def look_around(self) -> None:
        """At the first screen, as everybody does, for a second or two."""
        self._wait(self.room.ahead.is_done)
        self.rest()

    def rest(self) -> None:
        """Until nothing has been under way for a while; nobody waits for that."""
        busy = perf_counter()

        def calm() -> bool:
            nonlocal busy
            if not self.room.models.tasks.is_idle():
                busy = perf_counter()
            return perf_counter() - busy > _CALM

        self._wait(calm)

    def _wait(self, until: Callable[[], object]) -> None:
        application, begun = Application.instance(), perf_counter()
        assert application
        while not until():
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if perf_counter() - begun > _PATIENCE:
                message = "what was waited for did not come"
                raise TimeoutError(message)


@contextmanager
def at_work(stock: Path, clock: Clock) -> Iterator[Counsellor]:
    """On a copy of this desk, which may be written to."""
    copy = stock.parent / "copies" / stock.name
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(stock, copy)
    settings = Settings(theme=LIGHT)
    application = Application(("kosidesk",), settings)
    wardrobe = Wardrobe(application, copy / "settings.toml", settings)
    remembered = QSettings(str(copy / "window.ini"), QSettings.Format.IniFormat)
    room = Room(vault.unlock(copy, DEMO_PASSPHRASE, settings, clock), wardrobe, remembered, application)
    room.window.resize(SIZE)
    room.window.show()
    room.window.activateWindow()
    counsellor = Counsellor(room)
    counsellor.look_around()
    yield counsellor
    room.close()
