"""An offer as matching sees it."""

from dataclasses import dataclass
from datetime import date

from kosidesk.domain.city_map import Vertex
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE

OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one offer says to a wish. `near` are the districts beside its own; None is "not stated".

    `positions` are those of its places that are known well enough to measure from; `knowledge` is whether one
    must know the work before; `certificate` is that of conduct, `proof` what a volunteer is given in the end.
    """

    id: RecordId
    status: str = ACTIVE
    paused_until: date | None = None
    until_on: date | None = None
    fields: frozenset[str] = frozenset()
    target_groups: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    knowledge: bool | None = None
    districts: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    positions: tuple[Vertex, ...] = ()
    anywhere: bool = False
    remote: bool = False
    week: int = 0
    flexible: bool = False
    hours_a_week: float | None = None
    extents: frozenset[str] = frozenset()
    minimum_age: int | None = None
    maximum_age: int | None = None
    open_to_minors: bool | None = None
    certificate: bool | None = None
    languages: frozenset[str] = frozenset()
    step_free: bool | None = None
    training: bool = False
    proof: bool = False
    open_places: int | None = None
    assured_on: date | None = None
    edited_on: date | None = None
    unanswered: int = 0
