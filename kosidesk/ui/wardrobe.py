"""The settings every window wears, and the one way to change them."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kosidesk import settings as settings_file
from kosidesk.domain.errors import CannotWrite
from kosidesk.settings import Settings
from kosidesk.ui.application import Application


class Wardrobe(QObject):
    """`refused` carries a KosiError: the new settings hold, but will be forgotten."""

    refused = Signal(object)

    def __init__(self, application: Application, file: Path, settings: Settings) -> None:
        super().__init__(application)
        self._application, self._file = application, file
        self.settings = settings

    def wear(self, settings: Settings) -> None:
        """At once, and after the next start too."""
        if settings != self.settings:
            self._application.use(settings)
            self.keep(settings)

    def keep(self, settings: Settings) -> None:
        """For what is not seen: to dress every window anew takes a second."""
        self.settings = settings
        try:
            settings_file.save(self._file, settings)
        except OSError as error:
            self.refused.emit(CannotWrite(self._file.name, error.strerror or str(error)))
