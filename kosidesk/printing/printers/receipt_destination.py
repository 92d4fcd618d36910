"""Where a receipt printer is, as a person types it."""

import re
from dataclasses import dataclass

from kosidesk.domain.errors import Invalid
from kosidesk.domain.fault import Fault

_USB = re.compile(r"usb:([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)
_NETWORK = re.compile(
    r"(?P<host>\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?P<port>\d{1,5}))?", re.IGNORECASE
)
_PORT = 9100


@dataclass(frozen=True)
class Network:
    host: str
    port: int = _PORT

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Usb:
    """Known by the numbers of its maker and product, as `lsusb` shows them."""

    vendor: int
    product: int

    def __str__(self) -> str:
        return f"usb:{self.vendor:04x}:{self.product:04x}"


@dataclass(frozen=True)
class File:
    """A device such as /dev/usb/lp0, or a file that takes what a printer would."""

    path: str

    def __str__(self) -> str:
        return self.path


Destination = Network | Usb | File


def destination(typed: str) -> Destination:
    """usb:04b8:0e15, a path, or a host with or without a port. Raises Invalid."""
    plain = typed.strip()
    if usb := _USB.fullmatch(plain):
        return Usb(int(usb[1], 16), int(usb[2], 16))
    if plain.isprintable() and ("/" in plain or "\\" in plain):
        return File(plain)
    network = _NETWORK.fullmatch(plain)
    if network and 0 < (port := int(network["port"] or _PORT)) < 1 << 16:
        return Network(network["host"].strip("[]"), port)
    raise Invalid((Fault("receipt_printer", "receipt_printer", typed),))
