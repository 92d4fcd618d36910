"""A damaged index is built anew while the screen is open, and then the search goes on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kosidesk.domain.errors import IndexDamaged
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.offers.index_repair import IndexRepair
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.tasks import Tasks
from tests.desks import offer

DAMAGES = {
    "seen at once": "DROP TABLE offer_sort",
    "seen by a search": "UPDATE offer_fts_data SET block = randomblob(length(block)) WHERE id > 10",
}


def damage(desk: Desk, how: str) -> None:
    with desk.database.writing() as connection:
        connection.exec_driver_sql(DAMAGES[how])


@pytest.fixture
def stock(desk: Desk) -> None:
    for n in range(40):
        offer(desk, f"Garten {n}")


@pytest.mark.parametrize("how", DAMAGES)
@pytest.mark.usefixtures("stock")
def test_the_search_goes_on_once_the_index_is_mended(
    how: str, qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> None:
    damage(desk, how)
    screen = OffersScreen(desk, tasks, bus)
    qtbot.addWidget(screen)
    refused: list[object] = []
    screen.refused.connect(refused.append)
    screen.show()
    with qtbot.waitSignal(screen.model.found, check_params_cb=lambda found: found.query.text == "garten"):
        screen.search("garten")
    assert len(screen.model.rows.ids()) == 40
    assert not screen._repair.isVisible()
    assert refused == []


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize("part", ["rows", "similar"])
def test_whatever_stumbles_over_the_damage_only_the_bar_tells_of_it(
    part: str, qtbot: QtBot, desk: Desk, tasks: Tasks, bus: ChangeBus
) -> None:
    screen = OffersScreen(desk, tasks, bus)
    qtbot.addWidget(screen)
    refused: list[object] = []
    screen.refused.connect(refused.append)
    with qtbot.waitSignals([screen.model.repair.begun, screen.model.repair.ended]):
        getattr(screen.model, part).refused.emit(IndexDamaged())
    assert refused == []


@pytest.fixture
def repair(desk: Desk, tasks: Tasks) -> Iterator[IndexRepair]:
    owner = QObject()
    yield IndexRepair(desk, tasks, owner)
    owner.deleteLater()


@pytest.mark.usefixtures("stock")
def test_how_far_it_is_can_be_told(repair: IndexRepair, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    repair.advanced.connect(lambda done, of: told.append((done, of)))
    with qtbot.waitSignals([repair.begun, repair.ended]):
        repair.begin(IndexDamaged())
        repair.begin(IndexDamaged())
    repair._tell()
    assert told[-1] == (40, 40)


def test_damage_that_stays_is_told_in_the_end(repair: IndexRepair, qtbot: QtBot) -> None:
    for _ in range(2):
        with qtbot.waitSignal(repair.ended):
            repair.begin(IndexDamaged())
    with qtbot.waitSignal(repair.refused):
        repair.begin(IndexDamaged())
    repair.forget()
    with qtbot.waitSignal(repair.ended):
        repair.begin(IndexDamaged())
