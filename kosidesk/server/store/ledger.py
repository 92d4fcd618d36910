"""The ledger of erasures: a file outside of the database and its backups, so that it survives both.

One line for each record that was erased: a checksum, and its tomb, which says nothing of its contents.
Lines are only ever added.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from kosidesk.domain.errors import CannotWrite
from kosidesk.protocol.messages import Key, Tomb
from kosidesk.server.store.errors import LedgerDamaged, NoLedger
from kosidesk.server.store.files import sync_folder

_TITLE = b"kosidesk erasures 1\n"
_SUM_BYTES = 8
_encode = msgspec.json.Encoder().encode
_tomb = msgspec.json.Decoder(Tomb).decode


class Ledger:
    """Whoever appends holds the head row, so that processes take turns."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Tomb]:
        """Raises NoLedger, LedgerDamaged."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise NoLedger(self.path.name) from error
        return list(_tombs(self.path.name, _whole_lines(content)))

    def append(self, tombs: Iterable[Tomb]) -> None:
        """On the disk when this returns. Raises CannotWrite."""
        lines = b"".join(map(_line, tombs))
        try:
            with self.path.open("r+b" if self.path.exists() else "x+b") as file:
                whole = b"".join(_whole_lines(file.read()))
                # What was cut off by a crash belongs to a commit that never came.
                file.truncate(len(whole))
                file.seek(len(whole))
                file.write(lines if whole else _TITLE + lines)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self.path.parent)
        except OSError as error:
            raise CannotWrite(self.path.name, error.strerror or str(error)) from error

    def complete(self, tombs: Iterable[Tomb]) -> None:
        """Adds what the database knows and the file does not; makes the file if it is missing."""
        known: set[Key] = {tomb.key for tomb in self.read()} if self.path.exists() else set()
        missing = [tomb for tomb in tombs if tomb.key not in known]
        if missing or not self.path.exists():
            self.append(missing)


def _whole_lines(content: bytes) -> Sequence[bytes]:
    return [line for line in content.splitlines(keepends=True) if line.endswith(b"\n")]


def _tombs(name: str, lines: Sequence[bytes]) -> Iterator[Tomb]:
    if lines[:1] != [_TITLE]:
        raise LedgerDamaged(name, 1)
    for number, line in enumerate(lines[1:], 2):
        checksum, _, said = line.rstrip(b"\n").partition(b" ")
        if checksum != _checksum(said):
            raise LedgerDamaged(name, number)
        yield _tomb(said)


def _line(tomb: Tomb) -> bytes:
    said = _encode(msgspec.structs.replace(tomb, rev=0, author=""))
    return _checksum(said) + b" " + said + b"\n"


def _checksum(said: bytes) -> bytes:
    return blake2b(said, digest_size=_SUM_BYTES).hexdigest().encode()
