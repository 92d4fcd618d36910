"""The words of the offers in the file: an FTS5 table that keeps no text of its own (contentless).

Beside it stands each word of the stock, with the parts it is made of: what a mistyped word may have been
meant to be, and which words are to be marked. What a removed offer said is gone once `forget` has run.
"""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection

from kosidesk.search.compounds import split
from kosidesk.search.index_text import IndexText
from kosidesk.search.terms import Term
from kosidesk.search.wanted import COLUMNS
from kosidesk.search.words import fold

_CREATE = (
    # The words come folded and apart; `ascii` takes every other sign as part of a word. Without places of
    # words the index is small, and with its beginnings of two and three letters the first keys are as fast as
    # others.
    f"""CREATE VIRTUAL TABLE offer_fts USING fts5(
        {", ".join(COLUMNS)},
        content='', contentless_delete=1, detail=column, prefix='2 3', tokenize="ascii tokenchars '+#,'"
    )""",
    "CREATE VIRTUAL TABLE offer_stems USING fts5vocab(offer_fts, row)",
    "CREATE TABLE offer_spelling (n INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, spelt TEXT, parts TEXT)",
)
_TABLES = ("offer_stems", "offer_fts", "offer_spelling")
_PUT = f"INSERT INTO offer_fts(rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - ours
_SPELL = "INSERT INTO offer_spelling(word, spelt, parts) VALUES (?, ?, ?)"
# Nearly all words stand there already; to ask for those that are new is half of the work of offering all.
_NEW = "SELECT json_group_array(value) FROM json_each(?) WHERE value NOT IN (SELECT word FROM offer_spelling)"

# Fetching a row takes Python's lock, for which a busy import makes each one wait; so all come as one.
_MATCHING = "SELECT json_group_array(rowid) FROM offer_fts WHERE offer_fts MATCH ?"
# Whether a whole word is met is said at once; of a beginning, all words are first put together.
_MET = "EXISTS (SELECT 1 FROM offer_fts WHERE offer_fts MATCH ?)"
_KNOWN = (
    f"SELECT CASE WHEN {_MET} THEN 1 ELSE {_MET} END, "  # noqa: S608 - ours
    "(SELECT parts FROM offer_spelling WHERE word = ?)"
)

_numbers = msgspec.json.Decoder(list[int])
_words = msgspec.json.Decoder(list[str])


def create(connection: Connection) -> None:
    """Empty, whatever stood there before."""
    for name in _TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def put(connection: Connection, rows: Iterable[tuple[int, IndexText]]) -> None:
    """Under row numbers that are free."""
    said = list(rows)
    if said:
        connection.exec_driver_sql(_PUT, [(n, *_columns(text)) for n, text in said])
        _spell(connection, dict.fromkeys(word for _, text in said for word in text.spelt.split()))


def _columns(text: IndexText) -> tuple[str, ...]:
    return text.title, text.title_parts, text.facts, text.gist, text.text, text.parts


def _spell(connection: Connection, spelt: Iterable[str]) -> None:
    words = {fold(word): word for word in spelt}
    asked = msgspec.json.encode(tuple(words)).decode()
    new = _words.decode(connection.exec_driver_sql(_NEW, (asked,)).scalar_one())
    if new:
        connection.exec_driver_sql(_SPELL, [(word, words[word], " ".join(split(word))) for word in new])


def remove(connection: Connection, ns: Iterable[int]) -> None:
    """Numbers that are not there are no matter."""
    rows = [(n,) for n in ns]
    if rows:
        connection.exec_driver_sql("DELETE FROM offer_fts WHERE rowid = ?", rows)


def forget(connection: Connection) -> None:
    """Leaves no trace of removed offers; slow, for erasures."""
    connection.exec_driver_sql("DELETE FROM offer_spelling WHERE word NOT IN (SELECT term FROM offer_stems)")
    connection.exec_driver_sql("INSERT INTO offer_fts(offer_fts) VALUES ('optimize')")


def matching(connection: Connection, *expressions: str) -> list[list[int]]:
    """For each expression of FTS5 the row numbers it meets."""
    found = connection.exec_driver_sql(" UNION ALL ".join([_MATCHING] * len(expressions)), expressions)
    return list(map(_numbers.decode, found.scalars()))


def known(connection: Connection, expression: str, word: str) -> tuple[bool, tuple[str, ...]]:
    """Whether anything meets an expression, and the two words that a compound of the stock is made of."""
    is_met, parts = connection.exec_driver_sql(_KNOWN, (f'"{word}"', expression, word)).one()
    return bool(is_met), tuple((parts or "").split()[:2])


def made_of(connection: Connection, term: Term) -> frozenset[str]:
    """The compounds of the stock in which a part meets a term."""
    begun = (term.word,) if term.prefix else ()
    patterns = [*(f"% {one} %" for one in (term.stem, *term.also)), *(f"% {one}%" for one in begun)]
    any_of = " OR ".join(["' ' || parts || ' ' LIKE ?"] * len(patterns))
    whole = f"SELECT json_group_array(word) FROM offer_spelling WHERE parts <> '' AND ({any_of})"  # noqa: S608 - ours
    return frozenset(_words.decode(connection.exec_driver_sql(whole, tuple(patterns)).scalar_one()))


def spelt(connection: Connection, word: str) -> str:
    """A folded word of the stock as somebody wrote it."""
    return str(
        connection.exec_driver_sql("SELECT spelt FROM offer_spelling WHERE word = ?", (word,)).scalar()
        or word
    )


def knows(connection: Connection, stem: str) -> bool:
    """Whether some offer has this stem, be it as a part."""
    return offers_with(connection, stem) > 0


def offers_with(connection: Connection, stem: str) -> int:
    return connection.exec_driver_sql("SELECT doc FROM offer_stems WHERE term = ?", (stem,)).scalar() or 0


def words(connection: Connection) -> tuple[str, ...]:
    """Every word of the stock, folded, and then what else its compounds are made of, as stems."""
    whole, parts = connection.exec_driver_sql(
        "SELECT json_group_array(word), group_concat(DISTINCT nullif(parts, '')) FROM offer_spelling"
    ).one()
    return tuple(dict.fromkeys((*_words.decode(whole), *(parts or "").replace(",", " ").split())))


def newest_word(connection: Connection) -> int:
    """Another number where words were added."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(n), 0) FROM offer_spelling").scalar_one())
