"""Who withdraws her consent to be kept stands in no file of the desk, on no page and in no log."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.consultation import CLOSED, HANDED_OUT, TAKEN, Consultation, Referral
from kosidesk.domain.errors import CannotRead
from kosidesk.domain.ids import RecordId
from kosidesk.services import (
    agency,
    backups,
    consultations,
    erasing,
    history,
    rescue,
    set_aside,
    vault,
    words,
)
from kosidesk.services.desk import Desk
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from kosidesk.storage import erasure, inspection, keys, ledger, read, standings
from kosidesk.storage.database import Database
from tests.desks import NOW, offer
from tests.services.canaries import Canaries, found, settle_in

PASSPHRASE = "vier kleine graue Katzen"
WANTED = NewDesk("Agentur Talblick", "wuppertal", "Mara", PASSPHRASE)


@dataclass
class Machine:
    """A desk's folder, its clock, and the desk when it is open."""

    folder: Path
    now: datetime = NOW

    def create(self) -> Opened:
        return vault.create(self.folder, WANTED, Settings(), self.clock)

    def unlock(self) -> Opened:
        return vault.unlock(self.folder, PASSPHRASE, Settings(), self.clock)

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def found(self) -> set[str]:
        """The canaries in its folder."""
        key, _ = keys.read_header(self.folder).unlock(PASSPHRASE)
        return set(found(self.folder, key))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "desk")


def test_no_byte_of_her_is_left_in_any_file_of_the_desk(machine: Machine) -> None:
    canaries = Canaries()
    opened = machine.create()
    talk = settle_in(opened.desk, canaries)
    opened.close()
    assert machine.found() == canaries.words  # the control: all that is searched for can be found

    opened = machine.unlock()
    receipt = erasing.withdraw(opened.desk, talk.id)

    assert machine.found() == set()
    assert (receipt.code, receipt.backups_until) == (talk.code, None)
    assert list(inspection.strayed(opened.desk.database)) == []
    opened.close()
    assert machine.found() == set()


def _rows_only(connection: Any, database: Database, gone: Any) -> None:
    for kind, ids in gone.items():
        connection.exec_driver_sql(f'DELETE FROM "{kind}" WHERE id IN ({",".join("?" * len(ids))})', (*ids,))  # noqa: S608 - from the registry


def _nothing(*_given: object) -> None:
    """What is switched off."""


SWITCHED_OFF = {
    "the log is not emptied": (Database, "fold", _nothing),
    "the copies stay": (Database, "drop_copies", _nothing),
    "the history stays": (erasure, "_forget", _rows_only),
    "waiting pages stay": (standings, "throw_pages_away", _nothing),
    "parts stay": (erasure, "_parts", lambda *_: iter(())),
}


