"""A log without content: what failed and where in the program, never with which data."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_OURS = "kosidesk"
_BYTES = 256 * 1024


def set_up(folder: Path) -> Path:
    """Warnings and bugs go to a file in this folder, which must exist; returns the file."""
    file = folder / "kosidesk.log"
    handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(Silent())
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return file


def nowhere() -> None:
    """Until a file is set up, warnings are for nobody: Python would write them to the terminal."""
    logging.getLogger().addHandler(logging.NullHandler())


def bug(error: BaseException) -> None:
    """A bug goes into the log as its type and the places it passed."""
    logging.getLogger(_OURS).error("bug", exc_info=error)


class Silent(logging.Formatter):
    """Leaves out every value: arguments, messages of exceptions, and texts other libraries composed.

    Our own message templates are constants (the linter refuses composed ones) and may stand.
    """

    def format(self, record: logging.LogRecord) -> str:
        where = f"{record.name}:{record.lineno}"
        said = str(record.msg) if record.name.split(".")[0] == _OURS else ""
        line = " ".join(filter(None, (self.formatTime(record), record.levelname, where, said)))
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([line, *(trace(error) if error else ())])


def trace(error: BaseException) -> list[str]:
    """Types and places, the cause first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [
        *(trace(earlier) if earlier else ()),
        f"  {type(error).__module__}.{type(error).__qualname__}",
        *_places(error.__traceback__),
    ]


def _places(passed: TracebackType | None) -> list[str]:
    # Module names, not file names: a path names the person whose home it lies in.
    return [
        f"    {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(passed)
    ]
