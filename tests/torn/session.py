"""All the weathers one small session is told in."""

from collections.abc import Callable, Iterator
from itertools import product

from tests.torn.town import Town
from tests.torn.trial import SYNCED, Trial, tried
from tests.torn.weather import REPLY, REQUEST, Cut, Delay, Doubled, Flip, Late, Portal, Trickle, Weather

REQUESTS = 4
"""Of the session: nonce, login, sync, digest."""

_BYTEWISE: tuple[tuple[str, Callable[[str, int], Weather]], ...] = (("cut", Cut), ("flip", Flip))


def trials(town: Town, most: int) -> Iterator[Trial]:
    """At most so many bytes each way are cut at, and flipped, evenly spread; each of the others once."""
    fine = Weather()
    yield require_synced(tried(town, "fine", fine))
    yield require_synced(tried(town, "trickle", Trickle()))
    yield require_synced(tried(town, "delay", Delay()))
    for which in range(REQUESTS):
        yield tried(town, "portal", Portal(which))
        yield tried(town, "doubled", Doubled(which, town.proxy.deliver))
        yield tried(town, "late", Late(which))
    for (name, weather), way in product(_BYTEWISE, (REQUEST, REPLY)):
        for at in spread(fine.passed[way], most):
            yield tried(town, f"{name} {way}", weather(way, at))


def spread(length: int, most: int) -> list[int]:
    """Places in so many bytes, the first and the last among them."""
    steps = min(length, most) - 1
    return sorted({place * (length - 1) // steps for place in range(steps + 1)})


def require_synced(trial: Trial) -> Trial:
    assert trial.said == SYNCED, trial
    return trial
