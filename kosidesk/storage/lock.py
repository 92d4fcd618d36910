"""One program a desk at a time."""

from pathlib import Path

from filelock import FileLock, Timeout

from kosidesk.domain.errors import CannotWrite, DeskBusy

LOCK = "lock"


def take(folder: Path) -> FileLock:
    """Held until released or the process ends, killed or not. Raises DeskBusy, CannotWrite."""
    # The window takes it in one thread and gives it back in another.
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DeskBusy from error
    except OSError as error:
        raise CannotWrite(str(folder), error.strerror or str(error)) from error
    return lock
