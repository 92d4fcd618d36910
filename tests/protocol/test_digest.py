"""Equal digests stand for equal records, and the buckets that differ for where to look."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kosidesk.protocol import digest
from kosidesk.protocol.messages import Said
from kosidesk.schema import REGISTRY, VERSION
from tests.protocol import said

Rows = list[tuple[str, int, Said]]
KIND = "offer"
revs = st.integers(1, 2**53)
rows: st.SearchStrategy[Rows] = st.lists(
    st.tuples(said.ids, revs, said.values), max_size=6, unique_by=lambda row: row[0]
)


def standing(of: Rows) -> bytes:
    return digest.standing(KIND, [(id_, rev) for id_, rev, _ in of])


def without_empty(of: Rows) -> list[tuple[str, int, Said]]:
    return sorted((id_, rev, digest._stated(values, None)) for id_, rev, values in of)


def test_nothing_is_the_same_as_nothing() -> None:
    assert digest.differing(standing([]), digest.contents(KIND, [])) == ()


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(of: Rows, chance: Any) -> None:
    shuffled = list(of)
    chance.shuffle(shuffled)
    assert standing(of) == standing(shuffled)
    assert digest.contents(KIND, of) == digest.contents(KIND, shuffled)


@given(rows, rows)
def test_digests_are_equal_exactly_where_the_records_are(one: Rows, other: Rows) -> None:
    places = [sorted((id_, rev) for id_, rev, _ in side) for side in (one, other)]
    assert (standing(one) == standing(other)) == (places[0] == places[1])
    same = digest._canonical(without_empty(one)) == digest._canonical(without_empty(other))
    assert (digest.contents(KIND, one) == digest.contents(KIND, other)) == same


@given(rows, said.ids, revs)
def test_a_record_that_lags_behind_is_found_in_its_bucket(others: Rows, id_: str, rev: int) -> None:
    ours, theirs = [*others, (id_, rev, {})], [*others, (id_, rev + 1, {})]
    assert digest.differing(standing(ours), standing(theirs)) == (digest.bucket_of(id_),)


@given(rows, said.ids, said.values, said.texts.filter(bool), st.data())
def test_one_changed_byte_anywhere_changes_the_digest(
    others: Rows, id_: str, values: Said, text: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    bent = text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]

    one = digest.contents(KIND, [*others, (id_, 1, {**values, "title": text})])
    other = digest.contents(KIND, [*others, (id_, 1, {**values, "title": bent})])

    assert digest.differing(one, other) == (digest.bucket_of(id_),)


@given(said.ids)
def test_one_changed_byte_of_an_id_changes_the_digest(id_: str) -> None:
    for place, sign in enumerate(id_):
        other = id_[:place] + ("0" if sign != "0" else "1") + id_[place + 1 :]
        assert standing([(id_, 1, {})]) != standing([(other, 1, {})])


def test_the_same_record_of_another_kind_is_another() -> None:
    assert digest.standing("offer", [("1", 1)]) != digest.standing("place", [("1", 1)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Vorlesen"}, {"title": "Vorlesen", "notes": "", "fields": (), "summary": None}),
        ({"fields": ("a", "b")}, {"fields": ["a", "b"]}),
        ({"hours_a_week": 2}, {"hours_a_week": 2.0}),
        ({"said": {"b": 1, "a": [2.0]}}, {"said": {"a": (2,), "b": 1}}),
        ({"title": "a", "web": "b"}, {"web": "b", "title": "a"}),
    ],
)
def test_what_storage_and_wire_write_differently_is_the_same(one: Said, other: Said) -> None:
    assert digest.contents(KIND, [("1", 1, one)]) == digest.contents(KIND, [("1", 1, other)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"remote": False}, {}),
        ({"remote": True}, {"remote": 1}),
        ({"week": 0}, {}),
        ({"fields": ["a", "b"]}, {"fields": ["b", "a"]}),
        ({"hours_a_week": 2}, {"hours_a_week": 2.5}),
        ({"title": "2"}, {"title": 2}),
    ],
)
def test_what_says_something_else_is_not(one: Said, other: Said) -> None:
    assert digest.contents(KIND, [("1", 1, one)]) != digest.contents(KIND, [("1", 1, other)])


def test_fields_only_one_end_knows_are_left_out() -> None:
    kind, added = next((k, f.name) for k in REGISTRY.values() for f in k.fields if f.since > 1)
    fields = digest.shared_fields(kind.name, 1)
    older = digest.contents(kind.name, [("1", 1, {})], fields)
    newer = digest.contents(kind.name, [("1", 1, {added: "said"})], fields)
    assert older == newer
    assert added in (digest.shared_fields(kind.name, VERSION) or ())
    assert digest.shared_fields("of a newer version", 1) is None


def test_ids_of_one_morning_spread_over_the_buckets() -> None:
    ids = [f"019371a2-{n:04x}-7000-8000-000000000000" for n in range(2560)]
    filled = {digest.bucket_of(id_) for id_ in ids}
    assert len(filled) > 200


def test_an_end_that_sends_too_little_differs() -> None:
    whole = standing([("1", 1, {})])
    assert len(digest.differing(whole, whole[:-16])) == 1
    assert len(digest.differing(whole, b"")) == digest.BUCKETS
