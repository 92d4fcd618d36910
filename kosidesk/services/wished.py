"""A wish as matching asks for it: in the city's words, and with what the search finds for her own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress, count, islice
from weakref import WeakKeyDictionary

from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.domain.city_map import Vertex
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish
from kosidesk.matching import Found
from kosidesk.search.bitset import flags, joined
from kosidesk.search.terms import MOST_TERMS, parse
from kosidesk.search.wanted import Wanted
from kosidesk.services.candidates import Table, Words
from kosidesk.services.desk import Desk
from kosidesk.services.understanding import asked
from kosidesk.services.wish_reading import without_times
from kosidesk.storage import offer_words
from kosidesk.storage.database import Database
from kosidesk.storage.index_damage import noticed
from kosidesk.storage.offer_meaning import Meaning, meaning
from kosidesk.storage.offer_search import Meeting
from kosidesk.storage.offer_words import Mark

_AROUND_A_WORD = ".,;:!?()„“”\"'"
_TELLS = 0.3
"""From here on, as the search weighs it, an offer tells of a word: its text has it, or its title, facts or
beginning say the same in others.
"""
_NO = frozenset({"kein", "keine", "keinen", "keinem", "keiner", "keines", "nicht", "nie", "ohne", "außer"})

# While she talks, the words of the answer before are asked for again.
_recent: WeakKeyDictionary[Database, tuple[Mark, dict[Wanted, frozenset[int]]]] = WeakKeyDictionary()


def spelt(wish: Wish, words: Words) -> Wish:
    """The wish in the city's own words, as the offers are; near a district is wished for in the district."""
    near = words.city.district(wish.near_to) if wish.near_to else None
    districts = wish.districts or ((near.name,) if near else ())
    return replace(
        wish,
        fields=tuple(words.spelt(FIELDS, wish.fields)),
        target_groups=tuple(words.spelt(TARGET_GROUPS, wish.target_groups)),
        districts=tuple(words.spelt(DISTRICTS, districts)),
        without_fields=tuple(words.spelt(FIELDS, wish.without_fields)),
        without_target_groups=tuple(words.spelt(TARGET_GROUPS, wish.without_target_groups)),
    )


def origins(wish: Wish, words: Words) -> tuple[Vertex, ...]:
    """From where distances count: what she names, else the middles of her districts."""
    named = (wish.near_to,) if wish.near_to else wish.districts
    return tuple(filter(None, map(words.point, named)))


@noticed()
def found(desk: Desk, wish: Wish, table: Table) -> Found:
    """Which offers tell of the wish's skills and words, whatever they call them.

    What the search does not look for, and what nobody would miss, is no wish. Raises IndexDamaged.
    """
    typed = " ".join(islice(dict.fromkeys(_typed(without_times(wish))), MOST_TERMS))
    skills = wish.skills[:MOST_TERMS]
    understood = {text: asked(desk, f"{text} ") for text in (*skills, typed)}
    with desk.database.reading() as connection:
        meant = {text: _telling(meaning(connection, one)) for text, one in understood.items()}
        things = [one for some in meant.values() for one in some]
        mark = offer_words.mark(connection)
        was, before = _recent.get(desk.database, (mark, {}))
        known = before if was == mark else {}
        told = {one: known[one] if one in known else _told(Meeting.of(connection, one)) for one in things}
    _recent[desk.database] = mark, told
    words = {" ".join(term.typed for term in one.typed): told[one] for one in meant[typed]}
    all_of = {skill: _common([told[one] for one in meant[skill]]) for skill in skills}
    return {said: _ids(ns, table) for said, ns in (words | all_of).items()}


def _telling(meant: Meaning) -> tuple[Wanted, ...]:
    return tuple(one for one in meant.things if not one.is_filler)


def _told(meeting: Meeting) -> frozenset[int]:
    telling = joined(
        bits for worth, bits in zip(meeting.worths, meeting.levels, strict=True) if worth >= _TELLS
    )
    return frozenset(compress(count(), flags(telling, telling.bit_length())))


def _common(sets: Sequence[frozenset[int]]) -> frozenset[int]:
    return frozenset.intersection(*sets) if sets else frozenset()


def _ids(ns: frozenset[int], table: Table) -> frozenset[RecordId]:
    return frozenset(table.offers[n].id for n in ns if n in table.offers)


def _typed(words: str) -> Iterator[str]:
    """The words a search can look for, as they were typed; a single letter is still being typed.

    What follows a "no" is not wished for.
    """
    is_denied = False
    for piece in words.split():
        word = piece.strip(_AROUND_A_WORD)
        if word.casefold() in _NO:
            is_denied = True
        elif parse(word):
            if not is_denied:
                yield word
            is_denied = False
