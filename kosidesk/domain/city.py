"""A city as data: its districts, its vocabularies, its agency and the rules that hold there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kosidesk.domain.agency import Agency
from kosidesk.domain.ids import normalised
from kosidesk.domain.synonym import Group
from kosidesk.domain.theses import Thesis

# City.words, and the facets `unknown` answers for, named as the offer's fields are.
FIELDS, TARGET_GROUPS, SDGS, DISTRICTS = "fields", "target_groups", "sdgs", "districts"


@dataclass(frozen=True)
class Word:
    """One word of a vocabulary. `code` never changes; after `until` it is known, but no longer offered."""

    code: str
    label: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def spellings(self) -> tuple[str, ...]:
        return (self.code, self.label)


@dataclass(frozen=True)
class District:
    """A part of the city; `latitude` and `longitude` are its middle, WGS 84 degrees."""

    code: str
    name: str
    latitude: float
    longitude: float
    also: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()

    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.also)


@dataclass(frozen=True)
class LegalFigure:
    """A rule or an amount that explains the term `explains`, as somebody checked it on the day `as_of`."""

    code: str
    explains: str
    text: str
    as_of: date


@dataclass(frozen=True)
class ConsentText:
    """What a client agrees to for one purpose; `version` is kept with her consent, and its text for good."""

    purpose: str
    version: str
    text: str
    as_of: date


@dataclass(frozen=True)
class City:
    """Everything KosiDesk knows of a city. `key` is the name of its folder.

    `source` is what files are said to come from that name no source themselves; `agency` has no id yet;
    `folder` holds its sign and its map, which are read when a sheet needs them. A city without `consents`
    or `theses` of its own takes the usual ones; its `synonyms` stand beside the usual ones.
    """

    key: str
    name: str
    source: str
    centre_latitude: float
    centre_longitude: float
    radius_km: float
    districts: tuple[District, ...]
    words: Mapping[str, tuple[Word, ...]]
    agency: Agency
    figures: tuple[LegalFigure, ...]
    folder: Path | None
    consents: tuple[ConsentText, ...] = ()
    synonyms: tuple[Group, ...] = ()
    theses: tuple[Thesis, ...] = ()

    def district(self, spelling: str) -> District | None:
        """The district meant by a name as it stands in an offer."""
        wanted = normalised(spelling)
        return next((d for d in self.districts if wanted in map(normalised, d.spellings())), None)

    def choices(self, facet: str, day: date) -> tuple[str, ...]:
        """The labels to choose from on a day, in the city's own order."""
        if facet == DISTRICTS:
            return tuple(district.name for district in self.districts)
        return tuple(word.label for word in self.words.get(facet, ()) if word.holds_on(day))


def spelt(city: City, facet: str, word: str) -> str:
    """The word as the city writes it; one the vocabulary lacks stays as it is."""
    wanted = normalised(word)
    if facet == DISTRICTS:
        district = city.district(word)
        return district.name if district else word
    found = (w.label for w in city.words.get(facet, ()) if wanted in map(normalised, w.spellings()))
    return next(found, word)


def unknown(city: City, facet: str, words: Iterable[str]) -> tuple[str, ...]:
    """The words the vocabulary lacks, each once, in the order they came; words that ended are known."""
    entries = city.districts if facet == DISTRICTS else city.words.get(facet, ())
    known = {normalised(spelling) for entry in entries for spelling in entry.spellings()}
    return tuple(word for word in dict.fromkeys(words) if normalised(word) not in known)
