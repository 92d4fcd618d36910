"""German names of what offers are filtered by, and of the words of each filter."""

from collections.abc import Mapping

from kosidesk.i18n import N_, _
from kosidesk.search.query import (
    AGES,
    ANYWHERE,
    CERTIFICATE,
    FLEXIBLE,
    FULL,
    NO,
    NONE,
    OLDER,
    OPEN,
    UNANSWERED,
    UNSAID,
    YES,
)
from kosidesk.services.words.names import choice, field_name, week

_NAMES: Mapping[str, str] = {
    "week": N_("Tag und Tageszeit"),
    "age": N_("Mindestalter"),
    "places": N_("Freie Plätze"),
    "freshness": N_("Zuletzt bestätigt"),
}

# The facet before the word; "" where a word means the same in every facet.
_WORDS: Mapping[tuple[str, str], str] = {
    ("", UNSAID): N_("nicht angegeben"),
    ("week", UNSAID): N_("Zeit nicht angegeben"),
    ("week", FLEXIBLE): N_("flexibel"),
    ("districts", ANYWHERE): N_("ortsunabhängig / digital"),
    ("accessibility", YES): N_("stufenlos erreichbar"),
    ("accessibility", NO): N_("nicht stufenlos"),
    ("age", OLDER): N_("erst in höherem Alter"),
    ("documents", CERTIFICATE): N_("Führungszeugnis"),
    ("documents", NONE): N_("keine Unterlagen nötig"),
    ("places", OPEN): N_("Plätze frei"),
    ("places", FULL): N_("alle besetzt"),
    ("freshness", UNANSWERED): N_("niemand antwortet"),
}
_CODED = frozenset({"extent", "freshness"})
_AGES = frozenset(map(str, AGES))


def facet_name(facet: str) -> str:
    """The heading of a filter."""
    return _(_NAMES[facet]) if facet in _NAMES else field_name(facet)


def facet_word(facet: str, word: str) -> str:
    """One word of it; words of a city, and those that offers themselves use, stay as they are."""
    known = _WORDS.get((facet, word)) or _WORDS.get(("", word))
    if known:
        return _(known)
    if facet == "week" and word.isdecimal():
        return week(1 << int(word))
    if facet == "age" and word in _AGES:
        return _("mit {years} Jahren möglich").format(years=word)
    return choice(word) if facet in _CODED else word
