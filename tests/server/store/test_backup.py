"""Backups and the way back, the same for both databases."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from kosidesk.domain.errors import BackupDamaged
from kosidesk.server.books import Head
from kosidesk.server.store.backup import RETENTION, back_up, backups, restore
from kosidesk.server.store.check import check
from kosidesk.server.store.errors import LedgerDamaged, NoLedger, NotABackup, RestoredByHand
from kosidesk.server.store.store import Store
from kosidesk.sqlfile import copy_file
from tests.server.store.conftest import KEY, opened
from tests.server.store.entries import MITTE, PUBLIC, erase, row, save

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def durable(store: Store) -> int:
    with store.reading() as books:
        return books.head().durable


def test_a_restored_server_goes_on_in_a_new_epoch(where: str | Path, ledger: Path, folder: Path) -> None:
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1), row("referral", "r1", 2, MITTE, consultation="c1"))
        backup = back_up(store, folder, KEY, NOW)
        save(store, row("offer", "o1", 3, title="später"))
    assert restore(backup.file, where, KEY, ledger, NOW + DAY) == 0
    with opened(where, ledger) as store, store.reading() as books:
        assert books.rows([("offer", "o1")]) == {("offer", "o1"): row("offer", "o1", 1)}
        assert books.parts(["c1"]) == [("referral", "r1")]
        assert (books.head().seq, books.head().tag) == (2, "tag2")
        first, second = books.lineage()
        assert second.parent_end == 2
        assert second.name != first.name
        assert check(store) == []


def test_who_was_erased_since_is_erased_again(where: str | Path, ledger: Path, folder: Path) -> None:
    with opened(where, ledger) as store:
        save(store, row("consultation", "c1", 1, MITTE), row("referral", "r1", 2, MITTE, consultation="c1"))
        backup = back_up(store, folder, KEY, NOW)
        save(store, gone=(("referral", "r1"),), head=Head(3, "tag3"))
        erase(store, "consultation", "c1", 4)
    assert restore(backup.file, where, KEY, ledger, NOW) == 1
    with opened(where, ledger) as store, store.reading() as books:
        assert books.rows([("consultation", "c1"), ("referral", "r1")]) == {}
        assert books.erased(["c1", "r1"]) == {"c1", "r1"}
        erasures = books.after({PUBLIC: 2}, 10, whole=())
        assert {entry.key for entry in erasures} == {("consultation", "c1"), ("referral", "r1")}
        assert check(store) == []


def test_a_restore_keeps_what_was_replaced(where: str | Path, ledger: Path, folder: Path) -> None:
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1))
        backup = back_up(store, folder, KEY, NOW)
        save(store, row("offer", "o1", 2))
    restore(backup.file, where, KEY, ledger, NOW + DAY)
    if isinstance(where, Path):
        (kept,) = where.parent.glob("*.replaced-20261122T093000Z")
        assert kept.stat().st_size > 0
    else:
        assert [each.seq for each in backups(folder)] == [1, 2]


def test_what_was_replaced_goes_when_backups_of_its_day_would(ledger: Path, folder: Path) -> None:
    where = folder.parent / "books.db"
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1))
        backup = back_up(store, folder, KEY, NOW)
    restore(backup.file, where, KEY, ledger, NOW + DAY)
    with opened(where, ledger) as store:
        back_up(store, folder, KEY, NOW + RETENTION + DAY)
        assert len(list(where.parent.glob("*.replaced-*"))) == 1
        back_up(store, folder, KEY, NOW + RETENTION + 2 * DAY)
    assert not list(where.parent.glob("*.replaced-*"))


def test_a_backup_from_elsewhere_does_not_make_more_of_the_history_safe(
    where: str | Path, ledger: Path, folder: Path
) -> None:
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1))
        back_up(store, folder, KEY, NOW)
        save(store, row("offer", "o1", 2), head=Head(2, "tag2", 1, 0))
        late = back_up(store, folder, KEY, NOW + DAY)
    stick = folder.parent / "stick"
    stick.mkdir()
    restore(late.file.rename(stick / late.file.name), where, KEY, ledger, NOW + 2 * DAY)
    with opened(where, ledger) as store:
        assert durable(store) <= 1


def test_a_backup_stays_as_it_was_and_can_be_restored_twice(
    where: str | Path, ledger: Path, folder: Path
) -> None:
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1))
        backup = back_up(store, folder, KEY, NOW)
    before = backup.file.read_bytes()
    restore(backup.file, where, KEY, ledger, NOW + DAY)
    restore(backup.file, where, KEY, ledger, NOW + 2 * DAY)
    assert backup.file.read_bytes() == before
    with opened(where, ledger) as store, store.reading() as books:
        assert [epoch.parent_end for epoch in books.lineage()] == [0, 1]


def test_the_oldest_backup_says_how_much_is_safe(where: str | Path, ledger: Path, folder: Path) -> None:
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1))
        back_up(store, folder, KEY, NOW)
        save(store, row("offer", "o1", 2))
        back_up(store, folder, KEY, NOW + DAY)
        assert durable(store) == 1
        save(store, row("offer", "o1", 3))
        back_up(store, folder, KEY, NOW + RETENTION + DAY / 2)
        assert [each.seq for each in backups(folder)] == [2, 3]
        assert durable(store) == 2


def test_a_backup_of_a_lost_history_holds_only_what_both_share(
    ledger: Path, folder: Path, tmp_path: Path
) -> None:
    where = tmp_path / "books.db"
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 5))
        early = back_up(store, folder, KEY, NOW)
        save(store, row("offer", "o1", 9))
        back_up(store, folder, KEY, NOW + DAY)
    restore(early.file, where, KEY, ledger, NOW + 2 * DAY)
    early.file.unlink()
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 20))
        back_up(store, folder, KEY, NOW + 3 * DAY)
        assert [each.seq for each in backups(folder)] == [9, 20]
        assert durable(store) == 5


def test_without_the_ledger_nothing_is_restored(ledger: Path, folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "books.db", ledger) as store:
        backup = back_up(store, folder, KEY, NOW)
    ledger.unlink()
    with pytest.raises(NoLedger):
        restore(backup.file, tmp_path / "books.db", KEY, ledger, NOW)


def test_a_damaged_ledger_is_not_believed(ledger: Path, folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "books.db", ledger) as store:
        backup = back_up(store, folder, KEY, NOW)
        erase(store, "consultation", "c1", 1)
    ledger.write_bytes(ledger.read_bytes().replace(b'"c1"', b'"c2"'))
    with pytest.raises(LedgerDamaged):
        restore(backup.file, tmp_path / "books.db", KEY, ledger, NOW)


def test_other_files_are_not_restored(ledger: Path, folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "books.db", ledger) as store:
        backup = back_up(store, folder, KEY, NOW)
    with pytest.raises(NotABackup):
        restore(tmp_path / "books.db", tmp_path / "books.db", KEY, ledger, NOW)
    content = bytearray(backup.file.read_bytes())
    content[len(content) // 2] ^= 1
    backup.file.write_bytes(content)
    with pytest.raises(BackupDamaged):
        restore(backup.file, tmp_path / "books.db", KEY, ledger, NOW)


def test_a_copy_that_was_put_back_by_hand_is_refused(ledger: Path, tmp_path: Path) -> None:
    where, copy = tmp_path / "books.db", tmp_path / "copy.db"
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1))
        copy_file(where, KEY, copy)
        save(store, row("offer", "o1", 2))
    copy.replace(where)
    with pytest.raises(RestoredByHand) as refused:
        Store.open(where, KEY, ledger)
    assert refused.value.facts == (1, 2)


def test_a_database_that_vanished_is_not_silently_begun_anew(ledger: Path, tmp_path: Path) -> None:
    where = tmp_path / "books.db"
    with opened(where, ledger) as store:
        save(store, row("offer", "o1", 1))
    where.unlink()
    with pytest.raises(RestoredByHand):
        Store.open(where, KEY, ledger)


def test_tables_of_others_come_along_and_count_on(where: str | Path, ledger: Path, folder: Path) -> None:
    metadata = MetaData()
    visit = Table("visit_log", metadata, Column("id", Integer, primary_key=True), Column("who", String))
    store = Store.open(where, KEY, ledger, more=(metadata,))
    with store.transaction() as connection:
        connection.execute(insert(visit), [{"who": "ada"}, {"who": "ben"}])
    backup = back_up(store, folder, KEY, NOW)
    store.close()
    restore(backup.file, where, KEY, ledger, NOW + DAY, more=(metadata,))
    store = Store.open(where, KEY, ledger, more=(metadata,))
    with store.transaction() as connection:
        connection.execute(insert(visit).values(who="cem"))
        found = connection.execute(select(visit).order_by(visit.c.id)).all()
    store.close()
    assert [tuple(each) for each in found] == [(1, "ada"), (2, "ben"), (3, "cem")]
