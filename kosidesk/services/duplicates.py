"""What was entered twice, by people who could not know of each other, and how such a suspicion is filed."""

from collections.abc import Collection, Iterator

from kosidesk.domain.conflict import DUPLICATE, SYNC, UNDECIDED, WHOLE
from kosidesk.domain.duplicate import Entered, alike
from kosidesk.domain.ids import RecordId, imported_id
from kosidesk.domain.record import Record, Value
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.storage import read
from kosidesk.storage.rows import json_text


def suspected(desk: Desk, kind: str, fresh: Collection[RecordId]) -> tuple[tuple[RecordId, RecordId], ...]:
    """Pairs that may be one thing, at least one of them fresh; only what was born on desks.

    What came from a file has a number to tell it by, and one person knows what she entered.
    """
    born = [one for one in read.by_ids(desk.database, kind, fresh).values() if not one.text("source")]
    entered = _organisations(desk, born) if kind == "organisation" else _offers(desk, born)
    pairs = alike(entered, fresh) if born else ()
    return tuple(pair for pair in pairs if len({_author(desk, one) for one in pair}) > 1)


def suspicion(kind: str, pair: tuple[RecordId, RecordId]) -> Record:
    """Neither author nor time: desks that file it at once must not disagree."""
    first, second = sorted(pair)
    values: dict[str, Value] = {
        "of_kind": kind,
        "of_record": first,
        "field": WHOLE,
        "theirs": json_text(second),
        "source": SYNC,
        "status": UNDECIDED,
        "reason": DUPLICATE,
    }
    return Record("conflict", imported_id(SYNC, "conflict", DUPLICATE, kind, first, second), values)


def filed(desk: Desk, about: RecordId) -> tuple[Record, ...]:
    """Every suspicion of which this record is one side."""
    sides = (("of_record", about), ("theirs", json_text(about)))
    found = [one for column, said in sides for one in read.by(desk.database, "conflict", column, (said,))]
    return tuple(one for one in found if one.text("reason") == DUPLICATE)


def _organisations(desk: Desk, born: Collection[Record]) -> Iterator[Entered]:
    postcodes, merged = {one.text("postcode") for one in born} - {""}, Merged.of(desk)
    for one in read.by(desk.database, "organisation", "postcode", postcodes):
        if not one.text("source") and not merged.is_hidden(one.id):
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
