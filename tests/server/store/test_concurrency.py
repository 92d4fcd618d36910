"""Several writers on one PostgreSQL: nobody misses a place of the history, nobody's edit is lost.

Each law has a control that breaks it, so that the test is known to notice.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine

from kosidesk.server.books import Commit
from kosidesk.server.store.store import Store
from tests.server.store.conftest import opened
from tests.server.store.entries import AT, PUBLIC, row, save

WRITERS, COMMITS, ROWS = 6, 40, 5
EDITS = 30


@pytest.fixture
def store(database_url: str, ledger: Path) -> Iterator[Store]:
    with opened(database_url, ledger) as store:
        yield store


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    url = database_url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, pool_size=WRITERS + 1)
    yield engine
    engine.dispose()


def missed(write: Callable[[int], None], read_beyond: Callable[[int], list[tuple[int, str]]]) -> int:
    """How many rows a reader never saw who polls from where it stopped, while others write."""
    seen: set[str] = set()
    done = threading.Event()

    def poll() -> None:
        cursor = 0
        while True:
            is_last_look = done.is_set()
            found = read_beyond(cursor)
            seen.update(id_ for _, id_ in found)
            cursor = max([cursor, *(place for place, _ in found)])
            if is_last_look and not found:
                return

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(poll)
        try:
            list(threads.map(write, range(WRITERS)))
        finally:
            done.set()
        reader.result()
    return WRITERS * COMMITS * ROWS - len(seen)


def test_a_reader_misses_nothing_while_many_write(store: Store) -> None:
    def write(writer: int) -> None:
        for number in range(COMMITS):
            with store.writing() as books:
                head = books.head()
                rows = [row("offer", f"{writer}-{number}-{n}", head.seq + 1 + n) for n in range(ROWS)]
                end = replace(head, seq=head.seq + ROWS, tag=f"{writer}-{number}")
                books.save(Commit(end, AT, "desk", rows={each.key: each for each in rows}))

    def read_beyond(cursor: int) -> list[tuple[int, str]]:
        with store.reading() as books:
            return [(entry.rev, entry.id) for entry in books.after({PUBLIC: cursor}, 500, whole=())]

    assert missed(write, read_beyond) == 0
    with store.reading() as books:
        everything = books.after({PUBLIC: 0}, 10_000, whole=())
        assert [entry.rev for entry in everything] == list(range(1, WRITERS * COMMITS * ROWS + 1))
        assert books.head().seq == WRITERS * COMMITS * ROWS


def test_a_sequence_of_the_database_would_lose_rows(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE naive (place BIGSERIAL PRIMARY KEY, id TEXT)")

    def write(writer: int) -> None:
        pause = Random(writer)  # noqa: S311 - no secret
        for number in range(COMMITS):
            with engine.begin() as connection:
                for n in range(ROWS):
                    connection.exec_driver_sql(
                        "INSERT INTO naive (id) VALUES (%s)", (f"{writer}-{number}-{n}",)
                    )
                connection.exec_driver_sql("SELECT pg_sleep(%s)", (pause.random() / 200,))

    def read_beyond(cursor: int) -> list[tuple[int, str]]:
        with engine.begin() as connection:
            found = connection.exec_driver_sql("SELECT place, id FROM naive WHERE place > %s", (cursor,))
            return [(place, id_) for place, id_ in found]

    assert missed(write, read_beyond) > 0


def edits_lost(store: Store, writing: Callable[[], Any], read: Any, write: Any) -> int:
    """How many of the edits that joined what they read are not in the end there."""

    def edit(writer: int) -> None:
        for number in range(EDITS):
            with writing() as transaction:
                write(transaction, (*read(transaction), f"{writer}-{number}"))

    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(edit, range(WRITERS)))
    with store.reading() as books:
        (found,) = books.rows([("offer", "o1")]).values()
    return WRITERS * EDITS - len(found.values["tasks"])


def test_no_edit_is_lost_when_many_change_one_record(store: Store) -> None:
    save(store, row("offer", "o1", 1, tasks=[]))

    def read(books: Any) -> list[str]:
        (found,) = books.rows([("offer", "o1")]).values()
        return list(found.values["tasks"])

    def write(books: Any, tasks: tuple[str, ...]) -> None:
        seq = books.head().seq + 1
        changed = row("offer", "o1", seq, tasks=list(tasks))
        books.save(Commit(replace(books.head(), seq=seq), AT, "desk", rows={changed.key: changed}))

    assert edits_lost(store, store.writing, read, write) == 0


def test_whoever_reads_before_he_locks_loses_edits(store: Store) -> None:
    save(store, row("offer", "o1", 1, tasks=[]))

    @contextmanager
    def lock_late() -> Iterator[Connection]:
        with store.database.writing() as connection:
            yield connection

    def read(connection: Connection) -> list[str]:
        found = connection.exec_driver_sql("SELECT body::json->'tasks' FROM record").scalar_one()
        return list(found)

    def write(connection: Connection, tasks: tuple[str, ...]) -> None:
        connection.exec_driver_sql(store.database.lock_head)
        said = "{" + ",".join(tasks) + "}"
        connection.exec_driver_sql("UPDATE record SET body = json_build_object('tasks', %s::text[])", (said,))

    assert edits_lost(store, lock_late, read, write) > 0
