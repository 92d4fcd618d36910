"""Why an offer fits and what to ask first, in words to read aloud."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kosidesk.domain.availability import ALWAYS, DAYS, PARTS
from kosidesk.i18n import N_, _, day, ngettext, number
from kosidesk.matching import Reason
from kosidesk.services.words.names import choice

REASONS: Mapping[str, str] = {
    "target_group": N_("für {words}"),
    "field": N_("Handlungsfeld {words}"),
    "word": N_("darin steht: {words}"),
    "skill": N_("gefragt ist {words}"),
    "remote": N_("von zu Hause aus möglich"),
    "anywhere": N_("ortsunabhängig"),
    "district": N_("in {words}"),
    "step_free": N_("stufenlos erreichbar"),
    "language": N_("Sprache: {words}"),
    "minors": N_("auch unter 18 Jahren"),
    "no_certificate": N_("ohne Führungszeugnis"),
    "training": N_("mit Einarbeitung oder Fortbildung"),
    "proof": N_("mit Nachweis"),
}
DOUBTS: Mapping[str, str] = {
    "time_unsaid": N_("Zeit nicht angegeben: bitte fragen"),
    "time_flexible": N_("Zeit nach Absprache: bitte fragen"),
    "district_unsaid": N_("Stadtteil nicht angegeben: bitte fragen"),
    "near": N_("nebenan in {words}"),
    "other_district": N_("liegt in {words}"),
    "step_free_unsaid": N_("Barrierefreiheit nicht angegeben: bitte fragen"),
    "steps": N_("nicht stufenlos erreichbar"),
    "other_language": N_("verlangt wird {words}"),
    "minors_unsaid": N_("unter 18 Jahren: bitte fragen"),
    "certificate": N_("Führungszeugnis nötig"),
    "certificate_unsaid": N_("Führungszeugnis nicht erwähnt: bitte fragen"),
    "never_assured": N_("nie bestätigt: bitte fragen"),
    "unanswered": N_("niemand hat zuletzt geantwortet"),
    "no_places": N_("keine Plätze frei"),
}

_DAYS = (
    N_("montags"), N_("dienstags"), N_("mittwochs"), N_("donnerstags"),
    N_("freitags"), N_("samstags"), N_("sonntags"),
)  # fmt: skip
_PARTS = (N_("vormittags"), N_("nachmittags"), N_("abends"))
_ALL_PARTS = (1 << PARTS) - 1


def reason(said: Reason) -> str:
    """What fits: "dienstags nachmittags", "in Barmen"."""
    match said.code:
        case "time":
            return times(int(said.words[0]))
        case "extent":
            return listed(map(choice, said.words))
        case "hours":
            return _hours(said)
        case "places":
            count = int(said.words[0])
            return ngettext("{count} Platz frei", "{count} Plätze frei", count).format(count=number(count))
    return _(REASONS[said.code]).format(words=listed(said.words))


def doubt(said: Reason) -> str:
    """What does not fit or must be asked: "Zeit nicht angegeben: bitte fragen"."""
    match said.code:
        case "other_time":
            return _("andere Zeit: {times}").format(times=times(int(said.words[0])))
        case "more_hours":
            return _("mehr Zeit nötig: {hours}").format(hours=_hours(said))
        case "ask":
            return _("seit {day} nicht bestätigt").format(day=day(_day(said)))
        case "outdated":
            return _("veraltet: seit {year} nicht bestätigt").format(year=_day(said).year)
    return _(DOUBTS[said.code]).format(words=listed(said.words))


def times(week: int) -> str:
    """The boxes of a week, days alike together: "dienstags und freitags nachmittags"."""
    if week == ALWAYS:
        return _("jederzeit")
    alike: dict[int, list[int]] = {}
    for weekday in range(DAYS):
        if parts := week >> weekday * PARTS & _ALL_PARTS:
            alike.setdefault(parts, []).append(weekday)
    return ", ".join(_time(days, parts) for parts, days in alike.items())


def _time(days: Sequence[int], parts: int) -> str:
    on = listed(_(_DAYS[weekday]) for weekday in days)
    at = listed(_(_PARTS[part]) for part in range(PARTS) if parts >> part & 1)
    if parts == _ALL_PARTS:
        return on
    return at if len(days) == DAYS else _("{days} {parts}").format(days=on, parts=at)


def listed(texts: Iterable[str]) -> str:
    """ "Barmen, Elberfeld und Vohwinkel"."""
    *others, last = tuple(texts) or ("",)
    return _("{others} und {last}").format(others=", ".join(others), last=last) if others else last


def _hours(said: Reason) -> str:
    hours = float(said.words[0])
    return ngettext(
        "{hours} Stunde in der Woche", "{hours} Stunden in der Woche", 1 if hours == 1 else 2
    ).format(hours=number(hours))


def _day(said: Reason) -> date:
    return date.fromisoformat(said.words[0])
