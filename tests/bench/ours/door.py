"""The window as the program opens it, watched from outside: when it was painted, and what it then cost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from kosidesk.app.program import Program
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.unlock.screen import UnlockScreen
from kosidesk.ui.wardrobe import Wardrobe


class Painted(QObject):
    """Calls back once, when a widget has been painted and `ready` holds."""

    def __init__(self, widget: QWidget, then: Callable[[], object], ready: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._then, self._ready, self._seen = then, ready, False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not self._seen and event.type() == QEvent.Type.Paint and self._ready():
            self._seen = True
            QTimer.singleShot(0, self._then)  # once the picture has been handed to the screen
        return super().eventFilter(watched, event)


class Start:
    """A start of the program with settings that nobody has changed."""

    def __init__(self, desk: Path) -> None:
        self.application = Application(("kosidesk",), Settings())
        wardrobe = Wardrobe(self.application, desk / "settings.toml", Settings())
        remembered = QSettings(str(desk / "window.ini"), QSettings.Format.IniFormat)
        self.program = Program(desk, wardrobe, remembered, self.application)
        self.program.open_door()

    @property
    def door(self) -> UnlockScreen:
        assert self.program.door
        return self.program.door

    def until_closed(self) -> None:
        self.application.exec()
        self.program.close()


def at_once() -> bool:
    return True
