"""The words of the offers in the file: an FTS5 table that keeps no text of its own (contentless).

What a removed offer said is gone once `forget` has run.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Float, Integer, Select, column, literal_column, select, table

from kosidesk.search.index_text import IndexText

_WEIGHTS = {"title": 10, "title_forms": 6, "facts": 6, "text": 1.5, "forms": 1}
IN_TITLE = ("title", "title_forms")

FTS = table("offer_fts", column("rowid", Integer), column("rank", Float))

_PUT = f"INSERT INTO offer_fts(rowid, {', '.join(_WEIGHTS)}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608 - ours


def create(connection: Connection) -> None:
    """Empty, whatever stood there before."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS offer_fts")
    # The words come folded and apart; `ascii` takes every other sign as part of a word.
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE offer_fts USING fts5({', '.join(_WEIGHTS)}, "
        "content='', contentless_delete=1, tokenize=\"ascii tokenchars '+#,'\")"
    )
    weights = ", ".join(map(str, _WEIGHTS.values()))
    connection.exec_driver_sql(
        f"INSERT INTO offer_fts(offer_fts, rank) VALUES ('rank', 'bm25({weights})')"  # noqa: S608 - numbers of ours
    )


def put(connection: Connection, rows: Iterable[tuple[int, IndexText]]) -> None:
    """Under row numbers that are free."""
    cells = [(n, text.title, text.title_forms, text.facts, text.text, text.forms) for n, text in rows]
    if cells:
        connection.exec_driver_sql(_PUT, cells)


def remove(connection: Connection, ns: Iterable[int]) -> None:
    """Numbers that are not there are no matter."""
    rows = [(n,) for n in ns]
    if rows:
        connection.exec_driver_sql("DELETE FROM offer_fts WHERE rowid = ?", rows)


def forget(connection: Connection) -> None:
    """Leaves no trace of removed offers; slow, for erasures."""
    connection.exec_driver_sql("INSERT INTO offer_fts(offer_fts) VALUES ('optimize')")


def matching(match: str) -> Select[int]:
    """The row numbers an expression of FTS5 meets."""
    return select(FTS.c.rowid).where(literal_column("offer_fts").op("MATCH")(match))
