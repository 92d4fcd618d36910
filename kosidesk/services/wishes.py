"""What the client of a consultation wishes for, said bit by bit."""

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.wish import Wish, wish_id
from kosidesk.services import consultations, editing, lease
from kosidesk.services.desk import Desk
from kosidesk.storage import read


def of(desk: Desk, consultation: RecordId) -> Wish:
    """An empty one as long as nothing was said. Raises LeaseEnded."""
    lease.require(desk)
    found = read.get(desk.database, Wish.KIND, wish_id(consultation))
    return Wish.of(found) if found else Wish(wish_id(consultation), consultation)


def say(desk: Desk, wish: Wish) -> Changes:
    """Keeps what differs from what was said before; a wish begins with its first word.

    Raises Invalid; NotFound and NotPossibleNow for its consultation.
    """
    consultations.open_record(desk, wish.consultation, "wish")
    old = read.get(desk.database, Wish.KIND, wish.id)
    if old is None and wish == Wish(wish.id, wish.consultation):
        return Changes()
    return editing.save(desk, Edit(old, wish.onto(old) if old else wish.record()))
