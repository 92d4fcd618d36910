"""Filters are kept under names, and read back whatever wrote them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kosidesk.domain.change import Edit
from kosidesk.domain.errors import Invalid
from kosidesk.domain.record import Record
from kosidesk.search.query import FACETS, PAUSED, UNSAID, Choice, Near, Query
from kosidesk.services import filter_sets
from kosidesk.services.desk import Desk
from tests.desks import make_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_desk(tmp_path_factory.mktemp("desk"))
    yield made
    made.database.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    made.database.close()


def keep(desk: Desk, said: object) -> Query:
    """What is read back where this stands in the file."""
    record = Record("filter_set", desk.born_id(), {"name": "x", "said": said})  # type: ignore[dict-item]
    desk.write(Edit(None, record))
    [query] = [kept.query for kept in filter_sets.saved(desk) if kept.id == record.id]
    filter_sets.drop(desk, record.id)
    return query


WORDS = st.frozensets(st.sampled_from(["Kinder", "Barmen", "3", UNSAID]), max_size=3)
CHOICES = st.dictionaries(st.sampled_from(FACETS), st.builds(Choice, WORDS, WORDS), max_size=4)


@settings(max_examples=60, deadline=None)
@given(
    CHOICES,
    st.frozensets(st.sampled_from(["active", PAUSED])),
    st.sampled_from([None, Near(51.25, 7.15, 2.5)]),
)
def test_what_is_saved_comes_back_without_what_was_typed(
    desk: Desk, choices: dict[str, Choice], statuses: frozenset[str], near: Near | None
) -> None:
    query = Query(desk.today(), "Frau Beispiel", statuses=statuses, near=near)
    for facet, choice in choices.items():
        query = query.choosing(facet, choice)

    changes = filter_sets.save(desk, " Kinder  am Nachmittag ", query)

    [kept] = filter_sets.saved(desk)
    filter_sets.drop(desk, kept.id)
    assert changes.touches("filter_set")
    assert kept.name == "Kinder am Nachmittag"
    assert kept.query == Query(desk.today(), "", query.choices, statuses, near)


def test_a_name_is_taken_once(own: Desk) -> None:
    for_children = Query(own.today()).choosing("target_groups", Choice(frozenset({"Kinder"})))
    filter_sets.save(own, "Kinder", Query(own.today()))
    filter_sets.save(own, "kinder", for_children)
    filter_sets.save(own, "Am Abend", Query(own.today()))
    assert [(one.name, one.query) for one in filter_sets.saved(own)] == [
        ("Am Abend", Query(own.today())),
        ("kinder", for_children),
    ]

    filter_sets.rename(own, filter_sets.saved(own)[0].id, "Kinder")

    assert [(one.name, one.query) for one in filter_sets.saved(own)] == [("Kinder", Query(own.today()))]


def test_filters_need_a_name(own: Desk) -> None:
    with pytest.raises(Invalid):
        filter_sets.save(own, "  ", Query(own.today()))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
PARTS = st.sampled_from(["choices", "statuses", "near", "weather"])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(PARTS, JSON | st.dictionaries(st.sampled_from([*FACETS, "weather"]), JSON)))
def test_whatever_another_version_wrote_can_be_read(desk: Desk, said: dict[str, object]) -> None:
    assert set(keep(desk, said).choices) <= set(FACETS)


def test_a_facet_of_a_newer_version_is_left_out(own: Desk) -> None:
    kinder = {"include": ["Kinder"], "exclude": []}
    query = keep(own, {"choices": {"weather": kinder, "target_groups": kinder}, "near": {"mars": 1}})
    assert query == Query(own.today()).choosing("target_groups", Choice(frozenset({"Kinder"})))


def test_words_are_read_back_as_the_city_writes_them(desk: Desk) -> None:
    query = keep(desk, {"choices": {"districts": {"include": ["barmen", UNSAID]}}})
    assert query.choice("districts") == Choice(frozenset({"Barmen", UNSAID}))
