"""As many changes of one field by `executemany` in a plain file of SQLite, a thousand a transaction."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy

from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, cost

_EACH, _PIECE = 10, 1_000


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    file = folder / "updated.db"
    copy(places.plain(folder, size), file)
    rows = [(number, number % size + 1) for number in range(_EACH * size)]
    with closing(sqlite3.connect(file)) as connection:
        spent = cost(lambda: _update(connection, rows))
    return {"pushed_wall_ms": spent.wall, "pushed_cpu_rate": len(rows) * MS / spent.cpu}


def _update(connection: sqlite3.Connection, rows: list[tuple[int, int]]) -> None:
    for start in range(0, len(rows), _PIECE):
        with connection:
            connection.executemany(
                "UPDATE offer SET open_places = ? WHERE id = ?", rows[start : start + _PIECE]
            )
