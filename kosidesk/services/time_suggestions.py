"""What an offer's words about time say beyond its fields, for a person to confirm."""

from dataclasses import dataclass, replace
from datetime import date

from kosidesk.domain.offer import ONE_OFF
from kosidesk.domain.record import Record, Value, Values
from kosidesk.domain.time_reading import TimeReading, read

_NOTHING = TimeReading()
_PERIOD = ("from_on", "until_on")


@dataclass(frozen=True)
class Suggestion:
    """What a text says of fields that are empty, and the fields that say something else than the text."""

    text: str = ""
    more: TimeReading = _NOTHING
    against: tuple[str, ...] = ()

    @property
    def values(self) -> Values:
        """What is suggested, as the offer's record would carry it."""
        return _values(self.more)

    @property
    def read_from(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.text[start:end] for _field, start, end in self.more.sources))

    @property
    def left(self) -> tuple[str, ...]:
        """Words that were not understood."""
        return tuple(self.text[start:end] for start, end in self.more.left)


def suggestion(offer: Record, written_on: date | None = None) -> Suggestion:
    """A day without a year is read only where it is known when it was written; else by the source's edit."""
    text = offer.text("time_text")
    said = read(text, written_on or _day(offer, "edited_on"))
    told, stated = _values(said), _stated(offer)
    against = tuple(
        field for field in told if field in stated and _contradicts(field, stated[field], told[field], said)
    )
    known = {field for field in told if field in stated}
    if _begins_after_its_end({**told, **stated}):
        known |= {*_PERIOD}
    return Suggestion(text, _without(said, known), against)


def taken(offer: Record, today: date) -> tuple[Record, Suggestion]:
    """The offer with what its text says more, and what that is.

    An end that is over is not taken: the offer would be found no longer, and nobody has looked at it.
    """
    found = suggestion(offer)
    if found.more.until_on and found.more.until_on < today:
        found = replace(found, more=_without(found.more, {*_PERIOD}))
    return offer.with_values(**found.values), found


def _values(reading: TimeReading) -> dict[str, Value]:
    days = tuple(day.isoformat() for day in reading.dates)
    all_of_them: dict[str, Value] = {
        "week": reading.week or None,
        "hours_a_week": reading.hours_a_week,
        "flexible": reading.flexible,
        "extent": reading.extent or None,
        "from_on": reading.from_on.isoformat() if reading.from_on else None,
        "until_on": reading.until_on.isoformat() if reading.until_on else None,
        "dates": days or None,
    }
    return {field: value for field, value in all_of_them.items() if value is not None}


def _stated(offer: Record) -> Values:
    """An offer of one day need not say once more that it is one; a week without boxes says nothing."""
    one_off = {"extent": "one_off"} if offer.get("kind") == ONE_OFF else {}
    return one_off | {field: value for field, value in offer.values.items() if field != "week" or value}


def _contradicts(field: str, stated: Value, told: Value, said: TimeReading) -> bool:
    """Boxes that are among those of the text only say it more exactly; where all is open, they are wishes."""
    if field == "week" and isinstance(stated, int):
        return bool(stated & ~said.week) and not said.flexible
    if isinstance(stated, tuple) and isinstance(told, tuple):
        return set(stated) != set(told)
    return stated != told


def _begins_after_its_end(values: Values) -> bool:
    begin, end = map(values.get, _PERIOD)
    return isinstance(begin, str) and isinstance(end, str) and begin > end


def _without(reading: TimeReading, fields: set[str]) -> TimeReading:
    kept = tuple(source for source in reading.sources if source.field not in fields)
    nothing = {field: getattr(_NOTHING, field) for field in fields}
    return replace(reading, sources=kept, **nothing)


def _day(offer: Record, field: str) -> date | None:
    try:
        return date.fromisoformat(offer.text(field))
    except ValueError:
        return None
