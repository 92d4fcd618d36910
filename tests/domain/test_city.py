"""A city knows its words and districts in every spelling, and keeps what it does not know apart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.agency import Agency
from kosidesk.domain.city import DISTRICTS, FIELDS, City, District, Word, spelt, unknown
from kosidesk.domain.ids import NOBODY

CITY = City(
    key="musterstadt",
    name="Musterstadt",
    source="freinet:998",
    centre_latitude=50.5,
    centre_longitude=9.5,
    radius_km=6,
    districts=(District("0", "Altstadt", 50.5, 9.5, also=("Stadtmitte",)),),
    words={FIELDS: (Word("natur", "Natur & Tiere"), Word("amt", "Verwaltung", until=date(2025, 12, 31)))},
    agency=Agency(NOBODY),
    figures=(),
    folder=None,
)


@given(
    st.lists(
        st.sampled_from(["Natur & Tiere", "natur", "NATUR  & tiere", "Verwaltung", "Raumfahrt", "Chöre"])
    )
)
def test_every_word_is_either_known_or_listed_once(words: list[str]) -> None:
    listed = unknown(CITY, FIELDS, words)

    assert list(listed) == [word for word in dict.fromkeys(words) if word in ("Raumfahrt", "Chöre")]


def test_districts_are_known_by_each_spelling() -> None:
    assert CITY.district(" stadtmitte ") == CITY.districts[0]
    assert CITY.district("Wuppertal") is None
    assert unknown(CITY, DISTRICTS, ["Altstadt", "Stadtmitte", "Wuppertal"]) == ("Wuppertal",)


def test_a_vocabulary_the_city_lacks_knows_no_word() -> None:
    assert unknown(CITY, "skills", ["Kochen"]) == ("Kochen",)


def test_a_word_is_offered_until_its_last_day() -> None:
    assert CITY.choices(FIELDS, date(2025, 12, 31)) == ("Natur & Tiere", "Verwaltung")
    assert CITY.choices(FIELDS, date(2026, 1, 1)) == ("Natur & Tiere",)
    assert CITY.choices(DISTRICTS, date(2026, 1, 1)) == ("Altstadt",)


def test_a_word_is_offered_from_its_first_day() -> None:
    word = Word("neu", "Neu", since=date(2026, 1, 1))

    assert [word.holds_on(date(2025, 12, 31)), word.holds_on(date(2026, 1, 1))] == [False, True]


def test_a_word_is_spelt_as_the_city_spells_it_and_kept_where_the_city_has_none() -> None:
    assert spelt(CITY, FIELDS, "NATUR  & tiere") == "Natur & Tiere"
    assert spelt(CITY, FIELDS, "natur") == "Natur & Tiere"
    assert spelt(CITY, FIELDS, "Raumfahrt") == "Raumfahrt"
    assert spelt(CITY, DISTRICTS, "stadtmitte") == "Altstadt"
    assert spelt(CITY, DISTRICTS, "Hafen") == "Hafen"
