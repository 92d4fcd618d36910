"""What waits to be done: each matter with its number, its words and the one thing to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kosidesk.domain.freshness import Light
from kosidesk.i18n import _, ngettext, number
from kosidesk.services.follow_ups import Counts
from kosidesk.services.overview import Overview

_DOUBTED = (Light.ORANGE, Light.RED, Light.UNKNOWN)


class Wanted(Enum):
    """Where a matter leads."""

    IMPORT = "import"
    FOLLOW_UPS = "follow_ups"
    CONFLICTS = "conflicts"
    DOUBTS = "doubts"
    UNFINISHED = "unfinished"
    DRAFTS = "drafts"
    QUESTIONS = "questions"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Matter:
    """`count` is None where there is nothing to count."""

    wanted: Wanted
    count: int | None
    words: str
    action: str


def matters(seen: Overview) -> Iterator[Matter]:
    """The most pressing first."""
    if not seen.offers:
        words = _("Noch keine Angebote. Eine Datei aus Freinet, eine Karte oder eine Tabelle füllt sie.")
        yield Matter(Wanted.IMPORT, None, words, _("Datei importieren …"))
    if seen.due.all:
        yield Matter(Wanted.FOLLOW_UPS, seen.due.all, _due_words(seen.due), _("Nachfragen"))
    if seen.conflicts:
        words = ngettext(
            "Widerspruch wartet auf eine Entscheidung.",
            "Widersprüche warten auf eine Entscheidung.",
            seen.conflicts,
        )
        yield Matter(Wanted.CONFLICTS, seen.conflicts, words, _("Ansehen"))
    yield from _about_offers(seen)
    if seen.questions:
        words = ngettext(
            "Suche fand nichts und wartet auf ein Synonym.",
            "Suchen fanden nichts und warten auf ein Synonym.",
            seen.questions,
        )
        yield Matter(Wanted.QUESTIONS, seen.questions, words, _("Ansehen"))
    if seen.address_unchecked:
        words = _("Auf dem Zettel stehen noch Anschrift und Telefon aus dem Stadtordner. Bitte prüfen.")
        yield Matter(Wanted.SETTINGS, None, words, _("Anschrift eintragen …"))


def _about_offers(seen: Overview) -> Iterator[Matter]:
    if doubts := sum(seen.lights.get(light, 0) for light in _DOUBTED):
        words = _doubt_words(doubts, seen.lights.get(Light.RED, 0))
        yield Matter(Wanted.DOUBTS, doubts, words, _("Reihum anrufen"))
    if seen.unfinished:
        words = ngettext(
            "Angebot aus einem Gespräch ist noch nicht fertig beschrieben.",
            "Angebote aus Gesprächen sind noch nicht fertig beschrieben.",
            seen.unfinished,
        )
        yield Matter(Wanted.UNFINISHED, seen.unfinished, words, _("Fertig machen"))
    if seen.drafts:
        words = ngettext(
            "Eingabe ist noch nicht gespeichert.", "Eingaben sind noch nicht gespeichert.", seen.drafts
        )
        yield Matter(Wanted.DRAFTS, seen.drafts, words, _("Weiterschreiben"))


def _doubt_words(doubts: int, red: int) -> str:
    words = ngettext(
        "Angebot hat lange niemand bestätigt, oder es kam mehrmals keine Antwort.",
        "Angebote hat lange niemand bestätigt, oder es kam mehrmals keine Antwort.",
        doubts,
    )
    if not red:
        return words
    old = ngettext("{words} {count} ist veraltet.", "{words} {count} sind veraltet.", red)
    return old.format(words=words, count=number(red))


def _due_words(due: Counts) -> str:
    words = ngettext(
        "Wiedervorlage ist fällig, davon {mine} für Sie.",
        "Wiedervorlagen sind fällig, davon {mine} für Sie.",
        due.all,
    ).format(mine=number(due.mine))
    if not due.overdue:
        return words
    late = ngettext(
        "{words} {count} wartet schon länger.", "{words} {count} warten schon länger.", due.overdue
    )
    return late.format(words=words, count=number(due.overdue))
