"""The referral sheet: made of a consultation or of offers alone, shown, printed, kept as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kosidesk.domain.follow_up import DUE, FollowUp
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.i18n import GERMAN, short_day, translator
from kosidesk.printing import preview
from kosidesk.printing.choices import Choices, Format
from kosidesk.printing.document import Document
from kosidesk.printing.languages import Language, languages
from kosidesk.printing.layout.sheet import laid_out
from kosidesk.printing.pdf.write import pdf
from kosidesk.printing.readable import Passage, passages
from kosidesk.printing.sheet import sheet
from kosidesk.printing.sketch import Sketch
from kosidesk.services import consultations, logos, offers, records, sketches
from kosidesk.services.desk import Desk
from kosidesk.storage import read

__all__ = [
    "Choices",
    "Format",
    "Language",
    "Page",
    "Passage",
    "Printout",
    "languages",
    "of_consultation",
    "of_offers",
    "pages",
    "printout",
]

Chosen = Sequence[tuple[FullOffer, str]]
"""Offers and the reason why each fits."""

_USUAL = Choices()

Page = preview.Page
"""A page of the sheet as pixels."""


@dataclass(frozen=True)
class Printout:
    """A paper ready for a screen, a printer or a file. `name` is the same for every client."""

    name: str
    pdf: bytes
    text: tuple[Passage, ...]
    format: Format
    pages: int


def prepare(desk: Desk, choices: Choices) -> None:
    """Makes an empty sheet: the logo is drawn, the fonts are read before the first client waits for hers."""
    _made(desk, (), "", choices)


def of_consultation(desk: Desk, consultation: RecordId, choices: Choices = _USUAL) -> Printout:
    """The sheet of a shortlist. Raises NotFound."""
    shortlist = consultations.shortlist(desk, consultation)
    reasons = {referral.offer: referral.reason for referral in shortlist.referrals}
    chosen = [(full, reasons[full.offer.id]) for full in offers.by_ids(desk, shortlist.offers())]
    return _made(desk, chosen, shortlist.consultation.code, choices, _ask_on(desk, consultation))


def _ask_on(desk: Desk, consultation: RecordId) -> date | None:
    """The first day somebody promised to ask back on."""
    promised = map(FollowUp.of, read.by(desk.database, FollowUp.KIND, "consultation", (consultation,)))
    return min((one.due_on for one in promised if one.state == DUE and one.due_on), default=None)


def of_offers(desk: Desk, numbers: Sequence[str], choices: Choices = _USUAL) -> Printout:
    """The sheet of some offers, with a blank for a code. Raises NotFound, Ambiguous."""
    ids = [offers.by_number(desk, number).id for number in numbers]
    return _made(desk, [(full, "") for full in offers.by_ids(desk, ids)], "", choices)


def _made(desk: Desk, chosen: Chosen, code: str, choices: Choices, ask_on: date | None = None) -> Printout:
    agency = records.agency(desk)
    content = sheet(
        [(sketches.with_stops(desk.city, full), reason) for full, reason in chosen],
        agency,
        desk.today(),
        choices,
        code=code,
        counsellor=records.name_of(desk, desk.user.id),
        ask_on=ask_on,
        hints=_hints(desk),
        logo=logos.logo(desk.city, agency.name) if choices.logo else None,
        sketches=_sketches(desk, chosen) if choices.map else {},
        translations=_translations(chosen, choices.language),
    )
    return printout(laid_out(content, choices.format), choices.format)


def printout(document: Document, paper: Format) -> Printout:
    return Printout(document.title, pdf(document), passages(document), paper, len(document.pages))


def _sketches(desk: Desk, chosen: Chosen) -> dict[RecordId, Sketch]:
    drawn = ((full.offer.id, sketches.sketch(desk.city, full)) for full, _ in chosen)
    return {offer: sketch for offer, sketch in drawn if sketch}


def _translations(chosen: Chosen, language: str) -> dict[RecordId, str]:
    told = ((full.offer.id, one) for full, _ in chosen for one in full.translations)
    return {offer: one.text for offer, one in told if one.language == language}


def _hints(desk: Desk) -> dict[str, str]:
    """The city's dated texts are German, whatever the window speaks."""
    as_of = translator(GERMAN).gettext("{text} (Stand {day})")
    return {
        figure.explains: as_of.format(text=figure.text, day=short_day(figure.as_of, GERMAN))
        for figure in desk.city.figures
    }


def pages(document: bytes, width_px: int, *, most: int | None = None) -> tuple[Page, ...]:
    """The sheet as pictures, for the preview and for printers that take no PDF."""
    return preview.pages(document, width_px, most=most)
