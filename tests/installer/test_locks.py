"""Locks are read and written back without a loss."""

from pathlib import Path

from installer import locks

LOCK = f"""\
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{"a" * 64} \\
    --hash=sha256:{"b" * 64}
PySide6_Essentials==6.11.3 \\
    --hash=sha256:{"c" * 64}
"""


def test_an_entry_gives_name_version_marker_and_hashes(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text(LOCK)
    first, second = locks.read(tmp_path / "lock")
    assert (first.name, first.version, first.marker) == ("colorama", "0.4.6", "sys_platform == 'win32'")
    assert first.hashes == {"a" * 64, "b" * 64}
    assert (second.name, second.version, second.marker) == ("pyside6-essentials", "6.11.3", "")


def test_what_is_read_is_written_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text(LOCK)
    locks.write(tmp_path / "again", locks.read(tmp_path / "lock"))
    assert (tmp_path / "again").read_text() == LOCK
