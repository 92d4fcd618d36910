"""What is erased stands in no row, journal, index, log or page of the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kosidesk.domain.change import Action, Edit
from kosidesk.domain.errors import ChangedMeanwhile, NotFound, NotPossibleNow
from kosidesk.domain.record import Record
from kosidesk.protocol.messages import Ack, Code
from kosidesk.protocol.replica import Confirmed, Received
from kosidesk.services import erasing, history
from kosidesk.services.desk import Desk
from kosidesk.storage import inspection, read
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.write import commit, prepare
from tests.desks import KEY, MARA, NOW, make_desk, offer, stamp
from tests.storage.shelves import uid

TOKEN = "Kanarienvogel"
TWIN = "Nachtigall"
"""Stays: the search for the other would otherwise prove nothing."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    assert list(inspection.strayed(made.database)) == []
    assert list(inspection.unindexed(made.database)) == []
    made.database.close()


def case(desk: Desk, token: str) -> Record:
    """With parts alive and deleted, a draft, changes and unsent operations."""
    made = Record("consultation", desk.born_id(), {"code": token, "notes": f"mag {token}"})
    part = Record("referral", desk.born_id(), {"consultation": made.id, "reason": f"wegen {token}"})
    gone = Record("referral", desk.born_id(), {"consultation": made.id, "reason": f"einst {token}"})
    draft = Record(
        "draft", desk.born_id(), {"of_kind": made.kind, "of_record": made.id, "said": {"notes": token}}
    )
    desk.write(*(Edit(None, one) for one in (made, part, gone, draft)))
    changed = part.with_values(reason=f"doch {token}")
    desk.write(Edit(part, changed), Edit(gone, None))
    return made


def present(desk: Desk, kind: str) -> set[str]:
    return {record.id for record in read.all_of(desk.database, kind)}


def tells(desk: Desk, token: str) -> bool:
    """Whether any page of the file says it, free ones too, or a log is left."""
    assert desk.database.fold()
    assert desk.database.path.with_name("desk.db-wal").stat().st_size == 0
    return any(token.lower().encode() in page.lower() for page in pages(desk.database.path))


def pages(path: Path) -> Iterator[bytes]:
    """Decrypted as SQLCipher 4 does: AES-256-CBC, each page with its own start in the 80 bytes at its end."""
    content = path.read_bytes()
    for start in range(0, len(content), 4096):
        page = content[start : start + 4096]
        own = page[16:] if start == 0 else page
        decryptor = Cipher(algorithms.AES(KEY), modes.CBC(own[-80:-64])).decryptor()
        yield decryptor.update(own[:-80]) + decryptor.finalize()


def test_an_erased_case_is_nowhere_and_its_twin_is(desk: Desk) -> None:
    person, twin = case(desk, TOKEN), case(desk, TWIN)

    changes = erasing.erase(desk, "consultation", person.id)

    gone = {kind: len(ids - present(desk, kind)) for kind, ids in changes.touched.items()}
    assert gone == {"consultation": 1, "referral": 2, "draft": 1}
    assert not tells(desk, TOKEN)
    assert tells(desk, TWIN)
    assert read.get(desk.database, "consultation", twin.id) == twin


def test_the_journal_names_an_erasure_and_tells_nothing(desk: Desk) -> None:
    person = case(desk, TOKEN)
    erasing.erase(desk, "consultation", person.id)

    (change,) = read.history(desk.database, person.id)

    assert (change.action, change.author, dict(change.differences)) == (Action.ERASE, MARA.id, {})
    undone = history.undo(desk, change.transaction)
    assert (undone.changes.touched, history.last_action(desk) == change.transaction) == ({}, False)


def test_what_others_erased_goes_with_everything_known_of_it(desk: Desk) -> None:
    person = case(desk, TOKEN)
    replica = FileReplica(desk.database, lambda: NOW)
    newer = ("event", uid(7))
    with replica.transaction() as shelf:
        shelf.confirm(
            [
                Confirmed("consultation", person.id, 1, "case:", image={"code": TOKEN}),
                Confirmed(*newer, 2, "agency"),
            ]
        )
        shelf.receive([Received(*newer, {"name": TOKEN})])
        shelf.acknowledge([Ack(one.id, Code.OK, 1) for one in shelf.unsent(3)])
        shelf.stage(TOKEN.encode())
    with replica.transaction() as shelf:
        shelf.unstage()
        shelf.erase([person.id, newer[1]])

    assert not tells(desk, TOKEN)
    assert replica.changes().touched["consultation"] == {person.id}


def test_an_erased_offer_is_forgotten_by_the_search(desk: Desk) -> None:
    record = offer(desk, f"{TOKEN} {TWIN}", organisation=f"Verein {TOKEN}")
    other = offer(desk, TWIN)
    (place,) = read.by(desk.database, "place", "offer", [record.id])
    replica = FileReplica(desk.database, lambda: NOW)
    with replica.transaction() as shelf:
        shelf.erase([record.id, place.id, record.text("organisation")])

    assert not tells(desk, TOKEN)
    assert read.get(desk.database, "offer", other.id) == other


@pytest.mark.parametrize("where", ["here", "elsewhere"])
def test_copies_made_before_a_newer_schema_go_with_an_erasure(desk: Desk, where: str) -> None:
    person = case(desk, TOKEN)
    copy = desk.database.path.with_name("desk-before-2-1.db")
    desk.database.copy_to(copy)

    if where == "elsewhere":
        with FileReplica(desk.database, lambda: NOW).transaction() as shelf:
            shelf.erase([person.id])
    else:
        erasing.erase(desk, "consultation", person.id)

    assert not copy.exists()


def test_a_change_prepared_before_the_erasure_writes_nothing(desk: Desk) -> None:
    person = case(desk, TOKEN)
    edit = Edit(person, person.with_values(notes=f"noch mehr von {TOKEN}"))
    prepared = prepare(desk.database, [edit], stamp(start=900))
    with FileReplica(desk.database, lambda: NOW).transaction() as shelf:
        shelf.erase([person.id])

    with pytest.raises(ChangedMeanwhile):
        commit(desk.database, prepared)

    assert not tells(desk, TOKEN)


def test_only_what_holds_personal_data_is_erased(desk: Desk) -> None:
    record = offer(desk, "Kochen")
    with pytest.raises(NotPossibleNow):
        erasing.erase(desk, "offer", record.id)
    with pytest.raises(NotFound):
        erasing.erase(desk, "consultation", uid(1))


def test_what_the_server_said_of_a_part_is_forgotten_at_once(desk: Desk) -> None:
    made = case(desk, TOKEN)
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        image = {"consultation": made.id, "reason": f"wegen {TOKEN}"}
        parts = [key for key in shelf.unsettled() if key[0] == "referral"]
        shelf.confirm([Confirmed(*key, 1, "case:", image=image) for key in parts])

    erasing.erase(desk, made.kind, made.id)

    assert parts
    assert not tells(desk, TOKEN)
