"""Bytes on the wire, as both ends pack them: an offer, an offer with all that comes with it, a change."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import structs

from kosidesk.protocol.codec import encode_reply, encode_request, entries_of, pack_page, page_of
from kosidesk.protocol.messages import PROTOCOL, Entry, Reply, Request
from kosidesk.schema import VERSION
from kosidesk.server import keys, settings
from kosidesk.server.answer import answer
from kosidesk.server.books import Books
from kosidesk.server.context import open_store
from kosidesk.server.feed import MOST_ENTRIES
from tests.bench import places
from tests.bench.meter import Meter, Numbers
from tests.bench.ours.changes import Changes, offers_of
from tests.bench.stocks import COORDINATOR, NOW


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    found = settings.load(places.town(folder, size))
    store = open_store(found, keys.load(found))
    try:
        with store.reading() as books:
            replies = list(_replies(books))
    finally:
        store.close()
    offers = offers_of(entry for reply in replies for entry in entries_of(reply.page))
    changes = Changes(offers).requests(COORDINATOR.device, size)
    return {
        "offer_b": sum(map(len, map(_packed, _pages(offers)))) / size,
        "whole_offer_b": sum(map(len, map(encode_reply, replies))) / size,
        "change_b": sum(map(len, map(encode_request, changes))) / size,
    }


def _replies(books: Books) -> Iterator[Reply]:
    request = Request(PROTOCOL, VERSION, COORDINATOR.device, (), (), {}, MOST_ENTRIES)
    while True:
        reply = answer(books, COORDINATOR, request, NOW.isoformat())
        yield reply
        if not reply.more:
            return
        request = structs.replace(request, cursors=reply.cursors)


def _packed(entries: Sequence[Entry]) -> bytes:
    return pack_page(page_of(entries))


def _pages(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    return (entries[start : start + MOST_ENTRIES] for start in range(0, len(entries), MOST_ENTRIES))
