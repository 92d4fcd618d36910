"""A USB bus with one receipt printer on it, in the place of libusb."""

import errno
from array import array
from types import SimpleNamespace
from typing import Any

import usb.backend
from usb.core import USBError, USBTimeoutError

from tests.printing.printers.receipts import Answers

VENDOR, PRODUCT = 0x04B8, 0x0E15
BULK, INTERRUPT = 2, 3
STATUS = b"\x10\x04"

_MOUSE = (0x83, INTERRUPT)


class Bus(usb.backend.IBackend):  # type: ignore[misc]  # pyusb has no types
    """Its printer has the `ends` it is given, numbered as it likes; the first interface is something else."""

    def __init__(
        self,
        *,
        ends: tuple[int, ...] = (0x03, 0x81),
        answers: Answers | None = None,
        may_open: bool = True,
        room: int = 1 << 20,
    ) -> None:
        super().__init__()
        self._ends, self._answers, self._may_open, self._room = ends, answers or {}, may_open, room
        self._asked = b""
        self.has_driver = True
        self.is_open = False
        self.taken = b""

    def enumerate_devices(self) -> list[str]:
        return ["printer"]

    def get_device_descriptor(self, *_at: object) -> SimpleNamespace:
        return _described(
            18, idVendor=VENDOR, idProduct=PRODUCT, bNumConfigurations=1, bcdUSB=0x200, bDeviceClass=0,
            bDeviceSubClass=0, bDeviceProtocol=0, bMaxPacketSize0=64, bcdDevice=0, iManufacturer=0,
            iProduct=0, iSerialNumber=0, address=1, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, _dev: str, config: int) -> SimpleNamespace:
        if config:
            raise IndexError
        return _described(
            9, wTotalLength=9, bNumInterfaces=2, bConfigurationValue=1, iConfiguration=0, bmAttributes=0,
            bMaxPower=0,
        )  # fmt: skip

    def get_interface_descriptor(self, _dev: str, intf: int, alt: int, _config: int) -> SimpleNamespace:
        if alt or intf > 1:
            raise IndexError
        return _described(
            9, bInterfaceNumber=intf, bAlternateSetting=0, bNumEndpoints=len(self._at(intf)),
            bInterfaceClass=0xFF, bInterfaceSubClass=0, bInterfaceProtocol=0, iInterface=0,
        )  # fmt: skip

    def get_endpoint_descriptor(self, _dev: str, ep: int, intf: int, *_at: object) -> SimpleNamespace:
        address, kind = self._at(intf)[ep]
        return _described(
            7, bEndpointAddress=address, bmAttributes=kind, wMaxPacketSize=64, bInterval=0, bRefresh=0,
            bSynchAddress=0,
        )  # fmt: skip

    def open_device(self, dev: str) -> str:
        if not self._may_open:
            raise USBError("Access denied", errno=errno.EACCES)
        self.is_open = True
        return dev

    def close_device(self, *_at: object) -> None:
        self.is_open = False

    def get_configuration(self, *_at: object) -> int:
        return 1

    def is_kernel_driver_active(self, _handle: str, intf: int) -> bool:
        return self.has_driver and intf == 1

    def detach_kernel_driver(self, *_at: object) -> None:
        self.has_driver = False

    def claim_interface(self, _handle: str, intf: int) -> None:
        if self.has_driver or intf != 1:
            raise USBError("Resource busy", errno=errno.EBUSY)

    def release_interface(self, *_at: object) -> None:
        pass

    def bulk_write(self, _handle: str, ep: int, _intf: int, data: Any, _timeout: int) -> int:
        assert ep == self._ends[0]
        came = bytes(data)
        if came.startswith(STATUS):
            self._asked = came
        elif len(self.taken) > self._room:
            raise USBTimeoutError("Operation timed out", errno=errno.ETIMEDOUT)
        else:
            self.taken += came
        return len(came)

    def bulk_read(self, _handle: str, _ep: int, _intf: int, buff: "array[int]", _timeout: int) -> int:
        answer = self._answers.get(self._asked[2], b"")[-1:]
        if not answer:
            raise USBTimeoutError("Operation timed out", errno=errno.ETIMEDOUT)
        buff[0] = answer[0]
        return 1

    def _at(self, interface: int) -> list[tuple[int, int]]:
        return [(end, BULK) for end in self._ends] if interface == 1 else [_MOUSE]


def _described(length: int, **values: object) -> SimpleNamespace:
    return SimpleNamespace(bLength=length, bDescriptorType=0, extra_descriptors=[], **values)
