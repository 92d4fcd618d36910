"""How far an offer can be trusted: a light by the day it was last assured."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class Light(Enum):
    """Days since the offer was assured: up to 90, 180, 365, and beyond; UNKNOWN without any day."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    UNKNOWN = "unknown"


# The source's own day stands in until a person has confirmed; 1970 is what empty fields become in exports.
_EPOCH_ENDS = date(1971, 1, 1)
_TRUSTED = (Light.GREEN, Light.YELLOW)
MOST_UNANSWERED = 3
"""So many clients in a row without an answer, and somebody must ask the organisation."""

TRUSTED_FOR, OUTDATED_AFTER = timedelta(days=180), timedelta(days=365)
"""Beyond the first somebody should ask, beyond the second it is red."""

_LIMITS = (
    (timedelta(days=90), Light.GREEN),
    (TRUSTED_FOR, Light.YELLOW),
    (OUTDATED_AFTER, Light.ORANGE),
)


@dataclass(frozen=True)
class Freshness:
    """The light, the day it rests on, and whether that day is only the source's word ("laut Quelle")."""

    light: Light
    on: date | None = None
    by_source: bool = False


def freshness(
    assured_on: date | None, edited_on: date | None, today: date, *, unanswered: int = 0
) -> Freshness:
    """The assured day counts, else the edited one "laut Quelle"; a day before 1971 is unknown.

    Where nobody answered so many clients, it is orange at best.
    """
    on = assured_on or edited_on
    if on is None or on < _EPOCH_ENDS:
        return Freshness(Light.UNKNOWN)
    age = today - on
    light = next((light for limit, light in _LIMITS if age <= limit), Light.RED)
    if unanswered >= MOST_UNANSWERED and light in _TRUSTED:
        light = Light.ORANGE
    return Freshness(light, on, by_source=assured_on is None)
