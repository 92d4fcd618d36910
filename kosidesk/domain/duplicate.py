"""When two records may be one thing, entered twice by people who could not know of each other."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from kosidesk.domain.ids import RecordId, normalised


@dataclass(frozen=True)
class Entered:
    """A record born on a desk: what it is called and where it is."""

    id: RecordId
    names: tuple[str, ...]
    postcode: str


def alike(entered: Iterable[Entered], fresh: Collection[RecordId]) -> tuple[tuple[RecordId, RecordId], ...]:
    """Pairs of the same names and postcode, at least one of them `fresh`.

    Every desk names a pair in the same order.
    """
    named: dict[tuple[str, ...], list[Entered]] = defaultdict(list)
    for one in sorted(entered, key=lambda one: one.id):
        if one.postcode and all(one.names):
            named[*map(normalised, one.names), one.postcode].append(one)
    return tuple(
        (first.id, second.id)
        for group in named.values()
        for first, second in combinations(group, 2)
        if not {first.id, second.id}.isdisjoint(fresh)
    )
