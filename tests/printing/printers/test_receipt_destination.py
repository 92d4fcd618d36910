"""Where a receipt printer is, as people type it."""

import pytest

from kosidesk.domain.errors import Invalid
from kosidesk.printing.printers.receipt_destination import Destination, File, Network, Usb, destination


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("usb:04b8:0E15", Usb(0x04B8, 0x0E15)),
        ("192.168.0.50", Network("192.168.0.50", 9100)),
        (" 192.168.0.50:9101 ", Network("192.168.0.50", 9101)),
        ("bondrucker.example.org", Network("bondrucker.example.org")),
        ("[fe80::1]:9100", Network("fe80::1")),
        ("/dev/usb/lp0", File("/dev/usb/lp0")),
        ("\\\\stand\\bon", File("\\\\stand\\bon")),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: Destination) -> None:
    assert destination(typed) == meant


@pytest.mark.parametrize("typed", ["usb:04b8:0e15", "127.0.0.1:9100", "[fe80::1]:9100", "/dev/usb/lp0"])
def test_it_is_told_as_it_was_typed(typed: str) -> None:
    assert str(destination(typed)) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "usb:4b8:e15",
        "usb:",
        "-x",
        "host:0",
        "host:70000",
        "host:",
        "a b",
        "host:9100\nx",
        "/dev/lp\0",
        "häuschen",
    ],
)
def test_what_is_no_printer_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        destination(typed)
    assert refused.value.faults[0].given == typed
