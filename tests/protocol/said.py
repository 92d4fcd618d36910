"""What two ends may say to each other, for hypothesis: requests, replies and all that stands in them."""

from typing import Any

from hypothesis import strategies as st

from kosidesk.protocol.codec import page_of
from kosidesk.protocol.messages import (
    Ack,
    Entry,
    Epoch,
    Evict,
    Mark,
    Operation,
    Recovered,
    Reply,
    Request,
    Row,
    Tomb,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ids = st.uuids(version=4).map(str)
places = st.integers(0, 2**53)
kinds = st.sampled_from(["offer", "organisation", "conflict", "of a newer version"])
scopes = st.sampled_from(["public", "agency", "case:", "case:süd"])
names = st.sampled_from(["title", "fields", "week", "of a newer version"])
plain_values: st.SearchStrategy[Any] = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
values = st.dictionaries(names, plain_values, max_size=4)
differences = st.dictionaries(
    names, st.tuples(plain_values | st.none(), plain_values | st.none()), max_size=3
)

operations = st.builds(
    Operation,
    *(ids, ids, texts, kinds, ids, scopes, differences, ids, texts),
    st.integers(1, 9),
)
rows = st.builds(Row, kinds, ids, places, scopes, ids, texts, values)
tombs = st.builds(Tomb, kinds, ids, places, scopes, st.booleans(), ids, texts)
evicts = st.builds(Evict, kinds, ids, places, scopes)
pages: st.SearchStrategy[tuple[Entry, ...]] = st.lists(rows | tombs | evicts, max_size=6).map(tuple)
recovered = st.builds(Recovered, kinds, ids, places, scopes, values | st.none(), st.booleans(), ids, texts)
lineages = st.lists(st.builds(Epoch, texts, places), max_size=2).map(tuple)
marks = st.builds(Mark, places, texts)
cursors = st.dictionaries(scopes, places, max_size=3)


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=4).map(tuple)


requests = st.builds(
    Request,
    *(places, places, ids, lineages, tuples(marks), cursors, places),
    *(tuples(operations), tuples(recovered), places, texts),
)
replies = st.builds(
    Reply,
    *(places, lineages, marks, places, cursors, st.booleans(), texts),
    *(
        tuples(st.builds(Ack, ids, places, places)),
        tuples(st.tuples(kinds, ids)),
        pages.map(page_of),
        places,
        texts,
    ),
)
