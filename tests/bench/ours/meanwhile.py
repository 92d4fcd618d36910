"""Picks and searches while a file comes in, each in the lane the window has for it."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import cycle
from pathlib import Path

from kosidesk.domain.ids import RecordId
from kosidesk.search.query import Query
from kosidesk.services import consultations, imports, offers
from kosidesk.services.desk import Desk
from tests.bench import places
from tests.bench.meter import MS, Meter, Numbers, cost, peak_mb, percentile
from tests.bench.ours import desks
from tests.bench.ours.as_you_type import find
from tests.bench.queries import TYPED

Wish = Callable[[], object]

_PAUSE = 0.05  # seconds between two wishes, as a quick hand has them


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with (
        desks.copied(folder, size) as desk,
        ThreadPoolExecutor(3) as hands,
        ThreadPoolExecutor(1) as writing,
        ThreadPoolExecutor(1) as reading,
    ):
        alone = [cost(search).wall for search in _searches(desk, times=1)]
        done = hands.submit(_take_in, desk, places.feed(folder, size), writing)
        searches = hands.submit(_waits, reading, _searches(desk), done)
        picks = hands.submit(_waits, writing, _picks(desk), done)
        done.result()
        return {
            "pick_longest_wall_ms": max(picks.result()),
            "pick_p95_wall_ms": percentile(picks.result(), 0.95),
            "search_longest_wall_ms": max(searches.result()),
            "search_p95_wall_ms": percentile(searches.result(), 0.95),
            "search_alone_p95_wall_ms": percentile(alone, 0.95),
            "peak_mb": peak_mb(),
        }


def _take_in(desk: Desk, file: Path, writing: ThreadPoolExecutor) -> None:
    looked = imports.look(desk, file)
    writing.submit(imports.take_over, desk, looked).result()


def _waits(lane: ThreadPoolExecutor, wishes: Iterator[Wish], done: "Future[None]") -> list[float]:
    """How long each wish took, from when it was uttered, until the file is in."""
    waits = []
    while not done.done():
        begun = time.perf_counter()
        lane.submit(next(wishes)).result()
        waits.append((time.perf_counter() - begun) * MS)
        time.sleep(_PAUSE)
    return waits


def _searches(desk: Desk, times: int | None = None) -> Iterator[Wish]:
    texts = cycle(TYPED) if times is None else TYPED * times
    return (partial(find, desk, text) for text in texts)


def _picks(desk: Desk) -> Iterator[Wish]:
    """On the shortlist, and off it again."""
    talk = consultations.begin(desk).id
    first = offers.find(desk, Query(desk.today())).ns[:1]
    offer = RecordId(offers.rows(desk, first)[0].id)
    return cycle(
        (partial(consultations.pick, desk, talk, offer), partial(consultations.unpick, desk, talk, offer))
    )
