"""Filters under a name: saved, applied, renamed, deleted, each to be taken back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kosidesk.search.query import Choice, Query
from kosidesk.services import filter_sets
from kosidesk.services.desk import Desk
from kosidesk.services.filter_sets import FilterSet
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.offers.saved_filters import SavedFilters
from kosidesk.ui.offers.saved_panel import SavedPanel
from kosidesk.ui.tasks import Tasks


@pytest.fixture
def kept(desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator[SavedFilters]:
    owner = QObject()
    yield SavedFilters(desk, tasks, bus, owner)
    owner.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot, kept: SavedFilters) -> SavedPanel:
    made = SavedPanel()
    qtbot.addWidget(made)
    kept.listed.connect(made.show_sets)
    made.show()
    return made


@pytest.fixture
def children(desk: Desk) -> Query:
    return Query(desk.today()).choosing("target_groups", Choice(frozenset({"Kinder"})))


def saved(qtbot: QtBot, kept: SavedFilters, query: Query, name: str = "Kinder") -> FilterSet:
    with qtbot.waitSignal(kept.listed) as listed:
        kept.save(name, query)
    (one,) = (found for found in (listed.args or [()])[0] if found.name == name)
    return one


def test_filters_come_back_under_their_name(qtbot: QtBot, kept: SavedFilters, children: Query) -> None:
    assert saved(qtbot, kept, children).query == children


def test_each_deed_can_be_taken_back(qtbot: QtBot, kept: SavedFilters, children: Query, desk: Desk) -> None:
    one = saved(qtbot, kept, children)
    with qtbot.waitSignals([kept.listed, kept.done]):
        kept.rename(one, "Für Kinder")
    assert [found.name for found in filter_sets.saved(desk)] == ["Für Kinder"]
    with qtbot.waitSignal(kept.done) as told:
        kept.drop(one)
    done = (told.args or [None])[0]
    assert isinstance(done, Done)
    assert done.transaction
    assert filter_sets.saved(desk) == ()


def test_a_name_is_asked_for_and_must_not_be_empty(panel: SavedPanel, qtbot: QtBot) -> None:
    names: list[str] = []
    panel.saved.connect(names.append)
    panel._save.click()
    QTest.keyClick(panel._naming._name, Qt.Key.Key_Return)
    assert "Namen" in panel._naming._name.accessibleDescription()
    QTest.keyClicks(panel._naming._name, "  Kinder am  Nachmittag ")
    QTest.keyClick(panel._naming._name, Qt.Key.Key_Return)
    assert names == ["Kinder am Nachmittag"]
    assert not panel._naming.isVisible()


def test_escape_gives_up_naming(panel: SavedPanel) -> None:
    panel._save.click()
    QTest.keyClick(panel._naming._name, Qt.Key.Key_Escape)
    assert not panel._naming.isVisible()


def test_only_what_is_chosen_can_be_renamed_or_deleted(
    panel: SavedPanel, kept: SavedFilters, children: Query, qtbot: QtBot
) -> None:
    one = saved(qtbot, kept, children)
    assert not panel._drop.isVisible()
    with qtbot.waitSignal(panel.applied) as applied:
        QTest.keyClick(panel._choice, Qt.Key.Key_Down)
    assert applied.args == [one]
    with qtbot.waitSignal(panel.renamed) as renamed:
        panel._rename.click()
        panel._naming._name.setText("Kleine")
        QTest.keyClick(panel._naming._name, Qt.Key.Key_Return)
    assert renamed.args == [one, "Kleine"]
    with qtbot.waitSignal(panel.dropped) as dropped:
        panel._drop.click()
    assert dropped.args == [one]


def test_the_chosen_one_stays_chosen_when_the_list_comes_anew(
    panel: SavedPanel, kept: SavedFilters, children: Query, qtbot: QtBot
) -> None:
    one = saved(qtbot, kept, children)
    QTest.keyClick(panel._choice, Qt.Key.Key_Down)
    saved(qtbot, kept, children, "Andere")
    assert panel._chosen() == one


def test_what_was_saved_is_chosen_and_has_the_keyboard(
    panel: SavedPanel, kept: SavedFilters, children: Query, qtbot: QtBot
) -> None:
    saved(qtbot, kept, children, "Andere")
    panel.saved.connect(lambda name: kept.save(name, children))
    panel._save.click()
    QTest.keyClicks(panel._naming._name, "Kinder")
    with qtbot.waitSignal(kept.listed):
        QTest.keyClick(panel._naming._name, Qt.Key.Key_Return)
    assert panel._choice.currentText() == "Kinder"
    assert panel._choice.hasFocus()


def test_there_must_be_a_filter_to_save(panel: SavedPanel) -> None:
    panel.show_chosen(any_filter=False)
    assert not panel._save.isEnabled()
