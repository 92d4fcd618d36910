"""What was done to a record, told in words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.record import Record
from kosidesk.exchange.feed import LIST_XML, Entry, Feed
from kosidesk.services import offers
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import plan
from kosidesk.services.translations import translate
from kosidesk.storage import read
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.history.model import History, entries
from kosidesk.ui.tasks import Tasks
from tests.desks import JON, offer


@pytest.fixture
def record(desk: Desk) -> Record:
    made = offer(desk, "Suppe kochen", notes="alt")
    replace(desk, user=JON).write(
        Edit(made, made.with_values(title="Suppe ausgeben", open_places=3, notes=None))
    )
    return made


@pytest.fixture
def history(desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator[History]:
    owner = QObject()
    yield History(desk, tasks, bus, owner)
    owner.deleteLater()


def test_the_newest_change_comes_first_with_name_and_difference(desk: Desk, record: Record) -> None:
    newest, place, first = entries(desk, record.id)
    assert newest.done == "Jon hat geändert"
    assert newest.what == (
        "Notizen: „alt“ entfernt",
        "Freie Plätze: „3“ ergänzt",
        "Titel: „Suppe kochen“ wurde „Suppe ausgeben“",
    )
    assert place.done == "Mara hat einen Ort angelegt"
    assert first.done == "Mara hat den Eintrag angelegt"


def test_what_a_file_brought_is_no_handiwork(desk: Desk) -> None:
    for title in ("Vorlesen", "Lesen"):
        entry = Entry("7", 1, {"title": title}, {"name": "Nachbarschaft"})
        found = plan(desk, Feed(LIST_XML, (entry,), ()), "freinet:999", "list.xml")
        desk.write(*found.edits)
    told = [entry.done for entry in entries(desk, offers.by_number(desk, "7").id)]
    assert told == [
        "Mara hat eine Änderung aus einer Datei übernommen",
        "Mara hat den Eintrag aus einer Datei übernommen",
    ]


def test_places_and_contacts_belong_to_it(desk: Desk, record: Record) -> None:
    [place] = read.by(desk.database, "place", "offer", (record.id,))
    desk.write(Edit(place, place.with_values(street="Talblick 9")))
    newest = entries(desk, record.id)[0]
    assert newest.done == "Mara hat einen Ort geändert"
    assert newest.what == ("Straße: „Talblick 7“ wurde „Talblick 9“",)
    assert newest.transaction


def test_translations_belong_to_it(desk: Desk, record: Record) -> None:
    for text in ("Kitap", "Kitap okuyoruz"):
        translate(desk, record.id, "tr", text)
    changed, created, *_older = entries(desk, record.id)
    assert created.done == "Mara hat eine Übersetzung angelegt"
    assert changed.done == "Mara hat eine Übersetzung geändert"
    assert changed.what == ("Wortlaut: „Kitap“ wurde „Kitap okuyoruz“",)


def test_only_what_changed_nothing_else_can_be_taken_back_here(desk: Desk, record: Record) -> None:
    *_later, place, first = entries(desk, record.id)
    assert (place.transaction, first.transaction) == ("", ""), "the organisation was made along"
    assert entries(desk, record.id)[0].transaction


def test_taking_back_is_told_and_shown(
    qtbot: QtBot, desk: Desk, record: Record, history: History, bus: ChangeBus
) -> None:
    with qtbot.waitSignal(history.told):
        history.show(record.id)
    newest, *_older = entries(desk, record.id)
    with qtbot.waitSignals([history.done, history.told]):
        history.undo(newest.transaction)
    assert entries(desk, record.id)[0].done == "Mara hat eine Änderung zurückgenommen"
    assert entries(desk, record.id)[0].transaction == ""


def test_what_was_changed_since_is_not_taken_back_and_is_named(
    qtbot: QtBot, desk: Desk, record: Record, history: History
) -> None:
    now = record.with_values(title="Suppe ausgeben", open_places=3, notes=None)
    desk.write(Edit(now, now.with_values(title="Suppe löffeln")))
    _newest, jons, *_older = entries(desk, record.id)
    with qtbot.waitSignal(history.done) as told:
        history.undo(jons.transaction)
    assert told.args
    assert told.args[0].sentence == ("Zurückgenommen. Seitdem geändert und darum geblieben: Titel.")


def test_another_records_change_is_no_matter(
    qtbot: QtBot, desk: Desk, record: Record, history: History, bus: ChangeBus
) -> None:
    with qtbot.waitSignal(history.told):
        history.show(record.id)
    other = offer(desk, "Garten")
    changes = desk.write(Edit(other, other.with_values(title="Gärten")))
    with qtbot.assertNotEmitted(history.told, wait=100):
        bus.changed.emit(changes)
