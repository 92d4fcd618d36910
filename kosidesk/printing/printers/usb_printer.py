"""A receipt printer on USB, without a driver of the system."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import libusb_package
import usb.core
import usb.util

from kosidesk.printing.printers.receipt_destination import Usb

_PATIENCE_MS, _ANSWER_MS = 10_000, 1_000


class UsbPrinter:
    """Raises OSError, as `usb.core.USBError` is one."""

    def __init__(self, to: Usb) -> None:
        backend = libusb_package.get_libusb1_backend()
        found = backend and usb.core.find(idVendor=to.vendor, idProduct=to.product, backend=backend)
        if not found:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        self._device: Any = found
        try:
            self._out, self._in = self._ends()
        except OSError:
            self.close()
            raise

    def send(self, data: bytes) -> None:
        self._out.write(data, _PATIENCE_MS)

    def ask(self, question: bytes) -> bytes:
        self.send(question)
        if self._in is None:
            return b""
        try:
            return bytes(self._in.read(self._in.wMaxPacketSize, _ANSWER_MS))[:1]
        except usb.core.USBTimeoutError:
            return b""

    def close(self) -> None:
        usb.util.dispose_resources(self._device)

    def _ends(self) -> tuple[Any, Any]:
        """Where to write to, and where answers come from, if they do; printers differ in their numbers."""
        for interface in self._device.get_active_configuration():
            ends = {usb.util.endpoint_direction(end.bEndpointAddress): end for end in _bulk(interface)}
            if out := ends.get(usb.util.ENDPOINT_OUT):
                self._take(interface.bInterfaceNumber)
                return out, ends.get(usb.util.ENDPOINT_IN)
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))

    def _take(self, interface: int) -> None:
        """Linux has a driver of its own on it; other systems cannot say."""
        with suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(interface):
                self._device.detach_kernel_driver(interface)


def _bulk(interface: Any) -> Iterator[Any]:
    return (
        end for end in interface if usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
    )
