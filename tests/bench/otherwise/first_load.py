"""The limit: the bare rows by `executemany` into a plain file of SQLite, and a copy of such a file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost, peak_mb
from tests.bench.otherwise import plain


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with closing(sqlite3.connect(places.plain(folder, size))) as source:
        rows = source.execute(f"SELECT {', '.join(plain.COLUMNS)} FROM offer").fetchall()  # noqa: S608 - ours
        inserted = cost(lambda: _insert(folder / "inserted.db", rows))
        copied = cost(lambda: _copy(source, folder / "copied.db"))
    return {
        "pages_wall_ms": inserted.wall,
        "pages_cpu_ms": inserted.cpu,
        "snapshot_wall_ms": copied.wall,
        "snapshot_cpu_ms": copied.cpu,
        "peak_mb": peak_mb(),
    }


def _insert(target: Path, rows: list[plain.Row]) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as connection, connection:
        names, marks = ", ".join(plain.COLUMNS), ", ".join("?" * len(plain.COLUMNS))
        connection.execute(f"CREATE TABLE offer (id INTEGER PRIMARY KEY, {names})")
        connection.executemany(f"INSERT INTO offer ({names}) VALUES ({marks})", rows)  # noqa: S608 - ours


def _copy(source: sqlite3.Connection, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(target)) as connection:
        source.backup(connection)
