"""Starts KosiDesk: a command, or without one the window."""

import sys
from argparse import Namespace
from pathlib import Path
from types import TracebackType
from typing import TextIO

from kosidesk import log, paths
from kosidesk.cli.program import DONE, parse, run
from kosidesk.i18n import _


def main() -> int:
    sys.excepthook = _own_up
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    asked = parse(sys.argv[1:])
    log.nowhere()
    match asked.command:
        case None:
            return _open_window(asked)
        case "screenshots":
            return _take_screenshots(asked)
    return run(asked)


def _open_window(asked: Namespace) -> int:
    from kosidesk import app  # noqa: PLC0415 - commands run where there is no window library

    return app.run(asked.data)


def _take_screenshots(asked: Namespace) -> int:
    from kosidesk import app  # noqa: PLC0415 - as above
    from kosidesk.cli.answers import answer  # noqa: PLC0415 - the window must not wait for it

    directory: Path = asked.directory
    app.screenshots(directory)
    pictures = sorted(str(picture) for picture in directory.glob("*.png"))
    answer(asked, {"pictures": pictures}, lambda: "\n".join(pictures))
    return DONE


def _speak_utf8(stream: TextIO | None) -> None:
    """Pipes on Windows speak another encoding; a program started without a terminal has no streams."""
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


def _own_up(kind: type[BaseException], error: BaseException, _passed: TracebackType | None) -> None:
    """A bug: no traceback for a counsellor, and no data in the log."""
    if issubclass(kind, KeyboardInterrupt):
        print(file=sys.stderr)
        return
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    file = log.set_up(folder)
    log.bug(error)
    text = _(
        "Im Programm ist etwas schiefgegangen. Was gespeichert war, ist gespeichert. Geschieht es wieder, "
        "hilft der Betreuung diese Datei, sie enthält keine Namen und keine Texte: {file}"
    )
    print(text.format(file=file), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
