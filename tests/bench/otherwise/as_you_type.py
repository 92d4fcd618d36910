"""FTS5 as its manual shows it: unicode61, all words, the last unfinished, the best 128 by bm25, at once."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost, keys
from tests.bench.queries import KEYS

_FIND = (
    "SELECT offer.* FROM offer_fts JOIN offer ON offer.id = offer_fts.rowid "
    "WHERE offer_fts MATCH ? ORDER BY rank LIMIT 128"
)


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with closing(sqlite3.connect(places.plain(folder, size))) as connection:
        first, *rest = [cost(partial(find, connection, key)) for key in (KEYS[0], *KEYS)]
        typed = keys(first, rest)
        return {**typed, "page_p95_cpu_ms": typed["p95_cpu_ms"]}


def find(connection: sqlite3.Connection, text: str) -> None:
    words = " AND ".join('"{}"'.format(word.replace('"', '""')) for word in text.split())
    connection.execute(_FIND, (f"{words}*",)).fetchall()
