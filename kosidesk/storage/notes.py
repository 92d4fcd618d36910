"""What belongs to this copy of the file alone, such as its server: in no history, and never sent."""

from kosidesk.storage.database import Database

_PREFIX = "note:"


def read(database: Database, name: str) -> str:
    """ "" where nothing was noted."""
    with database.reading() as connection:
        found = connection.exec_driver_sql("SELECT value FROM mark WHERE name = ?", (_PREFIX + name,))
        return found.scalar_one_or_none() or ""


def write(database: Database, name: str, text: str) -> None:
    """Raises DiskFull, CannotWrite."""
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO mark VALUES (?, ?)", (_PREFIX + name, text))


def drop(database: Database, *names: str) -> None:
    with database.writing() as connection:
        for name in names:
            connection.exec_driver_sql("DELETE FROM mark WHERE name = ?", (_PREFIX + name,))
