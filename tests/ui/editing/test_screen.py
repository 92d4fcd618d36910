"""Writing an offer by keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record
from kosidesk.services import editing, records
from kosidesk.services.bundles import Named
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.storage import read
from kosidesk.ui import messages
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.editing.model import Editor
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.tasks import Tasks
from tests.desks import JON, offer
from tests.ui.looks import cut_off, nameless

_SETTLING = 10
"""Turns of the event loop until nested layouts have agreed."""


@pytest.fixture
def record(desk: Desk) -> Record:
    return offer(desk, "Suppe kochen", from_on="2026-12-01")


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator[EditingScreen]:
    owner = QObject()
    made = EditingScreen(Editor(desk, tasks, bus, owner), desk)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    owner.deleteLater()


def opened(qtbot: QtBot, screen: EditingScreen, record: Record) -> None:
    with qtbot.waitSignals([screen.model.opened, screen.model.directed]):
        screen.edit(record.kind, record.id)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def remark(screen: EditingScreen, field: str) -> str:
    return screen._page().form._remarks[field].text()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked on leaving; the answer is to go on writing."""
    questions: list[str] = []

    def stay(_parent: QWidget, question: str, **_words: str) -> bool:
        questions.append(question)
        return False

    monkeypatch.setattr(messages, "confirm", stay)
    return questions


