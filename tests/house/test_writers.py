"""No way leads to a record past the journal: every row that is written is written with its entry."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kosidesk.domain.change import Edit
from kosidesk.services import history
from kosidesk.services.desk import Desk
from kosidesk.storage import inspection, read
from tests.desks import make_desk, offer
from tests.house.test_rules import at, name_of, nodes

STORAGE = "kosidesk/storage"
# Who may begin a writing transaction: each writes rows with their entries, or no rows of records at all.
MAY_BEGIN = {
    f"{STORAGE}/database.py",  # opens the file
    f"{STORAGE}/write.py",
    f"{STORAGE}/shelf.py",
    f"{STORAGE}/erasure.py",
    f"{STORAGE}/late_index.py",  # the search index only
    f"{STORAGE}/index_damage.py",  # the same
    f"{STORAGE}/notes.py",  # marks of this copy of the file
}
# Who may make statements that write records.
MAY_WRITE = {f"{STORAGE}/{name}.py" for name in ("write", "received", "erasure", "promotion")}
# Who may spell one out: of tables that hold no records, and, the last three, of any.
MAY_SPELL = {
    f"{STORAGE}/{name}.py"
    for name in (
        "confirmed", "database", "indexing", "late_index", "notes", "offer_text", "offer_words", "outbox",
        "shelf", "standings", "unknown",
        "erasure", "promotion", "received", "statements",
    )
} | {f"{STORAGE}/migrations/m0002_sync.py"}  # fmt: skip
WRITES = re.compile(r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+\S")


def desk_nodes() -> Iterator[tuple[Path, ast.AST]]:
    return ((path, node) for path, node in nodes() if not path.is_relative_to("kosidesk/server"))


def test_only_a_few_begin_a_writing_transaction() -> None:
    begun = [
        (path, node)
        for path, node in desk_nodes()
        if isinstance(node, ast.Call) and name_of(node) == "writing"
    ]
    assert [at(path, node) for path, node in begun if path.as_posix() not in MAY_BEGIN] == []


def test_only_a_few_make_statements_that_write_records() -> None:
    imports = [
        (path, node)
        for path, node in desk_nodes()
        if isinstance(node, ast.ImportFrom)
        and "statements" in {(node.module or "").rpartition(".")[2], *(alias.name for alias in node.names)}
    ]
    assert {path.as_posix() for path, _ in imports} == MAY_WRITE


def test_nobody_else_spells_out_a_statement_that_writes() -> None:
    texts = (
        (path, node)
        for path, node in desk_nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    spelt = [(path, node) for path, node in texts if WRITES.search(str(node.value))]
    assert [at(path, node) for path, node in spelt if path.as_posix() not in MAY_SPELL] == []


def _a_change(desk: Desk) -> None:
    record = offer(desk, "Kochen")
    desk.write(Edit(record, record.with_values(title="Backen")))


def _a_deletion(desk: Desk) -> None:
    desk.write(Edit(offer(desk, "Kochen"), None))


def _an_undo(desk: Desk) -> None:
    _a_change(desk)
    history.undo_last(desk)


@pytest.mark.parametrize("flow", [_a_change, _a_deletion, _an_undo])
def test_what_people_do_leaves_records_that_add_up(flow: Callable[[Desk], None], tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    flow(desk)
    assert list(inspection.strayed(desk.database)) == []
    desk.database.close()


@pytest.mark.parametrize(
    "past",
    [
        "UPDATE offer SET title = 'anders'",
        "DELETE FROM offer",
        "INSERT INTO offer (id, title) VALUES ('00000000-0000-7000-a000-000000000001', 'neu')",
        "UPDATE change SET differences = '{}' WHERE kind = 'offer'",
        "DELETE FROM change WHERE kind = 'offer'",
        "UPDATE offer SET extra = '{\"new\":1}'",
    ],
)
def test_a_write_past_the_journal_is_noticed(past: str, tmp_path: Path) -> None:
    """The check the tests above rely on."""
    desk = make_desk(tmp_path)
    offer(desk, "Kochen")
    with desk.database.writing() as connection:
        connection.exec_driver_sql(past)
    assert {kind for kind, _ in inspection.strayed(desk.database)} == {"offer"}
    assert read.count(desk.database, "organisation") == 1
    desk.database.close()
