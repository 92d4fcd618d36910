"""What an import would change: refused entries are not absent, and disagreements end and come back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.conflict import OVERTAKEN, Answer
from kosidesk.domain.offer import ACTIVE, VANISHED
from kosidesk.exchange.feed import LIST_XML, Entry, Feed, Refused
from kosidesk.services import conflicts, offers
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import Plan, plan
from kosidesk.storage import read
from tests.desks import JON, MARA, make_desk

NUMBERS = ("1", "2", "3", "4")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def take(desk: Desk, *entries: Entry, refused: tuple[Refused, ...] = ()) -> Plan:
    found = plan(desk, Feed(LIST_XML, entries, refused), "freinet:999", "list.xml")
    desk.write(*found.edits)
    return found


def entry(number: str = "1", **said: str) -> Entry:
    return Entry(number, int(number), {"title": "Vorlesen", **said}, {"name": "Nachbarschaft"})


def statuses(desk: Desk) -> list[object]:
    return [offers.by_number(desk, number).get("status") for number in NUMBERS]


def write(desk: Desk, **values: str) -> None:
    record = offers.by_number(desk, "1")
    desk.write(Edit(record, record.with_values(**values)))


def settle(desk: Desk, answer: Answer) -> None:
    (conflict,) = conflicts.undecided(desk)
    conflicts.decide(desk, conflict, answer)


def test_a_line_names_the_organisation_and_what_is_different(desk: Desk) -> None:
    take(desk, *map(entry, NUMBERS))
    found = take(desk, entry("1", title="Lesen", time_text="samstags"), entry("2"), entry("3"))
    (changed,), (vanished,) = found.changed, found.vanished
    assert (changed.organisation, set(changed.fields)) == ("Nachbarschaft", {"title", "time_text"})
    assert (vanished.number, vanished.organisation) == ("4", "Nachbarschaft")


def test_an_entry_that_was_refused_has_not_vanished(desk: Desk) -> None:
    take(desk, *map(entry, NUMBERS))
    plan = take(desk, entry("1"), entry("2"), entry("3"), refused=(Refused(9, "no_title", "4", "4"),))
    assert plan.vanished == ()
    assert statuses(desk) == [ACTIVE] * 4
    take(desk, entry("1"), entry("2"), entry("3"))
    assert statuses(desk) == [ACTIVE] * 3 + [VANISHED]


def test_while_a_refused_entry_may_be_any_offer_none_has_vanished(desk: Desk) -> None:
    take(desk, *map(entry, NUMBERS))
    assert take(desk, *map(entry, NUMBERS[:3]), refused=(Refused(9, "row_width"),)).vanished == ()
    assert statuses(desk) == [ACTIVE] * 4
    assert [line.number for line in take(desk, *map(entry, NUMBERS[:3])).vanished] == ["4"]


def test_a_disagreement_ends_when_the_feed_comes_round(desk: Desk) -> None:
    take(desk, entry(time_text="montags"))
    write(desk, time_text="dienstags")
    take(desk, entry(time_text="samstags"))
    assert conflicts.count(desk) == 1
    take(desk, entry(time_text="dienstags"))
    assert conflicts.undecided(desk) == ()
    (conflict,) = read.all_of(desk.database, "conflict")
    assert conflict.get("status") == OVERTAKEN


def test_a_disagreement_stays_while_the_feed_changes_something_else(desk: Desk) -> None:
    take(desk, entry(time_text="montags", web="https://example.org/a"))
    write(desk, time_text="dienstags")
    take(desk, entry(time_text="samstags", web="https://example.org/a"))
    take(desk, entry(time_text="samstags", web="https://example.org/b"))
    (conflict,) = conflicts.undecided(desk)
    assert (conflict.mine.value, conflict.theirs.value) == ("dienstags", "samstags")


def test_a_disagreement_that_comes_back_is_to_be_decided_again(desk: Desk) -> None:
    take(desk, entry(time_text="montags"))
    write(desk, time_text="dienstags")
    take(desk, entry(time_text="samstags"))
    settle(desk, Answer.MINE)
    take(desk, entry(time_text="montags"))
    settle(desk, Answer.MINE)
    assert take(desk, entry(time_text="samstags")).conflicts
    (conflict,) = conflicts.undecided(desk)
    assert conflict.theirs.value == "samstags"
    settle(desk, Answer.THEIRS)
    assert offers.by_number(desk, "1").get("time_text") == "samstags"


def test_of_one_that_came_back_and_an_older_one_the_feeds_last_word_is_asked(desk: Desk) -> None:
    take(desk, entry(time_text="montags"))
    write(desk, time_text="dienstags")
    take(desk, entry(time_text="samstags"))
    settle(desk, Answer.MINE)
    take(desk, entry(time_text="montags"))
    take(desk, entry(time_text="samstags"))
    (conflict,) = conflicts.undecided(desk)
    assert conflict.theirs.value == "samstags"


def test_a_conflict_knows_who_gave_the_desks_value(desk: Desk) -> None:
    take(desk, entry(time_text="montags"))
    write(desk, time_text="dienstags")
    jons = Desk(desk.database, desk.settings, desk.city, desk.clock, desk.new_id, JON)
    take(jons, entry(time_text="samstags"))
    (conflict,) = read.all_of(desk.database, "conflict")
    assert conflict.get("by") == MARA.id
