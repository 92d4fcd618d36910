"""What the server last said of a record, while changes of the desk may lie on top of it."""

from collections.abc import Mapping, Sequence

from kosidesk.protocol.joining import bare, onto_desk
from kosidesk.protocol.messages import Action, Key, Operation, Said
from kosidesk.protocol.replica import Confirmed
from kosidesk.sync.shelf import Shelf


def images(shelf: Shelf, known: Mapping[Key, Confirmed]) -> dict[Key, Said | None]:
    """None for a record the server says is gone."""
    rows, waiting = shelf.rows(known), shelf.unsettled(known)
    return {key: image_of(one, rows.get(key), waiting.get(key, ())) for key, one in known.items()}


def image_of(known: Confirmed | None, row: Said | None, unsettled: Sequence[Operation]) -> Said | None:
    """`unsettled` are all operations on top of it, the oldest first; taken off, they leave the image."""
    if known is None or known.deleted:
        return None
    if known.image is not None:
        return known.image
    older: Said = {}
    for operation in unsettled:
        older = {**operation.old(), **older}
    return bare({**(row or {}), **older})


def rebased(image: Said | None, operations: Sequence[Operation], shown: Said | None) -> Said | None:
    """The image with the desk's own changes on top; `shown` is what the desk shows now.

    A change of what others deleted stays in sight until the server has answered it.
    """
    values = image
    for operation in operations:
        if operation.action in (Action.DELETE, Action.ERASE):
            values = None
        elif values is not None:
            values = onto_desk(values, operation)
        elif operation.action == Action.CHANGE:
            values = shown
        else:
            values = bare(operation.new())
    return values
