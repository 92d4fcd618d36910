"""Desks beside the one that is opened; the name of each says since when.

A backup took the place of one, or was to take it when the program ended.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

_OLD, _FRESH = "beiseite", "neu"
_NAMED = re.compile(rf".*-(?:{_OLD}|{_FRESH})-(\d{{4}}-\d\d-\d\d)-\d+")


@dataclass(frozen=True, order=True)
class Aside:
    """A desk nobody opens any more."""

    on: date
    folder: Path


def beside(folder: Path) -> tuple[Aside, ...]:
    """The oldest first."""
    return tuple(sorted(_beside(folder)))


def _beside(folder: Path) -> Iterator[Aside]:
    for word in (_OLD, _FRESH):
        for path in folder.parent.glob(f"{folder.name}-{word}-*"):
            if named := _NAMED.fullmatch(path.name):
                yield Aside(date.fromisoformat(named[1]), path)


def place(folder: Path, on: date) -> Path:
    """Where the desk in this folder is to lie; nothing is there yet."""
    return _free(folder, _OLD, on)


def place_of_fresh(folder: Path, on: date) -> Path:
    """Where the desk that is to take its place is made; nothing is there yet."""
    return _free(folder, _FRESH, on)


def _free(folder: Path, word: str, on: date) -> Path:
    names = (folder.with_name(f"{folder.name}-{word}-{on.isoformat()}-{n}") for n in count(1))
    return next(path for path in names if not path.exists())
