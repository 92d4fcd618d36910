"""Makes the content of the confirmation that lets volunteers have their certificate of conduct without a fee.

The organisation signs it, and the registration office decides: the agency only prepares the form. What it
says follows §§ 30 and 30a BZRG and the leaflet of the Federal Office of Justice. It is German.
"""

from dataclasses import dataclass

from kosidesk.domain.agency import Agency
from kosidesk.domain.city import LegalFigure
from kosidesk.domain.offer import FullOffer
from kosidesk.i18n import GERMAN
from kosidesk.printing.block import address
from kosidesk.printing.content import Phrase
from kosidesk.printing.letterhead import footer
from kosidesk.printing.title import Title
from kosidesk.printing.words import Words, given

HINT = 500
"""What it takes of the city's own words, in characters."""

_HEADING = "Bestätigung für ein gebührenfreies {certificate}"
_SIMPLE, _EXTENDED = "Führungszeugnis", "erweitertes Führungszeugnis"
_FOR = "Zur Vorlage bei der Meldebehörde, wenn das Führungszeugnis beantragt wird."
_ASKED = "Für diese Tätigkeit bitten wir um ein Führungszeugnis nach §\u00a030 Absatz\u00a01 BZRG."
_ASKED_EXTENDED = (
    "Für diese Tätigkeit liegen die Voraussetzungen des §\u00a030a Absatz\u00a01 BZRG vor. Wir fordern die "
    "genannte Person auf, uns ein erweitertes Führungszeugnis vorzulegen (§\u00a030a Absatz\u00a02 BZRG)."
)
_UNPAID = "Die Tätigkeit ist ehrenamtlich. Sie wird nicht bezahlt. Sie wird ausgeübt"
_WHERE = (
    "für eine gemeinnützige Einrichtung",
    "für eine Behörde",
    "in einem Freiwilligendienst nach §\u00a032 Absatz\u00a04 Nummer\u00a02 Buchstabe\u00a0d EStG",
)
_REQUEST = "Wir bitten, dafür keine Gebühr zu erheben."
_NOTES = (
    "Die Einrichtung füllt aus und unterschreibt. Wer sich engagiert, legt das Blatt mit dem Antrag vor.",
    "Ob die Gebühr entfällt, entscheidet die Behörde. Dieser Vordruck ist keine Rechtsberatung.",
)


@dataclass(frozen=True)
class Person:
    """Who volunteers, as typed for one printout and kept nowhere; what is empty is filled in by hand."""

    name: str = ""
    born: str = ""
    address: str = ""


@dataclass(frozen=True)
class Blank:
    """A label, and what stands behind it; without it a line to write on."""

    label: Phrase
    said: Phrase


@dataclass(frozen=True)
class Waiver:
    """What the organisation confirms, and where it signs; `purpose` is whom the paper is for."""

    name: str
    author: str
    heading: Phrase
    purpose: Phrase
    person_heading: Phrase
    person: tuple[Blank, ...]
    work_heading: Phrase
    work: tuple[Blank, ...]
    confirmed_heading: Phrase
    asked: Phrase
    unpaid: Phrase
    boxes: tuple[Phrase, ...]
    request: Phrase
    signature: tuple[Blank, ...]
    stamp: Phrase
    notes: tuple[Phrase, ...]
    footer: tuple[Phrase, ...]


def waiver(
    full: FullOffer,
    agency: Agency,
    person: Person,
    *,
    extended: bool = True,
    rule: LegalFigure | None = None,
) -> Waiver:
    """`rule` is what the city says about the extended certificate, and when somebody last checked it."""
    words = Words(GERMAN)
    body = full.organisation
    certificate = _EXTENDED if extended else _SIMPLE
    return Waiver(
        name=Title.WAIVER,
        author=words.fact(agency.name).text,
        heading=Phrase(_HEADING.format(certificate=certificate)),
        purpose=Phrase(_FOR),
        person_heading=Phrase("Freiwillige Person"),
        person=(
            Blank(Phrase("Name"), words.fact(person.name)),
            Blank(Phrase("Geboren am"), words.fact(person.born)),
            Blank(Phrase("Anschrift"), words.fact(person.address)),
        ),
        work_heading=Phrase("Einrichtung und Tätigkeit"),
        work=(
            Blank(Phrase("Einrichtung"), words.fact(body.name)),
            Blank(Phrase("Anschrift"), words.fact(address(body.street, body.postcode, body.town))),
            Blank(Phrase("Tätigkeit"), words.fact(full.offer.title)),
        ),
        confirmed_heading=Phrase("Wir bestätigen"),
        asked=Phrase(_ASKED_EXTENDED if extended else _ASKED),
        unpaid=Phrase(_UNPAID),
        boxes=tuple(Phrase(f"☐ {where}") for where in _WHERE),
        request=Phrase(_REQUEST),
        signature=tuple(
            Blank(Phrase(label), Phrase("")) for label in ("Ort, Datum", "Unterschrift", "Name, Funktion")
        ),
        stamp=Phrase("Stempel der Einrichtung"),
        notes=(*map(Phrase, _NOTES), *given(_explained(words, rule if extended else None))),
        footer=footer(words, agency),
    )


def _explained(words: Words, rule: LegalFigure | None) -> Phrase:
    if not rule:
        return Phrase("")
    return words.fact(f"{rule.explains}: {rule.text} (Stand {words.day(rule.as_of).text})", HINT)
