"""Offers are found, shown and printed from a terminal."""

from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import read_code
from kosidesk.printing.choices import Format
from kosidesk.printing.languages import languages
from kosidesk.printing.preview import page_texts, sizes_mm
from kosidesk.search.query import FACETS
from kosidesk.services import editing, vault
from kosidesk.settings import Settings
from tests.feeds import Paths, stock
from tests.terminals import PASSPHRASE, Terminal

OFFERS = stock(offers=12, traps=()).offers


def test_hits_are_objects_with_five_members_the_best_first(stocked: Terminal) -> None:
    found = stocked.json("find", OFFERS[0].title)
    assert found[0]["number"] == OFFERS[0].number
    assert found[0]["organisation"] == OFFERS[0].organisation
    assert found[0]["district"] == OFFERS[0].districts[0]
    assert all(hit.keys() == {"number", "title", "organisation", "district", "score"} for hit in found)
    scores = [hit["score"] for hit in found]
    assert scores == sorted(scores, reverse=True)


def test_no_hit_is_an_answer(stocked: Terminal) -> None:
    assert stocked.json("find", "Unterwasserschach") == []
    said = stocked.run("find", "Unterwasserschach")
    assert (said.code, said.out) == (0, "0 Angebote\n")


@pytest.mark.parametrize(
    "text", ["O'Brien", "C++", "§ 8", "e.V.", '"', "*", "AND", "--", "\udcff", "x" * 9999]
)
def test_nothing_that_is_typed_makes_the_search_fail(stocked: Terminal, text: str) -> None:
    assert stocked.run("find", "--json", "--", text).code == 0


@pytest.mark.parametrize(
    ("filters", "meets"),
    [
        (("--field", "leben im alter"), lambda o: "Leben im Alter" in o.fields),
        (("--not-field", "Leben im Alter"), lambda o: "Leben im Alter" not in o.fields),
        (
            ("--field", "Leben im Alter", "--field", "Soziales & Armut"),
            lambda o: {"Leben im Alter", "Soziales & Armut"} & set(o.fields),
        ),
        (("--target", "Kinder"), lambda o: "Kinder" in o.target_groups),
        (("--not-target", "Kinder"), lambda o: "Kinder" not in o.target_groups),
        (("--district", "barmen"), lambda o: "Barmen" in o.districts),
        (("--not-district", "barmen"), lambda o: "Barmen" not in o.districts),
        (("--open",), lambda o: int(o.open_places) > 0),
        (("--with", "places=open"), lambda o: int(o.open_places) > 0),
        (("--with", "Freie Plätze=Plätze frei"), lambda o: int(o.open_places) > 0),
        (("--without", "fields=Leben im Alter"), lambda o: "Leben im Alter" not in o.fields),
        (("--with", "freshness=unanswered"), lambda _: False),
        (("--with", "fields=rettung"), lambda o: "Rettungswesen und Katastrophenschutz" in o.fields),
    ],
)
def test_each_filter_leaves_what_it_names(
    stocked: Terminal, filters: tuple[object, ...], meets: object
) -> None:
    found = {hit["number"] for hit in stocked.json("find", "", *filters)}
    assert found == {offer.number for offer in OFFERS if meets(offer)}  # type: ignore[operator]


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (("--with", "wetter=schön"), "wetter=schön"),
        (("--with", "fields"), "fields"),
        (("--with", "week=Nirgends"), "Nirgends"),
        (("--district", "Bramen"), "Bramen"),
        (("--within", "nah"), "nah"),
        (("--near", "Nirgendwo"), "Nirgendwo"),
    ],
)
def test_what_is_no_filter_is_wrong_usage(stocked: Terminal, filters: tuple[str, ...], told: str) -> None:
    said = stocked.run("find", "", *filters)
    assert said.code == 2
    assert told in said.err


def test_distances_are_measured_from_districts(stocked: Terminal) -> None:
    far, near = (
        {hit["number"] for hit in stocked.json("find", "", "--near", "barmen", "--within", km)}
        for km in ("999", "1,5")
    )
    assert near < far


def test_a_person_reads_where_a_hit_has_the_words(stocked: Terminal) -> None:
    said = stocked.run("find", "Fahrtkosten", "--limit", "1").out
    assert "… für etwa zwei Stunden. Fahrtkosten erstatten wir gern." in said


def test_what_is_left_is_counted_for_every_word(stocked: Terminal) -> None:
    counted = stocked.json("find", "", "--facets")
    assert counted["places"]["open"] == sum(int(offer.open_places) > 0 for offer in OFFERS)
    assert list(counted) == list(FACETS)
    said = stocked.run("find", "", "--facets").out
    assert f"Freie Plätze\n{counted['places']['open']:>9}  Plätze frei\n" in said


def test_a_limit_keeps_the_best(stocked: Terminal) -> None:
    whole = stocked.json("find", "wir")
    assert stocked.json("find", "wir", "--limit", 2) == whole[:2]


def test_an_offer_is_told_with_its_id_and_what_belongs_to_it(stocked: Terminal) -> None:
    told = stocked.json("offer", OFFERS[3].number)
    assert len(told["id"]) == 36
    assert (told["number"], told["title"], told["status"]) == (OFFERS[3].number, OFFERS[3].title, "active")
    assert told["organisations"][0]["id"] == told["organisation"]
    assert told["places"][0]["street"] == OFFERS[3].street
    assert told["contacts"][0]["mail"] == OFFERS[3].mail


