"""SQLite's own text index over the documents, in memory: it is asked for its answers, not for its time."""

from collections.abc import Callable, Iterable

from sqlcipher3 import dbapi2

from tests.bench.search.documents import documents
from tests.bench.search.quality import MOST, Lists

_FIND = f"SELECT rowid FROM offer WHERE offer MATCH ? ORDER BY rank LIMIT {MOST}"  # noqa: S608 - a number


def finder(size: int, tokenizer: str, asked: Callable[[str], str]) -> Callable[[str], Lists]:
    """`asked` makes of a text what FTS5 is to match; of too short a one, nothing."""
    connection = dbapi2.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE offer USING fts5(title, text, tokenize='{tokenizer}')")
    connection.executemany("INSERT INTO offer (rowid, title, text) VALUES (?, ?, ?)", documents(size))

    def find(text: str) -> Lists:
        match = asked(text)
        return [[number for (number,) in connection.execute(_FIND, (match,))] if match else []]

    return find


def quoted(words: Iterable[str], between: str) -> str:
    return between.join('"{}"'.format(word.replace('"', '""')) for word in words)
