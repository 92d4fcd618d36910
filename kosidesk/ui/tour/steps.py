"""What the tour says and what it waits for."""

from dataclasses import dataclass
from enum import Enum, auto

from kosidesk.i18n import N_


class Fact(Enum):
    """Something the user has done."""

    BEGUN = auto()
    WISHED = auto()
    PICKED = auto()
    SHEET_SEEN = auto()
    FINISHED = auto()
    FOLLOW_UP_SEEN = auto()
    LOOKED = auto()


@dataclass(frozen=True)
class Step:
    """`title` and `text` are German; they are translated when they are shown.

    Without `waits_for` reading is enough. `screen` is where it happens.
    """

    title: str
    text: str
    waits_for: Fact | None = None
    screen: str = ""


STEPS = (
    Step(
        N_("Willkommen bei KosiDesk"),
        N_(
            "Der Rundgang führt in fünf Minuten durch eine Beratung, mit erfundenen Angeboten. Sie machen "
            "alles selbst; hier unten steht, was als Nächstes kommt."
        ),
    ),
    Step(
        N_("Eine Beratung beginnen"),
        N_(
            "Jemand kommt herein und möchte sich engagieren. Drücken Sie Strg+B, oder klicken Sie auf der "
            "Startseite auf „Beratung beginnen“."
        ),
        Fact.BEGUN,
        "start",
    ),
    Step(
        N_("Zuhören und antippen"),
        N_(
            "Tippen Sie links an, was die Person erzählt, zum Beispiel weiter unten, bei „Ort“, einen "
            "Stadtteil. Nichts davon ist Pflicht, und ein Name wird nicht gebraucht."
        ),
        Fact.WISHED,
        "consultation",
    ),
    Step(
        N_("Ein Angebot vormerken"),
        N_(
            "In der Mitte steht, was dazu passt, mit Gründen zum Vorlesen. Klicken Sie auf ein Angebot; mit "
            "der Tastatur führt F7 dorthin, und die Leertaste nimmt es auf die Merkliste."
        ),
        Fact.PICKED,
        "consultation",
    ),
    Step(
        N_("Den Zettel ansehen"),
        N_(
            "Strg+P zeigt den Zettel, den die Person mitnimmt. Drucken müssen Sie jetzt nicht; Esc führt "
            "zurück zum Gespräch."
        ),
        Fact.SHEET_SEEN,
        "sheet",
    ),
    Step(
        N_("Verabreden und beenden"),
        N_(
            "Klicken Sie oben auf „Beenden“. Wer meldet sich bei wem, und wann fragen Sie nach? "
            "Vorgeschlagen sind zwei und sechs Wochen. Dann abschließen."
        ),
        Fact.FINISHED,
        "consultation",
    ),
    Step(
        N_("Nachfragen"),
        N_(
            "In der Wiedervorlage steht jeden Tag, wen Sie anrufen. Öffnen Sie sie links. Ihre Nachfrage von "
            "eben erscheint dort in zwei Wochen."
        ),
        Fact.FOLLOW_UP_SEEN,
        "follow_up",
    ),
    Step(
        N_("Alles finden"),
        N_(
            "Strg+K sucht überall: Angebote, Einrichtungen, den Code einer Beratung und jeden Befehl. "
            "Probieren Sie es mit „zettel“. Esc schließt die Suche."
        ),
        Fact.LOOKED,
    ),
    Step(
        N_("Das war der Rundgang"),
        N_(
            "F1 erklärt jeden Bildschirm und nennt seine Tasten. Dort und auf der Startseite beginnt der "
            "Rundgang auch wieder. Auf diesem Schreibtisch dürfen Sie alles ausprobieren."
        ),
    ),
)
