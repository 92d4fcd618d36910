"""Says which condition of a search to drop when nothing was found."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from kosidesk.search.query import Choice, Query
from kosidesk.services.desk import Desk
from kosidesk.storage import offer_index


@dataclass(frozen=True)
class Looser:
    """A query without one condition. `part` names the field of `Query`, `word` the member of a `Choice`."""

    query: Query
    part: str
    word: str = ""
    count: int = 0


def loosened(desk: Desk, query: Query) -> tuple[Looser, ...]:
    """The conditions worth dropping, the one that brings the most offers first. Raises Cancelled."""
    with desk.database.reading(interruptible=True) as connection:
        tried = [replace(one, count=offer_index.count(connection, one.query)) for one in without_one(query)]
    return tuple(sorted((one for one in tried if one.count), key=_count, reverse=True))


def without_one(query: Query) -> Iterator[Looser]:
    """The query without each of its conditions in turn. A search is not loosened by other statuses."""
    if query.text.strip():
        yield Looser(replace(query, text=""), "text", query.text.strip())
    if query.only_open:
        yield Looser(replace(query, only_open=False), "only_open")
    if query.fresh_within is not None:
        yield Looser(replace(query, fresh_within=None), "fresh_within")
    if query.doubt:
        yield Looser(replace(query, doubt=""), "doubt")
    for field in fields(query):
        value = getattr(query, field.name)
        if isinstance(value, Choice):
            yield from _without_words(query, field.name, value)


def _without_words(query: Query, part: str, choice: Choice) -> Iterator[Looser]:
    for word in sorted(choice.include | choice.exclude):
        less = Choice(choice.include - {word}, choice.exclude - {word})
        yield Looser(replace(query, **{part: less}), part, word)  # type: ignore[arg-type]


def _count(one: Looser) -> int:
    return one.count
