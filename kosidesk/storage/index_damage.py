"""Notices a broken index, and makes it anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import MsgspecError
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from kosidesk.domain.errors import FileDamaged, IndexDamaged
from kosidesk.storage import indexing, offer_index
from kosidesk.storage.database import Database
from kosidesk.storage.indexing import Progress

# Offers, those of them that wait for their turn, and those in each table of the index.
_COUNTS = (
    "SELECT count(*) FROM offer",
    "SELECT count(*) FROM unindexed",
    "SELECT count(*) FROM offer_sort",
    "SELECT count(*) FROM offer_words WHERE words IS NOT NULL",
    "SELECT count(*) FROM offer_fts_docsize",
)
# Reads how the text index is built, and its beginning.
_HAS_WORDS = "SELECT EXISTS (SELECT 1 FROM offer_stems)"


@contextmanager
def noticed() -> Iterator[None]:
    """Whatever fails while the index is read, it is not to be relied on. Raises IndexDamaged.

    Where it is the file that is damaged, making the index anew will say so.
    """
    try:
        yield
    except (DatabaseError, FileDamaged, MsgspecError) as error:
        raise IndexDamaged from error


def adds_up(connection: Connection) -> bool:
    """Whether the index speaks of as many offers as there are, and answers; no more can be told at once."""
    offers, waiting, *indexed = (connection.exec_driver_sql(count).scalar_one() for count in _COUNTS)
    if indexed[0] and not connection.exec_driver_sql(_HAS_WORDS).scalar_one():
        return False
    return len(set(indexed)) == 1 and offers - waiting <= indexed[0] <= offers


def mend(database: Database, progress: Progress) -> None:
    """Makes the index anew in one transaction. Raises FileDamaged, DiskFull."""
    with database.writing() as connection:
        offer_index.create(connection)
        indexing.rebuild(connection, database.tables, database.registry, progress)
