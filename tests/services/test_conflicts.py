"""What was written on two sides: what stands here stays until a person decides, and nothing is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.client import STORE, Client, client_id
from kosidesk.domain.conflict import (
    DECIDED,
    DELETED_WHILE_EDITED,
    DUPLICATE,
    EDIT_OF_DELETED,
    LOST_AND_FOUND,
    ORPHAN_EDIT,
    SYNC,
    UNDECIDED,
    WHOLE,
    Answer,
    Box,
    Standing,
)
from kosidesk.domain.errors import ChangedMeanwhile, Invalid, NotFound, NotPossibleNow
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.exchange.feed import LIST_XML, Entry, Feed
from kosidesk.protocol.replica import Received
from kosidesk.services import clients, conflicts, consultations, history, offers, records
from kosidesk.services.conflicts import Conflict
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import plan
from kosidesk.storage import read
from kosidesk.storage.rows import json_text
from kosidesk.storage.shelf import FileReplica
from tests.desks import JON, MARA, make_desk
from tests.desks import offer as make_offer

SOURCE = "freinet:999"
AT = "2026-11-20T10:00:00+00:00"


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


def as_jon(desk: Desk) -> Desk:
    return replace(desk, user=JON)


_numbers = count(1)


def filed(desk: Desk, about: Record, field: str, theirs: object, **more: Any) -> Record:
    """What the server files; Jon said `theirs`."""
    sides: dict[str, Value] = {side: json_text(more.pop(side)) for side in ("base", "mine") if side in more}
    values: dict[str, Value] = {
        "of_kind": about.kind,
        "of_record": about.id,
        "field": field,
        "theirs": json_text(theirs),
        "source": SYNC,
        "by": JON.id,
        "at": AT,
        "status": UNDECIDED,
        **sides,
        **more,
    }
    conflict = Record("conflict", RecordId(f"00000000-0000-5000-8000-{next(_numbers):012d}"), values)
    desk.write(Edit(None, conflict))
    return conflict


def sent(desk: Desk, changes: Changes) -> dict[str, str]:
    """What the server will be told of a user action: kind → what happens to the record."""
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        said = [one for one in shelf.unsent(100) if one.transaction == changes.transaction]
    return {one.kind: one.action for one in said}


def only(desk: Desk) -> Conflict:
    (conflict,) = conflicts.undecided(desk)
    return conflict


def now(desk: Desk, record: Record) -> Record | None:
    return read.get(desk.database, record.kind, record.id)


def stored(desk: Desk, record: Record) -> Record:
    return records.record(desk, record.kind, record.id)


# Whose value is whose


def test_a_conflict_tells_both_sides_and_who_wrote_ours(desk: Desk) -> None:
    disagree(desk)
    conflict = only(desk)
    assert (conflict.field, conflict.mine.value, conflict.theirs.value) == (
        "time_text",
        "dienstags",
        "samstags",
    )
    assert conflict.base.value == "montags"
    assert (conflict.number, conflict.title, conflict.source) == ("12", "Vorlesen", SOURCE)
    assert (conflict.mine.by, conflict.theirs.by) == (MARA.name, "")
    assert conflict.mine.at is not None
    assert conflict.theirs.at is not None
    assert conflict.mine.at <= conflict.theirs.at
    assert conflict.box is Box.FILES


def test_of_two_desks_both_sides_have_a_name(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", time_text="dienstags")
    filed(desk, offer, "time_text", "samstags", mine="dienstags", base="montags")
    conflict = only(desk)
    assert (conflict.mine.by, conflict.theirs.by) == (MARA.name, JON.name)
    assert conflict.theirs.at is not None
    assert conflict.theirs.at.isoformat() == AT
    assert (conflict.box, conflict.standing) == (Box.SYNC, Standing.OPEN)


@pytest.mark.parametrize(
    ("field", "theirs", "said"),
    [
        ("fields", ("Kinder", "Sport"), "Kinder, Sport"),
        ("age", {"minimum_age": 18, "maximum_age": 99}, "Mindestalter: 18\nHöchstalter: 99"),
        ("status", "inactive", "ruht"),
        ("week", 1, "Montag vormittags"),
        ("organisation", "nowhere", "Einrichtung, hier nicht vorhanden"),
        ("weather", "sunny", "sunny"),
        ("period", {"from_on": "2026-12-01"}, "Beginn: 01.12.2026"),
    ],
)
def test_values_are_told_as_people_say_them(desk: Desk, field: str, theirs: object, said: str) -> None:
    offer = make_offer(desk, "Vorlesen")
    filed(desk, offer, field, theirs)
    assert only(desk).theirs.said() == said


def test_an_organisation_is_told_by_its_name(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen")
    filed(desk, offer, "organisation", offer.get("organisation"))
    assert only(desk).theirs.said() == "Nachbarschaft Talblick e.V."


def test_in_long_texts_the_words_that_differ_are_marked(desk: Desk) -> None:
    ours = "Wir suchen Menschen, die Kindern " + "immer wieder und wieder " * 30 + "vorlesen."
    offer = make_offer(desk, "Vorlesen", description=ours)
    filed(desk, offer, "description", ours.replace("Kindern", "Senioren"), mine=ours)
    conflict = only(desk)
    for side, word in ((conflict.mine, "Kindern"), (conflict.theirs, "Senioren")):
        assert [piece.text.strip() for piece in side.pieces if piece.differs] == [word]
        assert len(side.said()) < len(ours)


def test_until_the_decision_ours_stands(desk: Desk) -> None:
    disagree(desk)
    assert the_offer(desk).get("time_text") == "dienstags"


# Deciding


@pytest.mark.parametrize(("answer", "stands"), [(Answer.MINE, "dienstags"), (Answer.THEIRS, "samstags")])
def test_a_decision_settles_the_conflict(desk: Desk, answer: Answer, stands: str) -> None:
    disagree(desk)
    conflict = only(desk)
    conflicts.decide(desk, conflict, answer)
    assert the_offer(desk).get("time_text") == stands
    assert conflicts.undecided(desk) == ()
    assert records.record(desk, "conflict", conflict.id).get("resolution") == answer.value


def test_both_are_kept_as_a_dated_and_signed_note(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", time_text="dienstags", notes="Nur mit Termin.")
    filed(desk, offer, "time_text", "samstags", mine="dienstags")
    conflicts.decide(desk, only(desk), Answer.BOTH)
    after = stored(desk, offer)
    assert after.get("time_text") == "dienstags"
    assert after.text("notes") == "Nur mit Termin.\n21.11.2026, Mara: Zeit war bei Jon „samstags“."


def test_a_long_text_goes_into_the_note_whole(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", description="Kurz.")
    theirs = "Lang und breit. " * 500 + "Ende."
    filed(desk, offer, "description", theirs, mine="Kurz.")
    conflicts.decide(desk, only(desk), Answer.BOTH)
    assert theirs in stored(desk, offer).text("notes")


def test_two_notes_become_one(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", notes="Ist nett.")
    filed(desk, offer, "notes", "Ist sehr nett.", mine="Ist nett.")
    conflicts.decide(desk, only(desk), Answer.BOTH)
    assert stored(desk, offer).text("notes") == "Ist nett.\n21.11.2026, Mara: Ist sehr nett."


def test_of_a_place_the_note_goes_to_its_offer(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen")
    (place,) = read.by(desk.database, "place", "offer", (offer.id,))
    filed(desk, place, "stop", "Talblick", mine=None)
    conflicts.decide(desk, only(desk), Answer.BOTH)
    assert "Haltestelle war bei Jon „Talblick“." in stored(desk, offer).text("notes")


def test_what_is_personal_is_not_copied_into_notes(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen")
    contact = Record("contact", desk.born_id(), {"offer": offer.id, "name": "Kim Beispiel"})
    desk.write(Edit(None, contact))
    filed(desk, contact, "phone", "0202 000-1")
    assert Answer.BOTH not in only(desk).answers


def test_a_third_value_may_be_written(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", minimum_age=16, maximum_age=60)
    filed(desk, offer, "age", {"minimum_age": 18}, mine={"minimum_age": 16, "maximum_age": 60})
    conflicts.decide(desk, only(desk), Answer.OTHER, {"minimum_age": 17, "maximum_age": None})
    assert (stored(desk, offer).get("minimum_age"), stored(desk, offer).get("maximum_age")) == (17, None)


def test_a_third_value_is_checked_as_in_the_form(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", minimum_age=16)
    filed(desk, offer, "age", {"minimum_age": 18}, mine={"minimum_age": 16})
    with pytest.raises(Invalid):
        conflicts.decide(desk, only(desk), Answer.OTHER, {"minimum_age": 70, "maximum_age": 20})
    assert conflicts.count(desk) == 1


def test_a_settled_conflict_does_not_come_back_with_the_same_feed(desk: Desk) -> None:
    disagree(desk)
    conflicts.decide(desk, only(desk), Answer.MINE)
    feed(desk, time_text="samstags")
    assert conflicts.count(desk) == 0
    assert the_offer(desk).get("time_text") == "dienstags"


@pytest.mark.parametrize("answer", [Answer.THEIRS, Answer.BOTH])
def test_a_decision_is_taken_back_as_one(desk: Desk, answer: Answer) -> None:
    disagree(desk)
    conflict = only(desk)
    changes = conflicts.decide(desk, conflict, answer)
    history.undo(desk, changes.transaction)
    assert the_offer(desk).get("time_text") == "dienstags"
    assert not the_offer(desk).get("notes")
    assert only(desk).id == conflict.id


def test_of_several_a_file_said_the_newest_is_asked_and_settles_all(desk: Desk) -> None:
    disagree(desk, "samstags")
    feed(desk, time_text="sonntags")
    conflict = only(desk)
    assert conflict.theirs.value == "sonntags"
    assert conflicts.count(desk) == 1
    conflicts.decide(desk, conflict, Answer.MINE)
    assert conflicts.count(desk) == 0


def test_what_two_people_said_is_asked_one_by_one(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", time_text="dienstags")
    filed(desk, offer, "time_text", "samstags", mine="dienstags")
    filed(desk, offer, "time_text", "sonntags", mine="dienstags", by=MARA.id)
    assert conflicts.count(desk) == 2


def test_what_one_person_said_twice_is_asked_once(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", time_text="dienstags")
    filed(desk, offer, "time_text", "samstags", mine="dienstags")
    filed(desk, offer, "time_text", "sonntags", mine="dienstags", at="2026-11-20T11:00:00+00:00")
    assert only(desk).theirs.value == "sonntags"


def test_a_file_does_not_settle_what_two_desks_disagree_about(desk: Desk) -> None:
    feed(desk, time_text="montags")
    filed(desk, the_offer(desk), "time_text", "samstags", mine="montags")
    feed(desk, time_text="mittwochs")
    assert only(desk).theirs.value == "samstags"


def test_a_conflict_is_settled_once(desk: Desk) -> None:
    disagree(desk)
    conflict = only(desk)
    conflicts.decide(desk, conflict, Answer.MINE)
    with pytest.raises(NotPossibleNow):
        conflicts.decide(desk, conflict, Answer.THEIRS)
    assert the_offer(desk).get("time_text") == "dienstags"


def test_nothing_is_overwritten_that_was_not_seen(desk: Desk) -> None:
    disagree(desk)
    seen = only(desk)
    by_hand(desk, time_text="mittwochs")
    with pytest.raises(ChangedMeanwhile):
        conflicts.decide(desk, seen, Answer.THEIRS)
    assert the_offer(desk).get("time_text") == "mittwochs"


def test_an_unknown_conflict_is_not_found(desk: Desk) -> None:
    disagree(desk)
    with pytest.raises(NotFound):
        conflicts.decide(desk, replace(only(desk), id=RecordId("none")), Answer.MINE)


def test_a_group_is_told_and_taken_whole(desk: Desk) -> None:
    def address(street: str, postcode: str) -> None:
        place = {"street": street, "postcode": postcode, "quality": "none"}
        entry = Entry("12", 1, {"title": "Vorlesen"}, {"name": "Nachbarschaft"}, (place,))
        desk.write(*plan(desk, Feed(LIST_XML, (entry,)), SOURCE, "list.xml").edits)

    address("Talblick 7", "42277")
    (place,) = read.all_of(desk.database, "place")
    desk.write(Edit(place, place.with_values(street="Talblick 9")))
    address("Hofaue 1", "")
    conflict = only(desk)
    assert (conflict.field, conflict.title) == ("address", "Vorlesen")
    assert conflict.mine.value == {"street": "Talblick 9", "postcode": "42277"}
    conflicts.decide(desk, conflict, Answer.THEIRS)
    (after,) = read.all_of(desk.database, "place")
    assert (after.get("street"), after.get("postcode")) == ("Hofaue 1", None)


def test_a_field_of_a_newer_version_is_taken_and_kept(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen")
    filed(desk, offer, "weather", "sunny")
    assert Answer.OTHER not in only(desk).answers
    conflicts.decide(desk, only(desk), Answer.THEIRS)
    assert stored(desk, offer).extra == {"weather": "sunny"}


def test_a_kind_of_a_newer_version_is_left_to_it(desk: Desk) -> None:
    filed(desk, Record("festival", desk.born_id(), {}), "title", "Sommerfest")
    assert only(desk).answers == ()


# What has become of the record since


def test_ours_is_what_stands_now_not_what_stood_then(desk: Desk) -> None:
    disagree(desk)
    by_hand(desk, time_text="mittwochs")
    assert (only(desk).mine.value, only(desk).standing) == ("mittwochs", Standing.MOVED)


def test_who_wrote_the_other_value_meanwhile_is_only_asked_to_agree(desk: Desk) -> None:
    disagree(desk)
    by_hand(desk, time_text="samstags")
    assert (only(desk).standing, only(desk).answers) == (Standing.AGREED, (Answer.MINE,))
    conflicts.decide(desk, only(desk), Answer.MINE)
    assert the_offer(desk).get("time_text") == "samstags"


def test_of_a_record_deleted_meanwhile_it_is_said(desk: Desk) -> None:
    disagree(desk)
    desk.write(Edit(the_offer(desk), None))
    conflict = only(desk)
    assert (conflict.standing, conflict.title) == (Standing.GONE, "Vorlesen")
    conflicts.decide(desk, conflict, Answer.MINE)
    assert conflicts.count(desk) == 0


def test_a_deleted_record_comes_back_with_what_the_other_side_said(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", time_text="dienstags")
    (place,) = read.by(desk.database, "place", "offer", (offer.id,))
    desk.write(Edit(offer, None), Edit(place, None))
    filed(desk, offer, "time_text", "samstags", reason=EDIT_OF_DELETED, base="dienstags")
    conflicts.decide(desk, only(desk), Answer.THEIRS)
    assert stored(desk, offer) == offer.with_values(time_text="samstags")
    assert stored(desk, place) == place


def test_a_client_taken_back_with_her_consent_does_not_come_back_without(desk: Desk) -> None:
    talk = consultations.begin(desk).id
    kept = clients.keep(desk, talk, Client(NOBODY, name="Renate Beispiel", phone="0202 000-111"), {STORE})
    client = records.record(desk, Client.KIND, client_id(talk))
    history.undo(desk, kept.transaction)
    filed(desk, client, "phone", "0202 000-222", reason=EDIT_OF_DELETED, base="0202 000-111")

    assert only(desk).answers == (Answer.MINE,)

    with pytest.raises(NotPossibleNow):
        conflicts.decide(desk, only(desk), Answer.THEIRS)
    assert clients.of(desk, talk) is None


def test_what_was_deleted_elsewhere_comes_back_with_its_place_as_a_revival(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", time_text="dienstags")
    (place,) = read.by(desk.database, "place", "offer", (offer.id,))
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        shelf.receive([Received(one.kind, one.id, None, JON.id, AT) for one in (offer, place)])
    filed(desk, offer, WHOLE, {"time_text": "samstags"}, reason=EDIT_OF_DELETED, by=MARA.id)
    conflict = only(desk)
    assert (conflict.mine.by, conflict.standing) == (JON.name, Standing.GONE)
    done = conflicts.decide(desk, conflict, Answer.THEIRS)
    assert stored(desk, offer) == offer.with_values(time_text="samstags")
    assert stored(desk, place) == place
    assert sent(desk, done) == {"conflict": "change", "offer": "revive", "place": "revive"}


def test_a_record_deleted_while_it_was_edited_comes_back_with_its_filed_parts(desk: Desk) -> None:
    """A desk that never had the record knows it from the conflicts alone."""
    offer = Record("offer", desk.born_id(), {"title": "Vorlesen"})
    place = Record("place", desk.born_id(), {"offer": offer.id, "street": "Talblick 7"})
    for one in (offer, place):
        filed(desk, one, WHOLE, dict(one.values), reason=DELETED_WHILE_EDITED)
    found = next(one for one in conflicts.undecided(desk) if one.kind == "offer")
    assert (found.standing, found.answers) == (Standing.GONE, (Answer.MINE, Answer.THEIRS))
    done = conflicts.decide(desk, found, Answer.THEIRS)
    assert (now(desk, offer), now(desk, place)) == (offer, place)
    assert conflicts.count(desk) == 0
    assert sent(desk, done)["offer"] == sent(desk, done)["place"] == "revive"


def test_left_deleted_it_stays_deleted(desk: Desk) -> None:
    offer = Record("offer", desk.born_id(), {"title": "Vorlesen"})
    filed(desk, offer, WHOLE, {"title": "Vorlesen"}, reason=DELETED_WHILE_EDITED)
    conflicts.decide(desk, only(desk), Answer.MINE)
    assert now(desk, offer) is None
    assert conflicts.count(desk) == 0


def test_each_orphaned_change_is_asked_for_itself(desk: Desk) -> None:
    offer = Record("offer", desk.born_id(), {})
    filed(desk, offer, WHOLE, {"title": "Vorlesen"}, reason=ORPHAN_EDIT)
    filed(desk, offer, WHOLE, {"time_text": "samstags"}, reason=ORPHAN_EDIT)
    while waiting := conflicts.undecided(desk):
        conflicts.decide(desk, waiting[0], Answer.THEIRS)
    assert dict(stored(desk, offer).values) == {"title": "Vorlesen", "time_text": "samstags"}


def test_what_was_found_is_taken_field_by_field(desk: Desk) -> None:
    offer = make_offer(desk, "Vorlesen", time_text="dienstags")
    filed(desk, offer, WHOLE, {"title": "Vorlesen", "time_text": "samstags"}, reason=LOST_AND_FOUND)
    conflict = only(desk)
    assert (conflict.box, conflict.standing) == (Box.FOUND, Standing.OPEN)
    conflicts.decide(desk, conflict, Answer.THEIRS)
    assert stored(desk, offer) == offer.with_values(time_text="samstags")


def test_two_who_decided_differently_at_once_are_asked_again(desk: Desk) -> None:
    """The server took the record from the one and the resolution from the other, and says so."""
    offer = make_offer(desk, "Vorlesen", time_text="samstags")
    first = filed(desk, offer, "time_text", "samstags", mine="dienstags", status=DECIDED, resolution="mine")
    filed(desk, first, "resolution", "theirs", mine="mine")
    conflict = only(desk)
    assert (conflict.mine.value, conflict.theirs.value) == ("samstags", "dienstags")
    assert conflict.deciders == (MARA.name, JON.name)
    conflicts.decide(desk, conflict, Answer.THEIRS)
    assert stored(desk, offer).get("time_text") == "dienstags"
    assert conflicts.count(desk) == 0


# Counting


def test_an_offer_and_what_is_part_of_it_are_counted_together(desk: Desk) -> None:
    offer, other = make_offer(desk, "Vorlesen"), make_offer(desk, "Backen")
    (place,) = read.by(desk.database, "place", "offer", (offer.id,))
    filed(desk, offer, "title", "Lesen")
    filed(desk, place, "stop", "Talblick")
    body = RecordId(offer.text("organisation"))
    assert conflicts.of(desk, (offer.id, other.id, body)) == {offer.id: 2}


# Suspected duplicates


def organisation(desk: Desk, name: str, postcode: str = "42277", **values: Value) -> Record:
    made = Record("organisation", desk.born_id(), {"name": name, "postcode": postcode, **values})
    desk.write(Edit(None, made))
    return made


def arrived(*brought: Record) -> Changes:
    return Changes("sync", {one.kind: frozenset({one.id}) for one in brought})


def test_what_two_people_entered_is_suspected_once(desk: Desk) -> None:
    ours, theirs = (
        organisation(desk, "Nachbarschaft Talblick"),
        organisation(as_jon(desk), "nachbarschaft  talblick"),
    )
    assert conflicts.suspect_duplicates(desk, arrived(theirs))
    assert not conflicts.suspect_duplicates(desk, arrived(theirs))
    conflict = only(desk)
    assert (conflict.reason, conflict.box) == (DUPLICATE, Box.DUPLICATES)
    assert {conflict.record, conflict.other} == {ours.id, theirs.id}
    assert {conflict.mine.by, conflict.theirs.by} == {MARA.name, JON.name}
    assert conflicts.of(desk, (ours.id, theirs.id)) == {ours.id: 1, theirs.id: 1}


def test_two_desks_file_the_same_suspicion_alike(tmp_path: Path) -> None:
    suspicions = []
    for name, user in (("one", MARA), ("other", JON)):
        (tmp_path / name).mkdir()
        here = make_desk(tmp_path / name, user)
        bodies = [
            Record("organisation", RecordId(f"00000000-0000-7000-8000-00000000010{n}"), {"name": "Talblick"})
            for n in range(2)
        ]
        for body, author in zip(bodies, (MARA, JON), strict=True):
            replace(here, user=author).write(Edit(None, body.with_values(postcode="42277")))
        conflicts.suspect_duplicates(here, arrived(bodies[user is MARA]))
        suspicions.append(read.all_of(here.database, "conflict"))
        here.database.close()
    assert suspicions[0] == suspicions[1] != ()


@pytest.mark.parametrize(
    ("name", "postcode", "source"),
    [
        ("Nachbarschaft Talblick", "42103", ""),
        ("Nachbarschaft Hofaue", "42277", ""),
        ("Nachbarschaft Talblick", "42277", SOURCE),
    ],
)
def test_what_is_only_similar_is_not_suspected(desk: Desk, name: str, postcode: str, source: str) -> None:
    organisation(desk, "Nachbarschaft Talblick")
    theirs = organisation(as_jon(desk), name, postcode, source=source)
    assert not conflicts.suspect_duplicates(desk, arrived(theirs))


def test_what_one_person_entered_twice_she_meant(desk: Desk) -> None:
    organisation(desk, "Nachbarschaft Talblick")
    assert not conflicts.suspect_duplicates(desk, arrived(organisation(desk, "Nachbarschaft Talblick")))


def test_offers_are_told_apart_by_their_organisation(desk: Desk) -> None:
    make_offer(desk, "Vorlesen")
    elsewhere = make_offer(as_jon(desk), "Vorlesen", "Haus am See")
    again = make_offer(as_jon(desk), "VORLESEN")
    assert not conflicts.suspect_duplicates(desk, arrived(elsewhere))
    assert conflicts.suspect_duplicates(desk, arrived(again))


def test_two_things_stay_two_and_are_not_suspected_again(desk: Desk) -> None:
    organisation(desk, "Nachbarschaft Talblick")
    theirs = organisation(as_jon(desk), "Nachbarschaft Talblick")
    conflicts.suspect_duplicates(desk, arrived(theirs))
    conflicts.decide(desk, only(desk), Answer.DISTINCT)
    assert conflicts.count(desk) == 0
    assert not conflicts.suspect_duplicates(desk, arrived(theirs))


# Laws

_FIELDS: Mapping[str, st.SearchStrategy[Value]] = {
    "title": st.sampled_from(("Vorlesen", "Lesen <b>", "Backen & Braten")),
    "fields": st.sets(st.sampled_from(("Kinder", "Sport", "Kultur")), min_size=1).map(
        lambda words: tuple(sorted(words))
    ),
    "open_places": st.integers(0, 3),
    "remote": st.booleans(),
    "from_on": st.sampled_from(("2026-12-01", "2027-01-01")),
    "description": st.text("ab \n", max_size=30),
    "weather": st.sampled_from(("sunny", "wet")),
}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_answer_settles_keeps_or_takes_and_can_be_taken_back(desk: Desk, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(_FIELDS)))
    ours, theirs = data.draw(_FIELDS[field]), data.draw(_FIELDS[field])
    known = {} if field == "weather" else {field: ours}
    offer = by_desk(desk, {"title": "Vorlesen", **known})
    filed(desk, offer, field, theirs, mine=ours)
    before = stored(desk, offer)
    conflict = about(desk, offer)
    answer = data.draw(st.sampled_from(conflict.answers))
    done = conflicts.decide(desk, conflict, answer, {field: before.get(field)})
    expected = _after(before, field, theirs).get(answer, before)
    assert _without_notes(stored(desk, offer)) == _without_notes(expected)
    assert not conflicts.of(desk, (offer.id,))
    assert bool(stored(desk, offer).text("notes")) == (answer is Answer.BOTH)
    assert not history.undo(desk, done.transaction).refused
    assert stored(desk, offer) == before
    assert about(desk, offer).id == conflict.id


def about(desk: Desk, offer: Record) -> Conflict:
    return next(one for one in conflicts.undecided(desk) if one.record == offer.id)


def by_desk(desk: Desk, values: Mapping[str, Value]) -> Record:
    record = Record("offer", desk.born_id(), values)
    desk.write(Edit(None, record))
    return record


def _after(before: Record, field: str, theirs: Value) -> dict[Answer, Record]:
    if field == "weather":
        return {Answer.THEIRS: Record(before.kind, before.id, before.values, {"weather": theirs})}
    return {Answer.THEIRS: before.with_values(**{field: theirs})}


def _without_notes(record: Record) -> Record:
    return record.with_values(notes=None)
