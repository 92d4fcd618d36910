"""The first load of a large stock: the replies of a whole conversation, fetched as one encrypted file."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from kosidesk.domain.errors import CannotWrite, Garbled
from kosidesk.protocol import access
from kosidesk.protocol.codec import decode_reply
from kosidesk.protocol.frame import DAMAGED
from kosidesk.protocol.messages import Reply
from kosidesk.sqlfile import open_engine
from kosidesk.sync.remote import Remote

LARGE = 20_000
"""Places in the server's history from which on it pays."""


def replies(remote: Remote) -> Iterator[Reply]:
    """What the server would have answered page by page. Raises what `Remote` does, Garbled, CannotWrite."""
    made = remote.snapshot()
    # Its key is in this reply only, so what may be left behind by a crash is worth nothing to anybody.
    with TemporaryDirectory() as folder:
        file = Path(folder) / "snapshot"
        _fetch(remote, made, file)
        yield from _read(file, made.key)


def _fetch(remote: Remote, made: access.Snapshot, file: Path) -> None:
    digest = blake2b(digest_size=access.SNAPSHOT_DIGEST_BYTES)
    try:
        with file.open("wb") as stream:
            while stream.tell() < made.size and (part := remote.part(made.name, stream.tell())):
                stream.write(part)
                digest.update(part)
    except OSError as error:
        raise CannotWrite(str(file), error.strerror or str(error)) from error
    if digest.digest() != made.digest:
        raise Garbled(DAMAGED)


def _read(file: Path, key: bytes) -> Iterator[Reply]:
    engine = open_engine(file, key, reading=True)
    try:
        with engine.begin() as connection:
            for body in connection.exec_driver_sql("SELECT body FROM reply ORDER BY page").scalars():
                yield decode_reply(body)
    finally:
        engine.dispose()
