"""The laws of taking offers in: what a feed may change, what it never does, and how it is taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kosidesk.domain.change import Edit
from kosidesk.domain.conflict import UNDECIDED
from kosidesk.domain.errors import ForeignSource, NeedsMapping, Shrunken
from kosidesk.domain.offer import ACTIVE, VANISHED
from kosidesk.domain.record import Record
from kosidesk.exchange import meaning
from kosidesk.exchange.feed import DETAIL_XML, FREINET_CSV, LIST_XML, Entry, Feed
from kosidesk.exchange.parsing import preview
from kosidesk.schema import REGISTRY
from kosidesk.services import history, imports, offers
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import Plan, plan
from kosidesk.storage import inspection, read
from tests.desks import make_desk
from tests.feeds import Paths, Stock, stock, write_feed

COUNT = 10


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def feeds(tmp_path: Path) -> Paths:
    return write_feed(tmp_path / "feeds", offers=COUNT, traps=())


def take(desk: Desk, file: Path, *, accept_shrunken: bool = False) -> Plan:
    looked = imports.look(desk, file, accept_shrunken=accept_shrunken)
    imports.take_over(desk, looked)
    return looked.plan


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return len(plan.new), len(plan.changed), plan.unchanged, len(plan.vanished)


def changed(folder: Path, **values: object) -> Paths:
    """The same stock, its first offer changed at the source."""
    made = stock(offers=COUNT, traps=())
    made.offers[0] = replace(made.offers[0], **values)  # type: ignore[arg-type]
    return made.write(folder)


def only(folder: Path, kept: slice) -> Paths:
    return Stock(stock(offers=COUNT, traps=()).offers[kept]).write(folder)


def first_number() -> str:
    return stock(offers=COUNT, traps=()).offers[0].number


def first(desk: Desk) -> Record:
    return offers.by_number(desk, first_number())


def every_record(desk: Desk) -> dict[str, dict[str, Record]]:
    return {
        kind: {record.id: record for record in read.all_of(desk.database, kind)}
        for kind in REGISTRY
        if kind != "conflict"
    }


def test_the_same_feed_on_two_desks_makes_the_same_records(tmp_path: Path, feeds: Paths) -> None:
    made = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        desk = make_desk(tmp_path / name)
        for file in (feeds.list_xml, feeds.detail_xml, feeds.csv, feeds.map_json):
            take(desk, file)
        made.append(every_record(desk))
        desk.database.close()
    assert made[0] == made[1]
    assert len(made[0]["offer"]) == COUNT


def test_the_same_file_again_changes_nothing(desk: Desk, feeds: Paths) -> None:
    files = (feeds.list_xml, feeds.detail_xml, feeds.csv, feeds.map_json)
    assert counts(take(desk, files[0])) == (COUNT, 0, 0, 0)
    for file in files[1:]:
        take(desk, file)
    before = every_record(desk)
    for file in files:
        assert counts(take(desk, file)) == (0, 0, COUNT, 0)
    assert every_record(desk) == before


@pytest.mark.parametrize("enriching", ["detail_xml", "map_json"])
def test_what_only_enriches_makes_nothing_new_of_known_offers_and_removes_none(
    desk: Desk, feeds: Paths, tmp_path: Path, enriching: str
) -> None:
    take(desk, feeds.list_xml)
    assert counts(take(desk, getattr(feeds, enriching)))[::3] == (0, 0)
    few = getattr(only(tmp_path / "few", slice(8)), enriching)
    assert counts(take(desk, few))[3] == 0
    assert all(offer.get("status") == ACTIVE for offer in read.all_of(desk.database, "offer"))


def test_a_value_one_format_leaves_empty_is_not_cleared(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    take(desk, feeds.detail_xml)
    before = first(desk)
    place = read.by(desk.database, "place", "offer", (before.id,))
    emptied = changed(tmp_path / "empty", description="", street="", latitude="0", longitude="0")
    take(desk, emptied.detail_xml)
    assert first(desk).get("description") == before.get("description")
    assert read.by(desk.database, "place", "offer", (before.id,)) == place


def test_a_value_the_feed_changes_is_taken(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    plan = take(desk, changed(tmp_path / "new", title="Ganz neuer Titel", street="Neue Straße 1").list_xml)
    assert counts(plan) == (0, 1, COUNT - 1, 0)
    assert first(desk).get("title") == "Ganz neuer Titel"
    (place,) = read.by(desk.database, "place", "offer", (first(desk).id,))
    assert place.get("street") == "Neue Straße 1"


def test_what_the_desk_changed_stays_where_the_feed_says_what_it_said(desk: Desk, feeds: Paths) -> None:
    take(desk, feeds.list_xml)
    record = first(desk)
    desk.write(Edit(record, record.with_values(title="Unser Titel", notes="Gut erreichbar")))
    plan = take(desk, feeds.list_xml)
    assert counts(plan) == (0, 0, COUNT, 0)
    assert plan.conflicts == ()
    assert first(desk).get("title") == "Unser Titel"


def test_a_disagreement_keeps_the_desks_value_and_is_listed_once(
    desk: Desk, feeds: Paths, tmp_path: Path
) -> None:
    take(desk, feeds.list_xml)
    record = first(desk)
    desk.write(Edit(record, record.with_values(title="Unser Titel")))
    theirs = changed(tmp_path / "theirs", title="Deren Titel").list_xml
    (conflict,) = take(desk, theirs).conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("title", "Unser Titel", "Deren Titel")
    take(desk, theirs)
    assert first(desk).get("title") == "Unser Titel"
    (kept,) = read.all_of(desk.database, "conflict")
    assert (kept.get("of_record"), kept.get("field"), kept.get("status")) == (record.id, "title", UNDECIDED)
    assert (kept.get("theirs"), kept.get("mine")) == ('"Deren Titel"', '"Unser Titel"')


def test_absence_gets_a_status_and_deletes_nothing(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    fewer = only(tmp_path / "fewer", slice(1, None)).list_xml
    assert counts(take(desk, fewer)) == (0, 0, COUNT - 1, 1)
    assert first(desk).get("status") == VANISHED
    assert offers.count(desk) == COUNT
    assert counts(take(desk, fewer)) == (0, 0, COUNT - 1, 0)


def test_absence_counts_only_within_one_format(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    assert counts(take(desk, only(tmp_path / "fewer", slice(1, None)).csv))[3] == 0
    assert first(desk).get("status") == ACTIVE


def test_absence_counts_only_within_one_source(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    fewer = only(tmp_path / "fewer", slice(1, None)).list_xml
    imports.take_over(desk, imports.look(desk, fewer, source="nachbarstadt"))
    assert first(desk).get("status") == ACTIVE


def test_another_agencys_list_changes_nothing_here_unless_its_source_is_named(
    desk: Desk, feeds: Paths, tmp_path: Path
) -> None:
    take(desk, feeds.list_xml)
    before = every_record(desk)
    foreign = changed(tmp_path / "foreign", title="Deren Titel").list_xml
    foreign.write_text(foreign.read_text("utf-8").replace('agenturId="999"', 'agenturId="998"'), "utf-8")
    with pytest.raises(ForeignSource) as refused:
        take(desk, foreign)
    assert refused.value.facts == ("list.xml", "freinet:998", "freinet:999")
    assert every_record(desk) == before
    imports.take_over(desk, imports.look(desk, foreign, source="freinet:998"))
    assert offers.count(desk) == 2 * COUNT
    assert offers.by_number(desk, f"freinet:999:{first_number()}").get("title") != "Deren Titel"


def test_an_offer_that_comes_back_is_active_again(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    take(desk, only(tmp_path / "fewer", slice(1, None)).list_xml)
    assert counts(take(desk, feeds.list_xml)) == (0, 1, COUNT - 1, 0)
    assert first(desk).get("status") == ACTIVE


def test_an_offer_the_desk_closed_stays_closed(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    record = first(desk)
    desk.write(Edit(record, record.with_values(status="inactive")))
    take(desk, only(tmp_path / "fewer", slice(1, None)).list_xml)
    take(desk, feeds.list_xml)
    assert first(desk).get("status") == "inactive"


def test_an_offer_the_desk_deleted_does_not_come_back(desk: Desk, feeds: Paths) -> None:
    take(desk, feeds.list_xml)
    record = first(desk)
    parts = read.by(desk.database, "place", "offer", (record.id,))
    desk.write(Edit(record, None), *(Edit(part, None) for part in parts))
    assert counts(take(desk, feeds.list_xml)) == (0, 0, COUNT - 1, 0)
    take(desk, feeds.detail_xml)
    assert offers.count(desk) == COUNT - 1
    assert list(inspection.dangling(desk.database)) == []


def test_a_deleted_organisation_comes_back_only_with_a_new_offer(
    desk: Desk, feeds: Paths, tmp_path: Path
) -> None:
    take(desk, feeds.list_xml)
    record = first(desk)
    (body,) = read.by(desk.database, "organisation", "id", (record.text("organisation"),))
    desk.write(Edit(record, record.with_values(organisation=None)), Edit(body, None))
    take(desk, feeds.list_xml)
    assert read.get(desk.database, "organisation", body.id) is None
    made = stock(offers=COUNT, traps=())
    made.offers.append(replace(made.offers[0], number="99999", title="Noch eines"))
    assert counts(take(desk, made.write(tmp_path / "more").list_xml))[0] == 1
    assert read.get(desk.database, "organisation", body.id) == body


@pytest.mark.parametrize("kept", [slice(0), slice(COUNT // 2)])
def test_an_empty_or_halved_feed_is_refused_unless_it_is_accepted(
    desk: Desk, feeds: Paths, tmp_path: Path, kept: slice
) -> None:
    take(desk, feeds.list_xml)
    shrunken = only(tmp_path / "shrunken", kept).list_xml
    before = every_record(desk)
    with pytest.raises(Shrunken) as refused:
        take(desk, shrunken)
    left = len(range(COUNT)[kept])
    assert refused.value.facts == ("list.xml", left, COUNT)
    assert every_record(desk) == before
    assert counts(take(desk, shrunken, accept_shrunken=True)) == (0, 0, left, COUNT - left)


def test_an_import_is_undone_as_one(desk: Desk, feeds: Paths, tmp_path: Path) -> None:
    take(desk, feeds.list_xml)
    before = every_record(desk)
    looked = imports.look(desk, changed(tmp_path / "new", title="Neu", edited=1_790_000_000).list_xml)
    changes = imports.take_over(desk, looked)
    assert every_record(desk) != before
    assert history.undo(desk, changes.transaction).refused == ()
    assert every_record(desk) == before
    assert list(inspection.strayed(desk.database)) == []


def test_the_first_import_undone_leaves_an_empty_desk_that_takes_it_again(desk: Desk, feeds: Paths) -> None:
    before = every_record(desk)
    changes = imports.take_over(desk, imports.look(desk, feeds.list_xml))
    history.undo(desk, changes.transaction)
    assert every_record(desk) == before
    assert counts(take(desk, feeds.list_xml)) == (COUNT, 0, 0, 0)


def test_an_undone_import_keeps_what_a_later_one_built_on(desk: Desk, feeds: Paths) -> None:
    changes = imports.take_over(desk, imports.look(desk, feeds.list_xml))
    take(desk, feeds.detail_xml)
    assert history.undo(desk, changes.transaction).refused
    assert offers.count(desk) == COUNT
    assert list(inspection.dangling(desk.database)) == []


def test_what_was_looked_at_can_be_laid_against_a_desk_that_moved_on(desk: Desk, feeds: Paths) -> None:
    looked = imports.look(desk, feeds.list_xml)
    take(desk, feeds.detail_xml)
    again = imports.look_again(desk, looked)
    imports.take_over(desk, again)
    assert counts(again.plan)[0] == 0
    assert offers.count(desk) == COUNT


def test_a_table_is_explained_once_and_known_in_any_order_of_columns(
    desk: Desk, feeds: Paths, tmp_path: Path
) -> None:
    with pytest.raises(NeedsMapping) as asked:
        imports.look(desk, feeds.table_csv)
    columns = preview(feeds.table_csv).columns
    assert asked.value.facts == ("table.csv", columns)
    explained = meaning.Explanation("tabelle", meaning.suggest(columns))
    imports.take_over(desk, imports.look(desk, feeds.table_csv, mapping=explained))
    assert offers.count(desk) == COUNT
    assert imports.remembered(desk, columns[::-1]) == explained
    assert counts(imports.look(desk, feeds.table_xlsx).plan) == (0, 0, COUNT, 0)


def test_a_table_is_known_again_however_its_columns_are_written(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Titel;Freie  Plätze\nVorlesen;2\n", "utf-8")
    explained = meaning.Explanation("tabelle", {"Titel": "offer.title", "Freie Plätze": "offer.open_places"})
    imports.take_over(desk, imports.look(desk, file, mapping=explained))
    file.write_text("freie plätze;TITEL\n3;Vorlesen\n", "utf-8")
    assert counts(take(desk, file)) == (0, 1, 0, 0)
    (offer,) = read.all_of(desk.database, "offer")
    assert offer.get("open_places") == 3


def test_a_city_word_nobody_knows_is_kept_and_counted(desk: Desk, tmp_path: Path) -> None:
    odd = changed(tmp_path / "odd", fields=["Raumfahrt"])
    plan = take(desk, odd.detail_xml)
    (notice,) = [one for one in plan.notices if one.code == "unknown_word"]
    assert (notice.count, notice.examples) == (1, ("Raumfahrt",))
    assert first(desk).get("fields") == ("Raumfahrt",)


def test_looking_changes_nothing(desk: Desk, feeds: Paths) -> None:
    before = every_record(desk)
    imports.look(desk, feeds.list_xml)
    assert every_record(desk) == before


def laid(desk: Desk, format_: str, *entries: Entry) -> Plan:
    """Entries taken over as a reader would hand them on."""
    found = plan(desk, Feed(format_, entries), "freinet:999", "feed", accept_shrunken=True)
    desk.write(*found.edits)
    return found


def organisation_of(desk: Desk, number: str) -> str:
    (body,) = read.by(
        desk.database, "organisation", "id", (offers.by_number(desk, number).text("organisation"),)
    )
    return body.text("name")


few_imports = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
names = st.sampled_from(["Alt", "Neu", "Drittes"])


@few_imports
@given(lists=st.lists(st.tuples(names, names, names), min_size=2, max_size=4))
def test_each_offer_belongs_to_the_organisation_the_list_names(
    tmp_path_factory: pytest.TempPathFactory, lists: list[tuple[str, ...]]
) -> None:
    desk = make_desk(tmp_path_factory.mktemp("desk"))
    for named in lists:
        entries = (
            Entry(str(number), number, {"title": f"Angebot {number}"}, {"name": name})
            for number, name in enumerate(named, start=1)
        )
        assert laid(desk, FREINET_CSV, *entries).conflicts == ()
        assert tuple(organisation_of(desk, str(number)) for number in (1, 2, 3)) == named
    desk.database.close()


texts = st.sampled_from(["Vorlesen", "Vorlesen für Kinder", "Vorlesen im Heim"])


@few_imports
@given(said=st.lists(st.tuples(st.sampled_from([LIST_XML, DETAIL_XML]), texts), min_size=2, max_size=8))
def test_where_nobody_edits_the_format_that_changed_last_is_believed_and_nothing_disagrees(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str]]
) -> None:
    desk = make_desk(tmp_path_factory.mktemp("desk"))
    last: dict[str, str] = {}
    stands = ""
    for format_, text in said:
        entry = Entry("12", 1, {"title": text, "description": text}, {"name": "Nachbarschaft"})
        assert laid(desk, format_, entry).conflicts == ()
        if last.get(format_) != text and (format_ in last or text not in last.values()):
            stands = text
        last[format_] = text
        offer = offers.by_number(desk, "12")
        assert (offer.get("title"), offer.get("description")) == (stands, stands)
    desk.database.close()


def test_an_organisation_keeps_its_offers_however_it_is_called_here(desk: Desk) -> None:
    entries = [Entry("1", 1, {"title": "Vorlesen"}, {"name": "Verein Talblick"})]
    laid(desk, FREINET_CSV, *entries)
    laid(desk, DETAIL_XML, Entry("1", 1, {"title": "Vorlesen"}, {"name": "Verein Talblick e.V."}))
    (body,) = read.all_of(desk.database, "organisation")
    desk.write(Edit(body, body.with_values(name="Unser Verein")))
    for name in ("verein  talblick", "Verein Talblick e.V.", "Unser Verein", ""):
        laid(desk, FREINET_CSV, Entry("1", 1, {"title": f"Vorlesen {name}"}, {"name": name}))
        assert [one.id for one in read.all_of(desk.database, "organisation")] == [body.id]
