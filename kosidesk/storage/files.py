"""Writes a file so that a crash leaves the old one or the new one, never half of either."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from kosidesk.domain.errors import CannotWrite

# Folders on shares and sticks, whose systems keep no order of their own.
_NOT_SYNCED = (errno.EINVAL, errno.ENOTSUP)


def make_folder(path: Path) -> None:
    """With those above it, if it is not there. Raises CannotWrite."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path.name, error.strerror or str(error)) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Beside it, to the disk, then renamed over it, then the folder to the disk. Raises CannotWrite."""
    whole = path.absolute()  # "" is a folder, and only so it has a name
    beside = whole.parent / f"{whole.name}.new"
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(whole)
        _sync_folder(whole.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise CannotWrite(whole.name, error.strerror or str(error)) from error


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open folders; NTFS journals the rename itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_SYNCED:
            raise
    finally:
        os.close(handle)