@pytest.mark.parametrize("fault", SWITCHED_OFF)
def test_with_a_piece_of_the_erasure_switched_off_she_is_found(
    machine: Machine, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = machine.create()
    talk = settle_in(opened.desk, Canaries())
    opened.desk.database.copy_to(machine.folder / "desk-before-9-1.db")
    monkeypatch.setattr(*SWITCHED_OFF[fault])

    erasing.withdraw(opened.desk, talk.id)

    assert machine.found() != set()
    opened.close()


def test_without_wiping_freed_pages_she_is_found(machine: Machine) -> None:
    opened = machine.create()
    talk = settle_in(opened.desk, Canaries())
    with opened.desk.database._writer.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA secure_delete=OFF")

    erasing.withdraw(opened.desk, talk.id)

    assert machine.found() != set()
    opened.close()


def trace_of(desk: Desk) -> tuple[Consultation, tuple[Referral, ...]]:
    (left,) = map(Consultation.of, read.all_of(desk.database, Consultation.KIND))
    return left, tuple(map(Referral.of, read.all_of(desk.database, Referral.KIND)))


def test_what_is_counted_stays_without_name_code_and_instant(machine: Machine) -> None:
    desk = (opened := machine.create()).desk
    talk = consultations.begin(desk, "stand")
    given = offer(desk, "Vorlesen").id
    consultations.pick(desk, talk.id, given, "weil sie Kinder mag")
    consultations.hand_out(desk, talk.id)
    (referral,) = read.all_of(desk.database, Referral.KIND)
    desk.write(Edit(referral, referral.with_values(obstacle=TAKEN, remark="rief an")))
    machine.now += timedelta(minutes=40)
    consultations.close(desk, talk.id)

    erasing.withdraw(desk, talk.id)

    left, (picked,) = trace_of(desk)
    assert (left.kind, left.channel, left.state, left.minutes) == ("seeking", "stand", CLOSED, 40)
    assert left.begun_at is not None
    assert left.begun_at.astimezone().strftime("%d.%m. %H:%M") == "21.11. 12:00"
    assert (left.code, left.notes, left.counsellor, left.team) == ("", "", "", "")
    assert picked == Referral(picked.id, left.id, given, 0, "", HANDED_OUT, None, TAKEN)
    assert not {left.id, picked.id} & {talk.id, referral.id}
    opened.close()


def test_no_undo_takes_the_trace_away_or_brings_her_back(machine: Machine) -> None:
    desk = (opened := machine.create()).desk
    before = history.last_action(desk)
    receipt = erasing.withdraw(desk, consultations.begin(desk).id)

    undone = history.undo(desk, receipt.changes.transaction)

    assert not undone.changes
    assert history.last_action(desk) == before
    assert trace_of(desk)
    opened.close()


def test_a_crash_in_the_middle_loses_no_erasure(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power goes once the ledger is written; opening the desk does the rest, and the trace is there."""
    opened = machine.create()
    talk = settle_in(opened.desk, Canaries())
    with monkeypatch.context() as broken:
        broken.setattr(erasure, "_forget", _power_cut)
        with pytest.raises(PowerCutError):
            erasing.withdraw(opened.desk, talk.id)
    assert read.get(opened.desk.database, Consultation.KIND, talk.id)
    opened.close()

    opened = machine.unlock()

    assert machine.found() == set()
    left, referrals = trace_of(opened.desk)
    assert (left.code, len(referrals)) == ("", 1)
    opened.close()


class PowerCutError(Exception):
    """The program ended here."""


def _power_cut(*_given: object) -> None:
    raise PowerCutError


def test_the_receipt_names_the_day_the_last_backup_with_her_ends(machine: Machine) -> None:
    desk = (opened := machine.create()).desk
    assert backups.make_if_due(desk)
    machine.now += timedelta(days=1)
    before = consultations.begin(desk)
    assert erasing.withdraw(desk, before.id).backups_until is None  # none was made since she came

    talk = consultations.begin(desk)
    machine.now += timedelta(days=1)
    assert backups.make_if_due(desk)
    receipt = erasing.withdraw(desk, talk.id)

    assert receipt.backups_until == date(2026, 12, 28)
    assert "28. Dezember 2026" in words.receipt(receipt)[-1]
    machine.now = datetime(2026, 12, 29, 9, tzinfo=UTC)
    made = backups.make_if_due(desk)
    assert [one.file for one in backups.own(desk)] == [made]
    opened.close()


def test_after_a_clock_was_set_back_the_receipt_names_every_backup(machine: Machine) -> None:
    desk = (opened := machine.create()).desk
    machine.now += timedelta(days=2)
    talk = consultations.begin(desk)
    machine.now -= timedelta(days=1)
    assert backups.make_if_due(desk)  # it holds her, and its name says that it was made before she came

    assert erasing.withdraw(desk, talk.id).backups_until == date(2026, 12, 27)
    opened.close()


def test_backups_in_a_folder_of_before_count_and_end_too(machine: Machine, tmp_path: Path) -> None:
    desk = (opened := machine.create()).desk
    talk = consultations.begin(desk)
    before = backups.make_if_due(desk)
    machine.now += timedelta(hours=1)
    agency.keep_backups_in(desk, str(tmp_path / "stick"))
    machine.now += timedelta(days=1)

    assert erasing.withdraw(desk, talk.id).backups_until == date(2026, 12, 27)

    assert before is not None
    assert list(before.parent.glob(f"*-{ledger.NAME}"))
    machine.now += backups.AT_MOST
    assert backups.make_if_due(desk)
    assert not before.exists()
    opened.close()


def test_a_folder_for_backups_that_cannot_be_read_keeps_nobody_from_being_forgotten(machine: Machine) -> None:
    desk = (opened := machine.create()).desk
    assert backups.make_if_due(desk)
    (beside,) = backups.ledgers(desk)
    beside.unlink(missing_ok=True)
    beside.mkdir()
    talk = consultations.begin(desk)

    erasing.withdraw(desk, talk.id)

    assert read.get(desk.database, Consultation.KIND, talk.id) is None
    opened.close()


@pytest.fixture
def backed_up(machine: Machine) -> tuple[Machine, Path, RecordId]:
    """She was erased after a backup was made."""
    opened = machine.create()
    talk = settle_in(opened.desk, Canaries())
    backup = backups.make_if_due(opened.desk)
    assert backup is not None
    erasing.withdraw(opened.desk, talk.id)
    opened.close()
    return machine, backup, talk.id


def test_a_backup_brought_back_in_place_of_the_desk_forgets_her_again(
    backed_up: tuple[Machine, Path, RecordId],
) -> None:
    machine, backup, talk = backed_up
    rescue.bring_back(backup, machine.folder, PASSPHRASE, machine.clock)
    assert machine.found() != set()  # the control: the backup does hold her

    opened = machine.unlock()

    assert machine.found() == set()
    left, _ = trace_of(opened.desk)
    assert left.id != talk
    opened.close()


def test_a_backup_brought_back_on_another_machine_forgets_her_again(
    backed_up: tuple[Machine, Path, RecordId], tmp_path: Path
) -> None:
    machine, backup, _ = backed_up
    other = Machine(tmp_path / "other", machine.now)
    vault.restore(backup, other.folder, PASSPHRASE)
    rmtree(machine.folder)
    assert other.found() != set()

    other.unlock().close()

    assert other.found() == set()


def test_no_backup_is_brought_back_without_knowing_who_was_erased_since(
    backed_up: tuple[Machine, Path, RecordId], tmp_path: Path
) -> None:
    machine, backup, _ = backed_up
    beside = backup.parent / f"{keys.read_header(machine.folder).vault}-{ledger.NAME}"
    beside.unlink()
    beside.mkdir()  # there, and not to be read

    with pytest.raises(CannotRead):
        vault.restore(backup, tmp_path / "other", PASSPHRASE)

    assert not (tmp_path / "other").exists()


def test_a_desk_a_backup_took_the_place_of_ends_with_the_backups(
    backed_up: tuple[Machine, Path, RecordId],
) -> None:
    machine, backup, _ = backed_up
    aside = rescue.bring_back(backup, machine.folder, PASSPHRASE, machine.clock)
    opened = machine.unlock()
    machine.now += timedelta(days=30)
    talk = consultations.begin(opened.desk)
    backups.make_if_due(opened.desk)
    assert aside.exists()
    assert erasing.withdraw(opened.desk, talk.id).backups_until == date(2027, 1, 25)

    machine.now += timedelta(days=6)
    backups.make_if_due(opened.desk)

    assert not aside.exists()
    opened.close()


def test_what_a_rescue_that_was_interrupted_has_left_ends_with_the_backups(machine: Machine) -> None:
    opened = machine.create()
    talk = consultations.begin(opened.desk)
    backup = backups.make_if_due(opened.desk)
    assert backup is not None
    left = set_aside.place_of_fresh(machine.folder, machine.now.date())
    vault.restore(backup, left, PASSPHRASE)
    machine.now += timedelta(days=34)
    assert erasing.withdraw(opened.desk, talk.id).backups_until == date(2026, 12, 26)
    backups.make_if_due(opened.desk)
    assert left.exists()

    machine.now += timedelta(days=2)
    backups.make_if_due(opened.desk)

    assert not left.exists()
    assert machine.folder.exists()
    opened.close()


def test_the_ledger_tells_nothing_but_ids_and_days(backed_up: tuple[Machine, Path, RecordId]) -> None:
    machine, backup, talk = backed_up
    line = f"2026-11-21 consultation {talk}\n"
    own = keys.read_header(machine.folder).vault

    assert (machine.folder / ledger.NAME).read_text() == line
    assert (backup.parent / f"{own}-{ledger.NAME}").read_text() == line


def test_a_damaged_line_of_the_ledger_keeps_no_desk_shut(backed_up: tuple[Machine, Path, RecordId]) -> None:
    machine, _, talk = backed_up
    file = machine.folder / ledger.NAME
    file.write_bytes(b"\xff\xfe was ist das\n" + file.read_bytes())

    machine.unlock().close()

    assert {one.id for one in ledger.read(file)} == {talk}
