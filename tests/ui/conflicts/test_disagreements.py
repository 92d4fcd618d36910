"""The inbox of conflicts: cards under their records, answers in words, and the next one after each."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.conflict import LOST_AND_FOUND, SYNC, UNDECIDED, WHOLE, Box
from kosidesk.domain.offer import translation_id
from kosidesk.domain.record import Record
from kosidesk.exchange.feed import LIST_XML, Entry, Feed
from kosidesk.services import conflicts, offers, records
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import plan
from kosidesk.services.translations import translate
from kosidesk.settings import LIGHT, Settings
from kosidesk.storage.rows import json_text
from kosidesk.ui.application import Application
from kosidesk.ui.conflicts.card import ConflictCard
from kosidesk.ui.conflicts.model import MOST, Disagreements
from kosidesk.ui.conflicts.screen import ConflictsScreen
from kosidesk.ui.inputs.plain import TextInput
from kosidesk.ui.kit.marked_text import MarkedText
from tests.desks import JON
from tests.desks import offer as make_offer
from tests.ui.bench import Bench, Heard, bench
from tests.ui.looks import cut_off, nameless


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def disagree(desk: Desk, count: int) -> None:
    """So many offers whose time the feed and the desk both changed."""
    for time in ("montags", "samstags"):
        entries = tuple(
            Entry(str(n), n, {"title": f"Vorlesen {n} <b>", "time_text": time}, {"name": "Talblick"})
            for n in range(1, count + 1)
        )
        desk.write(*plan(desk, Feed(LIST_XML, entries), "freinet:999", "list.xml").edits)
        if time == "montags":
            stored = [offers.by_number(desk, str(n)) for n in range(1, count + 1)]
            desk.write(*(Edit(one, one.with_values(time_text="dienstags")) for one in stored))


def filed(desk: Desk, about: Record, field: str, theirs: object, **more: str) -> None:
    """What Jon said on another desk."""
    values = {"of_kind": about.kind, "of_record": about.id, "field": field, "theirs": json_text(theirs)}
    by = {"source": SYNC, "by": JON.id, "at": "2026-11-20T10:00:00+00:00", "status": UNDECIDED}
    desk.write(Edit(None, Record("conflict", desk.born_id(), {**values, **by, **more})))


def shown(here: Bench, qtbot: QtBot, cards: int) -> ConflictsScreen:
    made = ConflictsScreen(Disagreements(here.desk, here.tasks, here.bus, here.owner))
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: here.tasks.is_idle() and len(cards_of(made)) == cards)
    return made


def cards_of(screen: ConflictsScreen) -> list[ConflictCard]:
    """From top to bottom."""
    found = [card for card in screen.findChildren(ConflictCard) if card.isVisible()]
    return sorted(found, key=lambda card: card.y())


def button(within: QWidget, words: str) -> QPushButton:
    return next(one for one in within.findChildren(QPushButton) if one.text().endswith(words))


def said(screen: QWidget) -> str:
    labels = [label.text() for label in screen.findChildren(QLabel)]
    return "\n".join((*labels, *(text.accessibleName() for text in screen.findChildren(MarkedText))))


def focused(screen: ConflictsScreen) -> ConflictCard | None:
    focus = screen.focusWidget()
    return next((card for card in cards_of(screen) if focus and card.isAncestorOf(focus)), None)


def test_a_card_says_whose_value_is_whose(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, 1)
    screen = shown(here, qtbot, 1)
    words = said(screen)
    for expected in ("Vorlesen 1 <b> (Nr. 1)", "Jetzt hier, von Mara am 21.11.2026", "Vorher"):
        assert expected in words
    assert "Aus der Datei (freinet:999)" in words
    for value in ("montags", "dienstags", "samstags"):
        assert value in words
    assert nameless(screen) == []
    assert cut_off(screen) == []


def test_a_card_about_a_translation_names_its_language_and_takes_a_third_one_from_the_right(
    here: Bench, qtbot: QtBot
) -> None:
    offer = make_offer(here.desk, "Vorlesen")
    translate(here.desk, offer.id, "ar", "نقرأ القصص")
    translation = records.record(here.desk, "translation", translation_id(offer.id, "ar"))
    filed(here.desk, translation, "text", "نقرأ الكتب")
    screen = shown(here, qtbot, 1)
    assert "Übersetzung (Arabisch): Wortlaut" in said(screen)
    assert "Vorlesen" in said(screen)
    button(screen, "Anders …").click()
    (typed,) = screen.findChildren(TextInput)
    typed.setPlainText("نقرأ")
    assert typed.layoutDirection() is Qt.LayoutDirection.RightToLeft
    button(screen, "Diese Fassung nehmen").click()
    qtbot.waitUntil(lambda: cards_of(screen) == [])
    assert records.record(here.desk, "translation", translation.id).text("text") == "نقرأ"


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("So lassen", "dienstags"),
        ("Stand der Datei nehmen", "samstags"),
        ("So lassen, das andere als Notiz", "dienstags"),
    ],
)
def test_the_answer_settles_it_and_can_be_taken_back(
    here: Bench, qtbot: QtBot, words: str, stands: str
) -> None:
    disagree(here.desk, 2)
    screen = shown(here, qtbot, 2)
    done = Heard(screen._model.done, screen)
    QTest.mouseClick(button(cards_of(screen)[0], words), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cards_of(screen)) == 1)
    assert offers.by_number(here.desk, "1").get("time_text") == stands
    assert done.last.transaction  # type: ignore[attr-defined]


def test_numbers_answer_and_the_next_card_takes_the_keyboard(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, 3)
    screen = shown(here, qtbot, 3)
    first, second, third = (card.conflict.id for card in cards_of(screen))
    cards_of(screen)[0].enter()
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_PageDown)
    assert focused(screen).conflict.id == second  # type: ignore[union-attr]
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: [card.conflict.id for card in cards_of(screen)] == [first, third])
    assert offers.by_number(here.desk, "2").get("time_text") == "samstags"
    assert focused(screen).conflict.id == third  # type: ignore[union-attr]


def test_many_come_up_as_others_are_decided(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, MOST + 1)
    screen = shown(here, qtbot, MOST)
    keep = button(cards_of(screen)[0], "So lassen")
    keep.setFocus()
    QTest.keyClick(keep, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: conflicts.count(here.desk) == MOST)
    qtbot.waitUntil(lambda: len(cards_of(screen)) == MOST and here.tasks.is_idle())
    assert focused(screen)


def test_a_third_value_is_typed_into_the_card(here: Bench, qtbot: QtBot) -> None:
    offer = make_offer(here.desk, "Vorlesen", minimum_age=16, maximum_age=60)
    filed(here.desk, offer, "age", {"minimum_age": 18})
    screen = shown(here, qtbot, 1)
    (card,) = cards_of(screen)
    button(card, "Anders …").click()
    low, high = card.findChildren(QLineEdit)
    assert (low.text(), high.text()) == ("16", "60")
    low.selectAll()
    QTest.keyClicks(low, "99")
    button(card, "Diese Fassung nehmen").click()
    qtbot.waitUntil(lambda: "Das Höchstalter liegt unter dem Mindestalter" in said(card))
    low.selectAll()
    QTest.keyClicks(low, "17")
    button(card, "Diese Fassung nehmen").click()
    qtbot.waitUntil(lambda: conflicts.count(here.desk) == 0)
    assert records.record(here.desk, "offer", offer.id).get("minimum_age") == 17


def test_a_third_value_survives_what_a_sync_brings(here: Bench, qtbot: QtBot) -> None:
    offer = make_offer(here.desk, "Vorlesen")
    filed(here.desk, offer, "title", "Lesen")
    screen = shown(here, qtbot, 1)
    (before,) = cards_of(screen)
    button(before, "Anders …").click()
    (line,) = before.findChildren(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "Vorlesen und Ler")
    here.bus.changed.emit(here.desk.write(Edit(offer, offer.with_values(title="Gemeinsam lesen"))))
    qtbot.waitUntil(lambda: cards_of(screen) not in ([], [before]))
    (card,) = cards_of(screen)
    (line,) = card.findChildren(QLineEdit)
    assert screen.focusWidget() is line
    QTest.keyClicks(line, "nen")
    button(card, "Diese Fassung nehmen").click()
    qtbot.waitUntil(lambda: conflicts.count(here.desk) == 0)
    assert records.record(here.desk, "offer", offer.id).get("title") == "Vorlesen und Lernen"


def test_esc_gives_the_typing_up(here: Bench, qtbot: QtBot) -> None:
    filed(here.desk, make_offer(here.desk, "Vorlesen"), "title", "Lesen")
    screen = shown(here, qtbot, 1)
    (card,) = cards_of(screen)
    button(card, "Anders …").click()
    (line,) = card.findChildren(QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert button(card, "So lassen").isVisible()
    assert conflicts.count(here.desk) == 1


def test_headings_choose_and_an_emptied_one_gives_way(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, 2)
    offer = make_offer(here.desk, "Backen", time_text="freitags")
    filed(here.desk, offer, WHOLE, {"time_text": "sonntags"}, reason=LOST_AND_FOUND)
    screen = shown(here, qtbot, 3)
    button(screen, "Fundsachen (1)").click()
    qtbot.waitUntil(lambda: len(cards_of(screen)) == 1)
    assert cards_of(screen)[0].conflict.box is Box.FOUND
    button(cards_of(screen)[0], "Fassung von Jon nehmen").click()
    qtbot.waitUntil(lambda: len(cards_of(screen)) == 2)
    assert records.record(here.desk, "offer", offer.id).get("time_text") == "sonntags"


def test_those_about_one_record_stand_alone_until_the_chip_goes(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, 2)
    offer = offers.by_number(here.desk, "2")
    screen = shown(here, qtbot, 2)
    wanted = Heard(screen.record_wanted, screen)
    screen._model.look_about((offer.id,))
    qtbot.waitUntil(lambda: len(cards_of(screen)) == 1)
    button(screen, "Ansehen").click()
    assert wanted.last == ("offer", offer.id)
    button(screen, "Nur: Vorlesen 2 <b> (Nr. 2)").click()
    qtbot.waitUntil(lambda: len(cards_of(screen)) == 2)


def test_of_suspected_duplicates_either_can_be_looked_at(here: Bench, qtbot: QtBot) -> None:
    bodies = [
        Record("organisation", here.desk.born_id(), {"name": "Talblick & Co", "postcode": "42277"})
        for _ in range(2)
    ]
    for body, desk in zip(bodies, (here.desk, replace(here.desk, user=JON)), strict=True):
        desk.write(Edit(None, body))
    conflicts.suspect_duplicates(here.desk, Changes("sync", {"organisation": frozenset({bodies[1].id})}))
    screen = shown(here, qtbot, 1)
    wanted = Heard(screen.record_wanted, screen)
    for way in screen.findChildren(QPushButton):
        if way.text() == "Ansehen":
            way.click()
    assert wanted.all == [("organisation", body.id) for body in bodies]
    button(screen, "Nicht dasselbe").click()
    qtbot.waitUntil(lambda: cards_of(screen) == [])


def test_a_card_follows_what_happens_to_its_record(here: Bench, qtbot: QtBot) -> None:
    disagree(here.desk, 1)
    screen = shown(here, qtbot, 1)
    offer = offers.by_number(here.desk, "1")
    here.bus.changed.emit(here.desk.write(Edit(offer, None)))
    qtbot.waitUntil(lambda: "Der Eintrag wurde inzwischen gelöscht." in said(screen))
    button(screen, "Zurückholen").click()
    qtbot.waitUntil(lambda: conflicts.count(here.desk) == 0)
    assert offers.by_number(here.desk, "1").get("time_text") == "samstags"


@pytest.mark.parametrize("size", [QSize(1130, 640), QSize(790, 560)])
def test_nasty_values_fit_in_large_letters(here: Bench, qapp: Application, qtbot: QtBot, size: QSize) -> None:
    offer = make_offer(here.desk, "<Müller> & Co " + "Donaudampfschifffahrtsgesellschaft" * 6)
    for field, value in (
        ("title", "Donaudampfschifffahrtsgesellschaftskapitän" * 6),
        ("description", "<b>Müller</b> & Co\n" * 40),
        ("fields", ["Kinder & Jugend"] * 20),
        ("weather", "sunny"),
    ):
        filed(here.desk, offer, field, value)
    qapp.use(Settings(theme=LIGHT, text_size=1.5))
    screen = shown(here, qtbot, 4)
    screen.resize(size)
    qtbot.wait(30)
    texts = [text for text in screen.findChildren(MarkedText) if text.isVisible()]
    low = [text.accessibleName()[:20] for text in texts if text.height() < text.heightForWidth(text.width())]
    assert low == []
    assert nameless(screen) == []
    assert screen.size() == size
    qapp.use(Settings())


def test_nothing_to_decide_is_said_in_peace(here: Bench, qtbot: QtBot) -> None:
    screen = shown(here, qtbot, 0)
    assert "Nichts zu entscheiden" in said(screen)
