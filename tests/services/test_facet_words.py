"""What filters and their words are called."""

import pytest

from kosidesk.domain.freshness import Light
from kosidesk.domain.wish import EXTENTS
from kosidesk.search.query import (
    AGES,
    ANYWHERE,
    CERTIFICATE,
    FACETS,
    FLEXIBLE,
    FULL,
    NO,
    NONE,
    OLDER,
    OPEN,
    UNANSWERED,
    UNSAID,
    YES,
)
from kosidesk.services.words import facet_name, facet_word

CLOSED = {
    "districts": (ANYWHERE,),
    "week": (*map(str, range(21)), FLEXIBLE),
    "accessibility": (YES, NO),
    "age": (*map(str, AGES), OLDER),
    "documents": (CERTIFICATE, NONE),
    "extent": EXTENTS,
    "places": (OPEN, FULL),
    "freshness": (*(light.value for light in Light), UNANSWERED),
}


@pytest.mark.parametrize("facet", FACETS)
def test_every_filter_and_each_of_its_own_words_has_a_german_name(facet: str) -> None:
    codes = (*CLOSED.get(facet, ()), UNSAID)
    labels = [facet_word(facet, code) for code in codes]
    assert facet_name(facet) != facet
    assert not {*labels} & {*codes} - {"digital"}
    assert len({*labels}) == len(codes)


def test_words_of_the_city_stay_as_they_are() -> None:
    assert facet_word("fields", "none") == "none"
    assert facet_word("districts", "Barmen") == "Barmen"


def test_days_and_parts_of_the_day_are_told() -> None:
    assert facet_word("week", "4") == "Dienstag nachmittags"
    assert facet_word("week", UNSAID) == "Zeit nicht angegeben"
