"""Reads the lock files: which package in which version, under which hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\]+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """One package of a lock; `text` is its entry as it stands in the file."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]
    text: str


def read(lock: Path) -> tuple[Pin, ...]:
    entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    return tuple(_pin(entry) for entry in entries)


def _pin(entry: str) -> Pin:
    found = _PIN.match(entry)
    if found is None:
        raise ValueError(entry)
    return Pin(
        name=normal(found["name"]),
        version=found["version"],
        marker=(found["marker"] or "").strip(),
        hashes=frozenset(_HASH.findall(entry)),
        text=entry,
    )


def normal(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def write(lock: Path, pins: tuple[Pin, ...]) -> None:
    lock.write_text("".join(f"{pin.text}\n" for pin in pins), encoding="utf-8")
