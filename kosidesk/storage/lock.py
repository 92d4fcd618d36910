"""One program a desk at a time."""

from pathlib import Path

from filelock import FileLock, Timeout

from kosidesk.domain.errors import DeskBusy

LOCK = "lock"


def take(folder: Path) -> FileLock:
    """Held until released or the process ends, killed or not. Raises DeskBusy."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DeskBusy from error
    return lock
