"""The directory of a desk: which offers are in it, how far it is, and how it is stopped."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from kosidesk.domain.errors import Cancelled
from kosidesk.printing.preview import page_texts
from kosidesk.services import directory
from kosidesk.services.desk import Desk
from tests import desks


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desks.make_desk(tmp_path)
    desks.offer(opened, "Lesen", number="11", fields=("Bildung & Lernen",), districts=("Barmen",))
    desks.offer(opened, "Kochen", number="12", fields=("bildung & lernen",), districts=("Vohwinkel",))
    desks.offer(opened, "Gewesen", number="13", fields=("Bildung & Lernen",), status="inactive")
    yield opened
    opened.database.close()


def test_only_active_offers_are_in_it(desk: Desk) -> None:
    text = " ".join(page_texts(directory.directory(desk).pdf))
    assert "Nr. 11" in text
    assert "Nr. 12" in text
    assert "Nr. 13" not in text
    assert directory.count(desk) == 2


def test_a_field_is_one_section_however_it_is_spelt(desk: Desk) -> None:
    told = [passage.text for passage in directory.directory(desk).text if passage.role == "H2"]
    assert told.count("Bildung & Lernen") == 1


def test_a_district_leaves_the_others_out(desk: Desk) -> None:
    text = " ".join(page_texts(directory.directory(desk, (), ("barmen",)).pdf))
    assert ("Nr. 11" in text, "Nr. 12" in text) == (True, False)


def test_it_tells_how_far_it_is(desk: Desk) -> None:
    told: list[int] = []
    directory.directory(desk, progress=told.append)
    assert told == sorted(told)
    assert (len(told), told[-1]) == (5, 100)


def test_it_can_be_stopped(desk: Desk) -> None:
    cancelled = Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        directory.directory(desk, cancelled=cancelled)
