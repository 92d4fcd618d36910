"""What one would have without KosiDesk: a table of offers in plain SQLite, with SQLite's own text index."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

COLUMNS = (
    *("number", "title", "description", "time_text", "open_places", "edited_on", "organisation"),
    *("street", "postcode", "town", "district"),
)

Row = tuple[object, ...]


def create(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file)
    names = ", ".join(COLUMNS)
    connection.execute(f"CREATE TABLE offer (id INTEGER PRIMARY KEY, {names})")
    connection.execute(
        f"CREATE VIRTUAL TABLE offer_fts USING fts5({names}, content='offer', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    return connection


def insert(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """All rows and their index in one transaction."""
    marks = ", ".join("?" * len(COLUMNS))
    columns = ", ".join(COLUMNS)
    with connection:
        connection.executemany(f"INSERT INTO offer ({columns}) VALUES ({marks})", rows)  # noqa: S608 - ours
        connection.execute("INSERT INTO offer_fts(offer_fts) VALUES ('rebuild')")
