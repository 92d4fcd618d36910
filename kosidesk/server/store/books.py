"""`server.books.Books` in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

import msgspec
from sqlalchemy import Table

from kosidesk.protocol.messages import Ack, Entry, Epoch, Evict, Key, Operation, Said, Tomb
from kosidesk.protocol.messages import Row as Record
from kosidesk.protocol.parts import wholes
from kosidesk.schema import REGISTRY
from kosidesk.server.books import Commit, Head, Quarantined
from kosidesk.server.store import statements, tables
from kosidesk.server.store.databases import Database, Driver, Row
from kosidesk.server.store.ledger import Ledger
from kosidesk.server.store.quarantine import speaks_of
from kosidesk.server.store.statements import Feed

_said = msgspec.json.Decoder(Said).decode
_encode = msgspec.json.Encoder().encode
operation_of = msgspec.json.Decoder(Operation).decode

_KEY = ("id", "kind")
# Kinds whose records are parts of others.
_PARTS = {kind.name for kind in REGISTRY.values() if any(field.part_of for field in kind.fields)}


class SqlBooks:
    """One transaction. `head` was read at its beginning and, if it writes, locked."""

    def __init__(self, database: Database, driver: Driver, head: Head, ledger: Ledger) -> None:
        self._database = database
        self._driver = driver
        self._head = head
        self._ledger = ledger
        self.has_erased = False

    def head(self) -> Head:
        return self._head

    def lineage(self) -> tuple[Epoch, ...]:
        found = self._ask("SELECT name, parent_end FROM epoch ORDER BY number")
        return tuple(Epoch(name, end) for name, end in found)

    def tags(self, places: Collection[int]) -> dict[int, str]:
        found = self._named("SELECT seq, tag FROM history WHERE seq {among_numbers}", places)
        return {row[0]: row[1] for row in found}

    def acks(self, operations: Collection[str]) -> dict[str, Ack]:
        found = self._named("SELECT operation, code, seq FROM applied WHERE operation {among}", operations)
        return {row[0]: Ack(*row) for row in found}

    def rows(self, keys: Collection[Key]) -> dict[Key, Record]:
        found = self._named(statements.RECORDS, _ids(keys))
        wanted = frozenset(keys)
        return {row.key: row for row in map(_record, found) if row.key in wanted}

    def tombs(self, keys: Collection[Key]) -> dict[Key, Tomb]:
        found = self._named(statements.TOMBS, _ids(keys))
        wanted = frozenset(keys)
        return {tomb.key: tomb for tomb in map(_tomb, found) if tomb.key in wanted}

    def erased(self, ids: Collection[str]) -> frozenset[str]:
        return frozenset(row[0] for row in self._named("SELECT id FROM erased WHERE id {among}", ids))

    def parts(self, ids: Collection[str]) -> list[Key]:
        return sorted({(kind, id_) for kind, id_ in self._named(statements.PARTS, ids)})

    def after(self, cursors: Mapping[str, int], most: int, *, whole: Collection[str]) -> list[Entry]:
        if not cursors:
            return []
        feed = Feed(cursors, whole)
        ((last,),) = self._ask(*feed.last_rev(most))
        if last is None:
            return []
        entries = [_entry(row) for row in self._ask(*feed.entries(last))]
        entries.sort(key=lambda entry: (entry.rev, entry.kind, entry.id, entry.scope))
        return entries

    def save(self, commit: Commit) -> None:
        if commit.erased:
            self._erase(commit)
        head = commit.head
        self._put(tables.HISTORY, [(head.seq, head.tag, commit.at, commit.device)])
        self._save_rows(commit.rows)
        self._put(tables.PART, [(id_, kind, whole) for (kind, id_), whole in commit.parts])
        self._save_tombs(commit.tombs)
        self._remove(
            tables.EVICT, (*_KEY, "scope"), [(id_, kind, scope) for (kind, id_), scope in commit.arrived]
        )
        self._put(tables.PART, [(id_, kind, whole) for (kind, id_), whole in commit.parts])
        self._put(tables.EVICT, [(each.id, each.kind, each.scope, each.rev) for each in commit.evicts])
        self._put(tables.APPLIED, [(ack.operation, ack.code, ack.seq) for ack in commit.acks])
        self._put(tables.QUARANTINE, [_kept(each) for each in commit.quarantined])
        self._ask("UPDATE head SET seq = ?, tag = ?, durable = ?, floor = ?", *astuple(head))
        self._head = head

    def _save_rows(self, rows: Mapping[Key, Record | None]) -> None:
        changed = [row for row in rows.values() if row]
        gone = [(id_, kind) for (kind, id_), row in rows.items() if row is None]
        joined = [(row.id, row.kind) for row in changed if row.kind in _PARTS]
        self._remove(tables.RECORD, _KEY, gone)
        self._put(tables.RECORD, [_columns(row) for row in changed])
        self._remove(tables.PART, _KEY, joined)
        self._put(tables.PART, [part for row in changed if row.kind in _PARTS for part in _parts(row)])

    def _save_tombs(self, tombs: Mapping[Key, Tomb | None]) -> None:
        self._remove(tables.TOMB, _KEY, [(id_, kind) for (kind, id_), tomb in tombs.items() if tomb is None])
        buried = [tomb for tomb in tombs.values() if tomb]
        self._put(tables.TOMB, [(t.id, t.kind, t.rev, t.scope, t.erased, t.author, t.at) for t in buried])

    def _erase(self, commit: Commit) -> None:
        """The ledger first: a commit that is not in it could come back from a backup."""
        self.has_erased = True
        ids = frozenset(commit.erased)
        self._ledger.complete([tomb for tomb in commit.tombs.values() if tomb and tomb.id in ids])
        self._put(tables.ERASED, [(each,) for each in ids])
        refused = self._ask("SELECT operation, body FROM quarantine")
        about = [(name,) for name, body in refused if ids & speaks_of(operation_of(body))]
        self._remove(tables.QUARANTINE, ("operation",), about)

    def _ask(self, text: str, *values: Any) -> Iterable[Row]:
        answer: Iterable[Row] = self._driver.execute(self._database.sql(text), values)
        return answer

    def _named(self, text: str, values: Collection[Any]) -> Iterable[Row]:
        return self._ask(text, _encode(list(values)).decode()) if values else ()

    def _put(self, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            self._database.upsert(self._driver, table, rows)

    def _remove(self, table: Table, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        if rows:
            self._database.remove(self._driver, table, columns, rows)


def _entry(found: Row) -> Entry:
    what, kind, id_, rev, scope, author, at, body = found
    if what == statements.ROW:
        return Record(kind, id_, rev, scope, author, at, _said(body))
    if what == statements.EVICT:
        return Evict(kind, id_, rev, scope)
    return Tomb(kind, id_, rev, scope, what == statements.ERASURE, author, at)


def _record(found: Row) -> Record:
    kind, id_, rev, scope, author, at, body = found
    return Record(kind, id_, rev, scope, author, at, _said(body))


def _tomb(found: Row) -> Tomb:
    kind, id_, rev, scope, erased, author, at = found
    return Tomb(kind, id_, rev, scope, bool(erased), author, at)


def _columns(row: Record) -> Row:
    return (row.id, row.kind, row.rev, row.scope, row.author, row.at, _encode(row.values).decode())


def _parts(row: Record) -> list[Row]:
    return [(row.id, row.kind, whole) for whole in wholes(row.kind, row.values)]


def _kept(refused: Quarantined) -> Row:
    operation = refused.operation
    return (operation.id, refused.device, refused.why, refused.at, _encode(operation).decode())


def _ids(keys: Iterable[Key]) -> list[str]:
    return [id_ for _, id_ in keys]
