"""Who waits for news is not forgotten because the database was away for a while."""

import asyncio

import pytest

from kosidesk.server import heads
from kosidesk.server.heads import Heads
from kosidesk.server.store.errors import DatabaseAway


def test_whoever_watches_goes_on_after_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "GLANCE_S", 0.0)
    told: list[int | DatabaseAway] = [1, DatabaseAway("restarting"), 2]

    async def read() -> int:
        match told.pop(0):
            case DatabaseAway() as away:
                raise away
            case int() as seq:
                return seq
        raise AssertionError(told)

    async def news() -> int:
        waiting = Heads(read)
        watch = asyncio.create_task(waiting.watch())
        try:
            return await waiting.other_than(1, patience=5.0)
        finally:
            watch.cancel()

    assert asyncio.run(news()) == 2
