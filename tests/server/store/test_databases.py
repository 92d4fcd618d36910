"""What differs between databases: schema, versions, and who must wait for whom."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from kosidesk.domain.errors import NewerFile
from kosidesk.server.store.databases import PostgreSQL, commits_by_and_by
from kosidesk.server.store.errors import DatabaseAway
from kosidesk.server.store.statements import Feed
from kosidesk.server.store.store import Store
from kosidesk.server.store.tables import METADATA
from tests.server.store.conftest import KEY, opened
from tests.server.store.entries import row, save

DEBIAN = "PostgreSQL 15.8 (Debian 15.8-0+deb12u1) on x86_64-pc-linux-gnu, compiled by gcc"


@pytest.mark.parametrize(
    ("version", "extensions", "by_and_by"),
    [
        ("PostgreSQL 18.6 on x86_64-pc-linux-gnu, compiled by gcc (GCC) 14.2.1", ["plpgsql"], False),
        ("PostgreSQL 19beta1 on aarch64-unknown-linux-gnu", [], False),
        (DEBIAN, ["plpgsql", "pg_stat_statements"], False),
        (DEBIAN, ["plpgsql", "citus"], True),
        ("PostgreSQL 15.2-YB-2.25.1.0-b0 on x86_64-pc-linux-gnu", ["plpgsql"], True),
        ("CockroachDB CCL v24.1.2 (x86_64-pc-linux-gnu)", [], True),
        ("PostgreSQL 12.12 (Greenplum Database 7.1.0 build commit:abc) on x86_64", [], True),
        ("something new", [], True),
    ],
)
def test_readers_wait_wherever_a_commit_may_come_by_and_by(
    version: str, extensions: list[str], *, by_and_by: bool
) -> None:
    assert commits_by_and_by(version, extensions) is by_and_by


def test_on_plain_postgresql_nobody_waits_to_read(database_url: str) -> None:
    database = PostgreSQL(database_url)
    assert "FOR SHARE" not in database.look_at_head
    database.close()


def test_where_commits_come_by_and_by_who_reads_holds_the_head(
    database_url: str, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kosidesk.server.store.databases.commits_by_and_by", lambda *_: True)
    with opened(database_url, ledger) as store:
        save(store, row("offer", "o1", 1))
        with store.reading() as books, store.engine.connect() as other:
            assert books.head().seq == 1
            held = other.exec_driver_sql("SELECT 1 FROM head FOR UPDATE SKIP LOCKED").all()
        assert held == []


def test_the_steps_make_the_tables_the_program_knows(store: Store) -> None:
    with store.looking() as connection:
        found = inspect(connection)
        for table in METADATA.sorted_tables:
            columns = {column["name"]: str(column["type"]) for column in found.get_columns(table.name)}
            assert columns == {column.name: str(column.type) for column in table.columns}
            keys = found.get_pk_constraint(table.name)["constrained_columns"]
            assert keys == [column.name for column in table.primary_key]


def test_a_database_of_a_newer_program_is_refused(where: str | Path, ledger: Path) -> None:
    with opened(where, ledger) as store, store.transaction() as connection:
        newer = (
            "PRAGMA user_version=99" if isinstance(where, Path) else "UPDATE schema_version SET version = 99"
        )
        connection.exec_driver_sql(newer)
    with pytest.raises(NewerFile):
        Store.open(where, KEY, ledger)


def test_a_server_that_does_not_answer_is_named(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(DatabaseAway):
        Store.open(f"postgresql://postgres:@/postgres?host={tmp_path}", None, ledger)


def test_the_feed_walks_an_index(tmp_path: Path, ledger: Path) -> None:
    with opened(tmp_path / "books.db", ledger) as store, store.looking() as connection:
        feed = Feed({"public": 5, "agency": 0, "case:mitte": 3}, {"agency"})
        text, *values = feed.page(100)
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {store.database.sql(text)}", tuple(values)
        ).all()
    steps = [step for *_, step in plan]
    assert [step for step in steps if step.startswith(("SCAN record", "SCAN tomb", "SCAN evict"))] == []
    assert any("INDEX record_feed" in step for step in steps)
