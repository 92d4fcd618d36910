"""Where there is no room, a write says so and leaves nothing half, and nothing is called damaged."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import CannotWrite, DiskFull, KosiError
from kosidesk.domain.record import Record
from kosidesk.services.desk import Desk
from kosidesk.storage import inspection, read
from kosidesk.storage.database import Database
from tests.desks import KEY, make_desk

ROOM = 2 * 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own; its end comes at COMMIT, as on a real disk."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("no-root: only root may mount a small disk")
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(tmp_path)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no-mount: this machine lets nobody mount")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.fixture
def small_files(tmp_path: Path) -> Iterator[Path]:
    """No file may grow beyond the limit: the system refuses the write with another error than a full disk."""
    if sys.platform == "win32":
        pytest.skip("no-rlimit: Windows limits no process's files")
    import resource  # noqa: PLC0415  is not there on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def fill(desk: Desk, at_once: int, refusal: type[KosiError]) -> int:
    """Writes until the desk refuses in that way; how many records were written before."""
    for written in count(step=at_once):
        bodies = (Record("organisation", desk.born_id(), {"name": "x" * 900}) for _ in range(at_once))
        try:
            desk.write(*(Edit(None, body) for body in bodies))
        except refusal:
            return written
    raise AssertionError


@pytest.mark.parametrize("at_once", [1, 60])
def test_a_full_disk_is_said_and_leaves_nothing_half(small_disk: Path, at_once: int) -> None:
    desk = make_desk(small_disk)
    written = fill(desk, at_once, DiskFull)
    assert 0 < written == read.count(desk.database, "organisation")
    desk.database.close()
    reopened = Database.open(small_disk / "desk.db", KEY)
    assert read.count(reopened, "organisation") == written
    assert (inspection.is_whole(reopened), [*inspection.strayed(reopened)]) == (True, [])
    reopened.close()


def test_a_write_the_system_refuses_is_said_and_leaves_nothing_half(small_files: Path) -> None:
    desk = make_desk(small_files)
    written = fill(desk, 60, CannotWrite)
    assert 0 < written == read.count(desk.database, "organisation")
    assert (inspection.is_whole(desk.database), [*inspection.strayed(desk.database)]) == (True, [])
    desk.database.close()


def test_a_desk_on_a_full_disk_is_not_called_damaged(small_disk: Path) -> None:
    make_desk(small_disk).database.close()
    film = small_disk / "holiday.mp4"
    film.write_bytes(bytes(shutil.disk_usage(small_disk).free))
    with pytest.raises(DiskFull):
        Database.open(small_disk / "desk.db", KEY)
    film.unlink()
    desk = Database.open(small_disk / "desk.db", KEY)
    assert read.count(desk, "counsellor") == 2
    desk.close()


def test_a_desk_that_may_not_be_written_is_not_called_damaged(tmp_path: Path) -> None:
    database = make_desk(tmp_path).database

    def write() -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
            connection.exec_driver_sql("DELETE FROM counsellor")

    with pytest.raises(CannotWrite):
        write()
    database.close()
