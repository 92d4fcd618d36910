"""Two records of the same names in the same place may be one thing."""

from hypothesis import given
from hypothesis import strategies as st

from kosidesk.domain.duplicate import Entered, alike
from kosidesk.domain.ids import RecordId

ENTERED = st.lists(
    st.builds(
        Entered,
        st.integers(0, 99).map(lambda n: RecordId(f"{n:02}")),
        st.tuples(st.sampled_from(("Talblick", "talblick ", "Hofaue", ""))),
        st.sampled_from(("42277", "42103", "")),
    ),
    unique_by=lambda one: one.id,
    max_size=8,
)


@given(entered=ENTERED, fresh=st.sets(st.integers(0, 99).map(lambda n: RecordId(f"{n:02}"))))
def test_a_pair_has_one_name_one_place_and_one_order(entered: list[Entered], fresh: set[RecordId]) -> None:
    by_id = {one.id: one for one in entered}
    found = alike(entered, fresh)
    assert found == alike(reversed(entered), fresh)
    for first, second in found:
        assert first < second
        assert not fresh.isdisjoint({first, second})
        (name,), (other,) = by_id[first].names, by_id[second].names
        assert name.strip().lower() == other.strip().lower() != ""
        assert by_id[first].postcode == by_id[second].postcode != ""


def test_without_anything_fresh_nothing_is_looked_at_again() -> None:
    twice = [Entered(RecordId(id_), ("Talblick",), "42277") for id_ in ("1", "2")]
    assert alike(twice, ()) == ()
    assert alike(twice, {RecordId("2")}) == (("1", "2"),)
