"""Reads city folders: those that come with the program, and a user's own."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from kosidesk import paths
from kosidesk.domain.agency import Agency
from kosidesk.domain.city import (
    FIELDS,
    SDGS,
    TARGET_GROUPS,
    City,
    ConsentText,
    District,
    LegalFigure,
    Word,
)
from kosidesk.domain.client import PURPOSES
from kosidesk.domain.errors import Invalid, NotFound
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import NOBODY
from kosidesk.domain.synonym import Group
from kosidesk.domain.theses import Thesis
from kosidesk.services import city_maps, city_theses, logos
from kosidesk.services.city_theses import Theses

_Shape = TypeVar("_Shape")


@dataclass(frozen=True)
class _Place:
    """city.toml"""

    name: str
    source: str
    centre_latitude: float
    centre_longitude: float
    radius_km: float
    districts: tuple[District, ...]


@dataclass(frozen=True)
class _Words:
    """words.toml"""

    fields: tuple[Word, ...]
    target_groups: tuple[Word, ...]
    sdgs: tuple[Word, ...] = ()


@dataclass(frozen=True)
class _Figures:
    """figures.toml"""

    figures: tuple[LegalFigure, ...]


@dataclass(frozen=True)
class _Consents:
    """consents.toml"""

    consents: tuple[ConsentText, ...]


@dataclass(frozen=True)
class _Synonyms:
    """synonyms.toml"""

    group: tuple[Group, ...]


_CONSENTS, _SYNONYMS, _THESES = "consents.toml", "synonyms.toml", "theses.toml"


def cities() -> tuple[str, ...]:
    """The names of the cities that come with the program."""
    return tuple(sorted(folder.name for folder in _shipped().iterdir() if folder.is_dir()))


def lasting_name(name_or_path: str | Path) -> str:
    """What finds the same city again, wherever the program is started from."""
    folder = _folder(name_or_path)
    return folder.name if folder.parent == _shipped() else str(folder.absolute())


def load(name_or_path: str | Path) -> City:
    """The city of that name, or the one described in that folder, without what only a sheet needs.

    Raises NotFound, or Invalid with every fault: its field is "file: place in the file", its code one of
    "missing", "unreadable", "malformed", "duplicate", "out_of_range".
    """
    folder = _folder(name_or_path)
    reader = _Reader(folder)
    place = reader.read("city.toml", _Place)
    words = reader.read("words.toml", _Words)
    agency = reader.read("agency.toml", Agency, {"id": NOBODY, "city": folder.name})
    figures = reader.read("figures.toml", _Figures)
    own = reader.read(_CONSENTS, _Consents) if paths.is_file(folder / _CONSENTS) else None
    synonyms = reader.read(_SYNONYMS, _Synonyms) if paths.is_file(folder / _SYNONYMS) else None
    theses = reader.read(_THESES, Theses) if paths.is_file(folder / _THESES) else None
    faults = (
        *reader.faults,
        *_logo_faults(folder),
        *_place_faults(place),
        *_word_faults(words),
        *_consent_faults(own),
        *_synonym_faults(synonyms),
        *city_theses.faults(theses),
    )
    if faults or not (place and words and agency and figures):
        raise Invalid(faults)
    return City(
        folder.name,
        place.name,
        place.source,
        place.centre_latitude,
        place.centre_longitude,
        place.radius_km,
        place.districts,
        {FIELDS: words.fields, TARGET_GROUPS: words.target_groups, SDGS: words.sdgs},
        agency,
        figures.figures,
        folder,
        own.consents if own else (),
        synonyms.group if synonyms else (),
        city_theses.theses(theses) if theses else (),
    )


def load_whole(name_or_path: str | Path) -> City:
    """Looks at the map and the logo, too: takes a second. Raises what `load` does."""
    city = load(name_or_path)
    if faults := (*city_maps.faults(city), *logos.faults(city)):
        raise Invalid(faults)
    return city


def usual_consents() -> tuple[ConsentText, ...]:
    """What clients agree to in a city without texts of its own."""
    shipped = _Reader(paths.RESOURCES).read(_CONSENTS, _Consents)
    return shipped.consents if shipped else ()


def usual_synonyms() -> tuple[Group, ...]:
    """What means the same in every city."""
    shipped = _Reader(paths.RESOURCES).read(_SYNONYMS, _Synonyms)
    return shipped.group if shipped else ()


def usual_theses() -> tuple[Thesis, ...]:
    """What clients are asked in a city without statements of its own."""
    shipped = _Reader(paths.RESOURCES).read(_THESES, Theses)
    return city_theses.theses(shipped) if shipped else ()


def load_or_bare(name_or_path: str) -> City:
    """The city, or a bare one where its folder is gone or broken: a desk must open without it."""
    try:
        return load(name_or_path)
    except (NotFound, Invalid):
        return replace(_BARE, key=name_or_path)


# The middle of Germany, and all of it near: nothing is known to lie outside.
_BARE = City("", "", "", 51.165691, 10.451526, 600.0, (), {}, Agency(NOBODY), (), None)


class _Reader:
    """Reads the files of one folder and goes on after a fault, so that all of them can be told at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.faults: list[Fault] = []

    def read(self, name: str, shape: type[_Shape], fixed: dict[str, str] | None = None) -> _Shape | None:
        try:
            said = tomllib.loads((self._folder / name).read_text("utf-8"))
            return msgspec.convert({**said, **(fixed or {})}, shape)
        except OSError:
            self.faults.append(Fault(name, "missing"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.faults.append(Fault(name, "unreadable", str(error)))
        except msgspec.ValidationError as error:
            self.faults.append(Fault(name, "malformed", str(error)))
        return None


def _shipped() -> Path:
    return paths.RESOURCES / "cities"


def _folder(name_or_path: str | Path) -> Path:
    for folder in (_shipped() / name_or_path, Path(name_or_path)):
        if paths.is_folder(folder):
            return folder
    raise NotFound("city", str(name_or_path))


def _logo_faults(folder: Path) -> Iterator[Fault]:
    if not any(paths.is_file(folder / name) for name in logos.FILES):
        yield Fault(logos.FILES[0], "missing")


def _place_faults(place: _Place | None) -> Iterator[Fault]:
    if place is None:
        return
    positions = [("centre", place.centre_latitude, place.centre_longitude)]
    positions += [(d.name, d.latitude, d.longitude) for d in place.districts]
    for name, latitude, longitude in positions:
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            yield Fault(f"city.toml: {name}", "out_of_range", f"{latitude}, {longitude}")
    if place.radius_km <= 0:
        yield Fault("city.toml: radius_km", "out_of_range", str(place.radius_km))
    yield from _twice("city.toml: districts", [s for d in place.districts for s in d.spellings()])


def _word_faults(words: _Words | None) -> Iterator[Fault]:
    if words is None:
        return
    for facet, entries in ((FIELDS, words.fields), (TARGET_GROUPS, words.target_groups), (SDGS, words.sdgs)):
        yield from _twice(f"words.toml: {facet}", [word.code for word in entries])
        yield from _twice(f"words.toml: {facet}", [word.label for word in entries])


def _consent_faults(own: _Consents | None) -> Iterator[Fault]:
    if own is None:
        return
    there = [consent.purpose for consent in own.consents]
    for purpose in PURPOSES:
        if purpose not in there:
            yield Fault(f"{_CONSENTS}: {purpose}", "missing")
    for purpose in there:
        if purpose not in PURPOSES:
            yield Fault(_CONSENTS, "malformed", purpose)
    yield from _twice(_CONSENTS, [f"{consent.purpose} {consent.version}" for consent in own.consents])


def _synonym_faults(synonyms: _Synonyms | None) -> Iterator[Fault]:
    for group in synonyms.group if synonyms else ():
        if not group.has_two():
            yield Fault(_SYNONYMS, "malformed", ", ".join(group.words))


def _twice(where: str, names: list[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield Fault(where, "duplicate", name)
