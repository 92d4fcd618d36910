"""Work that waits for the database or for a hash stands in a lane, so that it holds nobody else up."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Lane:
    """At most so many at work; the others wait, the first first."""

    def __init__(self, threads: int) -> None:
        self._room = CapacityLimiter(threads)

    async def run(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=self._room)
