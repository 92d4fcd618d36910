"""What an administrator decides about a refused operation: it is taken after all, or it is gone."""

from kosidesk.protocol.lineage import next_tag
from kosidesk.protocol.messages import Ack
from kosidesk.server.books import Books, Quarantined
from kosidesk.server.draft import Draft
from kosidesk.server.settle import overrule
from kosidesk.server.store.replay import NOBODY


def accept(books: Books, refused: Quarantined, now: str) -> int:
    """Settles it as if it came now; its author stays who she is. Returns what became of it (`Code`).

    Raises NotPossibleNow for what nobody may do.
    """
    draft = Draft(books)
    code = overrule(draft, refused.operation)
    draft.acknowledge(Ack(refused.operation.id, code, draft.seq))
    _close(books, draft, refused, now)
    return code


def drop(books: Books, refused: Quarantined, now: str) -> None:
    _close(books, Draft(books), refused, now)


def _close(books: Books, draft: Draft, refused: Quarantined, now: str) -> None:
    name = refused.operation.id
    draft.release(name)
    books.save(draft.commit(NOBODY, now, next_tag(draft.tag, (name,))))
