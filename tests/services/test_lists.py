"""Each list goes out as it stands on its screen, and names no client unless somebody asks for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from python_calamine import load_workbook

from kosidesk.domain.change import Edit
from kosidesk.domain.client import CONTACT, STORE, Client, Consent
from kosidesk.domain.demand import SEARCH, Demand, Period
from kosidesk.domain.errors import CannotWrite
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.ids import RecordId
from kosidesk.domain.listing import Listing
from kosidesk.domain.record import Record, Value
from kosidesk.search.query import Query
from kosidesk.services import consultations, exports, lists
from kosidesk.services import offers as stock
from kosidesk.services.desk import Desk
from kosidesk.services.printing_out import Title
from tests.desks import JON, MARA, make_desk, offer

NAME, PHONE, NOTE = "Ada Beispiel", "0202 000-77", "Ruft lieber abends an"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def stored(desk: Desk, kind: str, /, **values: Value) -> Record:
    record = Record(kind, desk.born_id(), values)
    desk.write(Edit(None, record))
    return record


def talk(desk: Desk, *, purposes: tuple[str, ...] = (STORE, CONTACT)) -> RecordId:
    """A consultation with a client who is known, one offer, and a promise due today."""
    begun = consultations.begin(desk)
    picked = offer(desk, "Vorlesen", number="101")
    consultations.pick(desk, begun.id, picked.id)
    consultations.note(desk, begun.id, NOTE)
    client = Client(desk.born_id(), begun.id, NAME, PHONE, "ada@example.org")
    consents = (
        Consent(desk.born_id(), client.id, purpose, "1", desk.today(), MARA.id) for purpose in purposes
    )
    promise = FollowUp(desk.born_id(), begun.id, desk.today(), MARA.id)
    desk.write(*(Edit(None, one.record()) for one in (client, *consents, promise)))
    return begun.id


def cells(listing: Listing) -> str:
    return repr(listing)


def test_offers_come_in_the_order_they_were_found(desk: Desk) -> None:
    offer(desk, "Zählen", number="2", open_places=3, assured_on="2026-11-03", time_text="montags")
    offer(desk, "Abwaschen", number="1", edited_on="2026-11-01")
    hits = stock.find(desk, Query(desk.today()))
    listing = lists.offers(desk, hits.ns)
    assert [row[0] for row in listing.rows] == [row.number for row in stock.rows(desk, hits.ns)]
    assert listing.made_on == date(2026, 11, 21)
    (counted,) = (row for row in listing.rows if row[0] == "2")
    assert counted[1:] == (
        "Zählen", "Nachbarschaft Talblick e.V.", "", "montags", 3, "aktiv", "aktuell", date(2026, 11, 3),
    )  # fmt: skip
    (other,) = (row for row in listing.rows if row[0] == "1")
    assert other[-2:] == ("aktuell, laut Quelle", None)


def test_organisations_come_with_how_to_reach_them(desk: Desk) -> None:
    first = stored(desk, "organisation", name="Altenheim", town="Solingen", phone="+49 202 000-1", number="7")
    second = stored(desk, "organisation", name="Bücherei")
    stored(desk, "offer", title="Kochen", organisation=first.id, status="inactive")
    gone = RecordId("00000000-0000-7000-9000-999999999999")
    listing = lists.organisations(desk, (second.id, gone, first.id))
    assert [row[1] for row in listing.rows] == ["Bücherei", "Altenheim"]
    assert listing.rows[1] == ("7", "Altenheim", "", "", "Solingen", "+49 202 000-1", "", 1, 0)


def test_talks_tell_when_and_how_but_neither_who_nor_what(desk: Desk) -> None:
    talk(desk)
    listing = lists.talks(desk)
    ((code, *said),) = listing.rows
    assert isinstance(code, str)
    assert said == [date(2026, 11, 21), "Engagementsuche", "Ladenlokal", None, 1, "offen"]
    for secret in (NAME, PHONE, NOTE, "ada@example.org"):
        assert secret not in cells(listing)


def test_what_is_due_names_nobody(desk: Desk) -> None:
    talk(desk)
    listing = lists.follow_ups(desk, mine=True)
    ((due_on, _code, kind, talked_on, picks, tries),) = listing.rows
    assert (due_on, kind, talked_on, picks, tries) == (
        desk.today(), "Engagementsuche", date(2026, 11, 21), 1, 0,
    )  # fmt: skip
    assert NAME not in cells(listing)


def test_what_is_due_names_on_request_who_agreed_to_be_called(desk: Desk) -> None:
    talk(desk)
    talk(desk, purposes=(STORE,))
    listing = lists.follow_ups(desk, mine=True, with_people=True)
    assert listing.columns[-3:] == ("Name", "Telefon", "E-Mail")
    assert [row[-3:] for row in listing.rows] == [(NAME, PHONE, "ada@example.org"), ("", "", "")]


def test_what_is_due_later_is_not_in_it(desk: Desk) -> None:
    begun = talk(desk)
    later = FollowUp(desk.born_id(), begun, desk.today() + timedelta(days=7), MARA.id)
    desk.write(Edit(None, later.record()))
    assert [row[0] for row in lists.follow_ups(desk, mine=True).rows] == [desk.today()]
    assert lists.follow_ups(replace(desk, user=JON), mine=True).rows == ()
    assert len(lists.follow_ups(replace(desk, user=JON), mine=False).rows) == 1


def conflict(desk: Desk, of: Record, field: str, **more: Value) -> None:
    stored(
        desk, "conflict", of_kind=of.kind, of_record=of.id, field=field, status="undecided",
        theirs='"anders"', source="abgleich", at="2026-11-20T10:00:00+00:00", **more,
    )  # fmt: skip


def test_conflicts_are_told_in_short(desk: Desk) -> None:
    conflict(desk, offer(desk, "Vorlesen", number="101"), "time_text")
    listing = lists.conflicts(desk)
    assert listing.rows == (("Vorlesen", "101", "Zeit", "Schreibtische", date(2026, 11, 20)),)
    assert "anders" not in cells(listing)


def test_a_conflict_about_a_client_names_nobody(desk: Desk) -> None:
    talk(desk)
    client = stored(desk, "client", name=NAME)
    conflict(desk, client, "name")
    listing = lists.conflicts(desk)
    assert len(listing.rows) == 1
    assert NAME not in cells(listing)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".CSV"])
def test_a_list_becomes_the_file_its_ending_says(desk: Desk, tmp_path: Path, suffix: str) -> None:
    offer(desk, "=1+1", number="101")
    listing = lists.offers(desk, stock.find(desk, Query(desk.today())).ns)
    target = tmp_path / f"liste{suffix}"
    exports.write_list(listing, target)
    if suffix == ".xlsx":
        rows = load_workbook(target).get_sheet_by_name("Angebote").to_python()
        assert rows[1][:2] == ["101", "=1+1"]
    else:
        assert "101;'=1+1;" in target.read_text("utf-8-sig")
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


def test_where_nothing_can_be_written_it_says_so(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        exports.write_list(lists.conflicts(desk), tmp_path / "nowhere" / "liste.xlsx")


def test_a_list_goes_on_paper_without_a_name_in_its_title(desk: Desk) -> None:
    offer(desk, "Vorlesen", number="101")
    printed = lists.paper(desk, lists.offers(desk, stock.find(desk, Query(desk.today())).ns))
    assert printed.name == Title.LIST
    assert printed.pages == 1
    assert "Vorlesen" in [passage.text for passage in printed.text]


def test_what_was_looked_for_tells_no_small_number(desk: Desk) -> None:
    searches = ((hits, ("Leben im Alter",), ("Vohwinkel",)) for hits in (0,) * 7 + (3,) * 2 + (9,) * 11)
    made = (
        Demand(desk.born_id(), desk.today(), SEARCH, fields, districts, hits)
        for hits, fields, districts in searches
    )
    desk.note(*(Edit(None, one.record()) for one in made))
    found = lists.demand(desk, Period.MONTH)
    assert found.title == "Nachfrage seit 01.11.2026"
    assert found.rows == (
        ("Handlungsfelder", "Leben im Alter", None, 7, "unter 5", 11),
        ("Stadtteile", "Vohwinkel", None, 7, "unter 5", 11),
    )
    assert {len(row) for row in found.rows} == {len(found.columns)}
