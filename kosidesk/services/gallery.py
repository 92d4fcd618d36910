"""Every language of the sheet on every paper, to be looked through."""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from pathlib import Path

from kosidesk.domain.offer import ACTIVE, Offer
from kosidesk.printing.contact_sheet import contact_sheet
from kosidesk.services import printing_out, sheets
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Choices, Format, Page
from kosidesk.storage import read
from kosidesk.storage.files import make_folder

OFFERS, COLUMNS = 3, 4
WIDTH_PX = 420


def gallery(desk: Desk, numbers: Sequence[str], folder: Path) -> Iterator[Path]:
    """Files in `folder`, each as it is written: the sheets, and for each paper a picture of their fronts.

    Without numbers it takes the offers that say most. Raises NotFound, Ambiguous, CannotWrite.
    """
    make_folder(folder)
    chosen = numbers or _telling(desk)
    for paper in Format:
        first: list[tuple[str, Page]] = []
        for language in sheets.languages().values():
            choices = Choices(format=paper, language=language.code)
            made = sheets.of_offers(desk, chosen, choices).pdf
            first.append((f"{paper} · {language.code}", sheets.pages(made, WIDTH_PX)[0]))
            yield _kept(folder / f"{paper}-{language.code}.pdf", made)
        yield _kept(folder / f"{paper}.png", contact_sheet(first, _columns(paper, len(first))))


def _columns(paper: Format, pictures: int) -> int:
    """Rolls are long: all of them hang beside each other."""
    return pictures if paper is Format.RECEIPT else COLUMNS


def _kept(file: Path, content: bytes) -> Path:
    printing_out.save(content, file)
    return file


def _telling(desk: Desk) -> list[str]:
    """The active offers with the most fields that say something."""
    active = (
        offer
        for offer in read.all_of(desk.database, Offer.KIND)
        if offer.text("status") == ACTIVE and offer.text("number")
    )
    best = nlargest(OFFERS, active, key=lambda offer: len(offer.values))
    return [f"{offer.text('source')}:{offer.text('number')}" for offer in best]
