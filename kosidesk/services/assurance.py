"""Says that offers still hold, and counts how far the stock can be trusted."""

from collections.abc import Mapping, Sequence

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import NotFound
from kosidesk.domain.freshness import Light
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.domain.record import Record
from kosidesk.search.query import Query
from kosidesk.services.desk import Desk
from kosidesk.services.stock import stock
from kosidesk.storage import read


def assure(desk: Desk, offers: Sequence[RecordId], by: str = "") -> Changes:
    """Somebody has just confirmed them: the one named, such as a contact, or else this counsellor.

    Raises NotFound, ChangedMeanwhile.
    """
    found = read.by_ids(desk.database, Offer.KIND, offers)
    gone = next((id_ for id_ in offers if id_ not in found), None)
    if gone is not None:
        raise NotFound(Offer.KIND, gone)
    return desk.write(*(Edit(old, assured(desk, old, by)) for old in found.values()))


def assured(desk: Desk, offer: Record, by: str = "") -> Record:
    """As it stands once it is confirmed today; who did not answer before has answered now."""
    said = {"assured_on": desk.today().isoformat(), "assured_by": by or desk.user.name}
    return offer.with_values(**said, **({"unanswered": 0} if offer.get("unanswered") else {}))


def counts(desk: Desk) -> Mapping[Light, int]:
    """How many active offers stand under each light; those that are paused rest."""
    query = Query(desk.today())
    return stock(desk, query).lights(query)
