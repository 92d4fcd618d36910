"""A pick beside a script that reads and stores a file in one transaction of a plain database."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copy
from threading import Event

from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, peak_mb
from tests.bench.otherwise import importing, plain

_PATIENCE = 60.0


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    file = folder / "meanwhile.db"
    copy(places.plain(folder, size), file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE pick (offer)")
    begun = Event()
    with ThreadPoolExecutor(1) as hand:
        done = hand.submit(_take_in, file, places.feed(folder, size), begun)
        begun.wait(_PATIENCE)
        waited = _pick(file)
        done.result()
    return {"pick_longest_wall_ms": waited, "peak_mb": peak_mb()}


def _take_in(file: Path, feed: Path, begun: Event) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        begun.set()
        plain.insert(connection, importing.rows(feed))


def _pick(file: Path) -> float:
    begun = time.perf_counter()
    with closing(sqlite3.connect(file, timeout=_PATIENCE)) as connection, connection:
        connection.execute("INSERT INTO pick VALUES (1)")
    return (time.perf_counter() - begun) * MS
