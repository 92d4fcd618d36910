"""One key leads from each list of the real window to the same way out, and Esc back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from kosidesk.app import stage
from kosidesk.app.room import Room
from kosidesk.domain.change import Edit
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.listing import Listing
from kosidesk.settings import Settings
from kosidesk.ui.application import Application
from kosidesk.ui.wardrobe import Wardrobe

WAIT_MS = 20_000


@pytest.fixture
def room(tmp_path: Path, qapp: Application) -> Iterator[Room]:
    wardrobe = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    remembered = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    opened = stage.set_up(tmp_path, stock=250)
    desk = opened.desk
    promise = FollowUp(desk.born_id(), stage.talk(desk).id, desk.today(), desk.user.id)
    desk.write(Edit(None, promise.record()))
    made = Room(opened, wardrobe, remembered, qapp)
    yield made
    made.close()
    made.deleteLater()
    wardrobe.deleteLater()


def list_of(room: Room, screen: str, qtbot: QtBot) -> Listing:
    """What goes out from a screen."""
    room.window.show()
    widget = room.window.go(screen)
    qtbot.waitUntil(room.models.tasks.is_idle, timeout=WAIT_MS)
    qtbot.wait(200)  # the list asks when nobody types any more
    qtbot.waitUntil(room.models.tasks.is_idle, timeout=WAIT_MS)
    with qtbot.waitSignal(room.models.list_out.read, timeout=WAIT_MS, check_params_cb=bool):
        qtbot.keyClick(widget, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert room.window.current() == "list"
    listing = room.models.list_out.listing
    assert listing is not None
    return listing


LISTS = {
    "start": "Beratungen",
    "follow_up": "Wiedervorlage",
    "offers": "Angebote",
    "organisations": "Einrichtungen",
    "conflicts": "Widersprüche",
}


def test_each_list_goes_out_without_a_client_in_it(room: Room, qtbot: QtBot) -> None:
    for screen, title in LISTS.items():
        listing = list_of(room, screen, qtbot)
        assert listing.title == title
        assert listing.rows
        assert "Name" not in listing.columns or screen == "organisations"
        qtbot.keyClick(room.window.go("list"), Qt.Key.Key_Escape)
        assert room.window.current() == screen


def test_clients_are_named_on_request_until_the_lease_ends(room: Room, qtbot: QtBot) -> None:
    list_of(room, "follow_up", qtbot)
    with qtbot.waitSignal(room.models.list_out.read, timeout=WAIT_MS, check_params_cb=bool):
        room.models.list_out.name_people(True)  # noqa: FBT003 - `toggled` sends it
    listing = room.models.list_out.listing
    assert listing is not None
    assert listing.columns[-3:] == ("Name", "Telefon", "E-Mail")
    room.models.syncing.closed.emit(True)  # noqa: FBT003 - a signal has no names
    assert room.models.list_out.listing is None
