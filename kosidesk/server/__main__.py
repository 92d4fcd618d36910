"""Starts the server, or tells it something: `kosidesk-server`."""

import sys
from types import TracebackType

from kosidesk import log
from kosidesk.i18n import _
from kosidesk.server.commands.program import run


def main() -> int:
    sys.excepthook = _own_up
    return run(sys.argv[1:])


def _own_up(kind: type[BaseException], error: BaseException, _passed: TracebackType | None) -> None:
    """A bug: its type and the places it passed, without any data."""
    if issubclass(kind, KeyboardInterrupt):
        return
    text = _(
        "Im Server ist etwas schiefgegangen. Was gespeichert war, ist gespeichert. Diese Zeilen helfen der "
        "Betreuung, sie enthalten keine Namen und keine Texte:"
    )
    sys.stderr.write("\n".join((text, *log.trace(error), "")))


if __name__ == "__main__":
    sys.exit(main())
