"""What was read out of a text about time, in one sentence."""

from collections.abc import Iterator

from kosidesk.domain.time_reading import TimeReading
from kosidesk.i18n import _, day, ngettext, number
from kosidesk.services.words.matching import listed, times
from kosidesk.services.words.names import choice


def time_read(reading: TimeReading) -> str:
    """ "dienstags und donnerstags nachmittags, etwa 2 Stunden in der Woche"; "" where nothing was read."""
    return ", ".join(_parts(reading))


def _parts(reading: TimeReading) -> Iterator[str]:
    if reading.week:
        yield times(reading.week)
    if reading.hours_a_week is not None:
        yield _hours(reading.hours_a_week)
    if reading.extent:
        yield choice(reading.extent)
    if reading.flexible:
        yield _("flexibel, nach Absprache")
    yield from _period(reading)
    if reading.dates:
        yield _("am {days}").format(days=listed(map(day, reading.dates)))


def _hours(hours: float) -> str:
    said = ngettext(
        "etwa {hours} Stunde in der Woche", "etwa {hours} Stunden in der Woche", 1 if hours == 1 else 2
    )
    return said.format(hours=number(hours))


def _period(reading: TimeReading) -> Iterator[str]:
    if reading.from_on:
        yield _("ab {day}").format(day=day(reading.from_on))
    if reading.until_on:
        yield _("bis {day}").format(day=day(reading.until_on))
