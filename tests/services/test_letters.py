"""Letters of a desk: about active offers only, one after the other, in files of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.errors import NotFound
from kosidesk.domain.record import Record
from kosidesk.printing.preview import page_texts
from kosidesk.services import letters, organisations, waivers
from kosidesk.services.desk import Desk
from kosidesk.services.waivers import Person
from kosidesk.storage import read
from tests import desks


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desks.make_desk(tmp_path)
    yield opened
    opened.database.close()


@pytest.fixture
def reading(desk: Desk) -> Record:
    return desks.offer(desk, "Lesen", organisation="Käthe-Haus e.V.")


def test_a_letter_tells_active_offers_only(desk: Desk, reading: Record) -> None:
    desks.offer(desk, "Anderswo", organisation="Talverein")
    made = letters.letter(desk, reading.text("organisation"))
    text = " ".join(page_texts(made.pdf))
    assert made.name == "Nachfrage"
    assert ("1. Lesen" in text, "Anderswo" in text) == (True, False)


def test_an_organisation_that_is_gone_has_no_letter(desk: Desk) -> None:
    with pytest.raises(NotFound):
        letters.letter(desk, "nobody")
    assert letters.papers(desk, ("nobody",)) == ()


def test_a_pile_names_each_letter_by_its_organisation(desk: Desk, reading: Record) -> None:
    (paper,) = letters.papers(desk, (reading.text("organisation"),))
    assert (paper.name, paper.key) == ("Käthe-Haus e.V.", reading.text("organisation"))
    assert paper.make() == letters.letter(desk, reading.text("organisation"))


def test_file_names_tell_nobody_and_replace_nothing(desk: Desk, reading: Record, tmp_path: Path) -> None:
    for _ in range(2):
        assert letters.write(desk, (reading.text("organisation"),), tmp_path / "out") == 1
    assert [file.name.split()[0] for file in (tmp_path / "out").iterdir()] == ["Nachfrage"] * 2


@pytest.mark.parametrize("typed", ["Käthe-Haus e.V.", "kaethe-haus ev"])
def test_an_organisation_is_called_as_people_write_it(desk: Desk, reading: Record, typed: str) -> None:
    assert organisations.called(desk, typed) == (reading.text("organisation"),)


@pytest.mark.parametrize("typed", ["", "Käthe", "…"])
def test_a_part_of_a_name_calls_nobody(desk: Desk, reading: Record, typed: str) -> None:
    assert organisations.called(desk, typed) == ()


def test_who_is_named_on_a_confirmation_is_kept_nowhere(desk: Desk, reading: Record) -> None:
    before = tuple(read.journal(desk.database))
    made = waivers.waiver(desk, reading.id, Person("Ada Beispiel", "1. Januar 1990", "Musterweg 1"))
    assert "Ada Beispiel" in " ".join(page_texts(made.pdf))
    assert tuple(read.journal(desk.database)) == before
