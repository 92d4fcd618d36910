"""The tables of the books, alike in the encrypted file and in PostgreSQL; `migrations` make them.

Records are generic: an older server carries kinds and fields it does not know. `record` keeps its row ids:
long rows in the tree of a key cost a multiple in time and room.
"""

from sqlalchemy import BigInteger, Boolean, Column, MetaData, Table, Text

METADATA = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, nullable=False, autoincrement=False)


# One row, and the lock: whoever writes holds it before he reads anything.
HEAD = Table(
    "head",
    METADATA,
    _number("one", key=True),
    _number("seq"),
    _text("tag"),
    _number("durable"),
    _number("floor"),
)

EPOCH = Table(
    "epoch",
    METADATA,
    _number("number", key=True),
    _text("name"),
    _number("parent_end"),
    _text("at"),
    _text("reason"),
)

# Every commit: where the history stood after it.
HISTORY = Table("history", METADATA, _number("seq", key=True), _text("tag"), _text("at"), _text("device"))

RECORD = Table(
    "record",
    METADATA,
    _text("id", key=True),
    _text("kind", key=True),
    _number("rev"),
    _text("scope"),
    _text("author"),
    _text("at"),
    _text("body"),
)

# Which record is, or was when it was deleted, a part of which (`protocol.parts`).
PART = Table("part", METADATA, _text("id", key=True), _text("kind", key=True), _text("whole", key=True))

TOMB = Table(
    "tomb",
    METADATA,
    _text("id", key=True),
    _text("kind", key=True),
    _number("rev"),
    _text("scope"),
    Column("erased", Boolean, nullable=False),
    _text("author"),
    _text("at"),
)

EVICT = Table(
    "evict",
    METADATA,
    _text("id", key=True),
    _text("kind", key=True),
    _text("scope", key=True),
    _number("rev"),
)

APPLIED = Table("applied", METADATA, _text("operation", key=True), _number("code"), _number("seq"))

QUARANTINE = Table(
    "quarantine",
    METADATA,
    _text("operation", key=True),
    _text("device"),
    _text("why"),
    _text("at"),
    _text("body"),
)

ERASED = Table("erased", METADATA, _text("id", key=True))
