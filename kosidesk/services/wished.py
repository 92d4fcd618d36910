"""A wish as matching asks for it: in the city's words, and with what the search finds for her own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.domain.city_map import Vertex
from kosidesk.domain.wish import Wish
from kosidesk.matching import Found
from kosidesk.search.terms import MOST_TERMS, parse
from kosidesk.services.candidates import Table, Words
from kosidesk.services.desk import Desk
from kosidesk.storage import offer_index

_AROUND_A_WORD = ".,;:!?()„“”\"'"
_NO = frozenset({"kein", "keine", "keinen", "keinem", "keiner", "keines", "nicht", "nie", "ohne", "außer"})


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


def found(desk: Desk, wish: Wish, table: Table) -> Found:
    """Where the index finds the wish's skills and words; what it does not look for is no wish."""
    typed = islice(dict.fromkeys(_typed(wish.words)), MOST_TERMS)
    wanted = (*wish.skills[:MOST_TERMS], *typed)
    with desk.database.reading() as connection:
        numbers = {word: offer_index.numbers(connection, f"{word} ") for word in dict.fromkeys(wanted)}
    return {
        word: frozenset(table.offers[n].id for n in ns if n in table.offers) for word, ns in numbers.items()
    }


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
