"""A receipt printer on a USB bus, whatever its ends are numbered."""

import libusb_package
import pytest

from kosidesk.domain.errors import PrinterNotReady
from kosidesk.printing.printers.receipt_destination import Usb
from kosidesk.printing.printers.receipt_printer import commands, print_receipt
from kosidesk.printing.printers.trouble import Trouble
from tests.printing.papers import paper
from tests.printing.printers import receipts
from tests.printing.printers.usb_bus import PRODUCT, VENDOR, Bus

ROLL = paper(width_mm=80, height_mm=60)
PRINTER = Usb(VENDOR, PRODUCT)


def plug_in(bus: Bus, machine: pytest.MonkeyPatch) -> Bus:
    machine.setattr(libusb_package, "get_libusb1_backend", lambda: bus)
    return bus


@pytest.mark.parametrize("ends", [(0x01, 0x82), (0x03, 0x81), (0x02,)], ids=["usual", "other", "mute"])
def test_a_receipt_reaches_the_printer_whatever_its_ends_are_called(
    ends: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    bus = plug_in(Bus(ends=ends, answers=receipts.FINE), monkeypatch)
    print_receipt(ROLL, PRINTER)
    assert bus.taken == commands(ROLL)
    assert not bus.is_open


def test_a_printer_that_does_not_answer_prints_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    bus = plug_in(Bus(), monkeypatch)
    print_receipt(ROLL, PRINTER)
    assert bus.taken == commands(ROLL)


@pytest.mark.parametrize(
    ("bus", "trouble"),
    [
        (Bus(may_open=False), Trouble.FORBIDDEN),
        (Bus(ends=()), Trouble.UNREACHABLE),
        (Bus(answers=receipts.NO_PAPER), Trouble.NO_PAPER),
        (Bus(room=9_000), Trouble.BROKEN_OFF),
    ],
    ids=lambda value: str(value) if isinstance(value, Trouble) else "",
)
def test_what_keeps_it_from_printing_is_told(
    bus: Bus, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    plug_in(bus, monkeypatch)
    with pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, PRINTER)
    assert refused.value.facts == ("usb:04b8:0e15", trouble)
    assert not bus.is_open


def test_a_printer_that_is_not_plugged_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(Bus(), monkeypatch)
    with pytest.raises(PrinterNotReady) as refused:
        print_receipt(ROLL, Usb(1, 2))
    assert refused.value.facts == ("usb:0001:0002", Trouble.UNREACHABLE)
