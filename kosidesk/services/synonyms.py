"""What means the same to whoever searches: the program's words, the city's, and those of the agency."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from threading import Lock
from weakref import WeakKeyDictionary

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.city import City
from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault
from kosidesk.domain.ids import NOBODY, RecordId, normalised
from kosidesk.domain.synonym import LONGEST, Group, Synonym
from kosidesk.search.words import sorting_key
from kosidesk.services import cities, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.database import Database
from kosidesk.storage.write import position

Groups = tuple[tuple[str, ...], ...]


class Source(Enum):
    """Who says that words mean the same; only what the agency says can be changed here."""

    AGENCY = "agency"
    CITY = "city"
    PROGRAM = "program"


@dataclass(frozen=True)
class Entry:
    """One group as a person reads it; `id` is empty unless it is the agency's own."""

    source: Source
    group: Group
    id: RecordId = NOBODY


@dataclass(frozen=True)
class _Known:
    """The groups as they were at one place of the journal."""

    position: int
    city: City
    own: tuple[Synonym, ...]
    groups: Groups


_known: WeakKeyDictionary[Database, _Known] = WeakKeyDictionary()
_at_known = Lock()


def groups(desk: Desk) -> Groups:
    """For every keystroke, from any thread: the same value as long as nobody changes a synonym."""
    return _now(desk).groups


def entries(desk: Desk) -> tuple[Entry, ...]:
    """The agency's own first, in the order of their first words."""
    own = (Entry(Source.AGENCY, Group(one.words), one.id) for one in _now(desk).own)
    return (
        *sorted(own, key=_first_word),
        *sorted((Entry(Source.CITY, group) for group in desk.city.synonyms), key=_first_word),
        *sorted((Entry(Source.PROGRAM, group) for group in _usual()), key=_first_word),
    )


def add(desk: Desk, words: Iterable[str]) -> Changes:
    """From the next keystroke on. Raises Invalid unless two different words are named."""
    return desk.write(new(desk, words))


def new(desk: Desk, words: Iterable[str]) -> Edit:
    """To be written together with what asked for it. Raises Invalid as `add` does."""
    return Edit(None, Synonym(desk.born_id(), _accepted(words)).record())


def change(desk: Desk, synonym: RecordId, words: Iterable[str]) -> Changes:
    """Raises NotFound, and Invalid as `add` does."""
    old = records.record(desk, Synonym.KIND, synonym)
    return desk.write(Edit(old, Synonym(synonym, _accepted(words)).onto(old)))


def remove(desk: Desk, synonym: RecordId) -> Changes:
    """Raises NotFound."""
    return desk.write(Edit(records.record(desk, Synonym.KIND, synonym), None))


def _now(desk: Desk) -> _Known:
    with _at_known:
        known = _known.get(desk.database)
        with desk.database.reading() as connection:
            here = position(connection)
        if known is None or known.position != here or known.city is not desk.city:
            known = _known[desk.database] = _brought_up_to_date(desk, known, here)
    return known


def _brought_up_to_date(desk: Desk, known: _Known | None, here: int) -> _Known:
    own = tuple(map(Synonym.of, read.all_of(desk.database, Synonym.KIND)))
    if known and known.own == own and known.city is desk.city:
        return _Known(here, known.city, own, known.groups)
    said = (*_usual(), *desk.city.synonyms, *(Group(one.words) for one in own))
    return _Known(here, desk.city, own, tuple(group.words for group in said if group.has_two()))


@cache
def _usual() -> tuple[Group, ...]:
    return cities.usual_synonyms()


def _accepted(typed: Iterable[str]) -> tuple[str, ...]:
    """Each once, without superfluous blanks."""
    words = _each_once(" ".join(word.split()) for word in typed)
    faults = (*_too_few(words), *(Fault("words", "long", word) for word in words if len(word) > LONGEST))
    if faults:
        raise Invalid(faults)
    return words


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for word in filter(None, words):
        first.setdefault(normalised(word), word)
    return tuple(first.values())


def _too_few(words: tuple[str, ...]) -> Iterator[Fault]:
    if len(words) < 2:
        yield Fault("words", "missing")


def _first_word(entry: Entry) -> str:
    return sorting_key(" ".join(entry.group.words))
