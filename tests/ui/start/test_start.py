"""The first screen says what stands on the desk and leads on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.freshness import Light
from kosidesk.services import agency, consultations
from kosidesk.services.follow_ups import Counts
from kosidesk.services.overview import Overview
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.start.matters import Wanted, matters
from kosidesk.ui.start.model import Desktop
from kosidesk.ui.start.screen import StartScreen
from tests.desks import offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import cut_off, nameless


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def shown(here: Bench, qtbot: QtBot, *words: str) -> StartScreen:
    """The screen once it says these words."""
    model = Desktop(here.desk, here.tasks, here.bus, here.owner)
    made = StartScreen(model, here.desk.clock)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: all(one in said(made) for one in ("nur auf diesem Gerät", *words)))
    return made


def said(screen: StartScreen) -> str:
    return " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def button(screen: StartScreen, words: str) -> QPushButton:
    return next(b for b in screen.findChildren(QPushButton) if words in (b.text(), b.accessibleName()))


def test_an_empty_desk_offers_an_import(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot, "Noch keine Angebote")
    wishes = Heard(screen.import_wanted, screen)
    QTest.mouseClick(button(screen, "Datei importieren …"), Qt.MouseButton.LeftButton)
    assert len(wishes.all) == 1


def test_an_open_talk_is_gone_on_with(here: Bench, qtbot: QtBot) -> None:
    talk = consultations.begin(here.desk)
    consultations.pick(here.desk, talk.id, offer(here.desk, "Vorlesen").id)
    screen = shown(here, qtbot, "Offene Beratungen", talk.code, "1 Angebot vorgemerkt")
    wishes = Heard(screen.resume_wanted, screen)
    go_on = button(screen, f"Beratung {talk.code} weiterführen")
    go_on.setFocus()
    QTest.keyClick(go_on, Qt.Key.Key_Return)
    assert wishes.all == [talk.id]


def test_what_changes_on_the_desk_is_shown_at_once(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot)
    record = offer(here.desk, "Vorlesen")
    here.bus.changed.emit(Changes("1", {"offer": frozenset((record.id,))}))
    qtbot.waitUntil(lambda: "1 Angebot auf diesem Schreibtisch" in said(screen))


def test_out_of_sight_nothing_is_read_until_somebody_looks(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot)
    screen.hide()
    here.bus.changed.emit(Changes("1", {"offer": frozenset((offer(here.desk, "Vorlesen").id,))}))
    assert here.tasks.is_idle()
    screen.show()
    qtbot.waitUntil(lambda: "1 Angebot auf diesem Schreibtisch" in said(screen))


def test_one_key_begins(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot)
    wishes = Heard(screen.begin_wanted, screen)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert len(wishes.all) == 1


def test_a_paused_talk_waits_below_the_open_ones(here: Bench, qtbot: QtBot) -> None:
    talk = consultations.begin(here.desk)
    consultations.pause(here.desk, talk.id)
    screen = shown(here, qtbot, "Unterbrochene Beratungen")
    assert "Offene Beratungen" not in said(screen)
    wishes = Heard(screen.resume_wanted, screen)
    QTest.mouseClick(button(screen, f"Beratung {talk.code} weiterführen"), Qt.MouseButton.LeftButton)
    assert wishes.all == [talk.id]


def test_a_desk_with_nothing_to_do_says_so(here: Bench, qtbot: QtBot) -> None:
    offer(here.desk, "Vorlesen", assured_on="2026-11-20")
    agency.save(here.desk, replace(agency.current(here.desk), id=here.desk.born_id(), phone="0202 000-7"))
    shown(here, qtbot, "Nichts ist fällig, und nichts wartet auf eine Entscheidung.", "Noch nichts.")


def test_what_was_done_today_is_told(here: Bench, qtbot: QtBot) -> None:
    talk = consultations.begin(here.desk)
    consultations.pick(here.desk, talk.id, offer(here.desk, "Vorlesen").id)
    consultations.hand_out(here.desk, talk.id)
    shown(here, qtbot, "1 Beratung begonnen · 1 Zettel ausgehändigt")


def test_a_due_follow_up_is_counted_and_leads_to_the_list(here: Bench, qtbot: QtBot) -> None:
    offer(here.desk, "Vorlesen")
    talk = consultations.begin(here.desk)
    today = here.desk.today()
    for due in (today, today - timedelta(days=1)):
        promise = FollowUp(here.desk.born_id(), talk.id, due, here.desk.user.id)
        here.desk.write(Edit(None, promise.record()))
    screen = shown(here, qtbot, "Wiedervorlagen sind fällig, davon 2 für Sie. 1 wartet schon länger.")
    wishes = Heard(screen.follow_ups_wanted, screen)
    QTest.mouseClick(button(screen, "Nachfragen"), Qt.MouseButton.LeftButton)
    assert len(wishes.all) == 1


FULL = Overview(
    offers=1,
    due=Counts(mine=1, all=2, overdue=1),
    conflicts=3,
    lights={Light.GREEN: 9, Light.ORANGE: 2, Light.RED: 1},
    unfinished=4,
    drafts=5,
    questions=6,
    address_unchecked=True,
)


@pytest.mark.parametrize("seen", [Overview(), FULL])
def test_every_matter_leads_where_it_says(here: Bench, seen: Overview, qtbot: QtBot) -> None:
    screen = shown(here, qtbot)
    for matter in matters(seen):
        wishes = Heard(getattr(screen, f"{matter.wanted.value}_wanted"), screen)
        QTest.mouseClick(screen._card(matter).findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert len(wishes.all) == 1


def test_offers_in_doubt_are_counted_and_the_outdated_named() -> None:
    doubted = next(matter for matter in matters(FULL) if matter.wanted is Wanted.DOUBTS)
    assert doubted.count == 3
    assert doubted.words.endswith("1 ist veraltet.")


def test_no_matter_is_forgotten() -> None:
    assert {matter.wanted for matter in (*matters(Overview()), *matters(FULL))} == set(Wanted)


def test_the_main_action_is_in_sight_at_18_pt(here: Bench, qtbot: QtBot, qapp: Application) -> None:
    qapp.use(Settings(text_size=1.5))
    screen = shown(here, qtbot)
    screen.resize(1000, 560)
    begin = button(screen, "Beratung beginnen")
    assert screen.rect().contains(begin.rect().translated(begin.mapTo(screen, QPoint())))
    qapp.use(Settings())


def test_everything_has_a_name_and_room(here: Bench, qtbot: QtBot) -> None:
    consultations.begin(here.desk)
    screen = shown(here, qtbot, "Offene Beratungen")
    assert nameless(screen) == []
    assert cut_off(screen) == []
