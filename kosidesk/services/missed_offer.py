"""Why an offer somebody thinks of is not among those that fit: by its number, or words of its title."""

from collections.abc import Collection
from dataclasses import dataclass

from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.wish import Wish
from kosidesk.search.query import Query
from kosidesk.services import fits, offers
from kosidesk.services.desk import Desk


@dataclass(frozen=True)
class Missed:
    """The offer that was meant, and the sentence about it."""

    title: str
    why: str


def explain(desk: Desk, wish: Wish, typed: str, *, without: Collection[str] = ()) -> Missed:
    """Raises NotFound where no offer is meant, Cancelled where another search was faster."""
    id_, title = _meant(desk, typed)
    return Missed(title, fits.why_not(desk, wish, id_, without=without))


def _meant(desk: Desk, typed: str) -> tuple[RecordId, str]:
    for record in offers.with_number(desk, typed.strip()):
        return record.id, record.text("title")
    everywhere = Query(desk.today(), text=typed, statuses=frozenset())
    for row in offers.rows(desk, offers.find(desk, everywhere).ns[:1]) if typed.strip() else ():
        return row.id, row.title
    raise NotFound(Offer.KIND, typed)
