"""The Wiedervorlage by keyboard: every key a counsellor spends is counted."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.client import CONTACT, STORE, Client
from kosidesk.domain.consultation import Consultation, Referral
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Record
from kosidesk.services import clients, connection, consultations, erasing, outcomes, records
from kosidesk.services.connection import Contact
from kosidesk.services.desk import Desk
from kosidesk.settings import CONTRAST, LIGHT, Settings
from kosidesk.storage import read, undo
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.follow_up.lines import Pile
from kosidesk.ui.follow_up.model import FollowUps
from kosidesk.ui.follow_up.screen import FollowUpScreen
from kosidesk.ui.tasks import Tasks
from tests.desks import JON, MARA, NOW, offer
from tests.services.test_lease import CONNECTION
from tests.ui.bench import Heard
from tests.ui.looks import cut_off, nameless

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def talk(desk: Desk, *offers: Record, due_on: date = TODAY, by: RecordId = MARA.id) -> Consultation:
    """A client went home with these offers, and somebody promised to ask."""
    begun = consultations.begin(desk)
    for one in offers:
        consultations.pick(desk, begun.id, one.id)
    consultations.hand_out(desk, begun.id)
    promise = FollowUp(desk.born_id(), begun.id, due_on=due_on, counsellor=by)
    desk.write(Edit(None, promise.record()))
    return begun


def agree(desk: Desk, begun: Consultation, *purposes: str) -> None:
    ada = Client(NOBODY, name="Ada Beispiel", phone="0202 000-11", mail="ada@example.org")
    clients.keep(desk, begun.id, ada, purposes)


def referral(desk: Desk, begun: Consultation, place: int = 0) -> Referral:
    return consultations.shortlist(desk, begun.id).referrals[place]


def promise(desk: Desk, begun: Consultation) -> FollowUp:
    (record,) = read.by(desk.database, FollowUp.KIND, "consultation", (begun.id,))
    return FollowUp.of(record)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator["Window"]:
    owner = QObject()
    yield Window(desk, FollowUps(desk, tasks, bus, owner), tasks, qtbot)
    owner.deleteLater()


class Window:
    """The screen, shown when the desk is as the test wants it; counts keys."""

    def __init__(self, desk: Desk, model: FollowUps, tasks: Tasks, qtbot: QtBot) -> None:
        self.desk, self.model, self._tasks, self._qtbot = desk, model, tasks, qtbot
        self.keys = 0
        self.done = Heard(model.done, model)
        self.refused = Heard(model.refused, model)

    def open(self) -> FollowUpScreen:
        self.screen = FollowUpScreen(self.model)
        self._qtbot.addWidget(self.screen)
        self.screen.resize(1150, 640)
        self.screen.show()
        self._qtbot.waitExposed(self.screen)
        self.rest()
        return self.screen

    def press(self, *keys: Qt.Key | str) -> None:
        """Where the keyboard is, one key after the other."""
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            if isinstance(key, str):
                QTest.keyClicks(focused, key)
            else:
                QTest.keyClick(focused, key)
            self.keys += 1
            self.rest()

    def rest(self) -> None:
        self._qtbot.waitUntil(self._tasks.is_idle)
        QApplication.processEvents()
        self._qtbot.waitUntil(self._tasks.is_idle)

    def said(self) -> str:
        """Every word in sight."""
        labels = [label for label in self.screen.findChildren(QLabel) if label.isVisible()]
        return "\n".join(label.text() for label in labels)

    def button(self, words: str) -> QPushButton:
        found = [
            b for b in self.screen.findChildren(QPushButton) if b.text().startswith(words) and b.isVisible()
        ]
        assert found, words
        return found[0]

    def click(self, words: str) -> None:
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)
        self.rest()

    def look_into(self, pile: Pile) -> None:
        self.screen._tabs[pile].click()
        self.rest()

    def faults(self) -> list[str]:
        """What a person would notice at once, when the layout has come to rest."""
        for _ in range(20):
            QApplication.processEvents()
            found = cut_off(self.screen) + nameless(self.screen)
            if not found:
                break
            self._qtbot.wait(20)
        return found

    def last(self) -> Done:
        done = self.done.last
        assert isinstance(done, Done)
        return done


def is_in(widget: QWidget) -> bool:
    """Whether the keyboard is within."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def test_out_of_sight_nothing_is_listed_until_somebody_looks(
    window: Window, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> None:
    window.open().hide()
    begun = talk(desk, offer(desk, "Vorlesen"))
    bus.changed.emit(Changes("1", {FollowUp.KIND: frozenset((promise(desk, begun).id,))}))
    assert tasks.is_idle()
    window.screen.show()
    window.rest()
    assert begun.code in window.said()


