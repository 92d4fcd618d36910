"""From the first screen to the promise to ask back, for a wish nobody has typed before.

With children, on Tuesday afternoons, in Barmen, without a certificate of conduct; three offers, one sheet.
"""

import os
from pathlib import Path

from PySide6.QtCore import Qt

from kosidesk.domain.ids import RecordId
from kosidesk.services import consultations, follow_ups
from tests.bench import places
from tests.bench.meter import Meter, Numbers, cost
from tests.bench.ours.counsellor import CONTROL, Counsellor, at_work
from tests.bench.stocks import now

_LP = """#!/bin/sh
cat > "$(dirname "$0")/paper"
"""
_WORDS = ("Kinder", "Barmen", "lieber nicht")
_WHEN = "Dienstag nachmittags"
_OFFERS = 3


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    paper = _printer(folder)
    with at_work(places.cases(folder, size), now) as mara:
        cpu = cost(lambda: _advise(mara)).cpu
        assert paper.read_bytes().startswith(b"%PDF")
    return {"interactions_count": mara.interactions, "waiting_wall_s": mara.waited, "whole_cpu_ms": cpu}


def _printer(folder: Path) -> Path:
    """A print service that keeps what it gets in a file."""
    place = folder / "printer"
    place.mkdir(exist_ok=True)
    (place / "lp").write_text(_LP)
    (place / "lp").chmod(0o755)
    os.environ["PATH"] = f"{place}:{os.environ['PATH']}"
    return place / "paper"


def _advise(mara: Counsellor) -> None:
    window, models = mara.room.window, mara.room.models
    talk, preview = models.conversation, models.preview
    mara.do(lambda: mara.press(Qt.Key.Key_B, CONTROL), lambda: talk.sitting)
    assert talk.sitting
    here = talk.sitting.consultation.id
    for words in _WORDS:
        mara.do(lambda words=words: mara.click(words))
    mara.do(lambda: mara.tick(_WHEN), lambda: len(talk.wishing.fits.best) >= _OFFERS)
    mara.do(lambda: mara.press(Qt.Key.Key_F7))
    for count in range(1, _OFFERS + 1):
        mara.do(lambda: mara.press(Qt.Key.Key_Space), lambda count=count: len(talk.picks()) == count)
        if count < _OFFERS:
            mara.do(lambda: mara.press(Qt.Key.Key_Down))
    mara.do(
        lambda: mara.press(Qt.Key.Key_P, CONTROL), lambda: window.current() == "sheet" and preview.is_made()
    )
    mara.rest()
    printed: list[object] = []
    models.printing.printed.connect(lambda *_: printed.append(True))
    mara.do(lambda: mara.press(Qt.Key.Key_Return), lambda: printed)
    mara.do(lambda: mara.press(Qt.Key.Key_Return), lambda: window.current() == "consultation")
    mara.rest()
    mara.do(lambda: mara.press(Qt.Key.Key_Return), lambda: talk.sitting is None)
    _require_done(mara, here)


def _require_done(mara: Counsellor, here: RecordId) -> None:
    """Few keys mean nothing unless all of it was done."""
    desk = mara.room.models.desk
    given = consultations.shortlist(desk, here)
    promised = [one.follow_up.consultation for one in follow_ups.due(desk, mine=True, until=desk.today().max)]
    assert [one.state for one in given.referrals] == ["handed_out"] * _OFFERS
    assert promised.count(here) == 2
