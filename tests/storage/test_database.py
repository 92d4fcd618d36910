"""The file itself: encrypted, whole, no newer than the program."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError

from kosidesk import sqlfile
from kosidesk.domain.change import Edit
from kosidesk.domain.errors import Cancelled, FileDamaged, NewerFile, ProgramTooOld
from kosidesk.domain.record import Record
from kosidesk.storage import notes, read
from kosidesk.storage.database import Database
from kosidesk.storage.migrations import STEPS
from kosidesk.storage.write import write
from tests.desks import KEY, stamp


def fresh(folder: Path) -> Database:
    return Database.open(folder / "desk.db", KEY)


def test_a_plaintext_file_is_refused_at_every_opening(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with create_engine(f"sqlite:///{path}").begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")

    with pytest.raises(FileDamaged):
        Database.open(path, KEY)


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    fresh(tmp_path).close()

    with pytest.raises(FileDamaged):
        Database.open(tmp_path / "desk.db", bytes(32))


def test_a_short_key_is_a_bug_not_a_passphrase(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32"):
        Database.open(tmp_path / "desk.db", b"short")


def test_a_flipped_byte_is_noticed(tmp_path: Path) -> None:
    fresh(tmp_path).close()
    path = tmp_path / "desk.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    with pytest.raises(FileDamaged):
        sqlfile.verify(path, KEY)


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={len(STEPS) + 1}")
    database.close()
    before = (tmp_path / "desk.db").read_bytes()

    with pytest.raises(NewerFile):
        fresh(tmp_path)

    assert (tmp_path / "desk.db").read_bytes() == before


def test_a_file_with_a_newer_registry_is_refused(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE mark SET value = '99' WHERE name = 'schema'")
    database.close()

    with pytest.raises(NewerFile):
        fresh(tmp_path)


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    engine = sqlfile.open_engine(tmp_path / "x.db", KEY, reading=False)

    def good(connection: sqlfile.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE first (x)")

    def bad(connection: sqlfile.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE second (x)")
        connection.exec_driver_sql("this is no SQL")

    with pytest.raises(Exception, match="syntax"), sqlfile.transaction(engine) as connection:
        sqlfile.migrate(connection, (good, bad))

    with sqlfile.transaction(engine) as connection:
        assert sqlfile.version(connection) == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    engine.dispose()


def test_a_migration_comes_after_a_verified_copy(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE mark SET value = 'older' WHERE name = 'shape'")
    database.close()

    fresh(tmp_path).close()

    (copy,) = tmp_path.glob("desk-before-*.db")
    sqlfile.verify(copy, KEY)


def test_a_file_that_is_up_to_date_is_not_copied(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    notes.write(database, "server", "https://kosi.example.org")
    database.close()

    fresh(tmp_path).close()

    assert list(tmp_path.glob("desk-before-*.db")) == []


def test_an_older_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlfile, "_SQLITE_NEEDED", (99, 0, 0))

    with pytest.raises(ProgramTooOld):
        fresh(tmp_path)


def test_the_file_is_opened_as_security_asks(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "temp_store": 2,  # MEMORY
        "secure_delete": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }

    with database.writing() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}

    assert found == wanted
    database.close()


def test_a_search_under_way_can_be_stopped_and_the_next_one_works(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"

    def search(statement: str) -> int:
        with database.reading(interruptible=True) as connection:
            raw = connection.connection.dbapi_connection
            # SQLite calls this while it works: the key that is typed during the search.
            raw.set_progress_handler(database.interrupt if statement is endless else None, 1000)
            return connection.exec_driver_sql(statement).scalar_one()

    with pytest.raises(Cancelled):
        search(endless)

    assert search("SELECT 1") == 1
    database.close()


def test_the_key_and_values_stay_out_of_messages(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    record = Record("mapping", stamp().author, {"source": "Kanarienvogel"})
    write(database, [Edit(None, record)], stamp())

    with pytest.raises(Exception, match="UNIQUE") as failed, database.writing() as connection:
        connection.execute(database.tables["mapping"].insert(), {"id": record.id, "source": "Kanarienvogel"})

    assert "Kanarienvogel" not in str(failed.value)
    assert KEY.hex() not in repr(database._writer.url)
    assert read.count(database, "mapping") == 1
    database.close()


def test_every_start_against_a_newer_file_leaves_no_copy(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    with database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={len(STEPS) + 1}")
    database.close()

    with pytest.raises(NewerFile):
        fresh(tmp_path)

    assert list(tmp_path.glob("*before*")) == []


def test_a_damaged_file_cannot_be_copied_and_leaves_no_half_copy(tmp_path: Path) -> None:
    database = fresh(tmp_path)
    database.close()
    path = tmp_path / "desk.db"
    content = bytearray(path.read_bytes())
    content[-3000:-2800] = bytes(200)
    path.write_bytes(content)

    with pytest.raises(FileDamaged):
        sqlfile.copy_file(path, KEY, tmp_path / "copy.db")

    assert not (tmp_path / "copy.db").exists()


def test_a_statement_that_makes_no_sense_is_a_bug_and_no_damage(tmp_path: Path) -> None:
    database = fresh(tmp_path)

    with pytest.raises(DatabaseError, match="syntax"), database.reading() as connection:
        connection.exec_driver_sql("this is no SQL")

    database.close()
