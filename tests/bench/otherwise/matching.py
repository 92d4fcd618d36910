"""Every row of a plain table, and how many of the wanted words stand in it; no reason, no doubt."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost, keys
from tests.bench.wishes import WORDS

_MOST = 20


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with closing(sqlite3.connect(places.plain(folder, size))) as connection:
        ends = (1, *range(1, len(WORDS) + 1))
        first, *rest = [cost(partial(best, connection, WORDS[:end])) for end in ends]
        return keys(first, rest)


def best(connection: sqlite3.Connection, words: tuple[str, ...]) -> list[tuple[object, ...]]:
    def score(row: tuple[object, ...]) -> int:
        text = " ".join(map(str, row)).casefold()
        return sum(word in text for word in words)

    return sorted(connection.execute("SELECT * FROM offer"), key=score, reverse=True)[:_MOST]
