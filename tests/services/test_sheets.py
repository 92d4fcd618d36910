"""The sheet speaks its own language, and shows what the city folder holds unless it is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kosidesk import i18n
from kosidesk.domain.change import Edit
from kosidesk.domain.client import PURPOSES, Client
from kosidesk.domain.follow_up import FollowUp
from kosidesk.domain.ids import NOBODY, RecordId
from kosidesk.services import cities, clients, consultations, finishing, sheets
from kosidesk.services.desk import Desk
from kosidesk.services.finishing import Agreement
from kosidesk.services.sheets import Choices, Format, Passage, Printout
from kosidesk.storage import read
from tests.desks import make_desk, offer

LOGO = "Ein Haus mit offener Tür"
MAP = (
    "Kartenskizze: Der Ort liegt im Stadtteil Altstadt, nahe der Stadtmitte. "
    "Nächste Haltestelle: Markt, etwa 50 m Luftlinie."
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """With one offer, at the market of the invented city."""
    desk = replace(make_desk(tmp_path), city=cities.load("musterstadt"))
    full = offer(desk, "Vorlesen", number="12", documents=("Erweitertes Führungszeugnis",))
    (place,) = read.by(desk.database, "place", "offer", [full.id])
    at_market = place.with_values(latitude=50.5004, longitude=9.5011, quality="exact")
    desk.write(Edit(place, at_market))
    yield desk
    desk.database.close()


def figures(made: Printout) -> list[str]:
    return [passage.text for passage in made.text if passage.role == "Figure"]


def test_the_sheet_of_an_english_window_is_german_down_to_its_days(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    offer(desk, "Vorlesen", number="12", documents=("Erweitertes Führungszeugnis",))
    german = sheets.of_offers(desk, ["12"])
    i18n.use("en")
    try:
        in_english_window = sheets.of_offers(desk, ["12"])
    finally:
        i18n.use(i18n.GERMAN)
        desk.database.close()
    assert in_english_window == german
    # "(Stand 21.11.2026)" after the city's text on a document.
    assert any("(Stand " in passage.text for passage in german.text)


def test_a_sheet_shows_logo_and_map_and_says_in_german_what_they_show(desk: Desk) -> None:
    made = sheets.of_offers(desk, ["12"], Choices(language="ar"))

    shown = [passage for passage in made.text if passage.role == "Figure"]
    assert shown[:2] == [Passage("Figure", LOGO, "de"), Passage("Figure", MAP, "de")]


def test_a_place_without_a_stop_names_the_nearest_one(desk: Desk) -> None:
    made = sheets.of_offers(desk, ["12"])

    said = [passage.text for passage in made.text]
    assert said[said.index("Haltestelle") + 1] == "Markt, etwa 50 m Luftlinie"


@pytest.mark.parametrize(
    ("choices", "shown"),
    [
        (Choices(), [LOGO, MAP]),
        (Choices(map=False), [LOGO]),
        (Choices(logo=False), [MAP]),
        (Choices(logo=False, map=False), []),
        (Choices(format=Format.LARGE), [LOGO, MAP]),
        (Choices(format=Format.COMPACT), [LOGO]),
    ],
    ids=["both", "no map", "no logo", "neither", "large", "compact has no room for a map"],
)
def test_logo_and_map_are_choices(desk: Desk, choices: Choices, shown: list[str]) -> None:
    made = sheets.of_offers(desk, ["12"], choices)

    assert [figure for figure in figures(made) if figure in (LOGO, MAP)] == shown


def test_a_map_beside_the_facts_takes_no_page_of_its_own(desk: Desk) -> None:
    with_map, without = (sheets.of_offers(desk, ["12"], Choices(map=shown)) for shown in (True, False))

    assert with_map.pages == without.pages


def test_the_day_on_the_sheet_is_the_first_day_somebody_promised_to_ask_back(desk: Desk) -> None:
    talk = consultations.begin(desk)
    assert said(desk, talk.id, "bis zum 5.\xa0Dezember\xa02026")
    days = (date(2026, 12, 18), date(2026, 12, 9))
    finishing.finish(desk, talk.id, Agreement(ask_on=days))
    assert said(desk, talk.id, "bis zum 9.\xa0Dezember\xa02026")
    first = next(r for r in read.all_of(desk.database, FollowUp.KIND) if r.text("due_on") == "2026-12-09")
    desk.write(Edit(first, FollowUp.of(first).done(desk.today()).onto(first)))
    assert said(desk, talk.id, "bis zum 18.\xa0Dezember\xa02026")


def test_the_sheet_names_no_client_even_one_who_is_known(desk: Desk) -> None:
    talk = consultations.begin(desk)
    client = Client(NOBODY, name="Renate Beispiel", phone="0202 000-111", mail="renate@example.org")
    clients.keep(desk, talk.id, client, PURPOSES)
    consultations.note(desk, talk.id, "Renate Beispiel war da.")
    for told in (client.name, client.phone, client.mail):
        assert not said(desk, talk.id, told)


def said(desk: Desk, consultation: RecordId, words: str) -> bool:
    return any(words in passage.text for passage in sheets.of_consultation(desk, consultation).text)
