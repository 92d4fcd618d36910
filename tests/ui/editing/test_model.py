"""What is typed survives a crash, is checked, and never overwrites another's change unasked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record
from kosidesk.services import editing, history, records
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.editing.model import Editor, Overtaken
from kosidesk.ui.tasks import Tasks
from tests.desks import JON, offer


@pytest.fixture
def record(desk: Desk) -> Record:
    return offer(desk, "Suppe kochen")


@pytest.fixture
def editor(desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator[Editor]:
    owner = QObject()
    yield Editor(desk, tasks, bus, owner)
    owner.deleteLater()


@pytest.fixture
def after_crash(desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator[Editor]:
    """What a person meets who opens the program again."""
    owner = QObject()
    yield Editor(desk, tasks, bus, owner)
    owner.deleteLater()


def opened(qtbot: QtBot, editor: Editor, record: Record) -> None:
    with qtbot.waitSignal(editor.opened):
        editor.edit("offer", record.id)


def test_what_is_typed_is_saved_as_one_action(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk, bus: ChangeBus
) -> None:
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    editor.add("contact")
    contact = list(editor._typed)[-1]
    editor.type_in(contact, "name", "Frau Muster")
    with qtbot.waitSignals([bus.changed, editor.done, editor.left]):
        editor.save()
    assert records.record(desk, "offer", record.id).get("title") == "Suppe ausgeben"
    assert records.record(desk, "contact", contact).get("offer") == record.id
    history.undo_last(desk)
    assert records.record(desk, "offer", record.id) == record
    assert read.get(desk.database, "contact", contact) is None


def test_nothing_is_saved_while_something_is_wrong(qtbot: QtBot, editor: Editor, record: Record) -> None:
    opened(qtbot, editor, record)
    with qtbot.waitSignal(editor.judged) as judged:
        editor.type_in(record.id, "from_on", "morgen")
    faults = judged.args[0][record.id] if judged.args else ()
    assert [fault.code for fault in faults] == ["day"]
    with qtbot.waitSignal(editor.refused_to_save):
        editor.save()


def test_what_is_missing_is_said_when_somebody_wants_to_save(qtbot: QtBot, editor: Editor) -> None:
    with qtbot.waitSignal(editor.judged) as judged:
        editor.begin("offer")
    assert judged.args
    assert judged.args[0][editor.id] == ()
    with qtbot.waitSignal(editor.judged) as judged:
        editor.save()
    assert judged.args
    assert {fault.field for fault in judged.args[0][editor.id]} == {"title", "organisation"}


def test_an_empty_new_offer_is_not_said_to_be_saved(qtbot: QtBot, editor: Editor) -> None:
    editor.begin("offer")
    with qtbot.waitSignal(editor.refused_to_save):
        editor.save()


def test_a_new_offer_of_which_only_a_contact_was_typed_is_resumed(
    qtbot: QtBot, editor: Editor, after_crash: Editor
) -> None:
    editor.begin("offer")
    editor.add("contact")
    editor.type_in(list(editor._typed)[-1], "name", "Frau Muster")
    editor.keep()
    qtbot.waitUntil(editor._tasks.is_idle)
    with qtbot.waitSignal(after_crash.opened) as reopened:
        after_crash.resume()
    assert reopened.args
    assert [record.kind for record in reopened.args[0]] == ["offer", "contact"]


def test_a_new_offer_of_which_nothing_is_left_leaves_no_draft(
    qtbot: QtBot, editor: Editor, desk: Desk
) -> None:
    editor.begin("offer")
    for title in ("Suppe", ""):
        editor.type_in(editor.id, "title", title)
        editor.keep()
    qtbot.waitUntil(editor._tasks.is_idle)
    assert drafts(desk) == 0


def test_a_new_offer_brings_its_new_organisation(qtbot: QtBot, editor: Editor, desk: Desk) -> None:
    editor.begin("offer")
    id_ = editor.id
    editor.type_in(id_, "title", "Suppe kochen")
    with qtbot.waitSignal(editor.organisation_made):
        editor.make_organisation("organisation", "Talblick e.V.")
    with qtbot.waitSignal(editor.done):
        editor.save()
    saved = records.record(desk, "offer", id_)
    assert records.record(desk, "organisation", saved.text("organisation")).get("name") == "Talblick e.V."
    assert saved.text("number")


def test_what_was_known_of_a_new_offer_is_nothing_to_lose_and_not_enough_to_save(
    qtbot: QtBot, editor: Editor, record: Record
) -> None:
    editor.begin("offer", organisation=record.text("organisation"))
    assert not editor.would_lose()
    with qtbot.waitSignal(editor.refused_to_save), qtbot.waitSignal(editor.judged) as judged:
        editor.save()
    assert judged.args
    assert [fault.field for fault in judged.args[0][editor.id]] == ["title"]
    editor.type_in(editor.id, "title", "Suppe kochen")
    assert editor.would_lose()


def test_an_empty_card_is_not_saved(qtbot: QtBot, editor: Editor, record: Record, desk: Desk) -> None:
    opened(qtbot, editor, record)
    editor.add("contact")
    assert not editor.would_lose()
    with qtbot.waitSignal(editor.done):
        editor.save()
    assert read.all_of(desk.database, "contact") == ()


def test_a_removed_place_goes_when_the_offer_is_saved(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk
) -> None:
    opened(qtbot, editor, record)
    [place] = read.all_of(desk.database, "place")
    editor.remove(place.id)
    assert read.all_of(desk.database, "place") == (place,)
    with qtbot.waitSignal(editor.done):
        editor.save()
    assert read.all_of(desk.database, "place") == ()


def drafts(desk: Desk) -> int:
    return len(editing.drafts(desk))


def test_typing_is_kept_as_a_draft_and_offered_after_a_crash(
    qtbot: QtBot, editor: Editor, after_crash: Editor, record: Record, desk: Desk
) -> None:
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    qtbot.waitUntil(lambda: drafts(desk) == 1)
    with qtbot.waitSignal(after_crash.draft_found) as found:
        after_crash.edit("offer", record.id)
    assert found.args
    assert isinstance(found.args[0], datetime)
    with qtbot.waitSignal(after_crash.opened) as reopened:
        after_crash.take_draft()
    assert reopened.args
    assert reopened.args[0][0].get("title") == "Suppe ausgeben"


def test_a_draft_of_a_new_offer_is_resumed(
    qtbot: QtBot, editor: Editor, after_crash: Editor, desk: Desk
) -> None:
    editor.begin("offer")
    editor.type_in(editor.id, "title", "Suppe kochen")
    qtbot.waitUntil(lambda: drafts(desk) == 1)
    with qtbot.waitSignal(after_crash.opened) as reopened:
        after_crash.resume()
    assert after_crash.id == editor.id
    assert reopened.args
    assert reopened.args[0][0].get("title") == "Suppe kochen"
    assert after_crash.would_lose()


def test_a_draft_nobody_wants_is_dropped(qtbot: QtBot, editor: Editor, record: Record, desk: Desk) -> None:
    editing.keep_drafts(desk, [Edit(record, record.with_values(title="Suppe ausgeben"))])
    with qtbot.waitSignal(editor.draft_found):
        editor.edit("offer", record.id)
    editor.drop_draft()
    qtbot.waitUntil(lambda: drafts(desk) == 0)


def test_giving_up_drops_the_draft(qtbot: QtBot, editor: Editor, record: Record, desk: Desk) -> None:
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    qtbot.waitUntil(lambda: drafts(desk) == 1)
    with qtbot.waitSignal(editor.left):
        editor.leave()
    qtbot.waitUntil(lambda: drafts(desk) == 0)


def test_going_to_another_record_at_once_keeps_what_was_typed(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk
) -> None:
    other = offer(desk, "Garten")
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    opened(qtbot, editor, other)
    qtbot.waitUntil(lambda: drafts(desk) == 1)


def overtaken(qtbot: QtBot, editor: Editor, record: Record, desk: Desk) -> Overtaken:
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    jon = replace(desk, user=JON)
    jon.write(Edit(record, record.with_values(title="Suppe löffeln", open_places=2)))
    with qtbot.waitSignal(editor.overtaken) as told:
        editor.save()
    assert told.args
    found = told.args[0]
    assert isinstance(found, Overtaken)
    return found


def test_whoever_was_faster_is_named_with_what_they_changed(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk
) -> None:
    found = overtaken(qtbot, editor, record, desk)
    assert found.who == "Jon"
    assert set(found.fields) == {"Titel", "Freie Plätze"}
    assert found.clashes == ((record.id, "title", "Suppe löffeln"),)


def test_both_changes_can_be_put_together(qtbot: QtBot, editor: Editor, record: Record, desk: Desk) -> None:
    found = overtaken(qtbot, editor, record, desk)
    editor.take_both(found)
    with qtbot.waitSignal(editor.done):
        editor.save()
    saved = records.record(desk, "offer", record.id)
    assert (saved.get("title"), saved.get("open_places")) == ("Suppe ausgeben", 2)


def test_the_others_state_can_be_looked_at_instead(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk
) -> None:
    overtaken(qtbot, editor, record, desk)
    with qtbot.waitSignal(editor.opened) as reopened:
        editor.look_at_theirs()
    assert reopened.args
    assert reopened.args[0][0].get("title") == "Suppe löffeln"
    assert not editor.would_lose()


def test_a_record_that_is_gone_is_refused_and_left(qtbot: QtBot, editor: Editor) -> None:
    with qtbot.waitSignal(editor.left), qtbot.waitSignal(editor.refused) as refused:
        editor.edit("offer", RecordId("nowhere"))
    assert refused.args
    assert isinstance(refused.args[0], NotFound)


def test_saving_twice_is_saving_once(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk, tasks: Tasks
) -> None:
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    with qtbot.assertNotEmitted(editor.overtaken), qtbot.assertNotEmitted(editor.refused):
        editor.save()
        editor.save()
        qtbot.waitUntil(tasks.is_idle)
    assert len(read.history(desk.database, record.id)) == 2


def test_coming_back_at_once_finds_the_draft(qtbot: QtBot, editor: Editor, record: Record) -> None:
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    with qtbot.waitSignal(editor.draft_found):
        editor.edit("offer", record.id)


def test_a_desk_that_closes_keeps_what_was_typed_last(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk, tasks: Tasks
) -> None:
    opened(qtbot, editor, record)
    editor.type_in(record.id, "title", "Suppe ausgeben")
    editor.keep()
    tasks.close()
    assert drafts(desk) == 1


def test_typing_without_a_pause_is_kept_too(qtbot: QtBot, editor: Editor, record: Record, desk: Desk) -> None:
    opened(qtbot, editor, record)
    typed = iter(range(10_000))

    def typing_on() -> bool:
        editor.type_in(record.id, "title", f"Suppe {next(typed)}")
        return drafts(desk) == 1

    qtbot.waitUntil(typing_on)


def test_leaving_before_the_draft_was_decided_about_keeps_it(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk, tasks: Tasks
) -> None:
    editing.keep_drafts(desk, [Edit(record, record.with_values(title="Suppe ausgeben"))])
    with qtbot.waitSignal(editor.draft_found):
        editor.edit("offer", record.id)
    with qtbot.assertNotEmitted(editor.done):
        editor.save()
        qtbot.waitUntil(tasks.is_idle)
    editor.leave()
    qtbot.waitUntil(tasks.is_idle)
    assert drafts(desk) == 1


def test_a_removed_part_leaves_no_draft(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk, tasks: Tasks
) -> None:
    opened(qtbot, editor, record)
    editor.add("contact")
    contact = list(editor._typed)[-1]
    editor.type_in(contact, "name", "Frau Muster")
    editor.keep()
    editor.remove(contact)
    editor.keep()
    qtbot.waitUntil(tasks.is_idle)
    assert drafts(desk) == 0


def test_dropping_a_draft_drops_its_new_parts_too(
    qtbot: QtBot, editor: Editor, after_crash: Editor, record: Record, desk: Desk
) -> None:
    opened(qtbot, editor, record)
    editor.add("contact")
    editor.type_in(list(editor._typed)[-1], "name", "Frau Muster")
    editor.keep()
    with qtbot.waitSignal(after_crash.draft_found):
        after_crash.edit("offer", record.id)
    after_crash.drop_draft()
    qtbot.waitUntil(lambda: drafts(desk) == 0)


def test_an_organisation_made_along_is_saved_only_while_it_is_named(
    qtbot: QtBot, editor: Editor, record: Record, desk: Desk
) -> None:
    opened(qtbot, editor, record)
    editor.make_organisation("organisation", "Versehen e.V.")
    editor.type_in(record.id, "organisation", record.text("organisation"))
    editor.type_in(record.id, "title", "Suppe ausgeben")
    with qtbot.waitSignal(editor.done):
        editor.save()
    assert "Versehen e.V." not in {body.text("name") for body in read.all_of(desk.database, "organisation")}
