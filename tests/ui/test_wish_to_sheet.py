"""From "Guten Tag" to the promise to ask back, on the whole window, with few keys and clicks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from pytestqt.qtbot import QtBot

from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.domain.ids import RecordId
from kosidesk.printing.preview import page_texts
from kosidesk.services import consultations, follow_ups, wishes
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.consultation.fit_card import FitCard
from kosidesk.ui.sheet_preview.screen import SheetScreen
from kosidesk.ui.wardrobe import Wardrobe
from tests.ui.hands import Hands

WAIT_MS = 20_000
MOST = 15
CONTROL = Qt.KeyboardModifier.ControlModifier
LP = """#!/bin/sh
cat > "$(dirname "$0")/paper"
"""


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What came to the printer."""
    folder = tmp_path / "system"
    folder.mkdir()
    (folder / "lp").write_text(LP)
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "paper"


@pytest.fixture
def room(tmp_path: Path, qapp: Application, paper: Path) -> Iterator[Room]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Room(stage.set_up(tmp_path, stock=250), wardrobe, remembered, qapp)
    made.window.resize(QSize(1366, 768))
    made.window.show()
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


def test_a_wish_becomes_a_sheet_and_a_promise(room: Room, paper: Path, qtbot: QtBot) -> None:
    hands, talk = Hands(room.window), room.models.conversation
    qtbot.waitUntil(room.models.tasks.is_idle, timeout=WAIT_MS)

    hands.press(Qt.Key.Key_B, CONTROL)
    qtbot.waitUntil(lambda: talk.sitting is not None, timeout=WAIT_MS)
    assert talk.sitting
    here = talk.sitting.consultation.id
    for words in ("Kinder", "Barmen", "lieber nicht"):
        hands.click(words)
    hands.tick("Dienstag nachmittags")
    pick_three(room, hands, qtbot)
    print_it(room, hands, paper, qtbot)
    hands.press(Qt.Key.Key_Return)  # handed out, and the talk is to end
    qtbot.waitUntil(lambda: room.window.current() == "consultation", timeout=WAIT_MS)
    qtbot.waitUntil(room.models.tasks.is_idle, timeout=WAIT_MS)
    hands.press(Qt.Key.Key_Return)  # as proposed
    qtbot.waitUntil(lambda: talk.sitting is None, timeout=WAIT_MS)

    assert hands.interactions <= MOST
    assert_all_is_kept(room, here)


def pick_three(room: Room, hands: Hands, qtbot: QtBot) -> None:
    talk = room.models.conversation
    qtbot.waitUntil(lambda: len(talk.wishing.fits.best) >= 3, timeout=WAIT_MS)
    qtbot.waitUntil(room.models.tasks.is_idle, timeout=WAIT_MS)
    hands.press(Qt.Key.Key_F7)
    for count in (1, 2, 3):
        assert isinstance(room.window.focusWidget(), FitCard)
        hands.press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda count=count: len(talk.picks()) == count, timeout=WAIT_MS)  # type: ignore[misc]
        if count < 3:
            hands.press(Qt.Key.Key_Down)


def print_it(room: Room, hands: Hands, paper: Path, qtbot: QtBot) -> None:
    preview = room.models.preview
    hands.press(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: room.window.current() == "sheet" and preview.is_made(), timeout=WAIT_MS)
    qtbot.waitUntil(room.models.tasks.is_idle, timeout=WAIT_MS)
    with qtbot.waitSignal(room.models.printing.printed, timeout=WAIT_MS):
        hands.press(Qt.Key.Key_Return)
    screen = room.window.screen_widget("sheet")
    assert isinstance(screen, SheetScreen)
    assert not screen._question.isHidden()
    assert "Für Kinder" in " ".join(" ".join(page_texts(paper.read_bytes())).split())


def assert_all_is_kept(room: Room, here: str) -> None:
    desk = room.models.desk
    shortlist = consultations.shortlist(desk, here)  # type: ignore[arg-type]
    assert shortlist.consultation.state == "closed"
    assert [one.state for one in shortlist.referrals] == ["handed_out"] * 3
    assert all("Kinder" in one.reason for one in shortlist.referrals)
    wish = wishes.of(desk, here)  # type: ignore[arg-type]
    assert (wish.target_groups, wish.districts, wish.week) == (("Kinder",), ("Barmen",), 1 << 4)
    assert wish.certificate is False
    due = follow_ups.due(desk, mine=True, until=desk.today() + timedelta(weeks=7))
    assert [one.follow_up.consultation for one in due].count(RecordId(here)) == 2
