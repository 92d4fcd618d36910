"""A check finds each kind of damage, names the record, and finds nothing on a desk that was used properly."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.client import CONTACT, STORE, Client, Consent, client_id
from kosidesk.domain.finding import CONSENT, FILE, INDEX, JOURNAL, REFERENCE, Finding
from kosidesk.domain.record import Record
from kosidesk.services import consultations, editing, history
from kosidesk.services.checks import check
from kosidesk.services.vault import Opened
from kosidesk.services.words.findings import finding
from kosidesk.storage import lock, read
from tests.desks import make_desk, offer


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    whole = Opened(make_desk(tmp_path), tmp_path, lock.take(tmp_path))
    yield whole
    whole.close()


@pytest.fixture
def stored(opened: Opened) -> Record:
    return offer(opened.desk, "Vorlesen", hours_a_week=2.0, fields=("Bildung & Lernen",))


def broken(opened: Opened, statement: str, *values: str) -> tuple[Finding, ...]:
    """What a check finds after a statement went past the write function."""
    with opened.desk.database.writing() as connection:
        connection.exec_driver_sql(statement, values)
    return check(opened)


def test_a_day_of_work_leaves_nothing_to_find(opened: Opened, stored: Record) -> None:
    desk = opened.desk
    consultation = consultations.begin(desk).id
    consultations.pick(desk, consultation, stored.id, "Wie für Sie gemacht")
    changed = stored.with_values(title="Vorlesen am Abend", hours_a_week=None)
    editing.keep_drafts(desk, [Edit(stored, changed)])
    editing.save(desk, Edit(stored, changed))
    history.undo_last(desk)
    other = offer(desk, "Wird wieder gelöscht", "Talverein")
    (place,) = read.by(desk.database, "place", "offer", (other.id,))
    desk.write(Edit(place, None), Edit(other, None))
    desk.write(Edit(None, other), Edit(None, place))
    newer = Record("organisation", desk.born_id(), {"name": "Neuer Verein"}, {"mood": "good"})
    desk.write(Edit(None, newer))
    desk.write(Edit(newer, newer.with_values(name="Umbenannter Verein")))
    assert check(opened) == ()


def test_a_record_that_was_changed_past_the_journal_is_found(opened: Opened, stored: Record) -> None:
    found = broken(opened, "UPDATE offer SET title = 'Anders' WHERE id = ?", stored.id)
    assert found == (Finding(JOURNAL, "offer", stored.id),)


def test_a_record_that_vanished_past_the_journal_is_found(opened: Opened) -> None:
    jon = read.all_of(opened.desk.database, "counsellor")[1]
    found = broken(opened, "DELETE FROM counsellor WHERE id = ?", jon.id)
    assert found == (Finding(JOURNAL, "counsellor", jon.id),)


def test_a_record_nobody_ever_wrote_is_found(opened: Opened) -> None:
    found = broken(opened, "INSERT INTO organisation (id, name) VALUES (?, ?)", "from-nowhere", "Niemand")
    assert found == (Finding(JOURNAL, "organisation", "from-nowhere"),)


@pytest.mark.parametrize("table", ["offer_sort", "offer_words", "offer_fts"])
def test_an_offer_the_search_lacks_is_found(opened: Opened, stored: Record, table: str) -> None:
    assert broken(opened, f"DELETE FROM {table}") == (Finding(INDEX, "offer", stored.id),)  # noqa: S608 - ours


def test_an_offer_the_search_alone_knows_is_found(opened: Opened, stored: Record) -> None:
    found = broken(opened, "INSERT INTO offer_words (n, words, points) VALUES (77, '{}', '[]')")
    assert found == (Finding(INDEX, "offer", "77"),)


def test_a_reference_to_nothing_is_found(opened: Opened, stored: Record) -> None:
    lost = stored.with_values(organisation="00000000-0000-7000-9000-999999999999")
    opened.desk.write(Edit(stored, lost))
    assert check(opened) == (Finding(REFERENCE, "offer", stored.id, "organisation"),)


def test_a_damaged_page_is_found(opened: Opened, stored: Record) -> None:
    desk = opened.desk
    desk.write(*(Edit(None, Record("organisation", desk.born_id(), {"name": "x" * 999})) for _ in range(99)))
    with desk.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint").all()
    with desk.database.path.open("r+b") as file:
        file.seek(-4096 * 20, 2)
        file.write(bytes(64))
    assert check(opened) == (Finding(FILE, "desk", "desk.db"),)


@pytest.mark.parametrize(
    ("purpose", "withdrawn_on"), [(CONTACT, None), (STORE, date(2026, 11, 20))], ids=["another", "withdrawn"]
)
def test_a_name_without_the_consent_to_keep_it_is_found(
    opened: Opened, purpose: str, withdrawn_on: date | None
) -> None:
    desk = opened.desk
    talk = consultations.begin(desk).id
    client = Client(client_id(talk), talk, name="Renate Beispiel")
    consent = Consent(desk.born_id(), client.id, purpose, withdrawn_on=withdrawn_on)
    desk.write(Edit(None, client.record()), Edit(None, consent.record()))
    (found,) = check(opened)
    assert found == Finding(CONSENT, Client.KIND, client.id)
    assert "Einwilligung" in finding(found)