def test_a_title_is_typed_and_saved_without_the_mouse(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    opened(qtbot, screen, record)
    focused().selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(focused(), "Suppe ausgeben")
    with qtbot.waitSignals([screen.done, screen.left]):
        qtbot.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert records.record(desk, "offer", record.id) == record.with_values(title="Suppe ausgeben")


def test_opening_and_saving_changes_nothing(qtbot: QtBot, screen: EditingScreen, desk: Desk) -> None:
    odd = offer(
        desk, "Suppe  kochen\u00a0und ausgeben", description="eins\r\n\r\nzwei ", hours_a_week=2.3333, week=5
    )
    opened(qtbot, screen, odd)
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert records.record(desk, "offer", odd.id) == odd


def test_a_fault_is_explained_beside_its_field_and_met_on_saving(
    qtbot: QtBot, screen: EditingScreen, record: Record
) -> None:
    opened(qtbot, screen, record)
    screen._page().form.enter("from_on")
    focused().selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(focused(), "morgen")
    assert "morgen" in remark(screen, "from_on")
    wrong = focused()
    screen._page().form.enter("title")
    screen.model.save()
    assert focused() is wrong
    wrong.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(wrong, "1.12.2026")
    assert remark(screen, "from_on") == ""


def test_a_contact_is_added_and_removed(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    opened(qtbot, screen, record)
    contacts = screen._page()._parts["contact"]
    contacts._add.click()
    qtbot.keyClicks(focused(), "Frau Muster")
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    [contact] = read.by(desk.database, "contact", "offer", (record.id,))
    assert contact.get("name") == "Frau Muster"
    opened(qtbot, screen, record)
    assert list(contacts.forms) == [contact.id]
    screen.model.remove(contact.id)
    assert contacts.forms == {}


def test_a_new_offer_with_a_new_organisation(qtbot: QtBot, screen: EditingScreen, desk: Desk) -> None:
    with qtbot.waitSignal(screen.model.directed):
        screen.begin("offer")
    qtbot.keyClicks(focused(), "Suppe kochen")
    body = screen._page().form._organisation_inputs()[0]
    qtbot.keyClicks(body._line, "Neue Stelle")
    body._make.click()
    assert body._line.text() == "Neue Stelle"
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    [saved] = read.all_of(desk.database, "offer")
    assert records.record(desk, "organisation", saved.text("organisation")).get("name") == "Neue Stelle"


def test_escape_asks_only_when_something_would_be_lost(
    qtbot: QtBot, screen: EditingScreen, record: Record, asked: list[str]
) -> None:
    opened(qtbot, screen, record)
    with qtbot.waitSignal(screen.left):
        qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert asked == []
    opened(qtbot, screen, record)
    qtbot.keyClicks(focused(), "x")
    with qtbot.assertNotEmitted(screen.left):
        qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert len(asked) == 1


def test_a_draft_is_offered_before_anything_else(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    editing.keep_drafts(desk, [Edit(record, record.with_values(title="Suppe ausgeben"))])
    with qtbot.waitSignal(screen.model.draft_found):
        screen.edit("offer", record.id)
    assert not screen._stage.isEnabled()
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert screen._page().form._inputs["title"].value() == "Suppe ausgeben"
    assert screen._stage.isEnabled()


def test_going_back_while_a_draft_waits_keeps_it(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk, asked: list[str]
) -> None:
    editing.keep_drafts(desk, [Edit(record, record.with_values(title="Suppe ausgeben"))])
    with qtbot.waitSignal(screen.model.draft_found):
        screen.edit("offer", record.id)
    qtbot.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(screen.left):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    qtbot.waitUntil(screen.model._tasks.is_idle)
    assert asked == []
    assert len(editing.drafts(desk)) == 1


def test_nothing_is_typed_while_a_save_is_under_way(
    qtbot: QtBot, screen: EditingScreen, record: Record
) -> None:
    opened(qtbot, screen, record)
    title = focused()
    qtbot.keyClicks(title, "x")
    with qtbot.waitSignal(screen.left):
        screen.model.save()
        assert not title.isEnabled()
        qtbot.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert title.isEnabled()


def test_somebody_faster_is_named_and_both_can_be_joined(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    opened(qtbot, screen, record)
    qtbot.keyClicks(focused(), "x")
    replace(desk, user=JON).write(Edit(record, record.with_values(title="Suppe löffeln", notes="neu")))
    with qtbot.waitSignal(screen.model.overtaken):
        screen.model.save()
    assert screen._card is not None
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert "Jon schrieb: Suppe löffeln" in remark(screen, "title")
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert records.record(desk, "offer", record.id).get("notes") == "neu"


def test_an_organisation_is_edited_too(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    body = records.record(desk, "organisation", record.text("organisation"))
    opened(qtbot, screen, body)
    qtbot.keyClicks(focused(), "Der ")
    with qtbot.waitSignal(screen.left):
        screen.model.save()
    assert records.record(desk, "organisation", body.id).text("name").startswith("Der Nachbarschaft")


@pytest.mark.parametrize("look", [Settings(theme="dark", text_size=1.5), Settings(theme="contrast")])
@pytest.mark.parametrize(("width", "kind"), [(1200, "offer"), (870, "offer"), (870, "organisation")])
def test_every_control_speaks_and_nothing_is_cut_off(
    look: Settings, width: int, kind: str, qapp: Application, screen: EditingScreen
) -> None:
    qapp.use(look)
    try:
        screen.resize(width, 600)
        screen.begin(kind)
        for part in ("contact", "place"):
            screen.model.add(part)
        screen.model.save()
        for _turn in range(_SETTLING):
            QApplication.processEvents()
        assert cut_off(screen) == []
        assert nameless(screen) == []
    finally:
        qapp.use(Settings())


def test_what_waits_for_a_decision_is_said_over_the_form(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    values = {"of_kind": "offer", "of_record": record.id, "field": "title", "status": "undecided"}
    desk.write(Edit(None, Record("conflict", desk.born_id(), values)))
    opened(qtbot, screen, record)
    qtbot.waitUntil(screen._disputes.isVisible)
    with qtbot.waitSignal(screen.conflicts_wanted) as wanted:
        screen._disputes.click()
    assert wanted.args == [(record.id,)]


def test_the_organisations_can_be_there_before_what_is_resumed(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    body = records.record(desk, "organisation", record.text("organisation"))
    screen.model.kind = "offer"  # as between the two answers to `resume`
    screen._show_organisations((Named(body.id, "Talblick"),))
    screen.model.kind = ""
    opened(qtbot, screen, record)
    assert screen._page().form._organisation_inputs()[0].value() == body.id


def known(desk: Desk, name: str, **values: str) -> Record:
    record = Record("organisation", desk.born_id(), {"name": name, "town": "Wuppertal", **values})
    desk.write(Edit(None, record))
    return record


def alike(screen: EditingScreen) -> list[str]:
    lines = screen._page().form._alike
    return [label.text() for label in lines.findChildren(PlainLabel)] if lines.isVisible() else []


def test_a_new_organisation_that_is_here_already_is_named_under_its_name(
    qtbot: QtBot, screen: EditingScreen, desk: Desk
) -> None:
    there = known(desk, "Caritasverband Talblick e.V.")
    known(desk, "Tafel")
    screen.begin("organisation")
    with qtbot.waitSignal(screen.model.alike):
        qtbot.keyClicks(focused(), "Caritas-Verband Talblick")

    assert alike(screen) == ["Ähnlich: Caritasverband Talblick e.V., Wuppertal (ähnlicher Name)"]
    assert nameless(screen) == []
    look = screen._page().form._alike.findChild(Button)
    with qtbot.waitSignal(screen.record_wanted) as wanted:
        qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    assert wanted.args == ["organisation", there.id]

    screen._page().enter()
    qtbot.keyClicks(focused(), "x")
    assert alike(screen) == []


def test_who_changes_what_is_stored_is_not_warned(qtbot: QtBot, screen: EditingScreen, desk: Desk) -> None:
    known(desk, "Tafel Talblick")
    record = known(desk, "Tafel Talblick e.V.")
    opened(qtbot, screen, record)
    with qtbot.assertNotEmitted(screen.model.alike, wait=400):
        qtbot.keyClicks(focused(), " neu")


def test_an_organisation_made_along_with_an_offer_is_compared_too(
    qtbot: QtBot, screen: EditingScreen, desk: Desk
) -> None:
    known(desk, "Tafel Talblick")
    screen.begin("offer")
    with qtbot.waitSignal(screen.model.alike):
        screen.model.make_organisation("organisation", "Die Tafel-Talblick")
    assert alike(screen) == []
    with qtbot.waitSignal(screen.model.alike):
        screen.model.make_organisation("organisation", "Tafel-Talblick gGmbH")
    assert alike(screen) == ["Ähnlich: Tafel Talblick, Wuppertal (ähnlicher Name)"]


def test_a_contact_of_the_same_number_is_named_on_its_card(
    qtbot: QtBot, screen: EditingScreen, record: Record, desk: Desk
) -> None:
    contact = editing.new_record(desk, "contact", offer=record.id, name="Ada Muster", phone="0202 000-1")
    desk.write(Edit(None, contact))
    opened(qtbot, screen, record)
    screen._page().add_wanted.emit("contact", {})
    (new,) = screen._page()._parts["contact"].forms.keys() - {contact.id}
    with qtbot.waitSignal(screen.model.alike):
        screen.model.type_in(new, "mobile", "0202 0001")

    shown = screen._page()._parts["contact"].forms[new]._alike
    assert [label.text() for label in shown.findChildren(PlainLabel)] == [
        "Ähnlich: Ada Muster (gleiche Telefonnummer)"
    ]
