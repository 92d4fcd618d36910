"""How a screen registers with the window, which knows nothing else of it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kosidesk.ui.kit.keys import Key


@dataclass(frozen=True)
class Screen:
    """`make` builds the widget when the screen is first shown; `help` and `keys` are what F1 tells about it,
    in German, translated when it is shown.

    A screen that is only reached from another, such as a preview, is not `in_navigation`. A screen that has
    steps of its own takes Esc in its `keyPressEvent` and lets the window have the last one. The list of a
    screen that `searches` follows the search line while somebody types.
    """

    name: str
    title: str
    icon: str
    make: Callable[[QWidget], QWidget]
    keys: tuple[Key, ...] = ()
    help: tuple[str, ...] = ()
    in_navigation: bool = True
    searches: bool = False
