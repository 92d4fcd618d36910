"""Desks a backup took the place of: each lies beside the new one, and its name says since when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

_WORD = "beiseite"
_NAMED = re.compile(rf".*-{_WORD}-(\d{{4}}-\d\d-\d\d)-\d+")


@dataclass(frozen=True, order=True)
class Aside:
    """A desk nobody opens any more."""

    on: date
    folder: Path


def beside(folder: Path) -> tuple[Aside, ...]:
    """The oldest first."""
    return tuple(sorted(_beside(folder)))


def _beside(folder: Path) -> Iterator[Aside]:
    for path in folder.parent.glob(f"{folder.name}-{_WORD}-*"):
        if named := _NAMED.fullmatch(path.name):
            yield Aside(date.fromisoformat(named[1]), path)


def place(folder: Path, on: date) -> Path:
    """Where the desk in this folder is to lie; nothing is there yet."""
    return free(folder, f"{_WORD}-{on.isoformat()}")


def free(folder: Path, word: str) -> Path:
    """A folder beside it that is not there yet."""
    names = (folder.with_name(f"{folder.name}-{word}-{n}") for n in count(1))
    return next(path for path in names if not path.exists())
