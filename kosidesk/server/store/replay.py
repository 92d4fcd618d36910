"""Erases again, in a database that was restored, whoever was erased since the backup was made."""

from collections.abc import Iterable

from kosidesk.protocol.lineage import next_tag
from kosidesk.protocol.messages import Tomb
from kosidesk.server.books import Books
from kosidesk.server.draft import Draft

NOBODY = ""
"""The device of a commit that no desk sent."""


def replay(books: Books, erasures: Iterable[Tomb], at: str) -> int:
    """Takes out what the ledger names, with every part of it, as one commit. Returns how many are new."""
    named = {tomb.key: tomb for tomb in erasures}
    known = books.erased([id_ for _, id_ in named])
    missing = [tomb for tomb in named.values() if tomb.id not in known]
    if not missing:
        return 0
    draft = Draft(books)
    draft.look_up([tomb.key for tomb in missing], [tomb.id for tomb in missing])
    for tomb in missing:
        draft.erase(tomb.key, tomb.scope, tomb.author, tomb.at)
    tag = next_tag(draft.tag, (tomb.id for tomb in missing))
    books.save(draft.commit(NOBODY, at, tag))
    return len(missing)
