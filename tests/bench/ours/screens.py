"""Processor time from the wish to see a screen to all it shows, at its first visit after the unlocking."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from kosidesk.storage import read
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.organisations.screen import OrganisationsScreen
from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost, peak_mb
from tests.bench.ours.counsellor import Counsellor, at_work
from tests.bench.stocks import now

_PLAIN = ("offers", "organisations", "follow_up", "papers", "import", "conflicts", "preferences", "sync")


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with at_work(places.cases(folder, size), now) as mara:
        opened = {name: cost(partial(_open, mara, way)).cpu for name, way in _ways(mara).items()}
    return {
        **{f"{name}_cpu_ms": cpu for name, cpu in opened.items()},
        "longest_cpu_ms": max(opened.values()),
        "peak_mb": peak_mb(),
    }


def _ways(mara: Counsellor) -> dict[str, Callable[[], object]]:
    room = mara.room
    window, models = room.window, room.models
    offer = read.all_of(models.desk.database, "offer")[0].id

    def edit() -> None:
        cast("EditingScreen", window.go("editing")).edit("offer", offer)

    def doubles() -> None:
        cast("OrganisationsScreen", window.go("organisations")).show_doubles()

    return {
        **{name: partial(window.go, name) for name in _PLAIN},
        "start": partial(window.go, "start"),
        "consultation": models.conversation.begin,
        "editing": edit,
        "sheet": window.sheet_wanted.emit,
        "doubles": doubles,
    }


def _open(mara: Counsellor, way: Callable[[], object]) -> None:
    way()
    mara.rest()
