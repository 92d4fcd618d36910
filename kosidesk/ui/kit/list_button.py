"""The way out for a list, the same on every screen that has one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from kosidesk.domain.listing import Listing
from kosidesk.i18n import N_, _
from kosidesk.services.desk import Desk
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.keys import Key, press

LIST = Key("Ctrl+L", N_("Liste ausgeben: für Excel, als CSV oder auf Papier"))

MakeList = Callable[[Desk], Listing]


@dataclass(frozen=True)
class ListWish:
    """What shall leave the desk; where it tells of clients, `with_people` makes the same list with names.

    Both run off the GUI thread.
    """

    make: MakeList
    with_people: MakeList | None = None


class ListButton(Button):
    """Its key works as long as `screen` is in sight; `text` where the screen is more than its list."""

    def __init__(self, screen: QWidget, text: str = "") -> None:
        super().__init__(text or _("Liste ausgeben …"), screen, icon="export")
        press(LIST, screen, self.click)
