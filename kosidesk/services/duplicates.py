"""What was entered twice, by people who could not know of each other."""

from collections.abc import Collection, Iterator

from kosidesk.domain.duplicate import Entered, alike
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.services.desk import Desk
from kosidesk.storage import read


def suspected(desk: Desk, kind: str, fresh: Collection[RecordId]) -> tuple[tuple[RecordId, RecordId], ...]:
    """Pairs that may be one thing, at least one of them fresh; only what was born on desks.

    What came from a file has a number to tell it by, and one person knows what she entered.
    """
    born = [one for one in read.by_ids(desk.database, kind, fresh).values() if not one.text("source")]
    entered = _organisations(desk, born) if kind == "organisation" else _offers(desk, born)
    pairs = alike(entered, fresh) if born else ()
    return tuple(pair for pair in pairs if len({_author(desk, one) for one in pair}) > 1)


def _organisations(desk: Desk, born: Collection[Record]) -> Iterator[Entered]:
    postcodes = {one.text("postcode") for one in born} - {""}
    for one in read.by(desk.database, "organisation", "postcode", postcodes):
        if not one.text("source"):
            yield Entered(one.id, (one.text("name"),), one.text("postcode"))


def _offers(desk: Desk, born: Collection[Record]) -> Iterator[Entered]:
    """An offer is where its first place is, and is told by its organisation's name, too."""
    here = read.by(desk.database, "place", "offer", [one.id for one in born])
    postcodes = {place.text("postcode") for place in here} - {""}
    places: dict[str, str] = {}
    for place in read.by(desk.database, "place", "postcode", postcodes):
        places.setdefault(place.text("offer"), place.text("postcode"))
    offers = read.by_ids(desk.database, "offer", places.keys() - {""}).values()
    own = [offer for offer in offers if not offer.text("source")]
    bodies = read.by_ids(desk.database, "organisation", (offer.text("organisation") for offer in own))
    for offer in own:
        body = bodies.get(RecordId(offer.text("organisation")))
        names = (offer.text("title"), body.text("name") if body else "")
        yield Entered(offer.id, names, places[offer.id])


def _author(desk: Desk, record: RecordId) -> str:
    changes = read.history(desk.database, record)
    return changes[0].author if changes else ""
