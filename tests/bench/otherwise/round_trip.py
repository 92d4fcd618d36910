"""The limit: one change in a plain file of SQLite, committed to the disk, no network and no other desk."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost, peak_mb, percentile

_TIMES = 200


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    file = folder / "changed.db"
    copy(places.plain(folder, size), file)
    with closing(sqlite3.connect(file)) as connection:
        times = [
            cost(lambda number=number: _change(connection, number)).wall for number in range(1, _TIMES + 1)
        ]
    return {
        "p50_wall_ms": percentile(times, 0.5),
        "p99_wall_ms": percentile(times, 0.99),
        "peak_mb": peak_mb(),
    }


def _change(connection: sqlite3.Connection, number: int) -> None:
    with connection:
        connection.execute("UPDATE offer SET open_places = 7 WHERE id = ?", (number,))
