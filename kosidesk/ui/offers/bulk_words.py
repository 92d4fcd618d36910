"""What a deed for many offers is called, what it would change, and what it did."""

from collections.abc import Iterator

from kosidesk.i18n import _, ngettext, number, short_day
from kosidesk.services import words
from kosidesk.services.bulk import Assure, Deed, Line, Pause, Preview, SetStatus, TakeTimes, TakeUp, Unchanged
from kosidesk.services.words.times import time_read


def announced(seen: Preview) -> str:
    """How many offers change, and how many do not and why."""
    if not seen.changed:
        return "\n".join((_("Kein Angebot ändert sich."), *_unchanged(seen)))
    change = ngettext("{count} Angebot ändert sich.", "{count} Angebote ändern sich.", seen.changed)
    return "\n".join((change.format(count=number(seen.changed)), *_unchanged(seen)))


def _unchanged(seen: Preview) -> Iterator[str]:
    for why, count in seen.unchanged.items():
        yield _why_not(why, count).format(count=number(count))


def _why_not(why: Unchanged, count: int) -> str:
    match why:
        case Unchanged.ALREADY:
            return ngettext(
                "{count} Angebot steht schon so da.", "{count} Angebote stehen schon so da.", count
            )
        case Unchanged.NOT_ACTIVE:
            return ngettext(
                "{count} Angebot läuft nicht; eine Pause ändert daran nichts.",
                "{count} Angebote laufen nicht; eine Pause ändert daran nichts.",
                count,
            )
        case Unchanged.NOTHING_READ:
            return ngettext(
                "{count} Angebot sagt über die Zeit nichts, was sicher zu lesen ist und noch fehlt.",
                "{count} Angebote sagen über die Zeit nichts, was sicher zu lesen ist und noch fehlt.",
                count,
            )
        case Unchanged.GONE:
            return ngettext(
                "{count} Angebot wurde inzwischen gelöscht.",
                "{count} Angebote wurden inzwischen gelöscht.",
                count,
            )


def line(shown: Line) -> str:
    """One offer of the preview."""
    named = _("{number} · {title}").format(number=shown.number, title=" ".join(shown.title.split()))
    if shown.why is not None:
        return _("{offer} (bleibt)").format(offer=named)
    if shown.read is None:
        return named
    text, times = " ".join(shown.read.text.split()), time_read(shown.read.more)
    return _("{offer}: „{text}“, gelesen als: {times}").format(offer=named, text=text, times=times)


def told(deed: Deed, count: int) -> str:
    """What was done, for the message that offers to take it back."""
    said = _done(deed, count)
    day = short_day(deed.until) if isinstance(deed, Pause) else ""
    status = words.choice(deed.status) if isinstance(deed, SetStatus) else ""
    return said.format(count=number(count), day=day, status=status)


def _done(deed: Deed, count: int) -> str:
    match deed:
        case Assure():
            return ngettext(
                "{count} Angebot als noch gültig vermerkt.",
                "{count} Angebote als noch gültig vermerkt.",
                count,
            )
        case Pause():
            return ngettext(
                "{count} Angebot pausiert bis {day}.", "{count} Angebote pausieren bis {day}.", count
            )
        case TakeUp():
            return ngettext(
                "{count} Angebot pausiert nicht mehr.", "{count} Angebote pausieren nicht mehr.", count
            )
        case TakeTimes():
            return ngettext(
                "Zeiten aus dem Text von {count} Angebot übernommen.",
                "Zeiten aus dem Text von {count} Angeboten übernommen.",
                count,
            )
        case SetStatus():
            return ngettext(
                "Neuer Stand von {count} Angebot: {status}.",
                "Neuer Stand von {count} Angeboten: {status}.",
                count,
            )
