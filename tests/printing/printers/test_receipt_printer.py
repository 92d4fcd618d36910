"""A receipt on its way to a printer: dot by dot what the page shows, and in words what keeps it back."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from kosidesk.domain.errors import PrinterNotReady
from kosidesk.printing.preview import pages_at
from kosidesk.printing.printers import receipt_wire
from kosidesk.printing.printers.receipt_destination import File, Network
from kosidesk.printing.printers.receipt_printer import DOTS, commands, print_receipt
from kosidesk.printing.printers.trouble import Trouble
from tests.printing.papers import paper
from tests.printing.printers import receipts
from tests.printing.printers.receipts import network_printer

ROLL = paper(width_mm=80, height_mm=160)


def expected(pdf: bytes) -> Image.Image:
    """The middle 72 of 80 mm at 8 dots a millimetre, dark or not."""
    page = next(pages_at(pdf, 8))
    whole = Image.frombuffer("RGB", (page.width, page.height), page.pixels, "raw", "RGB", page.stride, 1)
    edge = (page.width - DOTS) // 2
    grey = whole.convert("L").crop((edge, 0, edge + DOTS, page.height))
    return Image.eval(grey, lambda light: 255 * (light >= 128)).convert("1")


def same(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None


def test_a_network_printer_gets_the_page_dot_by_dot(sockets: None) -> None:
    with network_printer(receipts.FINE) as (port, sent):
        print_receipt(ROLL, Network("127.0.0.1", port))
    receipt = receipts.read(sent.result())
    assert same(receipt.picture(), expected(ROLL))
    assert receipt.picture().width == 576


def test_the_frame_of_the_page_is_on_the_paper_and_pale_grey_is_not(tmp_path: Path) -> None:
    print_receipt(ROLL, File(str(tmp_path / "bon")))
    picture = receipts.read((tmp_path / "bon").read_bytes()).picture().convert("L")
    frame = 2 * 8  # it stands 6 mm from the edge, 2 mm inside of what can be printed
    assert picture.getpixel((frame, 600)) == 0 or picture.getpixel((frame - 1, 600)) == 0
    assert picture.getpixel((10 * 8, 160 * 8 - 14 * 8)) == 255
    assert {value for _, value in picture.getcolors() or ()} == {0, 255}


def test_strips_are_small_and_the_cut_comes_last() -> None:
    receipt = receipts.read(commands(ROLL))
    assert max(strip.height for strip in receipt.strips) * DOTS // 8 <= 10_000
    assert receipt.events == ["init", *["dots"] * len(receipt.strips), "feed", "cut"]
    assert len(receipt.strips) == 10


def test_pages_follow_each_other_and_are_cut_once() -> None:
    receipt = receipts.read(commands(paper(2, width_mm=80, height_mm=60)))
    assert receipt.picture().height == 2 * 60 * 8
    assert receipt.events.count("cut") == 1


@pytest.mark.parametrize("width_mm", [72, 58])
def test_narrower_pages_stand_in_the_middle(width_mm: float) -> None:
    picture = receipts.read(commands(paper(width_mm=width_mm, height_mm=60))).picture()
    left, _, right, _ = ImageChops.invert(picture.convert("L")).getbbox() or (0, 0, 0, 0)
    assert picture.width == DOTS
    assert left == pytest.approx(DOTS - right, abs=2)


@pytest.mark.parametrize(
    ("answers", "trouble"), [(receipts.NO_PAPER, Trouble.NO_PAPER), (receipts.COVER_OPEN, Trouble.COVER_OPEN)]
)
def test_a_printer_that_cannot_print_says_why_and_gets_nothing(
    answers: receipts.Answers, trouble: Trouble, sockets: None
) -> None:
    with network_printer(answers) as (port, sent), pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, Network("127.0.0.1", port))
    assert refused.value.facts == (f"127.0.0.1:{port}", trouble)
    assert sent.result() == b""


@pytest.mark.parametrize("answers", [{}, receipts.OFF_TOPIC], ids=["silent", "off topic"])
def test_a_printer_that_says_nothing_of_itself_prints_all_the_same(
    answers: receipts.Answers, sockets: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_wire, "ANSWER_S", 0.05)
    with network_printer(answers) as (port, sent):
        print_receipt(ROLL, Network("127.0.0.1", port))
    assert sent.result() == commands(ROLL)


def test_a_roll_that_ends_under_the_receipt_is_told(sockets: None) -> None:
    with network_printer(receipts.RUNS_OUT) as (port, sent), pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, Network("127.0.0.1", port))
    assert refused.value.facts == (f"127.0.0.1:{port}", Trouble.NO_PAPER)
    assert sent.result() == commands(ROLL)


def test_a_printer_that_hangs_up_in_the_middle_is_told(sockets: None) -> None:
    with network_printer(receipts.FINE, takes=10_000) as (port, _), pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, Network("127.0.0.1", port))
    assert refused.value.facts == (f"127.0.0.1:{port}", Trouble.BROKEN_OFF)


def test_nobody_at_the_address_is_told_at_once(sockets: None) -> None:
    with network_printer({}) as (port, _):
        receipt_wire._Socket(Network("127.0.0.1", port)).close()
    with pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, Network("127.0.0.1", port))
    assert refused.value.facts == (f"127.0.0.1:{port}", Trouble.UNREACHABLE)


def test_a_device_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, File(str(tmp_path / "usb" / "lp0")))
    assert refused.value.facts == (str(tmp_path / "usb" / "lp0"), Trouble.UNREACHABLE)


@pytest.mark.skipif(sys.platform == "win32", reason="no-posix: Windows has no such device files")
def test_a_device_without_paper_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_wire, "PATIENCE_S", 0.1)
    device = tmp_path / "lp0"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)  # never reads: the buffer fills
    with pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, File(str(device)))
    os.close(reader)
    assert refused.value.facts == (str(device), Trouble.BROKEN_OFF)


@pytest.mark.skipif(sys.platform == "win32", reason="no-posix: Windows has no such device files")
def test_a_device_has_taken_the_last_part_before_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_wire, "PATIENCE_S", 0.1)
    device = tmp_path / "lp0"
    os.mkfifo(device)
    reader = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
    full = os.open(device, os.O_WRONLY | os.O_NONBLOCK)
    free = os.write(full, bytes(1 << 20))  # as much as goes in
    assert len(os.read(reader, free)) == free
    with pytest.raises(PrinterNotReady), receipt_wire.opened(File(str(device))) as wire:
        wire.send(bytes(free))
    for end in (reader, full):
        os.close(end)


@pytest.mark.skipif(sys.platform == "win32", reason="no-posix: Windows has other permissions")
def test_a_device_somebody_may_not_use_is_told(tmp_path: Path, somebody: None) -> None:
    with pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, File(str(tmp_path / "lp0")))
    assert refused.value.facts == (str(tmp_path / "lp0"), Trouble.FORBIDDEN)


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[None]:
    """A person who may not write here; root becomes nobody for that long."""
    me = os.geteuid()
    tmp_path.chmod(0o500)
    if me == 0:
        os.seteuid(65534)
    yield
    os.seteuid(me)
    tmp_path.chmod(0o700)


def test_the_list_of_printers_that_the_library_copies_is_thrown_away() -> None:
    from escpos import capabilities  # noqa: PLC0415 - importing it is what is tried

    commands(ROLL)
    assert capabilities.pickle_dir.startswith(tempfile.gettempdir())
    assert not Path(capabilities.pickle_dir).exists()
