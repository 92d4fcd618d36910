"""Directory, letters and the confirmation for a certificate are made from a terminal."""

from pathlib import Path

import pytest

from kosidesk.printing.preview import page_texts, sizes_mm
from tests.feeds import stock
from tests.terminals import Terminal

OFFERS = stock(offers=12, traps=()).offers
ONE = OFFERS[4]


def read(file: Path) -> str:
    return " ".join(" ".join(page_texts(file.read_bytes())).split())


def test_a_directory_holds_every_active_offer_with_its_number(stocked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "verzeichnis.pdf"
    told = stocked.json("directory", "--out", file)
    assert told == {"file": str(file), "offers": 12, "pages": len(page_texts(file.read_bytes()))}
    assert all(f"Nr. {offer.number}" in read(file) for offer in OFFERS)


def test_a_directory_of_one_field_and_district_holds_no_other(stocked: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "verzeichnis.pdf"
    field, district = ONE.fields[0], ONE.districts[0]
    told = stocked.json(
        "directory", "--field", field.lower(), "--district", district, "--format", "a5", "--out", file
    )
    meant = [offer for offer in OFFERS if field in offer.fields and district in offer.districts]
    assert told["offers"] == len(meant)
    assert {offer.number for offer in OFFERS if f"Nr. {offer.number}" in read(file)} == {
        offer.number for offer in meant
    }
    assert [round(side) for side in sizes_mm(file.read_bytes())[0]] == [148, 210]


def test_a_letter_goes_to_each_organisation_once(stocked: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "briefe"
    other = next(offer for offer in OFFERS if offer.organisation != ONE.organisation)
    told = stocked.json(
        "letter", ONE.organisation.upper(), ONE.organisation, other.organisation, "--out", folder
    )
    assert told == {"folder": str(folder), "letters": 2}
    first, second = sorted(folder.iterdir())
    assert {ONE.organisation in read(first), ONE.organisation in read(second)} == {True, False}


def test_an_unknown_organisation_is_told_and_nothing_written(stocked: Terminal, tmp_path: Path) -> None:
    said = stocked.run("letter", ONE.organisation, "Nirgendwo e.V.", "--out", tmp_path / "briefe")
    assert said.code == 1
    assert "Nirgendwo e.V." in said.err
    assert not (tmp_path / "briefe").exists()


@pytest.mark.parametrize(("options", "paragraph"), [((), "§ 30a Absatz 2"), (("--simple",), "§ 30 Absatz 1")])
def test_a_confirmation_is_made_for_an_offer(
    stocked: Terminal, tmp_path: Path, options: tuple[str, ...], paragraph: str
) -> None:
    file = tmp_path / "bestaetigung.pdf"
    assert stocked.json("waiver", ONE.number, *options, "--out", file) == {"file": str(file)}
    assert paragraph in read(file)
    assert ONE.organisation in read(file)


@pytest.mark.parametrize("command", ["directory", "letter", "waiver"])
def test_each_needs_to_know_where_to_write(stocked: Terminal, command: str) -> None:
    assert stocked.run(command).code == 2


def test_papers_speak_to_people(stocked: Terminal, tmp_path: Path) -> None:
    for words in (
        ("directory", "--out", tmp_path / "v.pdf"),
        ("letter", ONE.organisation, "--out", tmp_path / "b"),
        ("waiver", ONE.number, "--out", tmp_path / "w.pdf"),
    ):
        said = stocked.run(*words)
        assert (said.code, said.err) == (0, "")
        assert str(tmp_path) in said.out
