"""Three lanes: an import stalls no search and no pick, and what comes between look and take-over is noticed.

Nothing here looks at a clock: one lane is held at a known point, and what the others do meanwhile must end.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest
from sqlalchemy import Engine, event

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import Cancelled, ChangedMeanwhile
from kosidesk.search.query import Query
from kosidesk.services import checks, consultations, editing, history, imports, offers, records
from kosidesk.services.desk import Desk
from kosidesk.services.imports import Import
from kosidesk.services.vault import Opened
from kosidesk.storage import lock, read
from tests.desks import make_desk, offer
from tests.feeds import stock

FED = 40
SOON = 20  # seconds; only a test that fails waits for it
INSIDE_PREPARE = "SELECT coalesce(max(position), 0) FROM change"
INSIDE_THE_TRANSACTION = "INSERT INTO change"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@dataclass(frozen=True)
class Hold:
    """A point inside the database where one thread waits until it is let go."""

    statement: str
    within: bool
    reached: Event = field(default_factory=Event)
    go_on: Event = field(default_factory=Event)

    def until_reached(self) -> None:
        assert self.reached.wait(SOON), "no lane came that far"

    def wait(self) -> int:
        self.reached.set()
        return not self.go_on.wait(SOON)


class Lanes:
    """The three threads of the window; each can be held at a statement."""

    def __init__(self) -> None:
        self.write, self.read, self.outside = (
            ThreadPoolExecutor(1, name) for name in ("write", "read", "outside")
        )
        self._holds: dict[str, Hold] = {}

    def hold(self, lane: str, statement: str, *, within: bool = False) -> Hold:
        """At the first such statement: before it, or `within` it, where SQLite asks whether to go on."""
        self._holds[lane] = Hold(statement, within)
        return self._holds[lane]

    def close(self) -> None:
        for hold in self._holds.values():
            hold.go_on.set()
        for lane in (self.write, self.read, self.outside):
            lane.shutdown()

    def before(self, connection: Any, _cursor: object, sql: str, *_rest: object) -> None:
        hold = self._holds.get(current_thread().name.partition("_")[0])
        is_here = hold is not None and sql.startswith(hold.statement) and not hold.reached.is_set()
        raw = connection.connection.dbapi_connection
        raw.set_progress_handler(hold.wait if hold and is_here and hold.within else None, 1)
        if hold and is_here and not hold.within:
            hold.wait()


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes()
    event.listen(Engine, "before_cursor_execute", made.before)
    yield made
    made.close()
    event.remove(Engine, "before_cursor_execute", made.before)


def feed(folder: Path, *, seed: int = 1) -> Path:
    return stock(offers=FED, seed=seed, traps=()).write(folder / str(seed)).list_xml


def titles(desk: Desk, text: str = "") -> set[str]:
    hits = offers.find(desk, Query(desk.today(), text))
    return {row.title for row in offers.rows(desk, hits.ns)}


def take_over(desk: Desk, looked: Import) -> Import:
    """As the wizard does it."""
    try:
        imports.take_over(desk, looked)
    except ChangedMeanwhile:
        looked = imports.look_again(desk, looked)
        imports.take_over(desk, looked)
    return looked


def is_whole(desk: Desk, folder: Path) -> bool:
    held_lock = lock.take(folder)
    try:
        return checks.check(Opened(desk, folder, held_lock)) == ()
    finally:
        held_lock.release()


@pytest.mark.parametrize("point", [INSIDE_PREPARE, INSIDE_THE_TRANSACTION])
def test_a_search_ends_while_an_import_is_under_way(
    desk: Desk, tmp_path: Path, lanes: Lanes, point: str
) -> None:
    offer(desk, "Vorlesen im Hort")
    path, hold = feed(tmp_path), lanes.hold("write", point)
    importing = lanes.write.submit(lambda: imports.take_over(desk, imports.look(desk, path)))
    hold.until_reached()
    assert lanes.read.submit(titles, desk, "vorlesen").result(SOON) == {"Vorlesen im Hort"}
    assert lanes.read.submit(titles, desk).result(SOON) == {"Vorlesen im Hort"}
    assert not importing.done()
    hold.go_on.set()
    importing.result(SOON)
    assert len(titles(desk)) == 1 + FED


def test_a_pick_waits_for_no_import_that_is_being_prepared(desk: Desk, tmp_path: Path, lanes: Lanes) -> None:
    picked, path = offer(desk, "Vorlesen im Hort"), feed(tmp_path)
    consultation, hold = consultations.begin(desk).id, lanes.hold("outside", INSIDE_PREPARE)
    looking = lanes.outside.submit(imports.look, desk, path)
    hold.until_reached()
    assert lanes.write.submit(consultations.pick, desk, consultation, picked.id).result(SOON)
    assert not looking.done()
    hold.go_on.set()
    imports.take_over(desk, looking.result(SOON))
    assert consultations.shortlist(desk, consultation).offers() == (picked.id,)
    assert is_whole(desk, tmp_path)


def test_a_pick_during_the_transaction_of_an_import_comes_after_it(
    desk: Desk, tmp_path: Path, lanes: Lanes
) -> None:
    picked, looked = offer(desk, "Vorlesen im Hort"), imports.look(desk, feed(tmp_path))
    consultation, hold = consultations.begin(desk).id, lanes.hold("write", INSIDE_THE_TRANSACTION)
    importing = lanes.write.submit(imports.take_over, desk, looked)
    hold.until_reached()
    picking = lanes.outside.submit(consultations.pick, desk, consultation, picked.id)
    assert consultations.shortlist(desk, consultation).offers() == ()
    hold.go_on.set()
    imported = read.transaction(desk.database, importing.result(SOON).transaction)
    (pick,) = read.transaction(desk.database, picking.result(SOON).transaction)
    assert pick.position > imported[-1].position
    assert is_whole(desk, tmp_path)


def test_a_pick_between_look_and_take_over_changes_nothing_for_the_import(desk: Desk, tmp_path: Path) -> None:
    picked, looked = offer(desk, "Vorlesen im Hort"), imports.look(desk, feed(tmp_path))
    consultation = consultations.begin(desk).id
    consultations.pick(desk, consultation, picked.id)
    imports.take_over(desk, looked)
    assert len(titles(desk)) == 1 + FED
    assert consultations.shortlist(desk, consultation).offers() == (picked.id,)


def test_an_edit_between_look_and_take_over_is_noticed_and_kept(desk: Desk, tmp_path: Path) -> None:
    imports.take_over(desk, imports.look(desk, feed(tmp_path)))
    fed = next(iter(read.all_of(desk.database, "offer")))
    looked = imports.look(desk, feed(tmp_path, seed=2))
    editing.save(desk, Edit(fed, fed.with_values(title="Von Hand geändert")))

    with pytest.raises(ChangedMeanwhile):
        imports.take_over(desk, looked)
    looked = take_over(desk, looked)

    assert records.record(desk, "offer", fed.id).text("title") == "Von Hand geändert"
    assert [d.mine for d in looked.plan.conflicts] == ["Von Hand geändert"]
    assert is_whole(desk, tmp_path)


def test_an_edit_of_what_the_file_does_not_name_is_none_of_the_imports_business(
    desk: Desk, tmp_path: Path
) -> None:
    own, looked = offer(desk, "Vorlesen im Hort"), imports.look(desk, feed(tmp_path))
    editing.save(desk, Edit(own, own.with_values(title="Von Hand geändert")))

    imports.take_over(desk, looked)

    assert titles(desk, "von hand geändert") == {"Von Hand geändert"}
    assert is_whole(desk, tmp_path)


def test_a_pick_between_look_and_undo_keeps_its_consultation(desk: Desk, tmp_path: Path) -> None:
    picked, begun = offer(desk, "Vorlesen im Hort"), consultations.begin(desk).id
    action = history.last_action(desk) or ""
    undoing = history.look(desk, action)
    consultations.pick(desk, begun, picked.id)

    with pytest.raises(ChangedMeanwhile):
        history.take_back(desk, undoing)
    undone = history.undo(desk, action)

    assert (undone.changes.touched, [refusal.record for refusal in undone.refused]) == ({}, [begun])
    assert consultations.shortlist(desk, begun).offers() == (picked.id,)
    assert is_whole(desk, tmp_path)


def test_one_reading_sees_one_state_whatever_is_written_meanwhile(desk: Desk) -> None:
    offer(desk, "Vorlesen im Hort")
    count = "SELECT count(*) FROM offer"
    with desk.database.reading() as before:
        seen = before.exec_driver_sql(count).scalar_one()
        offer(desk, "Schach im Café")
        assert before.exec_driver_sql(count).scalar_one() == seen == 1
    with desk.database.reading() as after:
        assert after.exec_driver_sql(count).scalar_one() == 2


def test_stopping_a_search_ends_it_and_nothing_else(desk: Desk, lanes: Lanes) -> None:
    offer(desk, "Vorlesen im Hort")
    assert titles(desk) == {"Vorlesen im Hort"}  # from here on the stock is in memory
    typed = lanes.hold("read", "SELECT json_group_array", within=True)
    prepared = lanes.hold("outside", "SELECT", within=True)
    searching = lanes.read.submit(titles, desk, "vorlesen")
    reading = lanes.outside.submit(read.all_of, desk.database, "offer")
    typed.until_reached()
    prepared.until_reached()
    offers.stop_finding(desk)
    typed.go_on.set()
    prepared.go_on.set()
    with pytest.raises(Cancelled):
        searching.result(SOON)
    assert [record.text("title") for record in reading.result(SOON)] == ["Vorlesen im Hort"]
    assert lanes.read.submit(titles, desk, "vorlesen").result(SOON) == {"Vorlesen im Hort"}
