"""Many papers one after the other: who has got theirs is known to the last one, whatever happens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.errors import CannotWrite, NotFound, PrinterNotReady
from kosidesk.printing.printers.trouble import Trouble
from kosidesk.services import batch, consultations, erasing
from kosidesk.services.batch import Batch, Paper
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Title
from kosidesk.services.sheets import Choices, Format, Printout
from tests.desks import NOW, make_desk, offer

EMPTY = PrinterNotReady("Flur", Trouble.NO_PAPER)
GONE = NotFound("consultation", "erased")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def papers(fates: list[bool]) -> tuple[Paper, ...]:
    """One for each fate; False is a paper that cannot be made."""
    return tuple(
        Paper(str(at), str(at), lambda at=at, fate=fate: made(at, fate)) for at, fate in enumerate(fates)
    )


def made(at: int, fate: bool) -> Printout:  # noqa: FBT001 - a fate has no name
    if not fate:
        raise GONE
    return Printout("Zettel", str(at).encode(), (), Format.A4, 1)


class Tray:
    """A printer with so many leaves of paper."""

    def __init__(self, leaves: int) -> None:
        self.leaves = leaves
        self.printed: list[bytes] = []

    def take(self, paper: Printout) -> None:
        if len(self.printed) == self.leaves:
            raise EMPTY
        self.printed.append(paper.pdf)


@given(st.lists(st.booleans()), st.integers(0, 9))
def test_every_paper_is_accounted_for_exactly_once(fates: list[bool], leaves: int) -> None:
    tray = Tray(leaves)
    all_ = papers(fates)
    done = batch.run(all_, tray.take)
    refused = tuple(one.paper for one in done.refused)
    assert sorted((*done.handed, *refused, *done.left), key=all_.index) == list(all_)
    assert [paper.name.encode() for paper in done.handed] == tray.printed
    assert all(one.error is GONE for one in done.refused)
    assert (done.stopped is EMPTY) == bool(done.left)


@given(st.lists(st.booleans()), st.integers(0, 9))
def test_what_is_left_is_taken_up_again_and_nothing_comes_twice(fates: list[bool], leaves: int) -> None:
    tray = Tray(leaves)
    done = batch.run(papers(fates), tray.take)
    tray.leaves = 100
    batch.run(done.left, tray.take)
    assert tray.printed == [str(at).encode() for at, fate in enumerate(fates) if fate]


def test_progress_hears_of_every_paper_that_is_through() -> None:
    heard: list[int] = []
    batch.run(papers([True, False, True, True]), Tray(2).take, progress=heard.append)
    assert heard == [1, 2, 3]


def test_cancelling_lets_the_paper_at_hand_be_finished() -> None:
    cancelled = Event()
    tray = Tray(9)

    def stop_at_two(through: int) -> None:
        if through == 2:
            cancelled.set()

    done = batch.run(papers([True] * 4), tray.take, progress=stop_at_two, cancelled=cancelled)
    assert tray.printed == [b"0", b"1"]
    assert [paper.name for paper in done.left] == ["2", "3"]
    assert done.stopped is None


def test_one_paper_is_made_when_the_one_before_is_handed_over() -> None:
    order: list[str] = []

    def make(name: str) -> Printout:
        order.append(f"made {name}")
        return Printout("Zettel", name.encode(), (), Format.A4, 1)

    two = tuple(Paper(name, name, lambda name=name: make(name)) for name in ("a", "b"))
    batch.run(two, lambda paper: order.append(f"sent {paper.pdf.decode()}"))
    assert order == ["made a", "sent a", "made b", "sent b"]


def test_files_are_numbered_replace_none_and_name_nobody(tmp_path: Path) -> None:
    (tmp_path / "Vermittlungsbogen 2026-11-21 2.pdf").write_text("von gestern", encoding="utf-8")
    done = batch.run(papers([True] * 3), batch.into_folder(tmp_path, Title.SHEET, date(2026, 11, 21)))
    assert done == Batch(handed=done.handed)
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == {
        "Vermittlungsbogen 2026-11-21 1.pdf": "0",
        "Vermittlungsbogen 2026-11-21 2.pdf": "von gestern",
        "Vermittlungsbogen 2026-11-21 3.pdf": "1",
        "Vermittlungsbogen 2026-11-21 4.pdf": "2",
    }


@pytest.mark.parametrize("name", ["weg", "w" * 300])
def test_a_folder_nobody_can_write_to_stops_the_batch(name: str, tmp_path: Path) -> None:
    done = batch.run(papers([True] * 3), batch.into_folder(tmp_path / name, Title.SHEET, NOW.date()))
    assert isinstance(done.stopped, CannotWrite)
    assert len(done.left) == 3


def test_the_sheets_of_a_day_are_those_with_something_nobody_was_given(desk: Desk) -> None:
    picked = offer(desk, "Vorlesen").id
    first, second, empty, handed = (consultations.begin(desk) for _ in range(4))
    for talk in (first, second, handed):
        consultations.pick(desk, talk.id, picked)
    consultations.hand_out(desk, handed.id)
    consultations.close(desk, second.id)
    todays = batch.todays_sheets(desk, Choices())
    assert [(paper.name, paper.key) for paper in todays] == [(one.code, one.id) for one in (first, second)]
    assert empty.id not in {paper.key for paper in todays}
    consultations.hand_out(desk, first.id, second.id)
    assert batch.todays_sheets(desk, Choices()) == ()


def test_a_talk_of_yesterday_is_not_printed_today(desk: Desk) -> None:
    yesterday = replace(desk, clock=lambda: NOW - timedelta(days=1))
    talk = consultations.begin(yesterday)
    consultations.pick(desk, talk.id, offer(desk, "Vorlesen").id)
    assert batch.todays_sheets(desk, Choices()) == ()
    assert [paper.key for paper in batch.todays_sheets(yesterday, Choices())] == [talk.id]


def test_a_talk_that_was_erased_meanwhile_is_told_and_the_others_are_printed(desk: Desk) -> None:
    picked = offer(desk, "Vorlesen").id
    first, second = (consultations.begin(desk) for _ in range(2))
    for talk in (first, second):
        consultations.pick(desk, talk.id, picked)
    todays = batch.todays_sheets(desk, Choices(format=Format.A5))
    erasing.withdraw(desk, first.id)
    tray = Tray(9)
    done = batch.run(todays, tray.take)
    assert [(one.paper.key, type(one.error)) for one in done.refused] == [(first.id, NotFound)]
    assert [paper.key for paper in done.handed] == [second.id]
    assert tray.printed[0].startswith(b"%PDF")
