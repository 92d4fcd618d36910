"""People and organisations are found by name however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.ids import RecordId
from kosidesk.search.names import Entry, find

HOME = Entry.of(RecordId("home"), "Altenheim Müller", ("Solingen", "305"))
LIBRARY = Entry.of(RecordId("library"), "Öffentliche Bücherei", ("Wuppertal", "Müllerstraße 3"))
CLUB = Entry.of(RecordId("club"), "Kletterverein Talblick e. V.", ("Remscheid",))
EVERY = (HOME, LIBRARY, CLUB)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mueller", ["home", "library"]),
        ("305", ["home"]),
        ("verein", ["club"]),
        ("Büchereien", ["library"]),
        ("e.V.", ["club"]),
        ("", ["home", "library", "club"]),
        ("quasar", []),
    ],
)
def test_spellings_parts_and_inflections_find(typed: str, found: list[str]) -> None:
    assert list(find(EVERY, typed).ids) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Altenhiem", "altenheim"), ("kleterverein", "kletterverein"), ("Solingn", "solingen")],
)
def test_a_slip_is_read_as_the_nearest_word_somebody_has(typed: str, meant: str) -> None:
    found = find(EVERY, typed)
    assert found.ids
    assert [near for _, near in found.corrected] == [meant]


def test_what_somebody_has_is_no_slip() -> None:
    assert find(EVERY, "Talblick Solingen").ids == ()
    assert find(EVERY, "Talblick Solingen").corrected == ()


@given(st.text(max_size=40))
def test_no_input_fails_and_nobody_is_found_twice(typed: str) -> None:
    ids = find(EVERY, typed).ids
    assert len(set(ids)) == len(ids)
