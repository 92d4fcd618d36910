from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kosidesk.domain.availability import bit
from kosidesk.domain.change import Edit
from kosidesk.domain.city import Word
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.domain.wish import Wish
from kosidesk.services import history
from kosidesk.services.desk import Desk
from kosidesk.services.fits import fits, left_out, why_not
from tests.desks import make_desk, offer

TUESDAY_AFTERNOON = bit(1, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path)
    yield desk
    desk.database.close()


def wish(**said: object) -> Wish:
    return Wish(RecordId("wish"), **said)  # type: ignore[arg-type]


def titles(desk: Desk, wished: Wish, most: int = 20) -> list[str]:
    return [fit.row.title for fit in fits(desk, wished, most=most).best]


def change(desk: Desk, record: Record, **values: Value) -> Record:
    new = record.with_values(**values)
    desk.write(Edit(record, new))
    return new


def test_the_wish_of_the_day_finds_its_offer_with_reasons_in_words(desk: Desk) -> None:
    offer(desk, "Buchhaltung", fields=("Organisieren und Verwalten",))
    offer(
        desk, "Vorlesen", target_groups=("Kinder",), districts=("Barmen",), time_text="dienstags nachmittags",
        requirements="Ein Führungszeugnis ist nicht nötig.", open_places=2,
        assured_on=desk.today().isoformat(),
    )  # fmt: skip

    found = fits(
        desk,
        wish(target_groups=("Kinder",), week=TUESDAY_AFTERNOON, districts=("Barmen",), certificate=False),
        most=1,
    )

    assert found.total == 2
    assert found.best[0].row.title == "Vorlesen"
    assert found.best[0].reasons == (
        "für Kinder", "dienstags nachmittags", "in Barmen", "ohne Führungszeugnis", "2 Plätze frei",
    )  # fmt: skip
    assert found.best[0].for_sheet == "Für Kinder, dienstags nachmittags, in Barmen, ohne Führungszeugnis"
    assert found.best[0].doubts == ()


def test_typed_words_and_skills_are_looked_for_as_the_search_does(desk: Desk) -> None:
    offer(desk, "Hof", description="Wir pflegen Beete mit den Nachbarn.")
    offer(desk, "Chor", description="Am Klavier begleiten")

    by_word = fits(desk, wish(words="Beet pflegen, und"), most=1).best[0]
    by_skill = fits(desk, wish(skills=("Klavier",)), most=1).best[0]

    assert (by_word.row.title, by_word.reasons[0]) == ("Hof", "Stichwörter Beet und pflegen")
    assert (by_skill.row.title, by_skill.reasons[0]) == ("Chor", "gefragt ist Klavier")


def test_what_follows_a_no_is_not_wished_for(desk: Desk) -> None:
    offer(desk, "Hof", description="Wir halten Hühner und pflegen Beete. Ein Führungszeugnis ist Pflicht.")

    best = fits(desk, wish(words="kein Führungszeugnis, nicht mit Hühnern, Beete"), most=1).best[0]

    assert best.reasons == ("Stichwort Beete",)


def test_an_exclusion_holds_however_the_offer_spells_the_word(desk: Desk) -> None:
    offer(desk, "Pausenhof", target_groups=("KINDER",))
    offer(desk, "Besuche", target_groups=("Senior*innen",))

    assert titles(desk, wish(without_target_groups=("Kinder",))) == ["Besuche"]


def test_a_change_of_an_offer_is_seen_at_once(desk: Desk) -> None:
    record = offer(desk, "Vorlesen", target_groups=("Kinder",))
    assert titles(desk, wish()) == ["Vorlesen"]

    record = change(desk, record, target_groups=("Tiere",), title="Katzen streicheln")
    assert fits(desk, wish(target_groups=("Tiere",)), most=1).best[0].reasons == ("für Tiere",)

    desk.write(Edit(record, None))
    assert fits(desk, wish(), most=9).total == 0


