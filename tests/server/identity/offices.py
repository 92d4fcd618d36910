"""An office on an encrypted file in a temporary folder, and what people in these tests are called."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from kosidesk.server.identity import realm
from kosidesk.server.identity.hashing import Hashing
from kosidesk.server.identity.keys import Keys
from kosidesk.server.identity.office import Office
from kosidesk.server.identity.tables import METADATA, REALM
from kosidesk.server.store.store import Store

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MARA = "00000000-0000-7000-8000-00000000000a"
JON = "00000000-0000-7000-8000-00000000000b"
EVA = "00000000-0000-7000-8000-00000000000c"
# One for all tests: a hash takes its time, also the one that stands for nobody.
HASHING = Hashing()


@contextmanager
def opened(folder: Path, where: str | Path = "") -> Iterator[Office]:
    """The server of this folder, set up if it is new."""
    store = Store.open(where or folder / "server.db", KEY, folder / "erasures", more=(METADATA,))
    made = Office(store.transaction, Keys(KEY), HASHING)
    with made.writing() as connection:
        if connection.execute(select(REALM)).first() is None:
            realm.found(connection, made.keys, "Agentur Musterstadt", NOW)
    yield made
    store.close()
