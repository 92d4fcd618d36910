"""What counsellors change of offers on long days, every few seconds something, as desks tell it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from kosidesk.protocol.messages import PROTOCOL, Action, Operation, Request, Row, Said
from kosidesk.protocol.scopes import PUBLIC
from kosidesk.schema import VERSION
from kosidesk.server import keys, settings
from kosidesk.server.context import open_store
from kosidesk.sync.talk import MOST_OPERATIONS
from tests.bench.stocks import NOW
from tests.server.identity.offices import MARA

_BETWEEN = timedelta(seconds=10, microseconds=271_828)
ALL = 10**9
_FIELDS = ("open_places", "title", "paused_until", "assured_on", "status")


class Changes:
    """Each offer in turn, each time another of its fields. Two with the same seed are the same."""

    def __init__(self, offers: Sequence[Row], seed: int = 1) -> None:
        self._now: dict[str, Said] = {offer.id: dict(offer.values) for offer in offers}
        self._chance, self._at, self._number = Random(seed), NOW, 0  # noqa: S311 - not for secrets
        self._turns = ((field, offer) for field in cycle(_FIELDS) for offer in offers)

    def requests(self, device: str, changes: int, most: int = MOST_OPERATIONS) -> Iterator[Request]:
        """At most so many in one; nothing is wanted back."""
        operations = islice(self._operations(), changes)
        while piece := tuple(islice(operations, most)):
            yield Request(PROTOCOL, VERSION, device, (), (), {}, 1, piece)

    def _operations(self) -> Iterator[Operation]:
        for field, offer in self._turns:
            self._number += 1
            self._at += _BETWEEN
            said = self._now[offer.id]
            old, new = said.get(field), self._other(field, said)
            said[field] = new
            yield Operation(
                id=self._id(),
                transaction=self._id(),
                action=Action.CHANGE,
                kind=offer.kind,
                record=offer.id,
                scope=offer.scope,
                differences={field: (old, new)},
                author=MARA,
                at=self._at.isoformat(),
                schema=VERSION,
            )

    def _other(self, field: str, said: Said) -> Any:
        match field:
            case "open_places":
                return (said.get(field) or 0) + 1
            case "title":
                return f"{said['title'].partition(' – ')[0]} – Platz {self._number}"
            case "status":
                return "paused" if said.get(field) == "active" else "active"
        return (self._at + timedelta(days=self._chance.randint(1, 90))).date().isoformat()

    def _id(self) -> str:
        """UUID version 7 of that moment."""
        milliseconds = int(self._at.timestamp() * 1000)
        chance = self._chance.getrandbits
        return str(UUID(int=milliseconds << 80 | 7 << 76 | chance(12) << 64 | 2 << 62 | chance(62)))


def held(stock: Path) -> list[Row]:
    """The offers this server holds."""
    found = settings.load(stock)
    store = open_store(found, keys.load(found))
    try:
        with store.reading() as books:
            return offers_of(books.after({PUBLIC: 0}, ALL, whole=(PUBLIC,)))
    finally:
        store.close()


def offers_of(entries: Iterable[object]) -> list[Row]:
    return [entry for entry in entries if isinstance(entry, Row) and entry.kind == "offer"]
