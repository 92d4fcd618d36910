"""How many keys the most frequent steps take, on the window, by keyboard alone."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from kosidesk.domain.offer import Offer
from kosidesk.services.follow_ups import FullCase
from kosidesk.storage import read
from kosidesk.ui.follow_up.lines import Pile
from kosidesk.ui.follow_up.screen import FollowUpScreen
from tests.bench import places
from tests.bench.meter import Meter, Numbers
from tests.bench.ours.counsellor import CONTROL, Counsellor, at_work
from tests.bench.stocks import now

_SCREENS = (
    "start", "follow_up", "offers", "organisations", "papers", "import", "conflicts", "preferences", "sync",
)  # fmt: skip


def measure(folder: Path, size: int, _meter: Meter) -> Numbers:
    with at_work(places.cases(folder, size), now) as mara:
        return {
            "begin_talk_count": max(_begin_talk(mara, screen) for screen in _SCREENS),
            "confirm_count": _confirm(mara),
            "outcome_count": _record_outcome(mara),
            "new_offer_count": _new_offer(mara),
        }


def _begin_talk(mara: Counsellor, screen: str) -> int:
    talk, before = mara.room.models.conversation, mara.interactions
    mara.room.window.go(screen)
    mara.do(lambda: mara.press(Qt.Key.Key_B, CONTROL), lambda: talk.sitting)
    used = mara.interactions - before
    mara.rest()
    talk.pause()
    mara.do(mara.rest, lambda: talk.sitting is None)
    return used


def _confirm(mara: Counsellor) -> int:
    """In call mode, with the organisation on the phone."""
    _call(mara, Pile.OFFERS)
    before, assured = mara.interactions, _assured(mara)
    mara.do(partial(mara.write, "g"), lambda: _assured(mara) == assured + 1)
    return mara.interactions - before


def _assured(mara: Counsellor) -> int:
    desk = mara.room.models.desk
    today = desk.today().isoformat()
    return sum(one.get("assured_on") == today for one in read.all_of(desk.database, Offer.KIND))


def _record_outcome(mara: Counsellor) -> int:
    """Of the first offer: what came of it, and what stood in the way."""
    _call(mara, Pile.ALL)
    cases = mara.room.models.follow_ups
    while not (isinstance(cases.sight, FullCase) and cases.sight.given):
        mara.write("n")
        mara.rest()
    before, told = mara.interactions, []
    mara.room.models.follow_ups.done.connect(lambda done: told.append(done))  # noqa: PLW0108 - Qt calls no method of a list
    for key in ("1", "8", "i"):
        mara.do(partial(mara.write, key))
        mara.rest()
    mara.do(lambda: mara.press(Qt.Key.Key_Return), lambda: told)
    return mara.interactions - before


def _call(mara: Counsellor, pile: Pile) -> None:
    screen = mara.room.window.go("follow_up")
    assert isinstance(screen, FollowUpScreen)
    mara.room.models.follow_ups.look_into(pile)
    mara.rest()
    screen.call()
    mara.rest()


def _new_offer(mara: Counsellor) -> int:
    """From any screen; with an organisation, words, whom, when and where."""
    desk, window = mara.room.models.desk, mara.room.window
    names = (one.text("name") for one in read.all_of(desk.database, "organisation"))
    organisation = next(name for name in names if name.isascii())  # Qt's tests type no other letters
    before, stored = mara.interactions, _offers(mara)
    mara.press(Qt.Key.Key_K, CONTROL)
    mara.write("Neues Angebot")
    mara.rest()
    mara.press(Qt.Key.Key_Down)
    mara.do(lambda: mara.press(Qt.Key.Key_Return), lambda: window.current() == "editing")
    mara.rest()
    for field, words in (
        ("Titel", "Vorlesen im Kindergarten"),
        ("Einrichtung", organisation),
        ("Kurzbeschreibung", "Kleinen Gruppen Geschichten vorlesen"),
    ):
        mara.tab_to(field)
        mara.write(words)
    for field, word in (("Zielgruppen", "Kinder"), ("Stadtteile", "Barmen")):
        mara.tab_to(field)
        mara.write(word)
        mara.press(Qt.Key.Key_Return)
    mara.do(lambda: mara.press(Qt.Key.Key_S, CONTROL), lambda: _offers(mara) > stored)
    mara.rest()
    return mara.interactions - before


def _offers(mara: Counsellor) -> int:
    return read.count(mara.room.models.desk.database, Offer.KIND)
