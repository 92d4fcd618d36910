"""The filters of the offer list that a wish amounts to."""

from collections.abc import Iterable, Iterator
from functools import partial

from kosidesk.domain.availability import DAYS, PARTS
from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS, spelt
from kosidesk.domain.wish import Wish
from kosidesk.search.query import AGES, ANYWHERE, CERTIFICATE, FLEXIBLE, NO, UNSAID, Choice, Query
from kosidesk.services.desk import Desk
from kosidesk.services.stock import stock


def query(desk: Desk, wish: Wish) -> Query:
    """Without her words: all of them stand in no offer. Where an offer says nothing, it is not left out."""
    made = Query(desk.today())
    for facet, choice in _choices(wish):
        made = made.choosing(facet, choice.spelt(partial(spelt, desk.city, facet)))
    return made


def count(desk: Desk, wish: Wish) -> int:
    """How many offers the list shows for it."""
    asked = query(desk, wish)
    return stock(desk, asked).met(asked).bit_count()


def _choices(wish: Wish) -> Iterator[tuple[str, Choice]]:
    yield FIELDS, Choice(frozenset(wish.fields), frozenset(wish.without_fields))
    yield TARGET_GROUPS, Choice(frozenset(wish.target_groups), frozenset(wish.without_target_groups))
    if wish.remote:
        yield DISTRICTS, Choice(frozenset((ANYWHERE,)))
    else:
        yield DISTRICTS, _one_of(wish.districts, ANYWHERE, UNSAID)
    boxes = [str(box) for box in range(DAYS * PARTS) if wish.week >> box & 1]
    yield "week", _one_of(boxes, FLEXIBLE, UNSAID)
    yield "extent", _one_of(wish.extents, UNSAID)
    if wish.step_free:
        yield "accessibility", Choice(exclude=frozenset((NO,)))
    if wish.age is not None:
        yield "age", _one_of([str(age) for age in AGES if age <= wish.age][-1:], UNSAID)
    if wish.certificate is False:
        yield "documents", Choice(exclude=frozenset((CERTIFICATE,)))


def _one_of(wished: Iterable[str], *also: str) -> Choice:
    words = frozenset(wished)
    return Choice(words.union(also) if words else words)