def test_an_outcome_takes_at_most_four_keys(window: Window, desk: Desk) -> None:
    begun = talk(desk, offer(desk, "Vorlesen"), offer(desk, "Kochen", open_places=2))
    window.open()
    window.press(Qt.Key.Key_Return)
    window.keys = 0

    window.press("2", "8", "i", Qt.Key.Key_Return)

    assert window.keys <= 4
    told = referral(desk, begun, 1)
    assert (told.state, told.obstacle) == ("declined_by_organisation", "taken")
    assert referral(desk, begun).state == "handed_out"


def test_what_is_asked_of_the_last_offer_is_in_sight_with_the_key_that_records_it(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    talk(desk, *(offer(desk, title) for title in ("Vorlesen", "Kochen", "Garten")))
    window.open().resize(1150, 760)
    window.press(Qt.Key.Key_Return, "3")
    record = window.button("Festhalten")
    qtbot.waitUntil(lambda: record.visibleRegion().boundingRect() == record.rect(), timeout=1000)


def test_a_start_takes_three_keys_and_the_place_with_it(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen", open_places=2)
    talk(desk, made)
    window.open()
    window.press(Qt.Key.Key_Return, "1", "6", Qt.Key.Key_Return)
    assert records.record(desk, "offer", made.id).get("open_places") == 1
    assert is_in(window.screen._case)


def test_what_is_taken_asks_for_the_open_places_in_place(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen", open_places=2)
    talk(desk, made)
    window.open()
    window.press(Qt.Key.Key_Return, "1", "8", "i", Qt.Key.Key_Return)
    assert "Wie viele Plätze sind noch frei?" in window.said()

    window.press("0", Qt.Key.Key_Return)

    assert records.record(desk, "offer", made.id).get("open_places") == 0
    assert "Wie viele Plätze" not in window.said()
    assert is_in(window.screen._case)


def test_an_offer_is_confirmed_with_one_key_in_the_name_of_who_said_so(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen")
    second = Record("offer", desk.born_id(), {**made.values, "title": "Vorlesen"})
    weber = {"offer": made.id, "name": "Frau Weber", "phone": "0202 000-12"}
    desk.write(Edit(None, second), Edit(None, Record("contact", desk.born_id(), weber)))
    window.open()
    window.look_into(Pile.OFFERS)
    window.press(Qt.Key.Key_Return)
    window.keys = 0

    window.press("g")

    assert window.keys == 1
    now = records.record(desk, "offer", made.id)
    assert (now.text("assured_on"), now.text("assured_by")) == ("2026-11-21", "Frau Weber")
    window.press(Qt.Key.Key_Space)  # the next one has the keyboard
    assert records.record(desk, "offer", second.id).text("assured_by") == "Frau Weber"
    assert "Alles bestätigt" in window.said()


def test_the_number_of_a_call_stays_while_its_offers_are_confirmed(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen")
    second = Record("offer", desk.born_id(), {**made.values, "title": "Vorlesen"})
    weber = {"offer": made.id, "name": "Frau Weber", "phone": "0202 000-12"}
    ulmen = {"offer": second.id, "name": "Herr Ulmen", "phone": "0202 000-99"}
    contacts = (Edit(None, Record("contact", desk.born_id(), said)) for said in (weber, ulmen))
    desk.write(Edit(None, second), *contacts)
    window.open()
    window.look_into(Pile.OFFERS)
    window.press(Qt.Key.Key_Return, "g")
    large = [
        label.text() for label in window.screen.findChildren(QLabel) if label.property("role") == "number"
    ]
    assert "0202 000-12" in large
    assert "0202 000-99" not in large


def test_what_there_is_no_more_goes_with_one_key_and_can_come_back(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen")
    second = Record("offer", desk.born_id(), {**made.values, "title": "Vorlesen"})
    desk.write(Edit(None, second))
    window.open()
    window.look_into(Pile.OFFERS)
    window.press(Qt.Key.Key_Return, Qt.Key.Key_Down, "x")
    assert records.record(desk, "offer", second.id).text("status") == "defunct"
    assert records.record(desk, "offer", made.id) == made
    undo.undo(desk.database, window.last().transaction, desk.stamp())
    assert records.record(desk, "offer", second.id) == second


def test_the_next_organisation_is_one_key_away(window: Window, desk: Desk) -> None:
    offer(desk, "Kochen", "Altenheim")
    offer(desk, "Vorlesen", "Bücherei")
    window.open()
    window.look_into(Pile.OFFERS)
    window.press(Qt.Key.Key_Return, "g")
    assert "Altenheim" in window.said()
    window.press("n")
    assert "Bücherei" in window.screen._round.accessibleName()
    assert is_in(window.screen._round)


def test_the_next_call_is_one_key_away_and_after_the_last_comes_the_first(window: Window, desk: Desk) -> None:
    first, second = talk(desk, due_on=TODAY - DAY), talk(desk)
    window.open()
    window.press(Qt.Key.Key_Return)
    for code in (second.code, first.code):
        window.press("n")
        assert f"Code {code}" in window.said()
        assert is_in(window.screen._case)


def test_whom_nobody_reached_is_put_off_with_a_key_and_a_second_one(window: Window, desk: Desk) -> None:
    late = talk(desk, due_on=TODAY - DAY)
    other = talk(desk)
    window.open()
    window.press(Qt.Key.Key_Return, "r", Qt.Key.Key_Return)

    assert promise(desk, late).due_on == date(2026, 11, 24)
    assert promise(desk, late).tries == 1
    assert f"Code {other.code}" in window.said()
    assert is_in(window.screen._case)


def test_another_day_can_be_typed_but_none_that_is_past(window: Window, desk: Desk) -> None:
    begun = talk(desk)
    window.open()
    window.press(Qt.Key.Key_Return, "v")
    field = QApplication.focusWidget()
    assert field is not None
    for typed, said in (("20.11.2026", "schon vorbei"), ("bald", "21.11.2026")):
        QTest.keyClicks(field, typed)
        window.press(Qt.Key.Key_Return)
        assert said in window.said()
        field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, "30.11.2026")
    window.press(Qt.Key.Key_Return)
    assert (promise(desk, begun).due_on, promise(desk, begun).tries) == (date(2026, 11, 30), 0)


def test_a_case_that_is_done_leaves_and_comes_back_when_that_is_undone(window: Window, desk: Desk) -> None:
    talk(desk)
    window.open()
    window.press(Qt.Key.Key_Return, "e")
    assert "nichts fällig" in window.said()
    undone = undo.undo(desk.database, window.last().transaction, desk.stamp())
    window.model._follow(undone.changes)
    window.rest()
    assert "Anonyme Beratung" in window.said()


def test_mine_come_first_and_those_of_all_are_one_click_away(window: Window, desk: Desk) -> None:
    talk(desk, by=JON.id)
    window.open()
    assert "Alle fälligen" in window.said()
    assert window.button("Meine fälligen").text() == "Meine fälligen (0)"
    window.click("Alle fälligen (1)")
    assert len(window.model.rows.ids()) == 1


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "with Alt"])
def test_a_key_that_is_held_or_combined_settles_no_case(window: Window, desk: Desk, *, is_held: bool) -> None:
    begun = talk(desk)
    window.open()
    window.press(Qt.Key.Key_Return)
    modifier = Qt.KeyboardModifier.NoModifier if is_held else Qt.KeyboardModifier.AltModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, modifier, "e", is_held)
    QApplication.sendEvent(window.screen._case, event)
    window.rest()
    assert promise(desk, begun).state == "due"


def test_each_pile_begins_with_its_first_entry(window: Window, desk: Desk) -> None:
    begun = talk(desk)
    offer(desk, "Kochen", "Altenheim")
    window.open()
    for pile, said in ((Pile.OFFERS, "Altenheim"), (Pile.MINE, f"Code {begun.code}")) * 2:
        window.look_into(pile)
        assert said in window.said()
        assert window.screen._list.current() == window.model.rows.ids()[0]
    assert window.refused.all == []


def test_with_her_consent_her_name_and_number_are_large(window: Window, desk: Desk) -> None:
    begun = talk(desk, offer(desk, "Kochen"))
    agree(desk, begun, STORE, CONTACT)
    window.open()
    number = next(label for label in window.screen.findChildren(QLabel) if label.text() == "0202 000-11")
    assert number.property("role") == "number"
    assert number.isVisible()
    assert "Ada Beispiel" in window.said()


def test_without_it_the_program_says_so_and_gives_the_numbers_of_the_organisations(
    window: Window, desk: Desk
) -> None:
    made = offer(desk, "Kochen")
    body = records.record(desk, "organisation", made.text("organisation"))
    desk.write(Edit(body, body.with_values(phone="0202 000-44")))
    agree(desk, talk(desk, made), STORE)
    window.open()
    assert "Nicht anrufen: keine Einwilligung" in window.said()
    assert "0202 000-11" not in window.said()
    assert "0202 000-44" in window.said()


def test_a_deleted_offer_is_told_of_and_its_outcome_can_be_recorded(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen")
    begun = talk(desk, made)
    desk.write(Edit(made, None))
    window.open()
    assert "Angebot nicht mehr vorhanden" in window.said()
    window.press(Qt.Key.Key_Return, "1", "7", Qt.Key.Key_Return)
    assert referral(desk, begun).state == "declined_by_person"


def test_a_case_that_is_erased_while_it_is_open_goes_away(window: Window, desk: Desk) -> None:
    begun = talk(desk)
    window.open()
    window.press(Qt.Key.Key_Return)
    window.model._follow(erasing.withdraw(desk, begun.id).changes)
    window.rest()
    assert begun.code not in window.said()
    assert window.refused.all == []


def test_what_is_being_told_stays_when_news_come_in(window: Window, desk: Desk) -> None:
    begun = talk(desk, offer(desk, "Kochen"))
    window.open()
    window.press(Qt.Key.Key_Return, "1", "6", "c")
    window.model._follow(
        consultations.give_reason(desk, begun.id, referral(desk, begun).offer, "Sie kocht gern.")
    )
    window.rest()
    window.press(Qt.Key.Key_Return)
    assert (referral(desk, begun).state, referral(desk, begun).obstacle) == ("started", "requirement")


def test_what_a_colleague_told_meanwhile_holds_where_nothing_else_is_told_here(
    window: Window, desk: Desk
) -> None:
    begun = talk(desk, offer(desk, "Kochen"))
    window.open()
    window.press(Qt.Key.Key_Return, "1", "c")
    news = outcomes.record(desk, referral(desk, begun).id, "started", remark="Sie kocht dort.")
    window.model._follow(news.changes)
    window.rest()
    window.press(Qt.Key.Key_Return)
    told = referral(desk, begun)
    assert (told.state, told.obstacle, told.remark) == ("started", "requirement", "Sie kocht dort.")


def test_the_key_of_an_offer_is_its_place_when_one_before_it_is_gone(window: Window, desk: Desk) -> None:
    cooking, reading = offer(desk, "Kochen"), offer(desk, "Vorlesen")
    begun = talk(desk, cooking, reading)
    window.open()
    window.model._follow(consultations.unpick(desk, begun.id, cooking.id))
    window.rest()
    window.click("Ergebnis (1)")
    assert "Was wurde aus „Vorlesen“?" in window.said()


def test_places_beyond_every_number_are_not_taken(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen")
    talk(desk, made)
    window.open()
    window.press(Qt.Key.Key_Return, "1", "8", "i", Qt.Key.Key_Return)
    window.press("9" * 40, Qt.Key.Key_Return)
    assert records.record(desk, "offer", made.id).get("open_places") == 999_999_999


def test_a_slip_of_the_finger_does_not_leave_the_outcome_that_is_being_told(
    window: Window, desk: Desk
) -> None:
    begun = talk(desk, offer(desk, "Kochen"), due_on=TODAY - DAY)
    talk(desk)
    window.open()
    window.press(Qt.Key.Key_Return, "1", "6", "n", "x", Qt.Key.Key_Return)
    assert referral(desk, begun).state == "started"
    assert promise(desk, begun).state == "due"


def test_a_remark_is_typed_without_its_letters_being_taken_for_keys(window: Window, desk: Desk) -> None:
    begun = talk(desk, offer(desk, "Kochen"))
    window.open()
    window.press(Qt.Key.Key_Return, "1")
    field = next(edit for edit in window.screen.findChildren(QWidget) if edit.accessibleName() == "Bemerkung")
    field.setFocus()
    QTest.keyClicks(field, "nie erreicht 123")
    window.press(Qt.Key.Key_Return)
    told = referral(desk, begun)
    assert (told.remark, told.state, told.obstacle) == ("nie erreicht 123", "handed_out", "")


def test_escape_leads_from_the_question_to_the_call_and_on_to_the_list(window: Window, desk: Desk) -> None:
    begun = talk(desk, offer(desk, "Kochen"))
    window.open()
    window.press(Qt.Key.Key_Return, "1", "6", Qt.Key.Key_Escape)
    assert is_in(window.screen._case)
    assert referral(desk, begun).state == "handed_out"
    window.press(Qt.Key.Key_Escape)
    assert is_in(window.screen._list)


def test_the_code_of_a_slip_finds_its_case_and_a_typo_offers_the_one_meant(
    window: Window, desk: Desk
) -> None:
    begun = talk(desk, due_on=TODAY + 30 * DAY)
    window.open()
    window.press(Qt.Key.Key_F3)
    field = QApplication.focusWidget()
    assert field is not None
    wrong = "00" + begun.code[2:] if begun.code[:2] != "00" else "11" + begun.code[2:]
    QTest.keyClicks(field, wrong)
    window.press(Qt.Key.Key_Return)
    assert "Meinten Sie" in window.said()
    window.click(begun.code)
    assert f"Code {begun.code}" in window.said()
    assert "Fällig am 21. Dezember 2026" in window.said()
    assert is_in(window.screen._case)


def test_a_slip_that_comes_in_while_offers_are_confirmed_leads_into_its_case(
    window: Window, desk: Desk
) -> None:
    begun = talk(desk, offer(desk, "Kochen"))
    window.open()
    window.look_into(Pile.OFFERS)
    window.press(Qt.Key.Key_F3)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, begun.code)
    window.press(Qt.Key.Key_Return, "1", "6", Qt.Key.Key_Return)
    assert referral(desk, begun).state == "started"
    window.press("n")
    assert "Bestätigt von" in window.said()


def test_a_code_that_is_like_none_is_to_be_read_again(window: Window) -> None:
    window.open()
    window.press(Qt.Key.Key_F3)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "xx")
    window.press(Qt.Key.Key_Return)
    assert "Bitte noch einmal lesen" in window.said()


def test_after_the_lease_no_case_is_in_sight_but_offers_are(window: Window, desk: Desk) -> None:
    begun = talk(desk)
    offer(desk, "Kochen", "Altenheim")
    window.open()
    connection.keep(desk, CONNECTION)
    connection.keep_contact(desk, Contact(lease_until=NOW - DAY, latest=NOW))
    window.model.look_again()
    window.rest()
    assert begun.code not in window.said()
    assert window.refused.all == []
    window.look_into(Pile.OFFERS)
    assert len(window.model.rows.ids()) == 1


def test_a_draft_to_the_client_is_saved_under_a_name_that_tells_nothing_of_her(
    window: Window, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def choose(_parent: QWidget, _title: str, name: str, _kinds: str) -> Path:
        names.append(name)
        return tmp_path / name

    monkeypatch.setattr(messages, "choose_save", choose)
    made = offer(desk, "Kochen")
    body = records.record(desk, "organisation", made.text("organisation"))
    desk.write(Edit(body, body.with_values(mail="haus@example.org")))
    agree(desk, talk(desk, made), STORE, CONTACT)
    window.open()

    window.click("E-Mail-Entwurf")
    assert b"To: ada@example.org" in (tmp_path / names[0]).read_bytes()
    window.click("E-Mail an die Einrichtung")
    assert b"To: haus@example.org" in (tmp_path / names[1]).read_bytes()
    assert set(names) == {"Nachfrage 2026-11-21.eml"}
    assert "Gesendet ist noch nichts" in window.last().sentence


def test_without_consent_there_is_no_draft_to_the_client(window: Window, desk: Desk) -> None:
    agree(desk, talk(desk, offer(desk, "Kochen")), STORE)
    window.open()
    assert not window.screen._case._mail.isVisible()


def test_an_organisation_is_put_among_the_letters(window: Window, desk: Desk) -> None:
    made = offer(desk, "Kochen")
    window.open()
    wished = Heard(window.screen.letter_wanted, window.screen)
    window.look_into(Pile.OFFERS)
    window.press(Qt.Key.Key_Return)
    window.click("Zu den Briefen")
    assert wished.all == [made.text("organisation")]


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_nothing_is_cut_off_and_everything_has_a_name(
    window: Window, desk: Desk, qapp: Application, size: float
) -> None:
    qapp.use(Settings(theme=CONTRAST if size > 1 else LIGHT, text_size=size))
    made = offer(desk, "Gärtnern mit Kindern im Schulgarten in Elberfeld – Einstieg jederzeit möglich")
    agree(desk, talk(desk, made, offer(desk, "Kochen")), STORE, CONTACT)
    window.open()
    window.screen.resize(QSize(1150, 560))
    for keys in ((Qt.Key.Key_Return, "1"), (Qt.Key.Key_Escape, "r"), (Qt.Key.Key_Escape,)):
        window.press(*keys)
        assert window.faults() == []
    window.look_into(Pile.OFFERS)
    window.press(Qt.Key.Key_Return)
    assert window.faults() == []
    qapp.use(Settings())
