"""Conditions a client named in her own words, to be taken over into her wish."""

from collections.abc import Iterator
from dataclasses import dataclass

from kosidesk.domain import conditions as said
from kosidesk.domain.ids import NOBODY
from kosidesk.domain.record import Record, Value, Values
from kosidesk.domain.time_reading import TimeReading, read
from kosidesk.domain.wish import Wish
from kosidesk.services.words.matching import listed
from kosidesk.services.words.wishes import wished


@dataclass(frozen=True)
class Condition:
    """New values by the names of the wish's fields, and the same in words: "dienstags nachmittags"."""

    values: Values
    told: str

    def is_in(self, wish: Wish) -> bool:
        """Whether the wish says so already."""
        return all(getattr(wish, field) == value for field, value in self.values.items())


def conditions(text: str) -> tuple[Condition, ...]:
    """When she has time, and whether she would bring a certificate of conduct; nothing that is not sure."""
    return tuple(_conditions(text))


def without_times(wish: Wish) -> str:
    """Her own words, but for those of which the wish says already when she has time."""
    reading = read(wish.words)
    taken = dict(_time(reading))
    if not taken or not Condition(taken, "").is_in(wish):
        return wish.words
    return " ".join(wish.words[start:end] for start, end in reading.left)


def _conditions(text: str) -> Iterator[Condition]:
    if time := dict(_time(read(text))):
        yield _condition(time)
    if said.certificate(text) is False:
        yield _condition({"certificate": False})


def _time(reading: TimeReading) -> Iterator[tuple[str, Value]]:
    if reading.week:
        yield "week", reading.week
    if reading.hours_a_week is not None:
        yield "hours_a_week", reading.hours_a_week
    if reading.extent:
        yield "extents", (reading.extent,)


def _condition(values: Values) -> Condition:
    wish = Wish.of(Record(Wish.KIND, NOBODY, values))
    return Condition(values, listed(wished(wish)))
