"""What helps somebody who writes a synonym down: words to choose from, and what they would find."""

from collections.abc import Sequence
from itertools import chain

from kosidesk.domain.city import FIELDS, TARGET_GROUPS
from kosidesk.domain.ids import normalised
from kosidesk.domain.offer import Offer
from kosidesk.search.query import Query
from kosidesk.search.words import WORD, sorting_key
from kosidesk.services import offers, synonyms
from kosidesk.services.desk import Desk
from kosidesk.storage import read

_SHORTEST = 3
"""Letters of a word that is worth completing."""


def preview(desk: Desk, words: Sequence[str]) -> int:
    """How many offers the first word would find once they all mean the same. Raises Cancelled.

    What it is taken to be a slip for does not count: as a synonym it is none.
    """
    if not any(words):
        return 0
    # The blank ends the word, which is no longer being typed.
    found = offers.find(desk, Query(desk.today(), f"{words[0]} "), tuple(words))
    return 0 if found.corrected else len(found)


def vocabulary(desk: Desk) -> tuple[str, ...]:
    """To choose words from: those of every group and of the city's lists, and what offers are called by."""
    today = desk.today()
    listed = chain.from_iterable(desk.city.choices(facet, today) for facet in (FIELDS, TARGET_GROUPS))
    titles = (title for _, (title,) in read.excerpts(desk.database, Offer.KIND, ("title",)))
    called = (found[0] for title in titles for found in WORD.finditer(title) if found[0][0].isupper())
    first: dict[str, str] = {}
    for word in chain(chain.from_iterable(synonyms.groups(desk)), listed, called):
        if len(word) >= _SHORTEST:
            first.setdefault(normalised(word), word)
    return tuple(sorted(first.values(), key=sorting_key))
