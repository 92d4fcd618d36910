"""Keeps the search of a desk in order: it is made from the offers, and can be made anew from them."""

from kosidesk.domain.errors import IndexDamaged
from kosidesk.services.desk import Desk
from kosidesk.storage import index_damage
from kosidesk.storage.indexing import Progress


def is_damaged(desk: Desk) -> bool:
    """Told in some milliseconds; a word that is wrong somewhere shows only once it is looked for."""
    try:
        with index_damage.noticed(), desk.database.reading() as connection:
            return not index_damage.adds_up(connection)
    except IndexDamaged:
        return True


def rebuild(desk: Desk, progress: Progress) -> None:
    """Tells how many offers are done, and of how many. Raises FileDamaged, DiskFull."""
    index_damage.mend(desk.database, progress)
