"""Forgets a person for good: here at once, at the server and on every other desk with their next sync."""

from kosidesk.domain.change import Changes
from kosidesk.domain.errors import NotPossibleNow
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.storage import erasure


def erase(desk: Desk, kind: str, id_: str) -> Changes:
    """The record, every part of it, and all the journal said of them. Nothing takes this back.

    Raises NotFound; NotPossibleNow for kinds that hold nothing personal: they are deleted, and can come back.
    """
    records.record(desk, kind, id_)
    if not any(field.personal for field in desk.database.registry[kind].fields):
        raise NotPossibleNow("erase", kind)
    return erasure.erase(desk.database, kind, id_, desk.stamp())
