"""Forgets a person for good: here at once, at the server and on every other desk with their next sync.

Backups still hold her until they go: the desk keeps its newest (`vault.BACKUPS_KEPT`), the server those of 35
days. The server erases again when one of its own is brought back, and tells the desks; a
desk that stands alone and brings one back must be told again. Backups named by hand stay where somebody put
them. The copies that a newer version of the program makes of the file go at once.
"""

from kosidesk.domain.change import Changes
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import NotPossibleNow
from kosidesk.services import consultations, records
from kosidesk.services.desk import Desk
from kosidesk.storage import erasure


def erase_consultation(desk: Desk, typed: str) -> Changes:
    """The one with this code. Raises NotFound, LeaseEnded."""
    return erase(desk, Consultation.KIND, consultations.by_code(desk, typed).id)


def erase(desk: Desk, kind: str, id_: str) -> Changes:
    """The record, every part of it, and all the journal said of them. Nothing takes this back.

    Raises NotFound; NotPossibleNow for kinds that hold nothing personal: they are deleted, and can come back.
    """
    records.record(desk, kind, id_)
    if not any(field.personal for field in desk.database.registry[kind].fields):
        raise NotPossibleNow("erase", kind)
    return erasure.erase(desk.database, kind, id_, desk.stamp())
