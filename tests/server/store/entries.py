"""Rows, tombs and commits for tests, of invented people."""

from typing import Any

from kosidesk.protocol.messages import Evict, Key, Row, Tomb
from kosidesk.server.books import Books, Commit, Head
from kosidesk.server.store.store import Store
from tests.sim.books import MemoryStore

AT = "2026-11-21T09:30:00+00:00"
PUBLIC, AGENCY, MITTE = "public", "agency", "case:mitte"

AnyStore = Store | MemoryStore


def row(kind: str, id_: str, rev: int, scope: str = PUBLIC, **values: Any) -> Row:
    return Row(kind, id_, rev, scope, "ada", AT, values)


def tomb(kind: str, id_: str, rev: int, scope: str = PUBLIC, *, erased: bool = False) -> Tomb:
    return Tomb(kind, id_, rev, scope, erased, "ada", AT)


def save(store: AnyStore, *entries: Row | Tomb | Evict, gone: tuple[Key, ...] = (), **more: Any) -> None:
    with store.writing() as books:
        books.save(commit(books, *entries, gone=gone, **more))


def commit(books: Books, *entries: Row | Tomb | Evict, gone: tuple[Key, ...] = (), **more: Any) -> Commit:
    seq = max((entry.rev for entry in entries), default=books.head().seq)
    rows = {entry.key: entry for entry in entries if isinstance(entry, Row)}
    return Commit(
        head=more.pop("head", Head(seq, f"tag{seq}", 3, 2)),
        at=more.pop("at", AT),
        device="desk-1",
        rows={**dict.fromkeys(gone), **rows},
        tombs={entry.key: entry for entry in entries if isinstance(entry, Tomb)} | more.pop("untombed", {}),
        evicts=[entry for entry in entries if isinstance(entry, Evict)],
        **more,
    )


def erase(store: AnyStore, kind: str, id_: str, rev: int) -> None:
    save(store, tomb(kind, id_, rev, MITTE, erased=True), gone=((kind, id_),), erased=[id_])
