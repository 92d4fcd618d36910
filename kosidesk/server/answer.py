"""One round of the sync, from request to reply: the server's whole law in one pure function."""

from msgspec import structs

from kosidesk.protocol.codec import page_of
from kosidesk.protocol.lineage import last_agreed, next_tag, parted
from kosidesk.protocol.messages import Mark, Recovered, Reply, Request, Status
from kosidesk.server import feed
from kosidesk.server.books import Books
from kosidesk.server.draft import Draft
from kosidesk.server.identity.refusals import Later
from kosidesk.server.person import Person
from kosidesk.server.recovery import take_back
from kosidesk.server.settle import settle

OLDEST_READER = 1
"""The oldest schema whose programs can take in what this server sends. Handing in is open to every one."""

MOST_KEPT = 20_000
"""Refused operations of one device; what comes beyond that stays in its outbox."""

_PATIENCE_S = 3600.0
"""Only an administrator makes room again."""


def answer(books: Books, person: Person, request: Request, now: str) -> Reply:
    """Takes what the desk did and hands out the next page. `now` is ISO 8601 in UTC.

    Needs books that can be written if the request brings anything. Raises Later when too much of this device
    is in quarantine already.
    """
    fork = _fork(books, request)
    if fork is not None:
        return structs.replace(_nothing(books, Status.FORK, now), fork=fork)
    draft = Draft(books)
    acks = tuple(settle(draft, person, request.operations, now))
    handed_back = tuple(take_back(draft, person, _handed_back(books, request), now))
    if draft.quarantined and books.kept_of(person.device) + len(draft.quarantined) > MOST_KEPT:
        raise Later(_PATIENCE_S)
    if not draft.is_empty:
        told = (*(ack.operation for ack in draft.acks), *("".join(key) for key in handed_back))
        books.save(draft.commit(person.device, now, next_tag(draft.tag, told)))
    reply = structs.replace(_nothing(books, Status.OK, now), acks=acks, handed_back=handed_back)
    if request.schema < OLDEST_READER:
        return structs.replace(reply, status=Status.UPGRADE)
    if feed.is_behind(books, person, request.cursors, request.begun):
        return structs.replace(reply, status=Status.RESYNC)
    page = feed.page(books, person, request.cursors, request.rows)
    return structs.replace(reply, cursors=page.cursors, page=page_of(page.entries), more=page.more)


def _fork(books: Books, request: Request) -> int | None:
    """The last place the desk's history shares with the books', None if it is the same one."""
    tags = books.tags([mark.seq for mark in request.seen])
    found = (parted(request.lineage, books.lineage()), last_agreed(request.seen, tags))
    places = [place for place in found if place is not None]
    return min(places) if places else None


def _handed_back(books: Books, request: Request) -> list[Recovered]:
    """Nothing of a lost history is shared beyond the beginning of this one, whatever the desk says."""
    begun = books.lineage()[-1].parent_end
    return [structs.replace(one, fork=min(one.fork, begun)) for one in request.recovered]


def _nothing(books: Books, status: int, now: str) -> Reply:
    """A reply that tells where the books stand, and no more."""
    head = books.head()
    return Reply(
        status=status,
        lineage=books.lineage(),
        head=Mark(head.seq, head.tag),
        durable=head.durable,
        cursors={},
        more=False,
        time=now,
    )
