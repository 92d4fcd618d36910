"""Letters that ask organisations whether their offers still hold."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE, Offer, Organisation
from kosidesk.printing import letter as content
from kosidesk.printing.choices import Format
from kosidesk.printing.layout.letter import laid_out
from kosidesk.printing.title import Title
from kosidesk.search.words import sorting_key
from kosidesk.services import batch, logos, offers, organisations, records
from kosidesk.services.batch import Paper
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Printout, printout
from kosidesk.storage import read
from kosidesk.storage.files import make_folder


def letter(desk: Desk, organisation: str) -> Printout:
    """About the organisation's active offers. Raises NotFound."""
    body = records.value(desk, Organisation, organisation)
    agency = records.agency(desk)
    active = (
        record
        for record in read.by(desk.database, Offer.KIND, "organisation", (organisation,))
        if record.text("status") == ACTIVE
    )
    asked = offers.fulls(desk, sorted(active, key=lambda offer: sorting_key(offer.text("title"))))
    told = content.letter(
        body,
        asked,
        agency,
        desk.today(),
        counsellor=records.name_of(desk, desk.user.id),
        logo=logos.logo(desk.city, agency.name),
    )
    return printout(laid_out(told), Format.A4)


def papers(desk: Desk, wanted: Sequence[str]) -> tuple[Paper, ...]:
    """For a batch; organisations that are gone are left out."""
    found = organisations.rows(desk, tuple(map(RecordId, wanted)))
    return tuple(Paper(row.name, row.id, partial(letter, desk, row.id)) for row in found)


def write(desk: Desk, wanted: Sequence[str], folder: Path) -> int:
    """Each into a file of its own; how many there are. Raises CannotWrite."""
    make_folder(folder)
    send = batch.into_folder(folder, Title.LETTER, desk.today())
    found = papers(desk, wanted)
    for paper in found:
        send(paper.make())
    return len(found)
