"""The same questions to the books in memory, in the encrypted file and in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kosidesk.protocol.messages import Ack, Action, Epoch, Evict, Operation
from kosidesk.server.books import Head, Quarantined
from kosidesk.server.store.store import Store
from tests.server.store.conftest import FILE, KEY, MEMORY, POSTGRESQL
from tests.server.store.entries import AGENCY, AT, MITTE, PUBLIC, AnyStore, commit, row, save, tomb
from tests.sim.books import MemoryStore


@pytest.fixture(params=[MEMORY, FILE, POSTGRESQL])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyStore]:
    if request.param == MEMORY:
        yield MemoryStore()
        return
    where = tmp_path / "books.db" if request.param == FILE else request.getfixturevalue("database_url")
    store = Store.open(where, KEY, tmp_path / "erasures")
    yield store
    store.close()


def operation(id_: str, kind: str, record: str, **new: Any) -> Operation:
    differences = {name: (None, value) for name, value in new.items()}
    return Operation(id_, "t", Action.CREATE, kind, record, AGENCY, differences, "ada", AT, 2)


def test_a_new_server_begins_at_nothing_in_its_first_epoch(store: AnyStore) -> None:
    with store.reading() as books:
        assert books.head() == Head()
        assert books.tags((0, 1)) == {0: ""}
        (first,) = books.lineage()
        assert isinstance(first, Epoch)
        assert first.parent_end == 0


def test_what_was_saved_is_found_by_its_key(store: AnyStore) -> None:
    values = {"title": "Vorlesen für Kinder 📚", "week": 2**52, "time": None, "tasks": ["a", "b"], "n\0": 1.5}
    save(store, row("offer", "o1", 1, **values), row("contact", "o1", 2), tomb("offer", "o2", 3))
    with store.reading() as books:
        asked = [("offer", "o1"), ("contact", "o1"), ("offer", "o2"), ("place", "o1")]
        assert books.rows(asked) == {
            ("offer", "o1"): row("offer", "o1", 1, **values),
            ("contact", "o1"): row("contact", "o1", 2),
        }
        assert books.tombs(asked) == {("offer", "o2"): tomb("offer", "o2", 3)}
        assert books.head() == Head(3, "tag3", 3, 2)
        assert books.tags([0, 1, 2, 3]) == {0: "", 3: "tag3"}


def test_a_transaction_reads_what_it_has_saved(store: AnyStore) -> None:
    with store.writing() as books:
        books.save(commit(books, row("offer", "o1", 1)))
        assert books.head().seq == 1
        assert books.after({PUBLIC: 0}, 10, whole=()) == [row("offer", "o1", 1)]


def test_a_later_state_replaces_the_former(store: AnyStore) -> None:
    save(store, row("offer", "o1", 1, title="alt"), row("offer", "o2", 2), tomb("offer", "o3", 3))
    save(store, row("offer", "o1", 4, title="neu"), gone=(("offer", "o2"),), untombed={("offer", "o3"): None})
    with store.reading() as books:
        keys = [("offer", "o1"), ("offer", "o2"), ("offer", "o3")]
        assert books.rows(keys) == {("offer", "o1"): row("offer", "o1", 4, title="neu")}
        assert books.tombs(keys) == {}


def test_nothing_asked_is_nothing_found(store: AnyStore) -> None:
    with store.reading() as books:
        assert (books.rows(()), books.tombs([]), books.acks(()), books.tags(())) == ({}, {}, {}, {})
        assert (books.erased(()), books.parts([]), books.after({}, 5, whole=())) == (frozenset(), [], [])


def test_many_keys_are_one_question(store: AnyStore) -> None:
    rows = [row("offer", f"o{number}", number) for number in range(1, 40_001)]
    save(store, *rows)
    with store.reading() as books:
        assert len(books.rows([each.key for each in rows])) == len(rows)


def test_acknowledgements_are_remembered_and_renewed(store: AnyStore) -> None:
    save(store, row("offer", "o1", 1), acks=[Ack("op1", 200, 1), Ack("op2", 209, 1)])
    save(store, acks=[Ack("op2", 200, 1)])
    with store.reading() as books:
        assert books.acks(["op1", "op2", "op3"]) == {"op1": Ack("op1", 200, 1), "op2": Ack("op2", 200, 1)}


def test_the_feed_comes_by_scope_in_the_order_of_changes(store: AnyStore) -> None:
    save(
        store,
        row("offer", "o2", 1),
        row("conflict", "x", 2, AGENCY),
        tomb("offer", "o1", 3),
        row("consultation", "c", 4, MITTE),
        Evict("consultation", "c", 4, "case:nord"),
        row("offer", "o4", 5),
    )
    with store.reading() as books:
        assert [e.rev for e in books.after({PUBLIC: 0, AGENCY: 0}, 10, whole=())] == [1, 2, 3, 5]
        assert [e.rev for e in books.after({PUBLIC: 1, AGENCY: 2}, 10, whole=())] == [3, 5]
        assert books.after({"case:nord": 0}, 10, whole=()) == [Evict("consultation", "c", 4, "case:nord")]
        assert books.after({PUBLIC: 5}, 10, whole=()) == []


def test_a_page_ends_where_it_is_full(store: AnyStore) -> None:
    save(store, *(row("offer", f"o{rev:02}", rev, (PUBLIC, AGENCY)[rev % 2]) for rev in range(1, 21)))
    with store.reading() as books:
        page = books.after({PUBLIC: 4, AGENCY: 2}, 5, whole=(AGENCY,))
        assert [entry.rev for entry in page] == [3, 5, 6, 7, 8]


def test_all_of_one_place_comes_on_one_page(store: AnyStore) -> None:
    moved = row("consultation", "c", 2, MITTE)
    left = Evict("consultation", "c", 2, "case:nord")
    save(store, row("consultation", "b", 1, MITTE), moved, left, row("consultation", "d", 3, MITTE))
    with store.reading() as books:
        page = books.after({MITTE: 0, "case:nord": 0}, 2, whole=())
    assert [entry.rev for entry in page] == [1, 2, 2]
    assert {left, *(e for e in page if isinstance(e, Evict))} == {left}


def test_who_reads_a_scope_whole_hears_of_no_deletion(store: AnyStore) -> None:
    save(store, row("offer", "o", 1), tomb("consultation", "c1", 2, MITTE))
    save(store, Evict("offer", "o", 3, MITTE), row("consultation", "c3", 4, MITTE))
    with store.reading() as books:
        assert books.after({MITTE: 0}, 10, whole=(MITTE,)) == [row("consultation", "c3", 4, MITTE)]
        assert [entry.rev for entry in books.after({MITTE: 0}, 10, whole=())] == [2, 3, 4]


def test_everybody_hears_of_an_erasure_whatever_its_scope(store: AnyStore) -> None:
    erased = tomb("consultation", "c", 2, MITTE, erased=True)
    save(store, row("offer", "o", 1), erased, row("offer", "p", 3))
    with store.reading() as books:
        assert books.after({PUBLIC: 3, AGENCY: 1}, 10, whole=()) == [erased]
        assert books.after({PUBLIC: 0}, 2, whole=(PUBLIC,)) == [row("offer", "o", 1), erased]
        assert books.after({PUBLIC: 2, AGENCY: 2}, 1, whole=()) == [row("offer", "p", 3)]


def test_a_record_that_left_twice_is_remembered_once_and_forgotten_when_it_returns(store: AnyStore) -> None:
    key = ("consultation", "c")
    save(store, Evict(*key, 1, MITTE), row(*key, 1, "case:nord"))
    save(store, Evict(*key, 2, MITTE), Evict(*key, 2, "case:nord"))
    with store.reading() as books:
        assert books.after({MITTE: 0}, 10, whole=()) == [Evict(*key, 2, MITTE)]
    save(store, row(*key, 3, MITTE), arrived=[(key, MITTE)])
    with store.reading() as books:
        assert books.after({MITTE: 0}, 10, whole=()) == [row(*key, 3, MITTE)]
        assert books.after({"case:nord": 0}, 10, whole=()) == [Evict(*key, 2, "case:nord")]


def test_parts_are_found_by_what_they_are_a_part_of(store: AnyStore) -> None:
    save(
        store,
        row("referral", "r1", 1, MITTE, consultation="c1"),
        row("conflict", "x1", 2, MITTE, of_kind="consultation", of_record="c2"),
        row("referral", "r2", 3, MITTE, consultation="c3"),
        row("offer", "c1", 4),
    )
    with store.reading() as books:
        assert books.parts(["c1", "c2", "c9"]) == [("conflict", "x1"), ("referral", "r1")]


def test_a_part_that_changed_hands_is_a_part_of_the_other_only(store: AnyStore) -> None:
    save(store, row("referral", "r1", 1, consultation="c1"))
    save(store, row("referral", "r1", 2, consultation="c2"))
    with store.reading() as books:
        assert books.parts(["c1"]) == []
        assert books.parts(["c2"]) == [("referral", "r1")]


def test_a_part_stays_known_when_it_is_deleted_or_never_came(store: AnyStore) -> None:
    save(store, row("referral", "r1", 1, consultation="c1"))
    save(store, tomb("referral", "r1", 2), gone=(("referral", "r1"),), parts=[(("referral", "r2"), "c1")])
    with store.reading() as books:
        assert books.parts(["c1"]) == [("referral", "r1"), ("referral", "r2")]


def test_an_erasure_is_remembered_and_takes_refused_operations_along(store: AnyStore) -> None:
    refused = [
        Quarantined(operation("op1", "consultation", "c1", notes="x"), "desk-1", "not-allowed", AT),
        Quarantined(operation("op2", "referral", "r1", consultation="c1"), "desk-1", "revoked", AT),
        Quarantined(operation("op3", "offer", "o1", title="y"), "desk-1", "revoked", AT),
    ]
    save(store, row("offer", "o", 1), quarantined=refused)
    save(store, tomb("consultation", "c1", 2, MITTE, erased=True), erased=["c1"])
    with store.reading() as books:
        assert books.erased(["c1", "c2"]) == {"c1"}
    assert quarantined(store) == [refused[2]]


def test_what_is_refused_while_its_person_is_erased_is_not_kept(store: AnyStore) -> None:
    refused = Quarantined(operation("op1", "consultation", "c1", notes="x"), "desk-1", "not-allowed", AT)
    save(store, tomb("consultation", "c1", 1, MITTE, erased=True), erased=["c1"], quarantined=[refused])
    assert quarantined(store) == []


def quarantined(store: AnyStore) -> list[Quarantined]:
    return store.quarantined() if isinstance(store, Store) else list(store.state.quarantined.values())


def test_what_raises_leaves_nothing(store: AnyStore) -> None:
    save(store, row("offer", "o1", 1))
    with pytest.raises(ZeroDivisionError):
        save_and_fail(store)
    with store.reading() as books:
        assert books.head().seq == 1
        assert books.rows([("offer", "o1")]) == {("offer", "o1"): row("offer", "o1", 1)}
        assert books.acks(["op"]) == {}


def save_and_fail(store: AnyStore) -> None:
    with store.writing() as books:
        books.save(commit(books, row("offer", "o1", 2, title="neu"), acks=[Ack("op", 200, 2)]))
        raise ZeroDivisionError


def test_a_reader_sees_one_state_while_others_write(store: AnyStore) -> None:
    save(store, row("offer", "o1", 1))
    with store.reading() as books:
        before = books.after({PUBLIC: 0}, 10, whole=())
        save(store, row("offer", "o1", 2), row("offer", "o2", 3))
        assert books.after({PUBLIC: 0}, 10, whole=()) == before
        assert books.head().seq == 1
