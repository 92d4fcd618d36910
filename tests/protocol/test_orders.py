"""An order is obeyed by the one desk it was given to, when it asked, and from nobody but its server."""

import pytest

from kosidesk.protocol import orders, proof
from kosidesk.protocol.orders import WIPE, Order

POLICY, OTHER = bytes(range(32)), bytes(range(1, 33))
ORDER = Order(WIPE, "desk-1", "00ff")


def given_by(key: bytes, order: Order = ORDER) -> bytes:
    return orders.written(order, proof.signature(key, order.said()))


def test_a_desk_reads_what_it_was_ordered() -> None:
    assert orders.read(given_by(POLICY), proof.public(POLICY), "desk-1", "00ff") == ORDER


@pytest.mark.parametrize(("device", "nonce"), [("desk-2", "00ff"), ("desk-1", "00fe"), ("", "")])
def test_an_order_is_worth_nothing_at_another_device_or_another_time(device: str, nonce: str) -> None:
    assert orders.read(given_by(POLICY), proof.public(POLICY), device, nonce) is None


def test_nobody_else_gives_orders() -> None:
    assert orders.read(given_by(OTHER), proof.public(POLICY), "desk-1", "00ff") is None


@pytest.mark.parametrize(
    "forged",
    [Order("extend", "desk-1", "00ff"), Order(WIPE, "desk-2", "00ff"), Order(WIPE, "desk-1", "00fe")],
)
def test_the_signature_of_one_order_is_not_good_for_another(forged: Order) -> None:
    taken_over = orders.written(forged, proof.signature(POLICY, ORDER.said()))
    assert orders.read(taken_over, proof.public(POLICY), forged.device, forged.nonce) is None


@pytest.mark.parametrize("nonsense", [b"", b"{}", b"\xff", b'{"order":1,"signature":""}'])
def test_what_is_no_order_is_none(nonsense: bytes) -> None:
    assert orders.read(nonsense, proof.public(POLICY), "desk-1", "00ff") is None
