"""Makes the content of the pocket directory: many offers in short, by field and title. It is German."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kosidesk.domain.agency import Agency
from kosidesk.domain.offer import FullOffer
from kosidesk.i18n import GERMAN
from kosidesk.i18n import number as in_digits
from kosidesk.printing.block import Blocks, people
from kosidesk.printing.content import Head, Logo, Phrase
from kosidesk.printing.letterhead import by_phone, footer, letterhead
from kosidesk.printing.text import one_line, shortened
from kosidesk.printing.title import Title
from kosidesk.printing.words import Words, given
from kosidesk.search.words import sorting_key

TITLE, FACT, CODE = 160, 110, 20
"""What an entry takes of a text, in characters."""
MANY_DISTRICTS = 5
"""An offer in more of them stands in the index once, as one of the whole city."""

_NO_FIELD, _NO_TITLE = "Ohne Handlungsfeld", "Ohne Titel"
_NO_DISTRICT, _WHOLE_CITY = "Ohne Angabe", "In vielen Stadtteilen"
_STAND_INS = frozenset((_NO_FIELD, _NO_DISTRICT, _WHOLE_CITY))
_SEVERAL = " · "


@dataclass(frozen=True)
class Entry:
    """One offer under its first field; `code` is the number that a counsellor finds it by."""

    anchor: str
    code: str
    title: Phrase
    whose: Phrase
    facts: tuple[Phrase, ...]


@dataclass(frozen=True)
class Pointer:
    """An offer under another of its fields: where its entry stands."""

    title: Phrase
    where: Phrase


@dataclass(frozen=True)
class Section:
    """A field and its offers, by title."""

    anchor: str
    name: Phrase
    entries: tuple[Entry | Pointer, ...]


@dataclass(frozen=True)
class District:
    """A line of the index."""

    name: Phrase
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Directory:
    name: str
    head: Head
    heading: Phrase
    about: tuple[Phrase, ...]
    contents: Phrase
    sections: tuple[Section, ...]
    index: Phrase
    index_hint: Phrase
    districts: tuple[District, ...]
    footer: tuple[Phrase, ...]


def directory(
    offers: Iterable[FullOffer],
    agency: Agency,
    today: date,
    *,
    fields: Collection[str] = (),
    districts: Collection[str] = (),
    logo: Logo | None = None,
) -> Directory:
    """Of offers whose fields and districts are spelt alike; with `fields`, sections for these alone."""
    words = Words(GERMAN)
    shelf = _Shelf(words, today, frozenset(fields))
    for full in offers:
        shelf.add(full)
    return Directory(
        name=Title.DIRECTORY,
        head=letterhead(words, agency, logo=logo),
        heading=Phrase("Angebote zum Mitmachen"),
        about=tuple(_about(words, shelf.count, today, fields, districts)),
        contents=Phrase("Inhalt"),
        sections=tuple(shelf.sections()),
        index=Phrase("Nach Stadtteilen"),
        index_hint=Phrase("Nummer des Angebots und Seite, auf der es steht."),
        districts=tuple(shelf.districts()),
        footer=footer(words, agency),
    )


def _about(
    words: Words, count: int, today: date, fields: Collection[str], districts: Collection[str]
) -> Iterator[Phrase]:
    offers = "1 Angebot" if count == 1 else f"{in_digits(count, GERMAN)} Angebote"
    yield Phrase(f"{offers}, Stand {words.day(today).text}")
    if fields:
        yield words.fact(f"Handlungsfelder: {', '.join(sorted(fields, key=sorting_key))}", FACT * 4)
    if districts:
        yield words.fact(f"Stadtteile: {', '.join(sorted(districts, key=sorting_key))}", FACT * 4)
    yield Phrase("Mehr sagt Ihnen die Beratung. Nennen Sie dort die Nummer des Angebots.")


class _Shelf:
    """Puts offers where they are looked for."""

    def __init__(self, words: Words, today: date, chosen: frozenset[str]) -> None:
        self._words, self._chosen = words, chosen
        self._blocks = Blocks(words, today, {}, {}, {})
        self._sections: dict[str, list[Entry | Pointer]] = {}
        self._districts: dict[str, list[Entry]] = {}
        self.count = 0

    def add(self, full: FullOffer) -> None:
        self.count += 1
        entry = self._entry(full)
        named = dict.fromkeys(filter(None, map(one_line, full.offer.fields)))
        home, *others = [field for field in named if not self._chosen or field in self._chosen] or [_NO_FIELD]
        self._sections.setdefault(home, []).append(entry)
        for field in others:
            self._sections.setdefault(field, []).append(self._pointer(entry, home))
        for name in _districts(full):
            self._districts.setdefault(name, []).append(entry)

    def sections(self) -> Iterator[Section]:
        """By the alphabet, and those that have no field at the end."""
        for n, name in enumerate(sorted(self._sections, key=_by_name)):
            entries = tuple(sorted(self._sections[name], key=_by_title))
            yield Section(f"field-{n}", self._words.fact(name, FACT), entries)

    def districts(self) -> Iterator[District]:
        for name in sorted(self._districts, key=_by_name):
            entries = sorted(self._districts[name], key=lambda entry: (len(entry.code), entry.code))
            yield District(self._words.fact(name, FACT), tuple(entries))

    def _entry(self, full: FullOffer) -> Entry:
        return Entry(
            anchor=full.offer.id,
            code=_code(full),
            title=self._words.fact(full.offer.title, TITLE) or Phrase(_NO_TITLE),
            whose=self._told("", (f"Nr. {code}" if (code := _code(full)) else "", full.organisation.name)),
            facts=given(*self._facts(full)),
        )

    def _pointer(self, entry: Entry, home: str) -> Pointer:
        where = self._words.fact(f"→ {home}", FACT)
        return Pointer(entry.title, replace(where, link=f"#{entry.anchor}"))

    def _facts(self, full: FullOffer) -> Iterator[Phrase]:
        yield self._told("Wann: ", (when.text for when in self._blocks.times(full.offer)))
        districts = (name for name in _districts(full) if name != _NO_DISTRICT)
        yield self._told("Wo: ", (*districts, *(place.text for place in self._blocks.addresses(full)[:1])))
        person, body = next(iter(people(full)), None), full.organisation
        phones = (person.phone, person.mobile) if person else ()
        yield by_phone(self._words, next(filter(None, (*phones, body.phone, body.mobile)), ""))
        yield self._words.mail((person.mail if person else "") or body.mail)

    def _told(self, label: str, facts: Iterable[str]) -> Phrase:
        said = _SEVERAL.join(dict.fromkeys(filter(None, facts)))
        return self._words.fact(f"{label}{said}", FACT) if said else Phrase("")


def _code(full: FullOffer) -> str:
    return shortened(one_line(full.offer.number), CODE, "…")


def _districts(full: FullOffer) -> tuple[str, ...]:
    said = full.offer.districts or tuple(place.district for place in full.places)
    names = tuple(dict.fromkeys(filter(None, map(one_line, said))))
    return (_WHOLE_CITY,) if len(names) > MANY_DISTRICTS else names or (_NO_DISTRICT,)


def _by_title(entry: Entry | Pointer) -> tuple[str, str]:
    return (sorting_key(entry.title.text), entry.title.text)


def _by_name(name: str) -> tuple[bool, str, str]:
    """What stands for a missing name comes last."""
    return (name in _STAND_INS, sorting_key(name), name)
