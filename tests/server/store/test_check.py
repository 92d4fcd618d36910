"""Each thing that can be wrong with the books is found, and nothing else."""

from pathlib import Path

import pytest

from kosidesk.domain.finding import FILE, Finding
from kosidesk.server.store import check as checks
from kosidesk.server.store.check import check
from kosidesk.server.store.store import Store
from tests.server.store.conftest import opened
from tests.server.store.entries import MITTE, erase, row, save, tomb


def test_sound_books_have_no_finding(store: Store) -> None:
    save(store, row("referral", "r1", 1, MITTE, consultation="c1"), tomb("offer", "o1", 2))
    erase(store, "consultation", "c2", 3)
    assert check(store) == []


@pytest.mark.parametrize(
    ("harm", "finding"),
    [
        ("UPDATE record SET body = '{'", Finding(checks.BODY, "referral", "r1")),
        ("UPDATE record SET rev = 9", Finding(checks.PLACE, "referral", "r1")),
        ("UPDATE tomb SET rev = 1", Finding(checks.PLACE, "referral", "r1")),
        ("DELETE FROM part", Finding(checks.PART, "referral", "r1")),
        ("UPDATE tomb SET kind = 'referral', id = 'r1'", Finding(checks.TWOFOLD, "referral", "r1")),
        ("UPDATE head SET tag = 'another'", Finding(checks.TAG, "", "")),
        ("INSERT INTO history VALUES (9, '', '', '')", Finding(checks.TAG, "", "")),
    ],
)
def test_harm_is_found(store: Store, harm: str, finding: Finding) -> None:
    save(store, row("referral", "r1", 1, MITTE, consultation="c1"), tomb("offer", "o1", 2))
    with store.transaction() as connection:
        connection.exec_driver_sql(harm)
    assert check(store) == [finding]


def test_a_damaged_page_is_found(tmp_path: Path, ledger: Path) -> None:
    where = tmp_path / "books.db"
    with opened(where, ledger) as store:
        save(store, *(row("offer", f"o{rev}", rev, text="x" * 900) for rev in range(1, 50)))
    content = bytearray(where.read_bytes())
    content[-5000] ^= 1
    where.write_bytes(content)
    with opened(where, ledger) as store:
        assert check(store) == [Finding(FILE, "", "books.db")]
