"""Which input a field of the registry gets."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from kosidesk.domain.city import DISTRICTS
from kosidesk.domain.offer import OFFER_KINDS, STATUSES
from kosidesk.i18n import N_
from kosidesk.schema import REGISTRY, Merge, Type
from kosidesk.ui.inputs.organisation import OrganisationInput
from kosidesk.ui.inputs.plain import (
    AnswerInput,
    ChoiceInput,
    DayInput,
    FractionInput,
    LineInput,
    NumberInput,
    TextInput,
    WeekInput,
    read_day,
    write_day,
)
from kosidesk.ui.inputs.sets import SetInput

EXTENTS = ("one_off", "occasional", "weekly", "monthly", "project", "on_call", "digital")

Vocabulary = Callable[[str], tuple[str, ...]]
"""The city's words for a field; none where it has no vocabulary."""

HINTS: Mapping[str, str] = {
    "title": N_("Kurz und so, dass man sich etwas darunter vorstellen kann"),
    "summary": N_("Ein oder zwei Sätze"),
    "time_text": N_("Wie die Einrichtung es sagt, etwa „dienstags nach der Schule, zwei Stunden“"),
    "week": N_("Pfeiltasten gehen von Feld zu Feld, die Leertaste markiert"),
    "hours_a_week": N_("Etwa 2,5"),
    "documents": N_("Etwa: erweitertes Führungszeugnis"),
    "paused_until": N_("Bis zu diesem Tag wird niemand gesucht"),
    "open_places": N_("Wie viele Menschen gesucht werden"),
    "private": N_("Steht nicht auf dem Zettel"),
    "notes": N_("Nur für die Agentur; steht auf keinem Zettel"),
    "parent": N_("Der Träger, wenn er selbst als Einrichtung angelegt ist"),
    "text": N_("Steht auf Zetteln in dieser Sprache, vor der deutschen Beschreibung"),
    "language": N_("Eine Sprache, in der es noch keine Übersetzung gibt"),
}

_LINES = {"description": 9, "requirements": 4, "benefits": 4, "notes": 4}
_FEW_LINES = 3


def make_input(kind: str, name: str, vocabulary: Vocabulary, parent: QWidget) -> QWidget:
    """Satisfies `inputs.Input`."""
    special = _SPECIAL.get((kind, name))
    if special:
        return special(vocabulary, parent)
    field = REGISTRY[kind].field(name)
    if field.type is Type.TEXTS:
        return SetInput(vocabulary(name), parent)
    if field.merge is Merge.TEXT:
        return TextInput(_LINES.get(name, _FEW_LINES), parent)
    return _BY_TYPE[field.type](parent)


def _choice(codes: tuple[str, ...], _vocabulary: Vocabulary, parent: QWidget) -> QWidget:
    return ChoiceInput(codes, parent)


def _district(vocabulary: Vocabulary, parent: QWidget) -> QWidget:
    return ChoiceInput(("", *vocabulary(DISTRICTS)), parent)


def _dates(_vocabulary: Vocabulary, parent: QWidget) -> QWidget:
    return SetInput((), parent, read=read_day, write=write_day)


def _week(_vocabulary: Vocabulary, parent: QWidget) -> QWidget:
    return WeekInput(parent)


def _organisation(_vocabulary: Vocabulary, parent: QWidget) -> QWidget:
    return OrganisationInput(parent)


_SPECIAL: Mapping[tuple[str, str], Callable[[Vocabulary, QWidget], QWidget]] = {
    ("offer", "kind"): partial(_choice, OFFER_KINDS),
    ("offer", "status"): partial(_choice, STATUSES),
    ("offer", "extent"): partial(_choice, ("", *EXTENTS)),
    ("offer", "organisation"): _organisation,
    ("offer", "dates"): _dates,
    ("offer", "week"): _week,
    ("organisation", "status"): partial(_choice, ("", *STATUSES)),
    ("organisation", "parent"): _organisation,
    ("place", "district"): _district,
}
_BY_TYPE: Mapping[Type, Callable[[QWidget], QWidget]] = {
    Type.TEXT: LineInput,
    Type.DATE: DayInput,
    Type.INTEGER: NumberInput,
    Type.REAL: FractionInput,
    Type.BOOLEAN: AnswerInput,
}
