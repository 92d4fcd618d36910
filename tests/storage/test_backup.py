"""A backup is one file, and what comes back from it is equal."""

import os
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kosidesk.domain.errors import (
    BackupDamaged,
    DeskBusy,
    FileDamaged,
    FolderNotEmpty,
    VaultDamaged,
    WeakPassphrase,
    WrongPassphrase,
)
from kosidesk.paths import RESOURCES
from kosidesk.schema import REGISTRY
from kosidesk.services import backups, vault
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from kosidesk.storage import keys, read
from tests.desks import NOW, offer

PHRASE = "vier kleine graue Katzen"
WANTED = NewDesk("Agentur Talblick", "wuppertal", "Mara", PHRASE)


def everything(opened: Opened) -> dict[str, tuple[object, ...]]:
    return {kind: read.all_of(opened.desk.database, kind) for kind in REGISTRY}


def test_a_restored_desk_holds_equal_records(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    offer(whole.desk, "Vorlesen")
    before = everything(whole)
    backups.make(whole.desk, tmp_path / "a.kosibackup")
    whole.close()

    vault.restore(tmp_path / "a.kosibackup", tmp_path / "again", PHRASE)

    with vault.opened(tmp_path / "again", PHRASE, Settings()) as again:
        assert everything(again) == before
        assert again.desk.user.name == "Mara"


def test_a_backup_is_not_readable_without_the_passphrase(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    offer(whole.desk, "Geheimnis-Kanarienvogel")
    backups.make(whole.desk, tmp_path / "a.kosibackup")
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
    backups.make(whole.desk, tmp_path / "a.kosibackup")
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
    backups.make(whole.desk, tmp_path / "a.kosibackup")
    whole.close()

    with pytest.raises(FolderNotEmpty):
        vault.restore(tmp_path / "a.kosibackup", tmp_path / "desk", PHRASE)


def test_one_program_a_desk(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())

    with pytest.raises(DeskBusy):
        vault.unlock(tmp_path / "desk", PHRASE, Settings())

    whole.close()
    vault.unlock(tmp_path / "desk", PHRASE, Settings()).close()


def made_before(whole: Opened, age: timedelta) -> Path:
    """One of this desk's own, which the tests need only by name."""
    vault_id = keys.read_header(whole.folder).vault
    path = backups.folder(whole.desk) / f"{vault_id}-{NOW - age:%Y-%m-%d-%H%M%S}.kosibackup"
    path.parent.mkdir(exist_ok=True)
    path.touch()
    return path


def test_a_due_backup_is_made_once_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings(), lambda: NOW)
    monkeypatch.setattr(backups, "KEPT", 2)
    old = [made_before(whole, timedelta(days=days)) for days in (3, 2, 1)]

    made = backups.make_if_due(whole.desk)

    assert made is not None
    assert sorted(backups.folder(whole.desk).iterdir()) == [old[2], made]
    assert backups.make_if_due(whole.desk) is None
    whole.close()


def test_a_clock_that_was_once_set_too_far_ahead_stops_no_backup(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings(), lambda: NOW)
    to_come = made_before(whole, -timedelta(days=400))

    made = backups.make_if_due(whole.desk)

    assert made is not None
    assert [one.file for one in backups.own(whole.desk)] == [made, to_come]
    assert backups.make_if_due(whole.desk) is None
    whole.close()


def test_no_backup_outlives_its_time(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings(), lambda: NOW)
    made_before(whole, backups.AT_MOST + timedelta(hours=1))
    young = made_before(whole, backups.AT_MOST - timedelta(hours=1))

    made = backups.make_if_due(whole.desk)

    assert [one.file for one in backups.own(whole.desk)] == [young, made]
    whole.close()


def test_what_a_crash_left_of_a_backup_goes_with_the_next(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings(), lambda: datetime.now(UTC))
    left = (backups.folder(whole.desk) / ".backup-abc", tmp_path / ".restore-abc")
    for folder in left:
        folder.mkdir(parents=True)
        (folder / "desk.db").touch()
    under_way = backups.folder(whole.desk) / ".backup-another-desk"
    under_way.mkdir()
    for folder in left:
        os.utime(folder, (1_577_836_800, 1_577_836_800))

    backups.make_if_due(whole.desk)

    assert [folder.exists() for folder in (*left, under_way)] == [False, False, True]
    whole.close()


def test_where_no_new_backup_can_be_made_the_last_one_stays(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings(), lambda: NOW)
    last = made_before(whole, 2 * backups.AT_MOST)
    whole.desk.database.fold()
    with (whole.folder / "desk.db").open("r+b") as file:
        file.seek(-4096, 2)
        file.write(bytes(4096))

    with pytest.raises(FileDamaged):
        backups.make_if_due(whole.desk)

    assert last.exists()
    whole.close()


def test_desks_that_share_a_folder_for_backups_do_not_disturb_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "KEPT", 1)
    shared = tmp_path / "stick"
    shared.mkdir()
    by_hand = shared / "vor-dem-umzug.kosibackup"
    by_hand.touch()
    made = []
    for name in ("one", "two"):
        wanted = NewDesk("Agentur Talblick", "wuppertal", "Mara", PHRASE, str(shared))
        whole = vault.create(tmp_path / name, wanted, Settings())
        made.append(backups.make_if_due(whole.desk))
        whole.close()

    assert None not in made
    assert {by_hand, *made} == set(shared.iterdir())


