"""Pairs that may be one are laid side by side, with why, and what each says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.services import merging
from kosidesk.services.desk import Desk
from kosidesk.services.doubles import Line, doubles
from tests.desks import make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def stored(desk: Desk, kind: str, /, **values: Value) -> RecordId:
    record = Record(kind, desk.born_id(), values)
    desk.write(Edit(None, record))
    return record.id


@pytest.fixture
def pair(desk: Desk) -> tuple[RecordId, RecordId]:
    one = stored(desk, "organisation", name="Caritas Verband", phone="0202 000-1", town="Wuppertal")
    other = stored(desk, "organisation", name="Caritasverband e. V.", phone="+49 202 000-1", number="7")
    stored(desk, "organisation", name="Haus am Wald")
    stored(desk, "offer", title="Kochen", organisation=other)
    return one, other


def test_a_pair_is_told_with_names_reasons_and_what_each_says(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    found = doubles(desk, 10)
    (double,) = found.shown
    assert found.total == 1
    assert (double.kind, double.ids, double.whose) == ("organisation", pair, "")
    assert double.why == "ähnlicher Name, gleiche Telefonnummer"
    assert double.lines == (
        Line("Name", "Caritas Verband", "Caritasverband e. V."),
        Line("Nummer", "", "7"),
        Line("Ort", "Wuppertal", ""),
        Line("Telefon", "0202 000-1", "+49 202 000-1"),
        Line("Angebote", "0", "1"),
    )


def test_contacts_say_whose_they_are_and_come_after_organisations(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    for phone in ("0202 000-7", "0202 000-8"):
        stored(desk, "contact", name="Ada Beispiel", organisation=pair[0], phone=phone)
    first, second = doubles(desk, 10).shown
    assert (first.kind, second.kind, second.whose) == ("organisation", "contact", "Caritas Verband")
    assert second.lines == (
        Line("Name", "Ada Beispiel", "Ada Beispiel"),
        Line("Telefon", "0202 000-7", "0202 000-8"),
    )


def test_of_many_only_the_first_are_laid_out(desk: Desk) -> None:
    for name in ("Haus am Wald", "Garten am Fluss", "Werkstatt Talrad"):
        for _ in range(2):
            stored(desk, "organisation", name=name)
    found = doubles(desk, 2)
    assert (len(found.shown), found.total) == (2, 3)


def test_what_was_told_apart_is_suspected_no_more(desk: Desk, pair: tuple[RecordId, RecordId]) -> None:
    merging.distinct(desk, "organisation", *pair)
    assert doubles(desk, 10).total == 0
