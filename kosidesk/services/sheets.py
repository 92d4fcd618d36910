"""The referral sheet: made of a consultation or of offers alone, shown, printed, kept as a file."""

from collections.abc import Sequence
from pathlib import Path

from kosidesk.domain.errors import CannotWrite
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import FullOffer
from kosidesk.i18n import GERMAN, short_day, translator
from kosidesk.printing import preview, spool
from kosidesk.printing.pdf import pdf
from kosidesk.printing.sheet import sheet
from kosidesk.services import consultations, offers, records
from kosidesk.services.desk import Desk

Chosen = Sequence[tuple[FullOffer, str]]
"""Offers and the reason why each fits."""

Page = preview.Page
"""A page of the sheet as pixels."""


def of_consultation(desk: Desk, consultation: RecordId) -> bytes:
    """The PDF of a shortlist. Raises NotFound."""
    shortlist = consultations.shortlist(desk, consultation)
    reasons = {referral.offer: referral.reason for referral in shortlist.referrals}
    chosen = [(full, reasons[full.offer.id]) for full in offers.by_ids(desk, shortlist.offers())]
    return _drawn(desk, chosen, shortlist.consultation.code)


def of_offers(desk: Desk, numbers: Sequence[str]) -> bytes:
    """The PDF of some offers, with a blank for a code. Raises NotFound, Ambiguous."""
    ids = [offers.by_number(desk, number).id for number in numbers]
    return _drawn(desk, [(full, "") for full in offers.by_ids(desk, ids)], "")


def _drawn(desk: Desk, chosen: Chosen, code: str) -> bytes:
    # The sheet is German, whatever the window speaks.
    as_of = translator(GERMAN).gettext("{text} (Stand {day})")
    hints = {
        figure.explains: as_of.format(text=figure.text, day=short_day(figure.as_of, GERMAN))
        for figure in desk.city.figures
    }
    return pdf(
        sheet(
            chosen,
            records.agency(desk),
            desk.today(),
            code=code,
            counsellor=records.name_of(desk, desk.user.id),
            hints=hints,
        )
    )


def pages(document: bytes, width_px: int) -> tuple[Page, ...]:
    """The sheet as pictures, for the preview and for printers that take no PDF."""
    return preview.pages(document, width_px)


def can_spool() -> bool:
    """Whether the system takes the sheet as it is; where not, the window has to draw its pages."""
    return spool.can_spool()


def printers() -> tuple[str, ...]:
    """The system's printers; empty where the window has to draw. Raises PrinterFailed."""
    return spool.printers() if spool.can_spool() else ()


def print_out(document: bytes, printer: str = "") -> None:
    """Hands the sheet to the system without a file in between. Raises PrinterFailed."""
    spool.spool(document, printer)


def save(document: bytes, target: Path) -> None:
    """Raises CannotWrite."""
    try:
        target.write_bytes(document)
    except OSError as error:
        raise CannotWrite(target.name, error.strerror or str(error)) from error
