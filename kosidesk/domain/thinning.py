"""Outlines with fewer vertices that still look the same, after Visvalingam and Whyatt.

The vertex goes first whose triangle with its neighbours is smallest. Unlike Douglas–Peucker this takes
n log n steps whatever the outline, ends at the number asked for, and hardly parts the two outlines of a
border: what is small in one district is so in its neighbour.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from kosidesk.domain.city_map import Ring, Vertex

_TRIANGLE = 3


def thinned(rings: Sequence[Ring], most: int) -> tuple[Ring, ...]:
    """The rings with `most` vertices together or a few less; one that is too small to be seen is empty."""
    surplus = sum(map(len, rings)) - most
    return _Thinning(rings).without(surplus) if surplus > 0 else tuple(rings)


class _Thinning:
    """All vertices in one row, each with the places of its neighbours; a vertex that went has no weight."""

    def __init__(self, rings: Sequence[Ring]) -> None:
        self._vertices = [vertex for ring in rings for vertex in ring]
        self._ring_of = [number for number, ring in enumerate(rings) for _ in ring]
        self._left = list(map(len, rings))
        self._before, self._after = _neighbours(self._left)
        weights = list(map(self._triangle, range(len(self._vertices))))
        self._heap = [(weight, *self._vertices[at], at) for at, weight in enumerate(weights)]
        self._weights: list[float | None] = [*weights]
        heapify(self._heap)

    def without(self, surplus: int) -> tuple[Ring, ...]:
        while surplus > 0:
            weight, _, _, at = heappop(self._heap)
            if weight == self._weights[at]:
                surplus -= self._drop(at, weight)
        return self._rings()

    def _drop(self, at: int, weight: float) -> int:
        """How many vertices went: a triangle goes as a whole."""
        ring = self._ring_of[at]
        gone = [at] if self._left[ring] > _TRIANGLE else self._ring_from(at)
        self._left[ring] -= len(gone)
        for vertex in gone:
            self._weights[vertex] = None
        if self._left[ring]:
            self._join(self._before[at], self._after[at], weight)
        return len(gone)

    def _ring_from(self, at: int) -> list[int]:
        found = [at]
        while (at := self._after[at]) != found[0]:
            found.append(at)
        return found

    def _join(self, before: int, after: int, weight: float) -> None:
        self._after[before], self._before[after] = after, before
        for at in (before, after):
            # A vertex is worth no less than the one whose place it takes: outlines lose detail evenly.
            worth = max(weight, self._triangle(at))
            self._weights[at] = worth
            heappush(self._heap, (worth, *self._vertices[at], at))

    def _triangle(self, at: int) -> float:
        ax, ay = self._vertices[self._before[at]]
        bx, by = self._vertices[at]
        cx, cy = self._vertices[self._after[at]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))

    def _rings(self) -> tuple[Ring, ...]:
        rings: list[list[Vertex]] = [[] for _ in self._left]
        for at, weight in enumerate(self._weights):
            if weight is not None:
                rings[self._ring_of[at]].append(self._vertices[at])
        return tuple(map(tuple, rings))


def _neighbours(lengths: Sequence[int]) -> tuple[list[int], list[int]]:
    before: list[int] = []
    after: list[int] = []
    first = 0
    for length in lengths:
        places = range(first, first + length)
        before += [places[n - 1] for n in range(length)]
        after += [places[(n + 1) % length] for n in range(length)]
        first += length
    return before, after
