"""Who waits for news is told as soon as the head of the history has moved, whichever process moved it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, NoReturn

from kosidesk.domain.errors import KosiError

GLANCE_S = 0.5
"""How often the database is asked while somebody waits; one question serves all of them."""


class Heads:
    """`read` asks the database for the place the history has come to."""

    def __init__(self, read: Callable[[], Awaitable[int]]) -> None:
        self._read = read
        self._seq = -1
        self._waiting: set[asyncio.Task[Any]] = set()
        self._moved = asyncio.Condition()

    async def watch(self) -> NoReturn:
        """Another process on the same database says nothing when it writes: so this one looks."""
        while True:
            await asyncio.sleep(GLANCE_S)
            if self._waiting:
                # A database that is away for a while comes back; who asks meanwhile hears of it.
                with suppress(KosiError):
                    await self.look()

    async def look(self) -> None:
        await self.stands_at(await self._read())

    async def stands_at(self, seq: int) -> None:
        async with self._moved:
            if seq != self._seq:
                self._seq = seq
                self._moved.notify_all()

    async def other_than(self, seq: int, patience: float) -> int:
        """The head as soon as it is another one than `seq`, or as it still is after `patience` seconds.

        Other, not higher: a server that was restored stands lower than its desks remember.
        """
        task = asyncio.current_task()
        waiting = {task} if task else set()
        self._waiting |= waiting
        try:
            await self.look()
            async with asyncio.timeout(patience), self._moved:
                await self._moved.wait_for(lambda: self._seq != seq)
        except (TimeoutError, asyncio.CancelledError):
            # Cancelled when the server stops: it still answers, and the desk asks again later; or when
            # whoever asked has gone.
            return self._seq
        finally:
            self._waiting -= waiting
        return self._seq

    def release(self) -> None:
        """Answers everybody who waits, at once."""
        for task in self._waiting:
            task.cancel()
