"""The person's own look and language, in one TOML file; no secrets, no personal data."""

import os
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

SYSTEM, LIGHT, DARK, CONTRAST = "system", "light", "dark", "contrast"
THEMES = (SYSTEM, LIGHT, DARK, CONTRAST)

TEXT_SIZES = (1.0, 1.15, 1.3, 1.5)
"""Factors on the body text of 12 pt; the last one makes 18 pt."""


@dataclass(frozen=True)
class Settings:
    """How the program looks and speaks at this place of work.

    `printers` names the printer of each format of the sheet, `sheet_parts` says what stands on a sheet beside
    the offers; what is missing there is as the program proposes it. `tour_offered`: nobody is asked twice.
    `remember_missed`: words that found nothing are kept at this desk for a while.
    """

    language: str = "de"
    theme: str = SYSTEM
    text_size: float = 1.0
    reduced_motion: bool = False
    sheet_format: str = ""
    sheet_parts: Mapping[str, bool] = field(default_factory=dict)
    printers: Mapping[str, str] = field(default_factory=dict)
    tour_offered: bool = False
    remember_missed: bool = True


Upgrade = Callable[[MutableMapping[str, Any]], None]


def _name_printer_of_a_format(found: MutableMapping[str, Any]) -> None:
    """There was one printer for the one format, A4."""
    if (printer := found.pop("sheet_printer", "")) and isinstance(printer, str):
        found["printers"] = {"a4": printer}


UPGRADES: tuple[Upgrade, ...] = (_name_printer_of_a_format,)
"""Step n turns a file of version n + 1 into the next; never change one that was shipped."""


def version() -> int:
    return len(UPGRADES) + 1


def load(file: Path) -> Settings:
    """What the file says. A file nobody can read is put aside, and the defaults hold."""
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except OSError:
        return Settings()
    except ValueError:
        _put_aside(file)
        return Settings()
    _upgrade(found)
    return Settings(**_accepted(found))


def save(file: Path, settings: Settings) -> None:
    """Writes the known keys and keeps all others. Raises OSError."""
    import tomlkit  # noqa: PLC0415 - reading is done at every start, writing once a year

    try:
        document = tomlkit.parse(file.read_text("utf-8"))
    except (OSError, ValueError):
        document = tomlkit.document()
    _upgrade(document)
    document.update(asdict(settings))
    _replace(file, tomlkit.dumps(document))


def _upgrade(found: MutableMapping[str, Any]) -> None:
    """A file of a newer KosiDesk keeps its number: what we do not know we do not judge."""
    said = found.get("version")
    start = said if isinstance(said, int) and said > 0 else version()
    for step in UPGRADES[start - 1 :]:
        step(found)
    found["version"] = max(start, version())


def _accepted(found: Mapping[str, Any]) -> dict[str, Any]:
    known = {known.name for known in fields(Settings)}
    return {name: value for name, value in found.items() if name in known and _fits(name, value)}


def _fits(name: str, value: object) -> bool:
    """Hand-edited files hold surprises; what does not fit is ignored key by key."""
    match name:
        case "theme":
            return value in THEMES
        case "text_size":
            return isinstance(value, float) and TEXT_SIZES[0] <= value <= TEXT_SIZES[-1]
        case "reduced_motion" | "tour_offered" | "remember_missed":
            return isinstance(value, bool)
        case "sheet_parts":
            return _maps_to(value, bool)
        case "printers":
            return _maps_to(value, str)
        case _:
            return isinstance(value, str)


def _maps_to(value: object, kind: type) -> bool:
    return isinstance(value, dict) and all(isinstance(each, kind) for each in value.values())


def _put_aside(file: Path) -> None:
    with suppress(OSError):
        file.replace(file.with_suffix(".unreadable"))


def _replace(file: Path, text: str) -> None:
    """Either the old file or the whole new one is there, also after a power cut."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with fresh.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)
