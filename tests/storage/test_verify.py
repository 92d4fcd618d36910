"""A file is verified as it stands together with its log, which may be half folded in when a program dies."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk import sqlfile
from kosidesk.domain.change import Edit
from kosidesk.domain.errors import FileDamaged
from kosidesk.domain.record import Record
from kosidesk.storage.database import Database
from tests.desks import KEY, make_desk


@pytest.fixture
def half_folded(tmp_path: Path) -> Iterator[Database]:
    """While somebody read, newer pages stayed in the log: the file has holes where they belong."""
    desk = make_desk(tmp_path)
    desk.database.close()
    database = Database.open(tmp_path / "desk.db", KEY)
    desk = replace(desk, database=database)
    bodies = [Record("organisation", desk.born_id(), {"name": "x" * 900}) for _ in range(100)]
    desk.write(*(Edit(None, body) for body in bodies))
    with database.reading() as snapshot:
        snapshot.exec_driver_sql("SELECT count(*) FROM organisation").one()
        desk.write(*(Edit(body, body.with_values(name="y" * 900)) for body in bodies[20:60]))
        with closing(sqlfile._connect(database.path, KEY)) as other:
            _, log, folded = other.execute("PRAGMA wal_checkpoint").fetchone()
        assert 0 < folded < log
        yield database
    database.close()


def test_a_half_folded_log_is_no_damage(half_folded: Database) -> None:
    half_folded.verify()


def test_damage_is_seen_beside_a_half_folded_log(half_folded: Database) -> None:
    with half_folded.path.open("r+b") as file:
        for page in range(1, 40):
            file.seek(4096 * page + 100)
            file.write(bytes(64))
    with pytest.raises(FileDamaged):
        half_folded.verify()
