"""How near an offer lies to where it is wished, in a straight line: nobody here knows the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

from kosidesk.domain.city_map import Vertex, metres
from kosidesk.matching.answers import (
    BARELY,
    MET,
    NEARLY,
    NO,
    NOT_MET,
    Answer,
    Reason,
    asks,
    fails,
    fits,
)

ON_FOOT = "on_foot"

# Kilometres that are no hindrance, by Wish.mobility; whoever was not asked is thought to cycle.
_REACH: Mapping[str, float] = MappingProxyType(
    {ON_FOOT: 1.0, "bicycle": 4.0, "public_transport": 8.0, "car": inf}
)
_USUAL_REACH = 4.0

Said = tuple[frozenset[str], frozenset[str], bool, tuple[Vertex, ...]]
"""Districts of an offer, those beside them, whether it can be done anywhere, positions of its places."""


@dataclass(frozen=True)
class Area:
    """Where an offer is wished: in these districts, or around the points `origins`.

    The points are a client's own where `is_hers`, and else the middles of the districts, from which a
    distance is worth less.
    """

    districts: frozenset[str]
    origins: tuple[Vertex, ...]
    mobility: str
    is_hers: bool

    def answer(self, said: Said) -> Answer:
        """In a wished district, else by the distance, else by which districts lie side by side."""
        there, beside, anywhere, positions = said
        if met := self.districts & there:
            return fits("district", *sorted(met))
        if anywhere:
            return fits("anywhere")
        if positions and self.origins:
            return self._by_distance(self._kilometres(positions), tuple(sorted(there)))
        if not there:
            return asks("district_unsaid")
        return self._by_name(beside, tuple(sorted(there)))

    def _kilometres(self, positions: tuple[Vertex, ...]) -> float:
        return min(metres(origin, place) for origin in self.origins for place in positions) / 1_000

    def _by_distance(self, km: float, there: tuple[str, ...]) -> Answer:
        quarters, told = self._quarters(km), f"{max(km, 0.1):.1f}"
        if self.is_hers and quarters >= NEARLY:
            return Answer(quarters, reasons=(Reason("distance", (told,)),))
        return Answer(min(quarters, NEARLY), doubts=(Reason("away", (told, *there)),))

    def _quarters(self, km: float) -> int:
        reach = _REACH.get(self.mobility, _USUAL_REACH)
        bands = ((reach / 2, MET), (reach, NEARLY), (reach * 2, BARELY))
        return next((quarters for limit, quarters in bands if km <= limit), NOT_MET)

    def _by_name(self, beside: frozenset[str], there: tuple[str, ...]) -> Answer:
        if not self.districts:
            return asks("distance_unsaid", *there)
        if self.mobility != ON_FOOT and not self.districts.isdisjoint(beside):
            return Answer(NEARLY, doubts=(Reason("near", there),))
        return fails("other_district", *there)


def from_home(remote: bool) -> Answer:  # noqa: FBT001 - what an offer says, no flag
    return fits("remote") if remote else NO
