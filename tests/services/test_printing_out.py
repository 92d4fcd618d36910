"""Papers on their way out of the program."""

import signal
import sys
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from kosidesk.domain.errors import CannotWrite, Invalid
from kosidesk.services import printing_out, records
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Followed, Job, JobState, Printer, State, Ticket, Title
from tests.desks import make_desk
from tests.printing.papers import paper
from tests.printing.printers import print_service
from tests.printing.printers.print_service import PRINTER

LIMIT = 64 * 1024


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def full_disk() -> Iterator[None]:
    """From now on the system lets no file grow beyond the limit."""
    if sys.platform == "win32":
        pytest.skip("no-rlimit: Windows limits no process's files")
    import resource  # noqa: PLC0415 - is not there on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def test_a_disk_that_fills_up_leaves_the_old_file_and_no_half_one(tmp_path: Path, full_disk: None) -> None:
    target = tmp_path / "zettel.pdf"
    printing_out.save(b"old", target)
    with pytest.raises(CannotWrite):
        printing_out.save(bytes(2 * LIMIT), target)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("zettel.pdf", b"old")]


@pytest.mark.parametrize("name", ["weg/zettel.pdf", "datei/zettel.pdf", "ordner", "z" * 300 + ".pdf"])
def test_a_place_that_cannot_be_written_to_is_told_by_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "datei").touch()
    (tmp_path / "ordner").mkdir()
    with pytest.raises(CannotWrite) as refused:
        printing_out.save(b"%PDF", tmp_path / name)
    assert refused.value.facts[0] == Path(name).name
    assert sorted(file.name for file in tmp_path.iterdir()) == ["datei", "ordner"]


def test_a_file_is_named_after_kind_and_day() -> None:
    assert printing_out.file_name(Title.WAIVER, date(2026, 11, 21), ".eml") == "Bescheinigung 2026-11-21.eml"


def test_a_draft_is_signed_by_the_agency_and_names_no_client(desk: Desk) -> None:
    mail = message_from_bytes(printing_out.mail_draft(desk, b"%PDF", "de"), policy=default)
    agency = records.agency(desk)
    lines = mail.get_body().get_content().split("\r\n")
    assert lines[-4:-1] == [agency.name, agency.phone, agency.mail]
    (sheet,) = mail.iter_attachments()
    assert sheet.get_filename() == "Vermittlungsbogen 2026-11-21.pdf"


def test_a_job_is_followed_with_the_printer_it_went_to() -> None:
    with print_service.running() as service:
        ticket = printing_out.print_out(paper(), Job())
        assert service.await_end(ticket) is JobState.COMPLETED
        at = Printer(PRINTER, "Drucker am Empfang", State.IDLE, is_standard=True)
        assert printing_out.follow(ticket) == Followed(JobState.COMPLETED, at)
        assert printing_out.follow(Ticket(PRINTER, ticket.number)).printer == at


def test_a_receipt_goes_where_its_printer_was_typed(tmp_path: Path) -> None:
    printing_out.print_receipt(paper(width_mm=80, height_mm=60), str(tmp_path / "bon"))
    assert (tmp_path / "bon").read_bytes().startswith(b"\x1b@")
    printing_out.check_receipt_printer("bondrucker:9100")
    with pytest.raises(Invalid):
        printing_out.check_receipt_printer("usb:")
