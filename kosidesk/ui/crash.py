"""What happens when the program itself is wrong: logged without data, said once."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from kosidesk import log
from kosidesk.i18n import _


class CrashHook(QObject):
    """Takes what nobody caught. A person is told once, however often it happens again."""

    happened = Signal(str)

    def __init__(self, log_file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._told = False

    def install(self) -> None:
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], error: BaseException, passed: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, passed)
            return
        log.bug(error)
        if not self._told:
            self._told = True
            self.happened.emit(self._sentence())

    def _sentence(self) -> str:
        return _(
            "Im Programm ist etwas schiefgegangen. Was gespeichert war, ist gespeichert. "
            "Bitte KosiDesk schließen und neu öffnen. Geschieht es wieder, hilft der Betreuung diese Datei, "
            "sie enthält keine Namen und keine Texte: {file}"
        ).format(file=self._log_file)
