from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kosidesk.domain.availability import bit
from kosidesk.domain.change import Edit
from kosidesk.domain.city import Word
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.domain.wish import Wish
from kosidesk.services import history
from kosidesk.services.desk import Desk
from kosidesk.services.fits import fits
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

    assert (by_word.row.title, by_word.reasons[0]) == ("Hof", "darin steht: Beet und pflegen")
    assert (by_skill.row.title, by_skill.reasons[0]) == ("Chor", "gefragt ist Klavier")


def test_what_follows_a_no_is_not_wished_for(desk: Desk) -> None:
    offer(desk, "Hof", description="Wir halten Hühner und pflegen Beete. Ein Führungszeugnis ist Pflicht.")

    best = fits(desk, wish(words="kein Führungszeugnis, nicht mit Hühnern, Beete"), most=1).best[0]

    assert best.reasons == ("darin steht: Beete",)


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
