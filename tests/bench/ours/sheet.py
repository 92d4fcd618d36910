"""The referral sheet of offers of a desk, from their numbers to the bytes of the PDF; and many of them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kosidesk.search.query import Query
from kosidesk.services import offers, sheets
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Choices, Printout
from tests.bench.meter import Meter, Numbers, cold_and_warm, cost, forget_peak, held_mb, peak_mb
from tests.bench.ours import desks

DESK, _TIMES = 700, 11
_BATCH, _STEP = 50, 2
"""The sheets of a day at a stand: of a hundred offers, each sheet shares most with the one before."""


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with desks.opened(folder, DESK) as desk:
        desk_alone = held_mb()
        forget_peak()
        of_all = numbers(desk, size + _BATCH * _STEP)
        german, arabic = (partial(drawn, desk, of_all[:size], language) for language in ("de", "ar"))
        cold, *warm = [cost(german) for _ in range(_TIMES)]
        _, *arabic_warm = [cost(arabic) for _ in range(_TIMES)]
        batch = cost(lambda: [drawn(desk, of_all[_STEP * n :][:size], "de") for n in range(_BATCH)])
        return {
            **cold_and_warm(cold, warm),
            "arabic_wall_ms": cold_and_warm(cold, arabic_warm)["warm_wall_ms"],
            "batch_wall_ms": batch.wall,
            "over_desk_mb": peak_mb() - desk_alone,
            "german_pages": german().pages,
            "arabic_pages": arabic().pages,
        }


def numbers(desk: Desk, count: int) -> list[str]:
    return [row.number for row in offers.rows(desk, offers.find(desk, Query(desk.today())).ns[:count])]


def drawn(desk: Desk, numbers: Sequence[str], language: str) -> Printout:
    return sheets.of_offers(desk, numbers, Choices(language=language, notes="Bitte dienstags anrufen."))
