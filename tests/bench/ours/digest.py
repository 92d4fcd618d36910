"""Whether a desk holds what the server holds: the sums of all its offers, asked for at the server's door.

Warm by id and place in the history, as after each sync; `whole` by all they say.
"""

from pathlib import Path

from tests.bench import places
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost
from tests.bench.ours import town

_TIMES = 6


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with town.serving(places.offers_alone(folder, size), machines=1) as there:
        remote, head = there.remote(0), there.head()
        first, *rest = [cost(lambda: remote.compare(head, whole=False)) for _ in range(_TIMES)]
        whole = cost(lambda: remote.compare(head, whole=True))
        remote.hang_up()
    return {**cold_and_warm(first, rest), "whole_wall_ms": whole.wall}
