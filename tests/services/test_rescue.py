"""A backup takes the place of a broken desk, and nothing of the broken one is lost."""

from pathlib import Path

import pytest

from kosidesk.domain.errors import BackupDamaged, FileDamaged, WrongPassphrase
from kosidesk.services import agency, backups, rescue, vault
from kosidesk.services.vault import NewDesk
from kosidesk.settings import Settings

PASSPHRASE = "vier graue Tauben fliegen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def backup(folder: Path, tmp_path: Path) -> Path:
    """A backup of a desk that was damaged afterwards."""
    opened = vault.create(folder, NewDesk("Zentrum", "wuppertal", "Mara", PASSPHRASE), Settings())
    backups.make(opened.desk, tmp_path / "good.kosibackup")
    opened.close()
    (folder / "desk.db").write_bytes(b"broken" * 1000)
    return tmp_path / "good.kosibackup"


def test_the_backup_opens_in_the_place_of_the_broken_desk(folder: Path, backup: Path) -> None:
    with pytest.raises(FileDamaged):
        vault.unlock(folder, PASSPHRASE, Settings())
    rescue.bring_back(backup, folder, PASSPHRASE)
    with vault.opened(folder, PASSPHRASE, Settings()) as opened:
        assert agency.current(opened.desk).name == "Zentrum"


def test_the_broken_desk_lies_beside_it(folder: Path, backup: Path) -> None:
    aside = rescue.bring_back(backup, folder, PASSPHRASE)
    assert (aside / "desk.db").read_bytes().startswith(b"broken")
    assert aside.parent == folder.parent


def test_a_second_rescue_overwrites_nothing(folder: Path, backup: Path) -> None:
    first = rescue.bring_back(backup, folder, PASSPHRASE)
    assert rescue.bring_back(backup, folder, PASSPHRASE) != first
    assert first.exists()


def test_a_wrong_passphrase_changes_nothing(folder: Path, backup: Path) -> None:
    with pytest.raises(WrongPassphrase):
        rescue.bring_back(backup, folder, "fünf graue Tauben fliegen")
    assert (folder / "desk.db").read_bytes().startswith(b"broken")


def test_a_broken_backup_changes_nothing(folder: Path, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:200])
    with pytest.raises(BackupDamaged):
        rescue.bring_back(backup, folder, PASSPHRASE)
    assert [path.name for path in folder.parent.iterdir() if path.is_dir()] == [folder.name]


def test_on_a_new_machine_there_is_nothing_to_put_aside(backup: Path, tmp_path: Path) -> None:
    rescue.bring_back(backup, tmp_path / "new", PASSPHRASE)
    with vault.opened(tmp_path / "new", PASSPHRASE, Settings()) as opened:
        assert opened.desk.user.name == "Mara"
