"""What a newer version wrote waits in an older file, and finds its place when the newer version opens it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import translation_id
from kosidesk.domain.record import Record
from kosidesk.protocol.messages import Key, Said
from kosidesk.protocol.replica import Confirmed, Received
from kosidesk.schema import MAPPING, ORGANISATION, REGISTRY, Field, Kind, Merge, Scope, Type
from kosidesk.storage import inspection, read
from kosidesk.storage.database import Database
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.write import write
from tests.desks import KEY, NOW, stamp
from tests.storage.shelves import uid

BODY: Key = ("organisation", uid(1))
EVENT: Key = ("event", uid(2))
AT = "2026-11-20T08:00:00+00:00"
NEWER_ORGANISATION = replace(
    ORGANISATION,
    fields=(*ORGANISATION.fields, Field("seats", Type.INTEGER), Field("colours", Type.TEXTS, Merge.SET)),
)
NEWER_EVENT = Kind("event", (Field("name"), Field("stands", Type.INTEGER)), Scope.AGENCY)
NEWER: Mapping[str, Kind] = {**REGISTRY, "organisation": NEWER_ORGANISATION, "event": NEWER_EVENT}
SAID_BODY: Said = {"name": "Talblick", "seats": 3, "colours": ["red"], "later": 1}
SAID_EVENT: Said = {"name": "Markt", "stands": 4, "later": True}


def receive(database: Database, *received: tuple[Key, Said | None]) -> None:
    with FileReplica(database, lambda: NOW).transaction() as shelf:
        shelf.receive([Received(*key, said, uid(5), AT) for key, said in received])
        shelf.confirm([Confirmed(*key, 1, "agency", author=uid(5), at=AT) for key, _ in received])


def older_file(path: Path) -> None:
    database = Database.open(path, KEY)
    receive(database, (BODY, SAID_BODY), (EVENT, SAID_EVENT))
    receive(database, (BODY, {**SAID_BODY, "seats": 5}), (EVENT, {**SAID_EVENT, "stands": 6}))
    record = read.get(database, *BODY)
    assert record is not None
    assert record.extra == {"seats": 5, "colours": ("red",), "later": 1}
    write(database, [Edit(record, record.with_values(name="Talblick e.V."))], stamp())
    database.close()


def test_fields_and_kinds_find_their_place_when_the_program_knows_them(tmp_path: Path) -> None:
    older_file(tmp_path / "desk.db")

    database = Database.open(tmp_path / "desk.db", KEY, NEWER)

    body, event = read.get(database, *BODY), read.get(database, *EVENT)
    assert body == Record(
        BODY[0],
        RecordId(BODY[1]),
        {"name": "Talblick e.V.", "seats": 5, "colours": ("red",)},
        {"later": 1},
    )
    assert event == Record(EVENT[0], RecordId(EVENT[1]), {"name": "Markt", "stands": 6}, {"later": True})
    assert list(inspection.strayed(database)) == []
    (arrival,) = read.history(database, EVENT[1])
    assert (arrival.author, arrival.at.isoformat()) == (uid(5), AT)
    with FileReplica(database, lambda: NOW).transaction() as shelf:
        assert shelf.rows([BODY, EVENT]) == {
            BODY: {**SAID_BODY, "name": "Talblick e.V.", "seats": 5},
            EVENT: {**SAID_EVENT, "stands": 6},
        }
        assert [one.key for one in shelf.unsent(9)] == [BODY]
    database.close()


def test_a_translation_an_older_program_kept_without_knowing_it_is_there_after_its_update(
    tmp_path: Path,
) -> None:
    translation: Key = ("translation", translation_id(uid(1), "tr"))
    said: Said = {"offer": uid(1), "language": "tr", "text": "Çocuklara kitap okuyoruz."}
    older = Database.open(tmp_path / "desk.db", KEY, {k: v for k, v in REGISTRY.items() if v.since <= 2})
    receive(older, (translation, said))
    older.close()

    database = Database.open(tmp_path / "desk.db", KEY)

    (record,) = read.by(database, "translation", "offer", (uid(1),))
    assert dict(record.values) == said
    assert list(inspection.strayed(database)) == []
    database.close()


def test_a_value_the_newer_version_cannot_read_stays_where_it_waits(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "desk.db", KEY)
    receive(database, (BODY, {"seats": "three"}))
    database.close()

    database = Database.open(tmp_path / "desk.db", KEY, NEWER)

    record = read.get(database, *BODY)
    assert record is not None
    assert (record.values, record.extra) == ({}, {"seats": "three"})
    database.close()


def test_a_program_that_has_learnt_nothing_leaves_all_as_it_was(tmp_path: Path) -> None:
    older_file(tmp_path / "desk.db")
    grown = replace(MAPPING, fields=(*MAPPING.fields, Field("note")))

    database = Database.open(tmp_path / "desk.db", KEY, {**REGISTRY, "mapping": grown})

    record = read.get(database, *BODY)
    assert record is not None
    assert record.extra == {"seats": 5, "colours": ("red",), "later": 1}
    with FileReplica(database, lambda: NOW).transaction() as shelf:
        assert shelf.rows([EVENT]) == {EVENT: {**SAID_EVENT, "stands": 6}}
    database.close()