def test_a_change_that_is_taken_back_is_seen_too(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    change(desk, record, status="inactive")
    assert titles(desk, wish()) == []

    history.undo_last(desk)

    assert titles(desk, wish()) == ["Vorlesen"]


def test_a_place_that_moves_takes_its_offer_along(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    assert fits(desk, wish(districts=("Barmen",)), most=1).best[0].reasons == ()
    place = Record("place", desk.born_id(), {"offer": record.id, "ordinal": 1, "district": "Barmen"})

    desk.write(Edit(None, place))
    assert fits(desk, wish(districts=("Barmen",)), most=1).best[0].reasons == ("in Barmen",)

    desk.write(Edit(place, None))
    assert fits(desk, wish(districts=("Barmen",)), most=1).best[0].reasons == ()


def test_more_changes_than_are_worth_following_are_seen_as_well(desk: Desk) -> None:
    record = offer(desk, "Vorlesen")
    assert titles(desk, wish()) == ["Vorlesen"]
    many = [Record("offer", desk.born_id(), {"title": "Neu", "status": "active"}) for _ in range(501)]

    desk.write(*(Edit(None, one) for one in many), Edit(record, None))

    assert fits(desk, wish(), most=1).total == 501
    assert titles(desk, wish(), most=1) == ["Neu"]


def test_a_paused_offer_and_one_that_is_over_do_not_fit(desk: Desk) -> None:
    tomorrow, yesterday = (desk.today() + timedelta(days=n) for n in (1, -1))
    offer(desk, "Pause", paused_until=tomorrow.isoformat())
    offer(desk, "Vorbei", until_on=yesterday.isoformat())
    offer(desk, "Jetzt", paused_until=yesterday.isoformat())

    assert titles(desk, wish()) == ["Jetzt"]


def test_an_offer_that_got_the_row_number_of_a_deleted_one_is_not_taken_for_it(desk: Desk) -> None:
    offer(desk, "Bleibt")
    gone = offer(desk, "Geht")
    changes = iter((Edit(gone, None),))

    def clock() -> datetime:
        """Looked at once the stock is read: there an import comes in between."""
        for change in changes:
            desk.write(change)
            offer(desk, "Kommt")
        return desk.clock()

    assert titles(replace(desk, clock=clock), wish()) == ["Bleibt"]


def test_no_more_than_wanted_are_read(desk: Desk) -> None:
    for number in range(5):
        offer(desk, f"Angebot {number}")

    assert len(fits(desk, wish(), most=3).best) == 3
    assert fits(desk, wish(), most=3).total == 5


def test_another_city_has_other_words(desk: Desk) -> None:
    offer(desk, "Vorlesen", target_groups=("kinder",))
    assert fits(desk, wish(target_groups=("Kinder",)), most=1).best[0].reasons == ("für Kinder",)
    words = {"target_groups": (Word("kinder", "Mädchen und Jungen"),)}

    elsewhere = replace(desk, city=replace(desk.city, words=words))

    assert fits(elsewhere, wish(target_groups=("kinder",)), most=1).best[0].reasons == (
        "für Mädchen und Jungen",
    )


def test_who_misses_an_offer_is_told_why_it_is_not_there(desk: Desk) -> None:
    strict = offer(desk, "Hof", requirements="Ein Führungszeugnis ist Pflicht.")
    found = fits(desk, wish(certificate=False), most=9)

    assert (found.total, found.excluded) == (0, {"certificate": 1})
    assert found.stated == ("certificate", "freshness", "open_places")
    assert why_not(desk, wish(certificate=False), strict.id) == (
        "Nicht dabei, weil ein Führungszeugnis nötig ist."
    )
    assert [one.row.title for one in left_out(desk, wish(certificate=False))] == ["Hof"]


def test_who_misses_an_offer_further_down_is_told_its_place(desk: Desk) -> None:
    offer(desk, "Vorlesen", target_groups=("Kinder",))
    other = offer(desk, "Hof", open_places=2, assured_on=desk.today().isoformat())

    assert why_not(desk, wish(target_groups=("Kinder",)), other.id) == (
        "Steht an 2. Stelle: passt: 2 Plätze frei"
    )


def test_an_offer_that_is_gone_is_not_explained(desk: Desk) -> None:
    with pytest.raises(NotFound):
        why_not(desk, wish(), RecordId("gone"))


def test_a_criterion_that_is_switched_off_lets_its_offers_in(desk: Desk) -> None:
    offer(desk, "Hof", requirements="Ein Führungszeugnis ist Pflicht.")

    found = fits(desk, wish(certificate=False), most=9, without={"certificate"})

    assert (found.total, found.excluded) == (1, {})
    assert found.stated == ("certificate", "freshness", "open_places")


def test_distances_are_counted_from_the_place_she_wants_to_be_near_to(desk: Desk) -> None:
    barmen = desk.city.district("Barmen")
    assert barmen
    near, far = offer(desk, "Nah"), offer(desk, "Fern")
    for record, north in ((near, 0.009), (far, 0.09)):
        values = {"latitude": barmen.latitude + north, "longitude": barmen.longitude, "quality": "exact"}
        place = Record("place", desk.born_id(), {"offer": record.id, "ordinal": 1, **values})
        desk.write(Edit(None, place))

    best = fits(desk, wish(near_to="barmen", mobility="bicycle"), most=2).best

    assert [fit.row.title for fit in best] == ["Nah", "Fern"]
    assert best[0].reasons == ("1 km Luftlinie",)
    assert best[1].doubts[0] == "10 km Luftlinie"


def test_the_place_of_a_postcode_is_too_vague_to_measure_from(desk: Desk) -> None:
    barmen = desk.city.district("Barmen")
    assert barmen
    values = {"latitude": barmen.latitude, "longitude": barmen.longitude, "quality": "postcode"}
    record = offer(desk, "Vorlesen")
    desk.write(Edit(None, Record("place", desk.born_id(), {"offer": record.id, "ordinal": 1, **values})))

    assert fits(desk, wish(near_to="Barmen"), most=1).best[0].doubts[0] == (
        "Stadtteil nicht angegeben: bitte fragen"
    )


def test_the_list_stands_still_while_she_talks_and_takes_turns_between_talks(desk: Desk) -> None:
    for number in range(12):
        offer(desk, f"Angebot {number}")
    talks = [RecordId(f"talk-{number}") for number in range(5)]

    orders = {talk: titles(desk, wish(consultation=talk)) for talk in talks}

    assert all(titles(desk, wish(consultation=talk)) == order for talk, order in orders.items())
    assert len({tuple(order) for order in orders.values()}) > 1


def test_of_thousands_of_typed_words_only_the_first_are_looked_for(desk: Desk) -> None:
    offer(desk, "Hof", description="Wir pflegen Beete.")
    words = " ".join(["Beete", *(f"wort{number}" for number in range(5_000)), "pflegen"])

    assert fits(desk, wish(words=words), most=1).best[0].reasons == ("Stichwort Beete",)


def test_percents_go_in_steps_of_five(desk: Desk) -> None:
    offer(desk, "Vorlesen", target_groups=("Kinder",), open_places=1, assured_on=desk.today().isoformat())
    offer(desk, "Hof")

    best = fits(desk, wish(target_groups=("Kinder",)), most=2).best

    assert [fit.percent for fit in best] == [100, 10]


def test_that_nothing_must_be_known_before_is_told(desk: Desk) -> None:
    offer(desk, "Vorlesen", requirements="Vorkenntnisse sind nicht nötig.")

    assert fits(desk, wish(), most=1).best[0].reasons == ("ohne Vorkenntnisse",)


def test_a_stop_is_found_by_its_name(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "stops.csv").write_text("name;latitude;longitude\nAlter Markt, Wuppertal;51.27;7.2\n", "utf-8")
    here = replace(desk, city=replace(desk.city, folder=folder))
    values = {"latitude": 51.261, "longitude": 7.2, "quality": "exact"}
    record = offer(desk, "Vorlesen")
    desk.write(Edit(None, Record("place", desk.born_id(), {"offer": record.id, "ordinal": 1, **values})))

    assert fits(here, wish(near_to="Alter Markt"), most=1).best[0].reasons == ("1 km Luftlinie",)


@pytest.mark.parametrize("word", ["Hausaufgaben", "Hausaufgabn", "HAUSAUFGABENHILFE", "Hausaufgabe"])
def test_a_word_is_met_as_the_search_meets_it(desk: Desk, word: str) -> None:
    offer(desk, "Hof", description="Wir pflegen Beete.")
    offer(desk, "Hausaufgabenhilfe")

    best = fits(desk, wish(words=word), most=1).best[0]

    assert (best.row.title, best.reasons) == ("Hausaufgabenhilfe", (f"Stichwort {word}",))


def test_an_ability_of_several_words_is_met_by_all_of_them(desk: Desk) -> None:
    offer(desk, "Chor", description="Wir suchen jemanden, der Klavier spielen kann.")
    offer(desk, "Spiele", description="Karten spielen")

    found = fits(desk, wish(skills=("Klavier spielen",)), most=2).best

    assert [(fit.row.title, fit.reasons) for fit in found] == [
        ("Chor", ("gefragt ist Klavier spielen",)), ("Spiele", ()),
    ]  # fmt: skip


def test_what_nearly_every_offer_says_is_no_wish(desk: Desk) -> None:
    offer(desk, "Hof", description="Wir helfen.")

    assert "words" not in fits(desk, wish(words="helfen"), most=1).stated
