"""Ledgers: files outside of the database and its backups, so that they survive both.

One line for each entry: a checksum, and what must never be undone by a restore. Lines are only ever added.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from kosidesk.domain.errors import CannotWrite
from kosidesk.protocol.messages import Key, Tomb
from kosidesk.server.store.errors import LedgerDamaged, NoLedger
from kosidesk.server.store.files import sync_folder

_SUM_BYTES = 8
_encode = msgspec.json.Encoder().encode


class Revoked(msgspec.Struct, frozen=True, array_like=True):
    """A device or an account (`kind`) that may do nothing any more."""

    kind: str
    id: str

    @property
    def key(self) -> Key:
        return (self.kind, self.id)


_Entry = TypeVar("_Entry", Tomb, Revoked)


class Ledger(Generic[_Entry]):
    """Whoever appends holds the head row, so that processes take turns."""

    def __init__(self, path: Path, title: str, entry: type[_Entry]) -> None:
        self.path = path
        self._title = f"kosidesk {title} 1\n".encode()
        self._entry: type[_Entry] = entry

    def read(self) -> list[_Entry]:
        """Raises NoLedger, LedgerDamaged."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise NoLedger(self.path.name) from error
        return list(self._entries(_whole_lines(content)))

    def append(self, entries: Iterable[_Entry]) -> None:
        """On the disk when this returns. Raises CannotWrite."""
        lines = b"".join(map(_line, entries))
        try:
            with self.path.open("r+b" if self.path.exists() else "x+b") as file:
                whole = b"".join(_whole_lines(file.read()))
                # What was cut off by a crash belongs to a commit that never came.
                file.truncate(len(whole))
                file.seek(len(whole))
                file.write(lines if whole else self._title + lines)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self.path.parent)
        except OSError as error:
            raise CannotWrite(self.path.name, error.strerror or str(error)) from error

    def complete(self, entries: Iterable[_Entry]) -> None:
        """Adds what the database knows and the file does not; makes the file if it is missing."""
        known: set[Key] = {entry.key for entry in self.read()} if self.path.exists() else set()
        missing = [entry for entry in entries if entry.key not in known]
        if missing or not self.path.exists():
            self.append(missing)

    def _entries(self, lines: Sequence[bytes]) -> Iterator[_Entry]:
        if lines[:1] != [self._title]:
            raise LedgerDamaged(self.path.name, 1)
        for number, line in enumerate(lines[1:], 2):
            checksum, _, said = line.rstrip(b"\n").partition(b" ")
            if checksum != _checksum(said):
                raise LedgerDamaged(self.path.name, number)
            yield msgspec.json.decode(said, type=self._entry)


def erasures(path: Path) -> Ledger[Tomb]:
    """Who was erased: what the record was called, and nothing of its contents or of who did it."""
    return Ledger(path, "erasures", Tomb)


def revocations(path: Path) -> Ledger[Revoked]:
    return Ledger(path, "revocations", Revoked)


def _whole_lines(content: bytes) -> Sequence[bytes]:
    return [line for line in content.splitlines(keepends=True) if line.endswith(b"\n")]


def _line(entry: Tomb | Revoked) -> bytes:
    nameless = msgspec.structs.replace(entry, rev=0, author="") if isinstance(entry, Tomb) else entry
    said = _encode(nameless)
    return _checksum(said) + b" " + said + b"\n"


def _checksum(said: bytes) -> bytes:
    return blake2b(said, digest_size=_SUM_BYTES).hexdigest().encode()
