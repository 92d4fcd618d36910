"""From the locked door to the open desk, and back."""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from kosidesk.app import doors
from kosidesk.domain.errors import KosiError
from kosidesk.settings import Settings
from kosidesk.ui import messages, place
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.unlock.model import Unlock
from kosidesk.ui.unlock.screen import UnlockScreen
from kosidesk.ui.wardrobe import Wardrobe

if TYPE_CHECKING:
    from kosidesk.app.room import Room
    from kosidesk.services.vault import Opened

_PAINTED_MS = 50


class Program(QObject):
    """Owns the window that is shown, the threads behind the door, and the open desk."""

    def __init__(self, folder: Path, wardrobe: Wardrobe, remembered: QSettings, parent: QObject) -> None:
        """`remembered` keeps the place of the window on the screen and nothing else."""
        super().__init__(parent)
        self._folder, self._wardrobe, self._remembered = folder, wardrobe, remembered
        self._tasks: Tasks | None = None
        self.door: UnlockScreen | None = None
        self.room: Room | None = None
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(_PAINTED_MS)
        self._painted.timeout.connect(self._warm_up)

    def open_door(self) -> None:
        """Shows the locked door; what lies behind it is loaded once it is painted."""
        self._tasks = Tasks(self)
        model = Unlock(doors.doors(self._folder, self._settings), _sentence, self._tasks, self)
        model.opened.connect(self._enter)
        self.door = UnlockScreen(model)
        model.setParent(self.door)
        self.door.setWindowTitle("KosiDesk")
        place.put(self.door, self._remembered)
        self.door.show()
        self._painted.start()

    @Slot()
    def _warm_up(self) -> None:
        """Loads what lies behind the door while somebody types."""
        if self._tasks is not None and self.door is not None:
            model = self.door.model
            work = partial(doors.warm_up, self._folder)
            self._tasks.run(model, work, model.hint, _sentence, lane=Lane.WRITE)

    @Slot()
    def come_forward(self) -> None:
        """Somebody started the program once more."""
        window = self._window()
        if window is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    @Slot(str)
    def own_up(self, sentence: str) -> None:
        """Says once that the program itself is wrong."""
        messages.inform(self._window(), sentence)

    def close(self) -> None:
        """Threads first, then windows, then the database."""
        for failure in self._leave_room():
            messages.inform(None, _sentence(failure))
        self._leave_door()

    @Slot(object)
    def _enter(self, opened: "Opened") -> None:
        rooms = import_module("kosidesk.app.room")
        self._folder = opened.folder
        self._keep_place()
        room: Room = rooms.Room(opened, self._wardrobe, self._remembered, self)
        room.lock_wanted.connect(self._lock)
        room.practice_wanted.connect(self._practise)
        room.barred.connect(self._erase)
        self.room = room
        room.window.show()
        room.window.activateWindow()
        room.welcome()
        self._leave_door()

    @Slot()
    def _lock(self) -> None:
        self._keep_place()
        self.open_door()
        failures = self._leave_room()
        if failures and self.door is not None:
            self.door.model.refused.emit(" ".join(map(_sentence, failures)))

    @Slot(object)
    def _erase(self, barred: KosiError) -> None:
        """The server has barred this desk: nothing of it stays, and the door says why."""
        wipe = import_module("kosidesk.services.wipe")
        if self.room is None:
            return
        files = wipe.doomed(self.room.opened)
        self._keep_place()
        failures = [*self._leave_room()]
        try:
            wipe.erase(files)
        except KosiError as error:
            failures.append(error)
        self.open_door()
        if self.door is not None:
            self.door.model.refused.emit(" ".join(map(_sentence, (barred, *failures))))

    @Slot()
    def _practise(self) -> None:
        """The demo desk takes the place of an empty one, which is left as it is."""
        self._folder = doors.demo_folder(self._folder)
        self._lock()

    def _leave_room(self) -> "tuple[KosiError, ...]":
        """Returns what could not be kept any more."""
        room, self.room = self.room, None
        if room is None:
            return ()
        failures = room.close()
        room.deleteLater()
        return failures

    def _leave_door(self) -> None:
        self._painted.stop()
        tasks, self._tasks = self._tasks, None
        if tasks is not None:
            tasks.close()
            tasks.deleteLater()
        door, self.door = self.door, None
        if door is not None:
            door.hide()
            door.deleteLater()

    def _keep_place(self) -> None:
        """The next window stands where this one stands."""
        window = self._window()
        if window is not None:
            place.keep(window, self._remembered)

    def _window(self) -> QWidget | None:
        return self.room.window if self.room is not None else self.door

    def _settings(self) -> Settings:
        return self._wardrobe.settings


def _sentence(error: KosiError) -> str:
    from kosidesk.services import words  # noqa: PLC0415 - the first window must not wait for it

    return words.sentence(error)
