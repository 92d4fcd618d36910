"""Files on file systems that are not all alike."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from kosidesk.domain.errors import CannotWrite
from kosidesk.storage.files import write_atomically

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no-posix: Windows syncs no folders")


def folders_fail_with(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = os.fsync

    def fail_for_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        sync(handle)

    monkeypatch.setattr(os, "fsync", fail_for_folders)


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_share_that_syncs_no_folders_takes_the_file(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders_fail_with(code, monkeypatch)
    write_atomically(tmp_path / "zettel.pdf", b"whole")
    assert (tmp_path / "zettel.pdf").read_bytes() == b"whole"


@pytest.mark.parametrize("folder", ["", ".", "/"])
def test_a_folder_is_no_file(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotWrite):
        write_atomically(Path(folder), b"whole")
    assert not list(tmp_path.parent.glob("*.new"))


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders_fail_with(errno.EIO, monkeypatch)
    with pytest.raises(CannotWrite):
        write_atomically(tmp_path / "zettel.pdf", b"whole")
