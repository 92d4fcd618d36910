"""A backup is one file, and what comes back from it is equal."""

import os
import zipfile
from pathlib import Path

import pytest

from kosidesk.domain.errors import BackupDamaged, DeskBusy, FolderNotEmpty, WeakPassphrase, WrongPassphrase
from kosidesk.schema import REGISTRY
from kosidesk.services import vault
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from kosidesk.storage import read
from tests.desks import offer

PHRASE = "vier kleine graue Katzen"
WANTED = NewDesk("Agentur Talblick", "wuppertal", "Mara", PHRASE)


def everything(opened: Opened) -> dict[str, tuple[object, ...]]:
    return {kind: read.all_of(opened.desk.database, kind) for kind in REGISTRY}


def test_a_restored_desk_holds_equal_records(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    offer(whole.desk, "Vorlesen")
    before = everything(whole)
    vault.back_up(whole, tmp_path / "a.kosibackup")
    whole.close()

    vault.restore(tmp_path / "a.kosibackup", tmp_path / "again", PHRASE)

    with vault.opened(tmp_path / "again", PHRASE, Settings()) as again:
        assert everything(again) == before
        assert again.desk.user.name == "Mara"


def test_a_backup_is_not_readable_without_the_passphrase(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    offer(whole.desk, "Geheimnis-Kanarienvogel")
    vault.back_up(whole, tmp_path / "a.kosibackup")
    whole.close()

    assert b"Kanarienvogel" not in (tmp_path / "a.kosibackup").read_bytes()
    with pytest.raises(WrongPassphrase):
        vault.restore(tmp_path / "a.kosibackup", tmp_path / "again", "etwas ganz anderes")
    assert not (tmp_path / "again").exists()


def test_nothing_lies_about_in_the_clear(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    offer(whole.desk, "Geheimnis-Kanarienvogel")

    for path in (tmp_path / "desk").iterdir():
        assert b"Kanarienvogel" not in path.read_bytes()
    whole.close()


@pytest.mark.parametrize("where", [0.2, 0.5, 0.9])
def test_a_flipped_bit_is_noticed_and_nothing_is_restored(tmp_path: Path, where: float) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    vault.back_up(whole, tmp_path / "a.kosibackup")
    whole.close()
    content = bytearray((tmp_path / "a.kosibackup").read_bytes())
    content[int(len(content) * where)] ^= 1
    (tmp_path / "a.kosibackup").write_bytes(content)

    with pytest.raises(BackupDamaged):
        vault.restore(tmp_path / "a.kosibackup", tmp_path / "again", PHRASE)

    assert not vault.exists(tmp_path / "again")


@pytest.mark.parametrize("content", [b"", b"rubbish", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.kosibackup").write_bytes(content)

    with pytest.raises(BackupDamaged):
        vault.restore(tmp_path / "a.kosibackup", tmp_path / "again", PHRASE)


def test_a_backup_with_foreign_members_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.kosibackup", "w") as archive:
        archive.writestr("../../evil", "x")

    with pytest.raises(BackupDamaged):
        vault.restore(tmp_path / "a.kosibackup", tmp_path / "again", PHRASE)


def test_a_folder_in_use_is_not_overwritten(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    vault.back_up(whole, tmp_path / "a.kosibackup")
    whole.close()

    with pytest.raises(FolderNotEmpty):
        vault.restore(tmp_path / "a.kosibackup", tmp_path / "desk", PHRASE)


def test_one_program_a_desk(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())

    with pytest.raises(DeskBusy):
        vault.unlock(tmp_path / "desk", PHRASE, Settings())

    whole.close()
    vault.unlock(tmp_path / "desk", PHRASE, Settings()).close()


def test_a_due_backup_is_made_once_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    monkeypatch.setattr(vault, "BACKUPS_KEPT", 2)
    folder = vault.backup_folder(whole)
    folder.mkdir()
    old = [folder / f"2020-01-0{day}-000000.kosibackup" for day in (1, 2, 3)]
    for path in old:
        path.touch()
        _age(path)

    made = vault.back_up_if_due(whole)

    assert made is not None
    assert sorted(folder.iterdir()) == [old[2], made]
    assert vault.back_up_if_due(whole) is None
    whole.close()


def _age(path: Path) -> None:
    os.utime(path, (1_577_836_800, 1_577_836_800))


def test_a_changed_passphrase_opens_the_same_data(tmp_path: Path) -> None:
    vault.create(tmp_path / "desk", WANTED, Settings()).close()

    vault.change_passphrase(tmp_path / "desk", PHRASE, "fünf große rote Hunde")

    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "desk", PHRASE, Settings())
    vault.unlock(tmp_path / "desk", "fünf große rote Hunde", Settings()).close()


@pytest.mark.parametrize("phrase", ["", "kurz", "aaaaaaaaaaaaaaaa", "Agentur Talblick", "a b c d a b c d"])
def test_weak_passphrases_are_refused(tmp_path: Path, phrase: str) -> None:
    with pytest.raises(WeakPassphrase):
        vault.create(tmp_path / "desk", NewDesk("Agentur Talblick", "wuppertal", "Mara", phrase), Settings())
    assert not vault.exists(tmp_path / "desk")
