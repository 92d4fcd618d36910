"""Pages of what changed, each scope from where the desk stopped reading it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kosidesk.protocol.messages import Entry
from kosidesk.server.books import Books
from kosidesk.server.person import Person
from kosidesk.server.visibility import grants

MOST_ENTRIES = 2000


@dataclass(frozen=True)
class Page:
    """`cursors` after it; scopes that are not among them are no longer the person's to read."""

    entries: tuple[Entry, ...]
    cursors: dict[str, int]
    more: bool


def page(books: Books, person: Person, read: Mapping[str, int], wanted: int) -> Page:
    head = books.head().seq
    cursors = {scope: min(max(read.get(scope, 0), 0), head) for scope in sorted(grants(person))}
    most = min(max(wanted, 1), MOST_ENTRIES)
    beginning = {scope for scope, cursor in cursors.items() if cursor == 0}
    entries = books.after(cursors, most, whole=beginning)
    more = len(entries) >= most
    reached = entries[-1].rev if more else head
    return Page(tuple(entries), {scope: max(at, reached) for scope, at in cursors.items()}, more)


def is_behind(books: Books, person: Person, read: Mapping[str, int], begun: Mapping[str, int]) -> bool:
    """Whether deletions this desk has not read of are forgotten."""
    floor = books.head().floor
    return any(
        read.get(scope, 0) and max(read[scope], begun.get(scope, 0)) < floor for scope in grants(person)
    )
