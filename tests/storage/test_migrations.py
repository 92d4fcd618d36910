"""Files of every released version open, and lose nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk import sqlfile
from kosidesk.domain.agency import AGENCY_ID
from kosidesk.domain.change import Action
from kosidesk.schema import REGISTRY, Kind
from kosidesk.storage import inspection, read, tables
from kosidesk.storage.database import Database
from kosidesk.storage.migrations import m0001_start
from kosidesk.storage.shelf import FileReplica
from tests.desks import KEY, MARA, NOW
from tests.storage.shelves import uid

AGENCY, BODY, DESK = uid(11), uid(12), uid(13)
_RECORDS = (
    ("counsellor", MARA.id, {"name": "Mara", "role": "coordination"}),
    ("agency", AGENCY, {"name": "Agentur", "city": "wuppertal"}),
    ("desk", DESK, {"name": "Agentur"}),
    ("organisation", BODY, {"name": "Talblick"}),
)


def as_released(version: int) -> dict[str, Kind]:
    """The registry as that version had it."""
    return {
        kind.name: replace(kind, fields=tuple(field for field in kind.fields if field.since <= version))
        for kind in REGISTRY.values()
        if kind.since <= version
    }


@pytest.fixture
def file_of_version_1(tmp_path: Path) -> Path:
    """As the first released program wrote it: by its own migration step, its registry, its statements."""
    path = tmp_path / "desk.db"
    registry = as_released(1)
    engine = sqlfile.open_engine(path, KEY, reading=False)
    with sqlfile.transaction(engine) as connection:
        sqlfile.migrate(connection, (m0001_start.up,))
        shaped = tables.tables_of(registry)
        tables.add_missing(connection, shaped)
        for name, value in (("schema", "1"), ("shape", tables.shape(shaped)), ("index", "0")):
            connection.exec_driver_sql("INSERT INTO mark VALUES (?, ?)", (name, value))
        for number, (kind, id_, said) in enumerate(_RECORDS):
            connection.execute(shaped[kind].insert(), {"id": id_, **said})
            told = "{" + ",".join(f'"{name}":[null,"{value}"]' for name, value in said.items()) + "}"
            connection.exec_driver_sql(
                "INSERT INTO change (operation, transaction_id, action, kind, record, version, differences, "
                "author, at, undoes) VALUES (?, ?, 'create', ?, ?, 1, ?, ?, ?, '')",
                (uid(20 + number), uid(20), kind, id_, told, MARA.id, NOW.isoformat()),
            )
    engine.dispose()
    return path


@pytest.fixture
def migrated(file_of_version_1: Path) -> Iterator[Database]:
    database = Database.open(file_of_version_1, KEY)
    yield database
    database.close()


def test_a_file_of_version_1_keeps_its_records_and_its_history(migrated: Database) -> None:
    body = read.get(migrated, "organisation", BODY)
    assert body is not None
    assert dict(body.values) == {"name": "Talblick"}
    (change,) = read.history(migrated, BODY)
    assert (change.action, change.origin, change.version) == (Action.CREATE, "", 1)
    assert list(inspection.strayed(migrated)) == []


def test_the_agency_gets_the_one_id_it_has_on_every_desk(migrated: Database) -> None:
    (agency,) = read.all_of(migrated, "agency")
    (change,) = read.history(migrated, AGENCY_ID)

    assert (agency.id, agency.text("name")) == (AGENCY_ID, "Agentur")
    assert change.differences["name"] == (None, "Agentur")
    assert read.history(migrated, AGENCY) == ()


def test_all_a_desk_did_before_it_met_a_server_is_told_with_the_version_it_was_done_by(
    migrated: Database,
) -> None:
    with FileReplica(migrated, lambda: NOW).transaction() as shelf:
        told = shelf.unsent(9)

    assert [(one.id, one.kind, one.record, one.schema) for one in told] == [
        (uid(20), "counsellor", MARA.id, 1),
        (uid(21), "agency", AGENCY_ID, 1),
        (uid(23), "organisation", BODY, 1),
    ]


def test_the_last_action_is_still_the_one_to_take_back(migrated: Database) -> None:
    assert len(read.transaction(migrated, uid(20))) == len(_RECORDS)
    assert read.last_transaction(migrated, MARA.id) is None  # it made the desk


def test_a_copy_is_kept_before_the_file_is_changed(migrated: Database, file_of_version_1: Path) -> None:
    (copy,) = file_of_version_1.parent.glob("desk-before-*.db")
    sqlfile.verify(copy, KEY)