def test_an_offer_is_told_to_people_in_german(stocked: Terminal) -> None:
    said = stocked.run("offer", OFFERS[3].number).out
    assert f"  Titel: {OFFERS[3].title}\n" in said
    assert f"  Telefon: {OFFERS[3].phone}\n" in said
    assert "  Stand: aktiv\n" in said


def test_an_unknown_number_is_told(stocked: Terminal) -> None:
    said = stocked.run("offer", "4711")
    assert said.code == 1
    assert "4711" in said.err


def test_a_number_two_sources_use_needs_its_source(stocked: Terminal, feeds: Paths) -> None:
    assert stocked.run("import", feeds.list_xml, "--source", "nachbarstadt", "--yes").code == 0
    number = OFFERS[0].number
    said = stocked.run("offer", number)
    assert (said.code, said.out) == (1, "")
    assert f"freinet:999:{number}" in said.err
    assert f"nachbarstadt:{number}" in said.err
    one, other = (stocked.json("offer", f"{source}:{number}") for source in ("freinet:999", "nachbarstadt"))
    assert one["id"] != other["id"]
    assert stocked.run("sheet", number, "--out", stocked.home / "x.pdf").code == 1


def test_an_offer_made_by_hand_has_a_number_with_a_check_character(stocked: Terminal) -> None:
    with vault.opened(stocked.folder, PASSPHRASE, Settings()) as opened:
        organisation = editing.new_record(opened.desk, "organisation", name="Talverein")
        offer = editing.new_record(
            opened.desk, "offer", title="Unverwechselbar", organisation=organisation.id
        )
        editing.save(opened.desk, Edit(None, organisation), Edit(None, offer))
    (hit,) = stocked.json("find", "Unverwechselbar")
    assert read_code(hit["number"]) == hit["number"]
    assert stocked.json("offer", hit["number"].lower())["id"] == offer.id


def test_an_offer_made_by_hand_can_be_told_from_one_of_a_source(stocked: Terminal) -> None:
    number = OFFERS[0].number
    with vault.opened(stocked.folder, PASSPHRASE, Settings()) as opened:
        organisation = editing.new_record(opened.desk, "organisation", name="Talverein")
        own = editing.new_record(
            opened.desk, "offer", title="Eigenes", organisation=organisation.id, number=number
        )
        editing.save(opened.desk, Edit(None, organisation), Edit(None, own))
    said = stocked.run("offer", number)
    choices = said.err.split(": ")[1].strip().split(", ")
    assert said.code == 1
    assert {stocked.json("offer", choice)["title"] for choice in choices} == {OFFERS[0].title, "Eigenes"}


def test_a_sheet_holds_the_offers_in_the_order_asked_for(stocked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "zettel.pdf"
    told = stocked.json("sheet", OFFERS[5].number, OFFERS[2].number, "--out", file)
    assert told == {"file": str(file), "offers": 2}
    text = " ".join(" ".join(page_texts(file.read_bytes())).split())
    assert 0 < text.index(OFFERS[5].title) < text.index(OFFERS[2].title)


def test_a_sheet_that_cannot_be_written_is_told(stocked: Terminal, tmp_path: Path) -> None:
    said = stocked.run("sheet", OFFERS[5].number, "--out", tmp_path / "no" / "zettel.pdf")
    assert said.code == 1
    assert "zettel.pdf" in said.err


def test_a_sheet_speaks_the_language_and_takes_the_paper_asked_for(stocked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "zettel.pdf"
    stocked.json("sheet", OFFERS[5].number, "--language", "tr", "--format", "a5", "--out", file)
    ((width, height), *_) = sizes_mm(file.read_bytes())
    assert (round(width), round(height)) == (148, 210)
    assert "Tarih" in page_texts(file.read_bytes())[0]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--out", "x.pdf"),
        (OFFERS[0].number,),
        (OFFERS[0].number, "--out", "x.pdf", "--language", "tlh"),
        (OFFERS[0].number, "--out", "x.pdf", "--format", "a3"),
        (OFFERS[0].number, "--out", "x.pdf", "--gallery", "x"),
    ],
)
def test_a_sheet_of_nothing_or_of_no_kind_is_wrong_usage(stocked: Terminal, wrong: tuple[str, ...]) -> None:
    said = stocked.run("sheet", *wrong)
    assert said.code == 2
    assert "Hilfe gibt „kosidesk sheet --help“" in said.err


def test_a_gallery_shows_the_offers_that_say_most_in_every_language_on_every_paper(
    stocked: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "gallery"
    files = {Path(file) for file in stocked.json("sheet", "--gallery", folder)["files"]}
    assert files == set(folder.iterdir())
    sheets = {f"{paper}-{code}" for paper in Format for code in languages()}
    assert {file.stem for file in files if file.suffix == ".pdf"} == sheets
    assert {file.stem for file in files if file.suffix == ".png"} == set(Format)
    text = " ".join(page_texts((folder / "a4-de.pdf").read_bytes()))
    assert sum(f"Nr. {offer.number}" in text for offer in OFFERS) == 3
