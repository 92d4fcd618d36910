"""What a screen reader is told: `python -m tests.ui.spoken.tree` reads the accessibility tree from the bus.

Prints one JSON list: role and name of everything in sight that takes the keyboard. libatspi is what Orca
reads with. The bus must be this session's own, for every program on it is read.
"""

import ctypes
import json
from collections.abc import Iterator
from typing import Any

_FOCUSABLE, _SHOWING = 11, 25  # AtspiStateType
_MANY = frozenset({b"list", b"table", b"tree", b"tree table"})
_ROWS = 20
"""Of a list that may hold thousands these are enough."""

_POINTER, _NUMBER, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
_CALLS: dict[str, tuple[Any, list[Any]]] = {
    "atspi_get_desktop": (_POINTER, [_NUMBER]),
    "atspi_accessible_get_child_count": (_NUMBER, [_POINTER, _POINTER]),
    "atspi_accessible_get_child_at_index": (_POINTER, [_POINTER, _NUMBER, _POINTER]),
    "atspi_accessible_get_name": (_TEXT, [_POINTER, _POINTER]),
    "atspi_accessible_get_role_name": (_TEXT, [_POINTER, _POINTER]),
    "atspi_accessible_get_state_set": (_POINTER, [_POINTER]),
    "atspi_state_set_contains": (_NUMBER, [_POINTER, _NUMBER]),
}


def main() -> None:
    bus = ctypes.CDLL("libatspi.so.0")
    for name, (result, arguments) in _CALLS.items():
        call = getattr(bus, name)
        call.restype, call.argtypes = result, arguments
    bus.atspi_init()
    print(json.dumps(list(_stops(bus, bus.atspi_get_desktop(0)))))


def _stops(bus: ctypes.CDLL, node: int) -> Iterator[tuple[str, str]]:
    states, role = bus.atspi_accessible_get_state_set(node), bus.atspi_accessible_get_role_name(node, None)
    if all(bus.atspi_state_set_contains(states, state) for state in (_FOCUSABLE, _SHOWING)):
        yield (role or b"").decode(), (bus.atspi_accessible_get_name(node, None) or b"").decode().strip()
    count = bus.atspi_accessible_get_child_count(node, None)
    for number in range(min(count, _ROWS) if role in _MANY else count):
        child = bus.atspi_accessible_get_child_at_index(node, number, None)
        if child:
            yield from _stops(bus, child)


if __name__ == "__main__":
    main()
