"""Why an offer fits, what to ask first, and why another is not among them, in words to read aloud."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from kosidesk.domain.availability import ALWAYS, DAYS, PARTS
from kosidesk.domain.offer import CLOSED, DEFUNCT, DRAFT, INACTIVE, VANISHED
from kosidesk.i18n import N_, _, day, ngettext, number
from kosidesk.matching import Reason
from kosidesk.services.words.names import choice

REASONS: Mapping[str, str] = {
    "target_group": N_("für {words}"),
    "field": N_("Handlungsfeld {words}"),
    "skill": N_("gefragt ist {words}"),
    "beginners": N_("ohne Vorkenntnisse"),
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
    "distance_unsaid": N_("in {words}, genauer Ort nicht angegeben: bitte fragen"),
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

CRITERIA: Mapping[str, str] = {
    "target_groups": N_("Zielgruppen"),
    "fields": N_("Handlungsfelder"),
    "words": N_("Wunsch in Worten"),
    "time": N_("Zeit"),
    "place": N_("Ort"),
    "step_free": N_("Stufenlos"),
    "abilities": N_("Kenntnisse"),
    "extent": N_("Umfang"),
    "hours": N_("Stunden in der Woche"),
    "languages": N_("Sprachen"),
    "age": N_("Alter"),
    "certificate": N_("Führungszeugnis"),
    "motives": N_("Beweggründe"),
    "freshness": N_("Aktualität"),
    "open_places": N_("freie Plätze"),
}
_NOT_OFFERED: Mapping[str, str] = {
    INACTIVE: N_("Nicht dabei, weil das Angebot zurzeit ruht."),
    DEFUNCT: N_("Nicht dabei, weil es das Angebot nicht mehr gibt."),
    CLOSED: N_("Nicht dabei, weil das Angebot vorübergehend geschlossen ist."),
    VANISHED: N_("Nicht dabei, weil die Quelle das Angebot nicht mehr nennt."),
    DRAFT: N_("Nicht dabei, weil das Angebot noch ein Entwurf ist."),
}
EXCLUSIONS: Mapping[str, tuple[str, str]] = {
    "status": (N_("nicht angeboten"), N_("Nicht dabei, weil das Angebot zurzeit nicht gilt.")),
    "paused": (N_("pausiert"), N_("Nicht dabei, weil das Angebot bis {words} pausiert.")),
    "ended": (N_("vorbei"), N_("Nicht dabei, weil das Angebot am {words} zu Ende ging.")),
    "without_target_groups": (
        N_("Zielgruppe ausgeschlossen"),
        N_("Nicht dabei, weil diese Zielgruppe ausgeschlossen ist: {words}."),
    ),
    "without_fields": (
        N_("Handlungsfeld ausgeschlossen"),
        N_("Nicht dabei, weil dieses Handlungsfeld ausgeschlossen ist: {words}."),
    ),
    "certificate": (N_("Führungszeugnis nötig"), N_("Nicht dabei, weil ein Führungszeugnis nötig ist.")),
    "not_remote": (
        N_("nicht von zu Hause aus"),
        N_("Nicht dabei, weil es nicht von zu Hause aus möglich ist."),
    ),
    "minimum_age": (N_("Mindestalter"), N_("Nicht dabei, weil man mindestens {words} Jahre alt sein muss.")),
    "maximum_age": (N_("Höchstalter"), N_("Nicht dabei, weil man höchstens {words} Jahre alt sein darf.")),
    "adults_only": (N_("nur für Erwachsene"), N_("Nicht dabei, weil man volljährig sein muss.")),
}
"""By the code of an exclusion: what stands beside the number of such offers, and the sentence about one."""

_DAYS = (
    N_("montags"), N_("dienstags"), N_("mittwochs"), N_("donnerstags"),
    N_("freitags"), N_("samstags"), N_("sonntags"),
)  # fmt: skip
_PARTS = (N_("vormittags"), N_("nachmittags"), N_("abends"))
_ALL_PARTS = (1 << PARTS) - 1


def reason(said: Reason) -> str:
    """What fits: "dienstags nachmittags", "in Barmen"."""
    if tell := _TOLD.get(said.code):
        return tell(said)
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
        case "away":
            return _away(said)
    return _(DOUBTS[said.code]).format(words=listed(said.words))


def spoken(reasons: Sequence[str], doubts: Sequence[str]) -> str:
    """In one breath: "passt: dienstags nachmittags · 1,2 km Luftlinie; bedenken: Führungszeugnis nötig"."""
    for_it, against = " · ".join(reasons), " · ".join(doubts)
    if for_it and against:
        return _("passt: {reasons}; bedenken: {doubts}").format(reasons=for_it, doubts=against)
    if for_it:
        return _("passt: {reasons}").format(reasons=for_it)
    return _("bedenken: {doubts}").format(doubts=against) if against else ""


def placed(place: int, said: str) -> str:
    """Of an offer further down: "Steht an 37. Stelle: passt: in Barmen"."""
    if not said:
        return _("Steht an {place}. Stelle.").format(place=number(place))
    return _("Steht an {place}. Stelle: {said}").format(place=number(place), said=said)


def exclusion(said: Reason) -> str:
    """Why an offer is not among those that are possible, as a sentence."""
    words = listed(said.words)
    if said.code == "status":
        sentence = _NOT_OFFERED.get(words, EXCLUSIONS["status"][1])
        return _(sentence)
    if said.code in ("paused", "ended"):
        words = day(_day(said))
    return _(EXCLUSIONS[said.code][1]).format(words=words)


def exclusion_name(code: str) -> str:
    """What stands beside the number of offers that are left out for it."""
    return _(EXCLUSIONS[code][0])


def criterion_name(criterion: str) -> str:
    """The label of the switch of one of `matching.CRITERIA`."""
    return _(CRITERIA[criterion])


def times(week: int) -> str:
    """The boxes of a week, days alike together: "dienstags und freitags nachmittags"."""
    if week == ALWAYS:
        return _("jederzeit")
    alike: dict[int, list[int]] = {}
    for weekday in range(DAYS):
        if parts := week >> weekday * PARTS & _ALL_PARTS:
            alike.setdefault(parts, []).append(weekday)
    # "montags, dienstags abends" would give Monday the evening only.
    between = "; " if _ALL_PARTS in alike else ", "
    return between.join(_time(days, parts) for parts, days in alike.items())


def _time(days: Sequence[int], parts: int) -> str:
    on = listed(_runs(days))
    at = listed(_(_PARTS[part]) for part in range(PARTS) if parts >> part & 1)
    if parts == _ALL_PARTS:
        return on
    return at if len(days) == DAYS else _("{days} {parts}").format(days=on, parts=at)


def _runs(days: Sequence[int]) -> Iterator[str]:
    """ "montags bis freitags" where three or more follow each other."""
    for _offset, numbered in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        first, *others = (_(_DAYS[weekday]) for _n, weekday in numbered)
        if len(others) > 1:
            yield _("{first} bis {last}").format(first=first, last=others[-1])
        else:
            yield from (first, *others)


def listed(texts: Iterable[str]) -> str:
    """ "Barmen, Elberfeld und Vohwinkel"."""
    *others, last = tuple(texts) or ("",)
    return _("{others} und {last}").format(others=", ".join(others), last=last) if others else last


def _keywords(said: Reason) -> str:
    return ngettext("Stichwort {words}", "Stichwörter {words}", len(said.words)).format(
        words=listed(said.words)
    )


def _when(said: Reason) -> str:
    return times(int(said.words[0]))


def _extents(said: Reason) -> str:
    return listed(map(choice, said.words))


def _places(said: Reason) -> str:
    count = int(said.words[0])
    return ngettext("{count} Platz frei", "{count} Plätze frei", count).format(count=number(count))


def _distance(said: Reason) -> str:
    return _("{km} km Luftlinie").format(km=number(float(said.words[0])))


def _away(said: Reason) -> str:
    _km, *districts = said.words
    if not districts:
        return _distance(said)
    return _("in {words}, {distance}").format(words=listed(districts), distance=_distance(said))


def _hours(said: Reason) -> str:
    hours = float(said.words[0])
    return ngettext(
        "{hours} Stunde in der Woche", "{hours} Stunden in der Woche", 1 if hours == 1 else 2
    ).format(hours=number(hours))


def _day(said: Reason) -> date:
    return date.fromisoformat(said.words[0])


_TOLD: Mapping[str, Callable[[Reason], str]] = {
    "word": _keywords,
    "time": _when,
    "extent": _extents,
    "hours": _hours,
    "distance": _distance,
    "places": _places,
}
