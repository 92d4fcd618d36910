"""The program with its window: one per desk, locked at first, closed in order."""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings

from kosidesk import log, paths, settings
from kosidesk.app import network, single
from kosidesk.app.program import Program
from kosidesk.ui.application import Application
from kosidesk.ui.crash import CrashHook
from kosidesk.ui.wardrobe import Wardrobe


def run(folder: Path | None = None) -> int:
    """Shows the window of the desk in this folder until it is closed; returns the exit code.

    Where it is open already, its window comes to the front instead.
    """
    place = (folder or paths.desk_folder()).absolute()
    if single.call(place):
        return 0
    worn = settings.load(paths.settings_file())
    application = Application(sys.argv[:1], worn)
    wardrobe = Wardrobe(application, paths.settings_file(), worn)
    program = Program(place, wardrobe, QSettings("KosiDesk", "KosiDesk"), application)
    hook = CrashHook(_log_file(), application)
    hook.happened.connect(program.own_up)
    hook.install()
    first = single.FirstWindow(place, application)
    first.called.connect(program.come_forward)
    network.listen()
    program.open_door()
    code = application.exec()
    program.close()
    return code


def screenshots(directory: Path) -> None:
    """Pictures of every screen, and one of all of them."""
    from kosidesk.app.pictures import take  # noqa: PLC0415 - no counsellor needs it

    take(directory)


def _log_file() -> Path:
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return log.set_up(folder)