def test_a_database_without_its_header_is_not_thrown_away(tmp_path: Path) -> None:
    vault.create(tmp_path / "desk", WANTED, Settings()).close()
    for header in (tmp_path / "desk").glob("vault.json*"):
        header.unlink()
    before = (tmp_path / "desk" / "desk.db").read_bytes()

    with pytest.raises(VaultDamaged):
        vault.create(tmp_path / "desk", WANTED, Settings())

    assert (tmp_path / "desk" / "desk.db").read_bytes() == before


def test_a_header_without_its_database_says_so(tmp_path: Path) -> None:
    vault.create(tmp_path / "desk", WANTED, Settings()).close()
    (tmp_path / "desk" / "desk.db").unlink()

    for _ in range(2):  # and leaves no lock behind
        with pytest.raises(FileDamaged):
            vault.unlock(tmp_path / "desk", PHRASE, Settings())


def test_a_first_start_that_broke_off_is_finished_by_unlocking(tmp_path: Path) -> None:
    vault.create(tmp_path / "desk", WANTED, Settings()).close()
    (tmp_path / "desk" / "desk.db").rename(tmp_path / "desk" / vault.UNFINISHED)

    with vault.opened(tmp_path / "desk", PHRASE, Settings()) as again:
        assert again.desk.user.name == "Mara"


def test_a_desk_opens_without_the_folder_of_its_city(tmp_path: Path) -> None:
    city = tmp_path / "city"
    shutil.copytree(RESOURCES / "cities" / "musterstadt", city)
    vault.create(tmp_path / "desk", replace(WANTED, city=str(city)), Settings()).close()
    shutil.rmtree(city)

    with vault.opened(tmp_path / "desk", PHRASE, Settings()) as again:
        assert again.desk.city.districts == ()


@pytest.mark.parametrize("flaw", ["compressed", "encrypted", "doubled"])
def test_a_backup_that_is_packed_otherwise_is_refused(tmp_path: Path, flaw: str) -> None:
    path = tmp_path / "a.kosibackup"
    packing = zipfile.ZIP_DEFLATED if flaw == "compressed" else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("vault.json", b"{}" * 500)
        archive.writestr("desk.db", bytes(100_000))
        if flaw == "doubled":
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("desk.db", b"x")
    if flaw == "encrypted":
        content = bytearray(path.read_bytes())
        content[content.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(content)

    with pytest.raises(BackupDamaged):
        vault.restore(path, tmp_path / "again", PHRASE)

    assert not (tmp_path / "again").exists()


def test_after_a_failed_restore_a_good_one_finds_its_folder_empty(tmp_path: Path) -> None:
    whole = vault.create(tmp_path / "desk", WANTED, Settings())
    backups.make(whole.desk, tmp_path / "good.kosibackup")
    whole.close()
    content = bytearray((tmp_path / "good.kosibackup").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "bad.kosibackup").write_bytes(content)
    (tmp_path / "again").mkdir()

    with pytest.raises(BackupDamaged):
        vault.restore(tmp_path / "bad.kosibackup", tmp_path / "again", PHRASE)
    vault.restore(tmp_path / "good.kosibackup", tmp_path / "again", PHRASE)

    vault.unlock(tmp_path / "again", PHRASE, Settings()).close()


def test_the_old_passphrase_opens_no_copy_of_the_header(tmp_path: Path) -> None:
    vault.create(tmp_path / "desk", WANTED, Settings()).close()
    vault.change_passphrase(tmp_path / "desk", PHRASE, "fünf große rote Hunde")
    (tmp_path / "desk" / "vault.json").unlink()

    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "desk", PHRASE, Settings())


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
