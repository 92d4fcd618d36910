"""A search leaves something once it rests: not each letter, and no words where nobody wants that."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kosidesk.app.past_searches import PastSearches
from kosidesk.domain.change import Edit
from kosidesk.domain.demand import Demand
from kosidesk.domain.missed_search import MissedSearch
from kosidesk.search.query import Choice, Hits, Query
from kosidesk.services import missed
from kosidesk.services.desk import Desk
from kosidesk.settings import Settings
from kosidesk.storage import read
from kosidesk.ui.application import Application
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.reading.lines import Found
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.wardrobe import Wardrobe
from tests.desks import NOW

TODAY = NOW.date()
CULTURE = {"fields": Choice(frozenset({"Kultur und Kreatives"}))}


@pytest.fixture
def wardrobe(qapp: Application, tmp_path: Path) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp, tmp_path / "settings.toml", Settings())
    yield made
    made.deleteLater()


@pytest.fixture
def past(desk: Desk, tasks: Tasks, bus: ChangeBus, wardrobe: Wardrobe) -> PastSearches:
    """That does not wait so long."""
    made = PastSearches(desk, tasks, bus, wardrobe, bus)
    made._rest.setInterval(1)
    return made


def found(query: Query, *ns: int, total: int = 9) -> Found:
    return Found(query, Hits(array("q", ns), array("d", [1.0] * len(ns))), (), total)


def rest(past: PastSearches, tasks: Tasks, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not past._rest.isActive() and tasks.is_idle())


def words(desk: Desk) -> list[tuple[str, int]]:
    return [(one.words, one.times) for one in missed.missed(desk)]


def waiting(desk: Desk) -> int:
    return len(read.by(desk.database, "draft", "of_kind", (Demand.KIND,)))


def test_only_the_search_that_rests_is_kept(
    past: PastSearches, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    for typed in ("Klö", "Klöpp", "Klöppeln"):
        past.see(found(Query(TODAY, typed)))
    rest(past, tasks, qtbot)
    assert words(desk) == [("Klöppeln", 1)]


def test_a_list_that_is_read_anew_is_no_new_search(
    past: PastSearches, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    for _ in range(3):
        past.see(found(Query(TODAY, "Klöppeln")))
        rest(past, tasks, qtbot)
    assert words(desk) == [("Klöppeln", 1)]


def test_what_filters_hide_was_not_missed_but_looked_for(
    past: PastSearches, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    past.see(found(Query(TODAY, "Klöppeln", CULTURE)))
    rest(past, tasks, qtbot)
    assert words(desk) == []
    assert waiting(desk) == 1


def test_words_that_found_something_are_forgotten_at_once(
    past: PastSearches, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    past.see(found(Query(TODAY, "Vorlesen"), 1, 2))
    rest(past, tasks, qtbot)
    assert words(desk) == []
    assert waiting(desk) == 0


def test_an_empty_desk_finds_nothing_and_misses_nothing(
    past: PastSearches, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    past.see(found(Query(TODAY, "Vorlesen"), total=0))
    rest(past, tasks, qtbot)
    assert words(desk) == []


def test_who_does_not_want_it_is_not_remembered(
    past: PastSearches, wardrobe: Wardrobe, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    wardrobe.keep(Settings(remember_missed=False))
    past.see(found(Query(TODAY, "Klöppeln")))
    rest(past, tasks, qtbot)
    assert words(desk) == []


def test_opening_a_desk_forgets_what_is_old(
    past: PastSearches, desk: Desk, tasks: Tasks, qtbot: QtBot
) -> None:
    missed.keep(desk, "Klöppeln")
    (old,) = read.all_of(desk.database, MissedSearch.KIND)
    desk.write(Edit(old, old.with_values(last_on="2026-08-01")))
    past.tidy()
    qtbot.waitUntil(tasks.is_idle)
    assert words(desk) == []
