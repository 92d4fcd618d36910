"""An office on an encrypted file in a temporary folder, and what people in these tests are called."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from kosidesk import sqlfile
from kosidesk.server.identity import realm
from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.tables import METADATA

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MARA = "00000000-0000-7000-8000-00000000000a"
JON = "00000000-0000-7000-8000-00000000000b"
EVA = "00000000-0000-7000-8000-00000000000c"
# One for all tests: a hash takes its time, also the one that stands for nobody.
HASHING = Hashing()


def office(folder: Path) -> Office:
    engine = sqlfile.open_engine(folder / "server.db", KEY, reading=False)
    made = Office(partial(sqlfile.transaction, engine), Keys(KEY), HASHING)
    with made.writing() as connection:
        METADATA.create_all(connection)
        realm.found(connection, made.keys, "Agentur Musterstadt", NOW)
    return made


def reopened(folder: Path) -> Office:
    """The same server after a restart."""
    engine = sqlfile.open_engine(folder / "server.db", KEY, reading=False)
    return Office(partial(sqlfile.transaction, engine), Keys(KEY), HASHING)
