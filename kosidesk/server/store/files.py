"""Writes a small file so that a crash leaves the old one or the new one."""

import os
from pathlib import Path

from kosidesk.domain.errors import CannotWrite


def write_atomically(path: Path, content: bytes) -> None:
    """Raises CannotWrite."""
    # Another process of this server may be writing the same file.
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotWrite(path.name, error.strerror or str(error)) from error


def sync_folder(folder: Path) -> None:
    """A new name is on the disk when its folder is."""
    if os.name == "nt":  # Windows cannot open folders; NTFS journals the rename itself.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
