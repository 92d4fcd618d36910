"""What lists and filters ask of the offers, in the file: in which order, how they stand, what they say.

Each write gives an offer's words a new `stamp`, so that whoever keeps them in memory reads only what is new;
of one that is gone an empty line stays.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from kosidesk.domain.offer import ACTIVE
from kosidesk.search.bitset import bits_of, joined
from kosidesk.search.rows import Rows
from kosidesk.search.said import Change

_TABLES = ("offer_sort", "offer_words")
_CREATE = (
    # `fresh` and `paused` are days as `date.toordinal` counts them, 0 for unknown and for no pause; where
    # nobody answers, it is `silent`.
    """CREATE TABLE offer_sort (
        n INTEGER PRIMARY KEY,
        fresh INTEGER NOT NULL,
        title TEXT NOT NULL,
        status TEXT NOT NULL,
        paused INTEGER NOT NULL,
        silent INTEGER NOT NULL
    )""",
    "CREATE INDEX offer_sort_newest ON offer_sort (fresh DESC, title, status, paused, silent)",
    """CREATE TABLE offer_words (
        stamp INTEGER PRIMARY KEY AUTOINCREMENT,
        n INTEGER NOT NULL UNIQUE,
        words TEXT,
        points TEXT NOT NULL
    )""",
)
_MARK = "SELECT schema_version, (SELECT coalesce(max(stamp), 0) FROM offer_words) FROM pragma_schema_version"
_PUT_SORT = "INSERT INTO offer_sort (n, fresh, title, status, paused, silent) VALUES (?, ?, ?, ?, ?, ?)"
_PUT_WORDS = "INSERT OR REPLACE INTO offer_words (n, words, points) VALUES (?, ?, ?)"
# Fetching a row takes Python's lock, for which a busy import makes each one wait; so all come as one. SQLite
# hands the aggregate its rows in the order of the subquery.
_ORDER = """
    SELECT json_group_array(n), json_group_array(fresh)
    FROM (SELECT n, fresh FROM offer_sort ORDER BY fresh DESC, title)
"""
_SILENT = "SELECT json_group_array(n) FROM offer_sort WHERE silent"
# Nearly all are active and not paused: those need not be sorted.
_UNUSUAL = """
    SELECT status, paused, json_group_array(n) FROM offer_sort
    WHERE status <> ? OR paused <> 0 GROUP BY status, paused
"""
_NEWS = """
    SELECT
        max(stamp),
        '[' || group_concat('[' || n || ',' || coalesce(words, 'null') || ',' || points || ']') || ']'
    FROM (SELECT * FROM offer_words WHERE stamp > ? ORDER BY stamp LIMIT ?)
"""
_AT_ONCE = 5000


_numbers = msgspec.json.Decoder(list[int])
_news = msgspec.json.Decoder(list[Change])


class Line(NamedTuple):
    """What stands in `offer_sort` of one offer."""

    fresh: int
    title: str
    status: str
    paused: int
    silent: bool


class Mark(NamedTuple):
    """How far the words have come; `making` is another one once the tables are made anew."""

    making: int
    stamp: int


def create(connection: Connection) -> None:
    """Empty, whatever stood there before."""
    for name in (*_TABLES, "offer_term", "offer_word"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def put(connection: Connection, rows: Sequence[tuple[Line, Change]]) -> None:
    """In place of what was there of these offers."""
    if rows:
        connection.exec_driver_sql("DELETE FROM offer_sort WHERE n = ?", [(said.n,) for _, said in rows])
        connection.exec_driver_sql(_PUT_SORT, [(said.n, *line) for line, said in rows])
        connection.exec_driver_sql(
            _PUT_WORDS, [(said.n, _json(said.words), _json(said.points)) for _, said in rows]
        )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def remove(connection: Connection, ns: Iterable[int]) -> None:
    """Numbers that are not there are no matter."""
    rows = [(n,) for n in ns]
    if rows:
        connection.exec_driver_sql("DELETE FROM offer_sort WHERE n = ?", rows)
        connection.exec_driver_sql(_PUT_WORDS, [(n, None, "[]") for (n,) in rows])


def mark(connection: Connection) -> Mark:
    return Mark(*connection.exec_driver_sql(_MARK).one())


def rows(connection: Connection) -> Rows:
    order, days = map(_numbers.decode, connection.exec_driver_sql(_ORDER).one())
    unusual = {
        (status, paused): bits_of(_numbers.decode(ns))
        for status, paused, ns in connection.exec_driver_sql(_UNUSUAL, (ACTIVE,))
    }
    usual = bits_of(order) & ~joined(unusual.values())
    silent = bits_of(_numbers.decode(connection.exec_driver_sql(_SILENT).scalar_one()))
    return Rows(array("q", order), array("q", days), {(ACTIVE, 0): usual, **unusual}, silent)


def news(connection: Connection, since: int) -> Iterator[list[Change]]:
    """What was written after a stamp, some thousand offers at a time."""
    while (found := connection.exec_driver_sql(_NEWS, (since, _AT_ONCE)).one())[0]:
        since, lines = found
        yield _news.decode(lines)
