"""Where feed and desk disagree, the desk's value stands until a person decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import NotFound, NotPossibleNow
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.exchange.feed import LIST_XML, Entry, Feed
from kosidesk.services import conflicts, history, offers, records
from kosidesk.services.conflicts import Take
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import plan
from kosidesk.storage import read
from tests.desks import MARA, make_desk

SOURCE = "freinet:999"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def feed(desk: Desk, **said: Value) -> None:
    """One import of a feed that holds one offer."""
    entry = Entry("12", 1, {"title": "Vorlesen", **said}, {"name": "Nachbarschaft Talblick e.V."})
    desk.write(*plan(desk, Feed(LIST_XML, (entry,)), SOURCE, "list.xml").edits)


def by_hand(desk: Desk, **values: Value) -> Record:
    offer = the_offer(desk)
    desk.write(Edit(offer, offer.with_values(**values)))
    return the_offer(desk)


def the_offer(desk: Desk) -> Record:
    return offers.by_number(desk, "12")


def disagree(desk: Desk, theirs: str = "samstags") -> Record:
    feed(desk, time_text="montags")
    offer = by_hand(desk, time_text="dienstags")
    feed(desk, time_text=theirs)
    return offer


def test_a_conflict_tells_both_sides_and_who_wrote_ours(desk: Desk) -> None:
    disagree(desk)
    (conflict,) = conflicts.undecided(desk)
    assert (conflict.field, conflict.mine, conflict.theirs) == ("time_text", "dienstags", "samstags")
    assert (conflict.number, conflict.title, conflict.source) == ("12", "Vorlesen", SOURCE)
    assert conflict.by == MARA.name
    assert conflict.at is not None
    assert conflict.at <= conflict.found_at


def test_until_the_decision_ours_stands(desk: Desk) -> None:
    disagree(desk)
    assert the_offer(desk).get("time_text") == "dienstags"


@pytest.mark.parametrize(("take", "stands"), [(Take.MINE, "dienstags"), (Take.THEIRS, "samstags")])
def test_a_decision_settles_the_conflict(desk: Desk, take: Take, stands: str) -> None:
    disagree(desk)
    (conflict,) = conflicts.undecided(desk)
    conflicts.decide(desk, conflict.id, take)
    assert the_offer(desk).get("time_text") == stands
    assert conflicts.undecided(desk) == ()
    assert records.record(desk, "conflict", conflict.id).get("resolution") == take.value


def test_a_settled_conflict_does_not_come_back_with_the_same_feed(desk: Desk) -> None:
    disagree(desk)
    conflicts.decide(desk, conflicts.undecided(desk)[0].id, Take.MINE)
    feed(desk, time_text="samstags")
    assert conflicts.count(desk) == 0
    assert the_offer(desk).get("time_text") == "dienstags"


def test_a_decision_is_taken_back_as_one(desk: Desk) -> None:
    disagree(desk)
    (conflict,) = conflicts.undecided(desk)
    changes = conflicts.decide(desk, conflict.id, Take.THEIRS)
    history.undo(desk, changes.transaction)
    assert the_offer(desk).get("time_text") == "dienstags"
    assert [one.id for one in conflicts.undecided(desk)] == [conflict.id]


def test_of_several_about_one_field_the_newest_is_asked_and_settles_all(desk: Desk) -> None:
    disagree(desk, "samstags")
    feed(desk, time_text="sonntags")
    (conflict,) = conflicts.undecided(desk)
    assert conflict.theirs == "sonntags"
    assert conflicts.count(desk) == 1
    conflicts.decide(desk, conflict.id, Take.MINE)
    assert conflicts.count(desk) == 0


def test_ours_is_what_stands_now_not_what_stood_then(desk: Desk) -> None:
    disagree(desk)
    by_hand(desk, time_text="mittwochs")
    assert conflicts.undecided(desk)[0].mine == "mittwochs"


def test_a_conflict_is_settled_once(desk: Desk) -> None:
    disagree(desk)
    (conflict,) = conflicts.undecided(desk)
    conflicts.decide(desk, conflict.id, Take.MINE)
    with pytest.raises(NotPossibleNow):
        conflicts.decide(desk, conflict.id, Take.THEIRS)
    assert the_offer(desk).get("time_text") == "dienstags"


def test_nobody_is_asked_about_a_deleted_offer(desk: Desk) -> None:
    offer = disagree(desk)
    desk.write(Edit(the_offer(desk), None))
    assert offer.id
    assert conflicts.undecided(desk) == ()


def test_an_unknown_conflict_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        conflicts.decide(desk, RecordId("none"), Take.MINE)


def test_a_group_is_told_and_taken_whole(desk: Desk) -> None:
    def address(street: str, postcode: str) -> None:
        place = {"street": street, "postcode": postcode, "quality": "none"}
        entry = Entry("12", 1, {"title": "Vorlesen"}, {"name": "Nachbarschaft"}, (place,))
        desk.write(*plan(desk, Feed(LIST_XML, (entry,)), SOURCE, "list.xml").edits)

    address("Talblick 7", "42277")
    (place,) = records_of(desk, "place")
    desk.write(Edit(place, place.with_values(street="Talblick 9")))
    address("Hofaue 1", "")
    (conflict,) = conflicts.undecided(desk)
    assert (conflict.field, conflict.title) == ("address", "Vorlesen")
    assert conflict.mine == {"street": "Talblick 9", "postcode": "42277"}
    conflicts.decide(desk, conflict.id, Take.THEIRS)
    (after,) = records_of(desk, "place")
    assert after.get("street") == "Hofaue 1"


def records_of(desk: Desk, kind: str) -> tuple[Record, ...]:
    return read.all_of(desk.database, kind)
