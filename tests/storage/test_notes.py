from pathlib import Path

from kosidesk.storage import notes
from kosidesk.storage.database import Database
from tests.desks import KEY


def test_a_note_outlives_the_program_and_asks_for_no_copy_of_the_file(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "desk.db", KEY)
    notes.write(database, "connection", "{}")
    database.close()

    again = Database.open(tmp_path / "desk.db", KEY)
    kept = notes.read(again, "connection")
    again.close()

    assert kept == "{}"
    assert [path.name for path in tmp_path.glob("*.db")] == ["desk.db"]


def test_what_was_never_noted_or_was_dropped_is_empty(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "desk.db", KEY)
    notes.write(database, "connection", "{}")
    notes.drop(database, "connection", "contact")

    assert notes.read(database, "connection") == ""
    assert notes.read(database, "contact") == ""
    database.close()
