"""The key is found where it may lie, and nowhere else."""

import os
from pathlib import Path

import pytest

from kosidesk.server import keys, settings
from kosidesk.server.errors import KeyBesideBackups, KeyExposed, KeyUnreadable

NEEDS_MODES = pytest.mark.skipif(os.name != "posix", reason="Windows guards files by other means")


@pytest.fixture(autouse=True)
def no_credential(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


@pytest.fixture
def made(tmp_path: Path) -> settings.Settings:
    found = settings.settings(tmp_path, hosts=["a"])
    keys.make(found.key)
    return found


def test_a_made_key_is_read_again_and_no_two_are_alike(made: settings.Settings, tmp_path: Path) -> None:
    keys.make(tmp_path / "other" / "key")
    first, second = keys.load(made), keys._read(tmp_path / "other" / "key")
    assert len(first) == 32
    assert first != second


@NEEDS_MODES
def test_only_the_owner_reads_a_new_key(made: settings.Settings) -> None:
    assert made.key.stat().st_mode & 0o777 == 0o600
    assert made.key.parent.stat().st_mode & 0o777 == 0o700


@NEEDS_MODES
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_key_that_others_reach_is_refused(made: settings.Settings, mode: int) -> None:
    made.key.chmod(mode)
    with pytest.raises(KeyExposed):
        keys.load(made)


@pytest.mark.parametrize(
    ("key", "backups"), [("b/key", "b"), ("key", "b"), ("b/deep/key", "b"), ("k/key", "k/b")]
)
def test_a_key_beside_the_backups_is_refused(tmp_path: Path, key: str, backups: str) -> None:
    found = settings.settings(tmp_path, hosts=["a"], key=key, backups=backups)
    keys.make(found.key)
    with pytest.raises(KeyBesideBackups):
        keys.load(found)


@NEEDS_MODES
def test_a_link_hides_no_neighbourhood(made: settings.Settings) -> None:
    made.backups.symlink_to(made.key.parent, target_is_directory=True)
    with pytest.raises(KeyBesideBackups):
        keys.load(made)


def test_what_systemd_hands_over_comes_first(
    made: settings.Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kosidesk-key").write_text("ab" * 32 + "\n", encoding="ascii")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert keys.load(made) == b"\xab" * 32


@pytest.mark.parametrize("content", ["", "ab" * 31, "xy" * 32, "ab" * 33])
def test_a_file_that_holds_no_key_is_refused(made: settings.Settings, content: str) -> None:
    made.key.write_text(content, encoding="ascii")
    with pytest.raises(KeyUnreadable):
        keys.load(made)


def test_a_key_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyUnreadable):
        keys.load(settings.settings(tmp_path, hosts=["a"]))


def test_a_key_is_never_overwritten(made: settings.Settings) -> None:
    with pytest.raises(FileExistsError):
        keys.make(made.key)
