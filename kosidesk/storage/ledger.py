"""Who was erased from this desk: a file beside its own and one beside its backups, which outlive both.

One line each: day, kind and id, nothing of what the record said. Lines are only ever added.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kosidesk.domain.errors import CannotRead
from kosidesk.domain.ids import RecordId
from kosidesk.storage.files import write_atomically

NAME = "erasures"


@dataclass(frozen=True, order=True)
class Erased:
    """One record that must never come back."""

    on: date
    kind: str
    id: RecordId


def read(file: Path) -> frozenset[Erased]:
    """Nobody where there is no such file. A damaged line is left out: it keeps no desk shut.

    Raises CannotRead.
    """
    try:
        text = file.read_text("utf-8", errors="replace") if file.exists() else ""
    except OSError as error:
        raise CannotRead(file.name, error.strerror or str(error)) from error
    return frozenset(_entries(text))


def add(file: Path, erased: Collection[Erased]) -> None:
    """On the disk when this returns. Raises CannotRead, CannotWrite."""
    known = read(file)
    if not known.issuperset(erased):
        write_atomically(file, "".join(map(_line, sorted(known.union(erased)))).encode())


def _line(one: Erased) -> str:
    return f"{one.on.isoformat()} {one.kind} {one.id}\n"


def _entries(text: str) -> Iterator[Erased]:
    for line in text.splitlines():
        try:
            on, kind, id_ = line.split()
            yield Erased(date.fromisoformat(on), kind, RecordId(id_))
        except ValueError:
            continue
