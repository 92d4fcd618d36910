"""Says which condition of a search to drop when nothing was found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kosidesk.search.query import Choice, Query
from kosidesk.services.desk import Desk
from kosidesk.services.stock import stock
from kosidesk.services.understanding import asked, recent
from kosidesk.storage import offer_search
from kosidesk.storage.index_damage import noticed


@dataclass(frozen=True)
class Looser:
    """A query without one condition: `part` is "text", "near" or a facet, `words` are those it loses."""

    query: Query
    part: str
    words: tuple[str, ...]
    count: int = 0


@noticed()
def loosened(desk: Desk, query: Query) -> tuple[Looser, ...]:
    """The conditions worth dropping, the one that brings the most offers first.

    Raises Cancelled, IndexDamaged.
    """
    known, last = stock(desk, query), recent(desk)
    ways = [(one, asked(desk, one.query.text), known.met(one.query)) for one in without_one(query)]
    with desk.database.reading(interruptible=True) as connection:
        tried = [
            replace(
                one, count=(offer_search.met(connection, text, known.rows, left, last) & left).bit_count()
            )
            for one, text, left in ways
        ]
    return tuple(sorted((one for one in tried if one.count), key=_count, reverse=True))


def without_one(query: Query) -> Iterator[Looser]:
    """The query without each of its conditions in turn. A search is not loosened by other statuses."""
    if query.text.strip():
        yield Looser(replace(query, text=""), "text", (query.text.strip(),))
    if query.near:
        yield Looser(replace(query, near=None), "near", ())
    for facet, choice in query.choices.items():
        if choice.include:
            yield Looser(
                query.choosing(facet, Choice(exclude=choice.exclude)), facet, _sorted(choice.include)
            )
        for word in sorted(choice.exclude):
            yield Looser(query.choosing(facet, choice.without(word)), facet, (word,))


def _sorted(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(words))


def _count(one: Looser) -> int:
    return one.count
