"""Everything a person may read as one file, for a desk that has read nothing yet: one download, no waiting.

A fresh SQLCipher file under a key that is only ever said in the reply: what lies on the disk is worth
nothing to whoever finds it. It holds the very replies the desk would have got page by page, so the desk takes
them in as such.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b, file_digest
from pathlib import Path

import msgspec

from kosidesk.domain.errors import NotFound
from kosidesk.protocol import access, codec
from kosidesk.protocol.messages import PROTOCOL, Reply, Request
from kosidesk.server.answer import answer
from kosidesk.server.books import Books
from kosidesk.server.feed import MOST_ENTRIES
from kosidesk.server.person import Person
from kosidesk.sqlfile import KEY_BYTES, open_engine, transaction

LIFE_S = 3600
MOST_PART = 4 << 20
_NAME_BYTES = 16
_NAME = re.compile(rf"[0-9a-f]{{{2 * _NAME_BYTES}}}")


@dataclass(frozen=True)
class Snapshots:
    """The folder they lie in, each named after its device; any process may serve what another made."""

    folder: Path

    def make(self, books: Books, person: Person, schema: int, now: datetime) -> access.Snapshot:
        """All of it at one place of the history; the device's one before is gone then."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._sweep(person.device, now)
        name, key = secrets.token_hex(_NAME_BYTES), secrets.token_bytes(KEY_BYTES)
        file = self._file(person, name)
        pages = _write(file, key, _replies(books, person, schema, now))
        return access.Snapshot(name, key, pages, file.stat().st_size, _digest(file))

    def part(self, person: Person, name: str, start: int) -> bytes:
        """From there on, at most `MOST_PART` bytes. Raises NotFound: too old, or another device's.

        Who was revoked may know the key of one she has not fetched yet.
        """
        if person.revoked or not _NAME.fullmatch(name):
            raise NotFound("snapshot", name)
        try:
            with self._file(person, name).open("rb") as stream:
                stream.seek(start)
                return stream.read(MOST_PART)
        except OSError as error:
            raise NotFound("snapshot", name) from error

    def clear(self) -> None:
        """When the server starts: nobody is fetching any."""
        for file in self.folder.glob("*"):
            file.unlink(missing_ok=True)

    def _sweep(self, device: str, now: datetime) -> None:
        for file in self.folder.glob("*"):
            with suppress(FileNotFoundError):  # another process sweeps, too
                if file.name.startswith(device) or file.stat().st_mtime < now.timestamp() - LIFE_S:
                    file.unlink()

    def _file(self, person: Person, name: str) -> Path:
        return self.folder / f"{person.device}.{name}"


def _replies(books: Books, person: Person, schema: int, now: datetime) -> Iterator[Reply]:
    request = Request(PROTOCOL, schema, person.device, (), (), {}, MOST_ENTRIES)
    while True:
        reply = answer(books, person, request, now.isoformat())
        yield reply
        if not reply.more:
            return
        begun = dict.fromkeys(reply.cursors, reply.head.seq)
        request = msgspec.structs.replace(request, cursors=reply.cursors, begun=begun)


def _write(file: Path, key: bytes, replies: Iterator[Reply]) -> int:
    """Returns how many pages there are; one at least, if it is empty."""
    engine = open_engine(file, key, reading=False)
    try:
        with transaction(engine) as connection:
            connection.exec_driver_sql("CREATE TABLE reply (page INTEGER PRIMARY KEY, body BLOB NOT NULL)")
            for page, reply in enumerate(replies, start=1):
                connection.exec_driver_sql(
                    "INSERT INTO reply VALUES (?, ?)", (page, codec.encode_reply(reply))
                )
    finally:
        engine.dispose()
    return page


def _digest(file: Path) -> bytes:
    with file.open("rb") as stream:
        return file_digest(stream, partial(blake2b, digest_size=access.SNAPSHOT_DIGEST_BYTES)).digest()
