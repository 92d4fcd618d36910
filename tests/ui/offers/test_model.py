"""The search behind the offer screen: as one types, with filters, and never an old answer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kosidesk.domain.change import Edit
from kosidesk.domain.freshness import Light
from kosidesk.domain.record import Record
from kosidesk.search.query import OPEN, PAUSED, UNANSWERED, UNSAID, Choice
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.row_painter import ROW
from kosidesk.ui.offers.model import OfferSearch
from kosidesk.ui.reading.lines import Found, Sight, id_of
from kosidesk.ui.tasks import Lane, Tasks
from tests.desks import offer

TITLES = ("Vorlesen in der Kita", "Garten am Talblick", "Suppe kochen", "Vorlesen im Heim")


@pytest.fixture
def stock(desk: Desk) -> tuple[Record, ...]:
    fields = (("Bildung & Lernen",), ("Natur, Tiere & Umwelt",), (), ("Leben im Alter", "Bildung & Lernen"))
    return tuple(
        offer(desk, title, fields=words, open_places=n, edited_on=f"2026-0{n + 1}-01")
        for n, (title, words) in enumerate(zip(TITLES, fields, strict=True))
    )


@pytest.fixture
def search(stock: tuple[Record, ...], desk: Desk, tasks: Tasks, bus: ChangeBus) -> Iterator[OfferSearch]:
    owner = QObject()
    yield OfferSearch(desk, tasks, bus, owner)
    owner.deleteLater()


def asked(qtbot: QtBot, search: OfferSearch) -> Found:
    with qtbot.waitSignal(search.found) as answer:
        search.begin()
    found = answer.args[0] if answer.args else None
    assert isinstance(found, Found)
    return found


def titles(search: OfferSearch) -> list[str]:
    rows = search.rows
    return [str(rows.data(rows.index(n))) for n in range(rows.rowCount())]


def test_without_words_the_freshest_offers_come_first(qtbot: QtBot, search: OfferSearch) -> None:
    found = asked(qtbot, search)
    assert titles(search) == list(reversed(TITLES))
    assert found.total == len(TITLES)


def test_what_is_typed_is_asked_once_typing_pauses(qtbot: QtBot, search: OfferSearch) -> None:
    queries: list[object] = []
    search.found.connect(queries.append)
    with qtbot.waitSignal(search.found):
        for end in range(1, len("vorlesen") + 1):
            search.set_text("vorlesen"[:end])
    assert sorted(titles(search)) == ["Vorlesen im Heim", "Vorlesen in der Kita"]
    assert len(queries) == 1


def test_an_answer_to_what_is_no_longer_asked_is_not_shown(
    qtbot: QtBot, search: OfferSearch, tasks: Tasks
) -> None:
    shown: list[Found] = []
    search.found.connect(shown.append)
    search.begin()
    search.set_text("suppe")
    with qtbot.waitSignal(search.found):
        pass
    assert [found.query.text for found in shown] == ["suppe"]
    assert titles(search) == ["Suppe kochen"]


def test_filters_include_and_exclude(qtbot: QtBot, search: OfferSearch) -> None:
    asked(qtbot, search)
    both = Choice(frozenset({"Bildung & Lernen"}), frozenset({"Leben im Alter"}))
    with qtbot.waitSignal(search.found):
        search.choose("fields", both)
    assert titles(search) == ["Vorlesen in der Kita"]
    with qtbot.waitSignal(search.found):
        search.drop("fields", "Leben im Alter")
    assert len(titles(search)) == 2


def test_only_offers_with_open_places_can_be_asked_for(qtbot: QtBot, search: OfferSearch) -> None:
    asked(qtbot, search)
    with qtbot.waitSignal(search.found):
        search.choose("places", Choice(frozenset({OPEN})))
    assert "Vorlesen in der Kita" not in titles(search)


def test_counts_come_in_the_citys_order_and_unknown_words_behind(
    qtbot: QtBot, search: OfferSearch, desk: Desk
) -> None:
    offer(desk, "Sterne zeigen", fields=("Astronomie",))
    with qtbot.waitSignal(search.counted) as answer:
        search.begin()
    options: dict[str, tuple[Option, ...]] = answer.args[0] if answer.args else {}
    words = [option.code for option in options["fields"]]
    assert words == [*desk.city.choices("fields", desk.today()), "Astronomie", UNSAID]
    assert Option("Astronomie", "Astronomie", 1) in options["fields"]
    assert options["fields"][-1] == Option(UNSAID, "nicht angegeben", 1)
    assert {option.count for option in options["fields"] if option.code == "Bildung & Lernen"} == {2}


def test_a_word_that_was_offered_stays_when_its_count_falls_to_nothing(
    qtbot: QtBot, search: OfferSearch, desk: Desk
) -> None:
    offer(desk, "Sterne zeigen", fields=("Astronomie",))
    with qtbot.waitSignal(search.counted):
        search.begin()
    with qtbot.waitSignal(search.counted) as answer:
        search.set_text("suppe")
    options: dict[str, tuple[Option, ...]] = answer.args[0] if answer.args else {}
    assert Option("Astronomie", "Astronomie", 0) in options["fields"]


def test_nothing_found_says_which_condition_to_drop(qtbot: QtBot, search: OfferSearch) -> None:
    with qtbot.waitSignal(search.nothing) as answer:
        search.set_text("vorlesen")
        search.choose("fields", Choice(frozenset({"Natur, Tiere & Umwelt"})))
    ways = answer.args[0] if answer.args else ()
    assert {(way.part, way.words, way.count) for way in ways} == {
        ("fields", ("Natur, Tiere & Umwelt",), 2),
        ("text", ("vorlesen",), 1),
    }


def test_the_first_hit_is_in_sight_until_another_is_pointed_at(
    qtbot: QtBot, search: OfferSearch, desk: Desk
) -> None:
    with qtbot.waitSignal(search.shown):
        search.begin()
    assert search.sight
    assert search.sight.full.offer.title == "Vorlesen im Heim"
    with qtbot.waitSignal(search.shown):
        search.point_at(search.rows.ids()[2])
    assert search.sight
    assert search.sight.full.offer.title == "Garten am Talblick"
    assert search.sight.freshness.by_source


def test_an_offer_in_sight_stays_while_it_is_among_the_hits(qtbot: QtBot, search: OfferSearch) -> None:
    asked(qtbot, search)
    last = search.rows.ids()[3]
    with qtbot.waitSignal(search.shown):
        search.point_at(last)
    with qtbot.waitSignal(search.found):
        search.choose("fields", Choice(frozenset({"Bildung & Lernen"})))
    assert search.pointed_at == last


def test_after_other_words_the_best_offer_is_in_sight(qtbot: QtBot, search: OfferSearch) -> None:
    asked(qtbot, search)
    for text in ("vorlesen", "vorlesen kita"):
        with qtbot.waitSignals([search.found, search.shown]):
            search.point_at(search.rows.ids()[-1])
            search.set_text(text)
        assert search.pointed_at == search.rows.ids()[0]


def test_another_ones_change_is_shown_and_the_place_is_kept(
    qtbot: QtBot, search: OfferSearch, desk: Desk, bus: ChangeBus
) -> None:
    asked(qtbot, search)
    n = search.rows.ids()[1]
    with qtbot.waitSignal(search.shown):
        search.point_at(n)
    old = records.record(desk, "offer", id_of(desk, n))
    changes = desk.write(Edit(old, old.with_values(title="Brot backen")))
    with qtbot.waitSignals([search.shown, search.found, search.rows.dataChanged]):
        bus.changed.emit(changes)
    assert search.pointed_at == n
    assert "Brot backen" in titles(search)
    assert search.sight
    assert search.sight.full.offer.title == "Brot backen"


def test_a_deleted_offer_leaves_the_list(
    qtbot: QtBot, search: OfferSearch, desk: Desk, bus: ChangeBus
) -> None:
    asked(qtbot, search)
    old = records.record(desk, "offer", id_of(desk, search.rows.ids()[0]))
    changes = desk.write(Edit(old, None))
    with qtbot.waitSignal(search.found):
        bus.changed.emit(changes)
    assert titles(search) == list(reversed(TITLES[:-1]))


def test_still_valid_sets_day_and_name_and_the_light_turns_green(
    qtbot: QtBot, search: OfferSearch, desk: Desk
) -> None:
    with qtbot.waitSignal(search.shown):
        search.begin()

    def green(sight: Sight) -> bool:
        return sight.freshness.light is Light.GREEN and not sight.freshness.by_source

    with qtbot.waitSignal(search.shown, check_params_cb=green), qtbot.waitSignal(search.done) as told:
        search.assure()
    assert search.sight
    assert search.sight.full.offer.assured_by == "Mara"
    assert search.sight.full.offer.assured_on == desk.today()
    done = told.args[0] if told.args else None
    assert isinstance(done, Done)
    assert done.transaction


def test_picking_names_the_offers_id(qtbot: QtBot, search: OfferSearch, stock: tuple[Record, ...]) -> None:
    asked(qtbot, search)
    with qtbot.waitSignal(search.pick_wanted) as picked:
        search.pick(search.rows.ids()[1])
    assert picked.args == [stock[2].id]


def test_an_open_conflict_is_counted(
    qtbot: QtBot, search: OfferSearch, desk: Desk, stock: tuple[Record, ...]
) -> None:
    values = {"of_kind": "offer", "of_record": stock[-1].id, "field": "title", "status": "undecided"}
    desk.write(Edit(None, Record("conflict", desk.born_id(), values)))
    with qtbot.waitSignal(search.shown):
        search.begin()
    assert search.sight
    assert search.sight.conflicts == 1
    spoken = search.rows.index_of(search.sight.n).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1 Widerspruch" in spoken


def test_the_list_keeps_qts_rules(qtbot: QtBot, search: OfferSearch, qtmodeltester: ModelTester) -> None:
    asked(qtbot, search)
    qtmodeltester.check(search.rows)


def test_the_reading_lane_is_free_again_after_a_burst_of_keys(
    qtbot: QtBot, search: OfferSearch, tasks: Tasks
) -> None:
    answers: list[object] = []
    refused: list[object] = []
    search.refused.connect(refused.append)
    for end in range(1, 9):
        search.set_text("vorlesen"[:end])
        search._ask()
    tasks.run(search, int, answers.append, refused.append, lane=Lane.READ)
    qtbot.waitUntil(lambda: bool(answers))
    assert refused == []


def rows_said(search: OfferSearch) -> list[str]:
    return [search.rows.data(search.rows.index(n), ROW).meta for n in range(search.rows.rowCount())]


def test_a_paused_offer_is_shown_to_who_asks_and_says_until_when(
    qtbot: QtBot, search: OfferSearch, desk: Desk
) -> None:
    offer(desk, "Chor", paused_until="2027-01-07")
    asked(qtbot, search)
    assert "Chor" not in titles(search)

    with qtbot.waitSignal(search.found):
        search.set_statuses(frozenset({PAUSED}))

    assert titles(search) == ["Chor"]
    assert "Pause bis 07.01.2027" in rows_said(search)[0]


def test_the_doubt_filter_finds_where_nobody_answers(qtbot: QtBot, search: OfferSearch, desk: Desk) -> None:
    offer(desk, "Chor", assured_on=desk.today().isoformat(), unanswered=3)
    asked(qtbot, search)

    with qtbot.waitSignals([search.found, search.shown]):
        search.choose("freshness", Choice(frozenset({UNANSWERED})))

    assert titles(search) == ["Chor"]
    assert search.sight
    assert search.sight.freshness.light is Light.ORANGE


def test_a_draft_says_so_in_place_of_a_light(qtbot: QtBot, search: OfferSearch, desk: Desk) -> None:
    offer(desk, "Chor", status="draft")
    asked(qtbot, search)

    with qtbot.waitSignal(search.found):
        search.set_statuses(frozenset({"draft"}))

    (row,) = (search.rows.data(search.rows.index(n), ROW) for n in range(search.rows.rowCount()))
    assert row.spoken().count("Entwurf") == 1
    assert row.mark.word == "Entwurf"
