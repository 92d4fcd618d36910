"""`server.books.Books` in SQL."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any

import msgspec

from kosidesk.protocol.messages import Ack, Entry, Epoch, Evict, Key, Operation, Said, Tomb
from kosidesk.protocol.messages import Row as Record
from kosidesk.protocol.parts import wholes
from kosidesk.schema import REGISTRY
from kosidesk.server.books import Commit, Head, Known, Quarantined
from kosidesk.server.store import statements, tables
from kosidesk.server.store.databases import Database, Deed, Driver, Question, Removal, Row, Upsert
from kosidesk.server.store.ledger import Ledger
from kosidesk.server.store.quarantine import speaks_of
from kosidesk.server.store.statements import Feed

_said = msgspec.json.Decoder(Said).decode
_encode = msgspec.json.Encoder().encode
operation_of = msgspec.json.Decoder(Operation).decode

_MOST = 2**63 - 1
_KEY = ("id", "kind")
_PLACE = (*_KEY, "scope")
# Kinds whose records are parts of others.
_PARTS = {kind.name for kind in REGISTRY.values() if any(field.part_of for field in kind.fields)}


class SqlBooks:
    """One transaction. `head` is the statement that begins it and, if it writes, locks."""

    def __init__(self, database: Database, driver: Driver, head: str, ledger: Ledger[Tomb]) -> None:
        self._database = database
        self._driver = driver
        self._ledger = ledger
        self.has_erased = False
        (found,), lineage = self._ask((head,), (statements.LINEAGE,))
        self._head = Head(*found)
        self._lineage = tuple(Epoch(name, end) for name, end in lineage)

    def head(self) -> Head:
        return self._head

    def lineage(self) -> tuple[Epoch, ...]:
        return self._lineage

    def tags(self, places: Collection[int]) -> dict[int, str]:
        (found,) = self._named((statements.TAGS, places))
        return {row[0]: row[1] for row in found}

    def known(self, operations: Collection[str], keys: Collection[Key], ids: Collection[str]) -> Known:
        wanted, named = frozenset(keys), [id_ for _, id_ in keys]
        acks, rows, tombs, erased = self._named(
            (statements.ACKS, operations),
            (statements.RECORDS, named),
            (statements.TOMBS, named),
            (statements.ERASED, ids),
        )
        return Known(
            {row[0]: Ack(*row) for row in acks},
            {row.key: row for row in map(_record, rows) if row.key in wanted},
            {tomb.key: tomb for tomb in map(_tomb, tombs) if tomb.key in wanted},
            frozenset(row[0] for row in erased),
        )

    def acks(self, operations: Collection[str]) -> dict[str, Ack]:
        return self.known(operations, (), ()).acks

    def rows(self, keys: Collection[Key]) -> dict[Key, Record]:
        return self.known((), keys, ()).rows

    def tombs(self, keys: Collection[Key]) -> dict[Key, Tomb]:
        return self.known((), keys, ()).tombs

    def erased(self, ids: Collection[str]) -> frozenset[str]:
        return self.known((), (), ids).erased

    def kept_of(self, device: str) -> int:
        (((number,),),) = self._ask(("SELECT count(*) FROM quarantine WHERE device = ?", device))
        return int(number)

    def parts(self, ids: Collection[str]) -> list[Key]:
        (found,) = self._named((statements.PARTS, ids))
        return sorted({(kind, id_) for kind, id_ in found})

    def after(self, cursors: Mapping[str, int], most: int, *, whole: Collection[str]) -> list[Entry]:
        if not cursors:
            return []
        (found,) = self._ask(Feed(cursors, whole).page(most))
        entries = [_entry(row) for row in found]
        entries.sort(key=lambda entry: (entry.rev, entry.kind, entry.id, entry.scope))
        return entries

    def save(self, commit: Commit) -> None:
        erased = frozenset(commit.erased)
        if erased:
            self._remember_erased(commit, erased)
        joined = [(row.id, row.kind) for row in commit.rows.values() if row and row.kind in _PARTS]
        self._carry_out([Removal(tables.PART, _KEY, joined)])
        head = commit.head
        self._carry_out(
            [
                Upsert(tables.HEAD, [(1, *astuple(head))]),
                Upsert(tables.HISTORY, [(head.seq, head.tag, commit.at, commit.device)]),
                *_record_deeds(commit),
                *_tomb_deeds(commit),
                Removal(tables.EVICT, _PLACE, [(id_, kind, scope) for (kind, id_), scope in commit.arrived]),
                Upsert(tables.EVICT, [(each.id, each.kind, each.scope, each.rev) for each in commit.evicts]),
                Upsert(tables.APPLIED, [(ack.operation, ack.code, ack.seq) for ack in commit.acks]),
                Removal(tables.QUARANTINE, ("operation",), [(name,) for name in commit.released]),
                Upsert(tables.QUARANTINE, [_kept(each) for each in _lasting(commit.quarantined, erased)]),
            ]
        )
        self._head = head

    def _remember_erased(self, commit: Commit, ids: frozenset[str]) -> None:
        """The ledger first: a commit that is not in it could come back from a backup."""
        self.has_erased = True
        self._ledger.complete([tomb for tomb in commit.tombs.values() if tomb and tomb.id in ids])
        (refused,) = self._ask(("SELECT operation, body FROM quarantine",))
        about = [(name,) for name, body in refused if ids & speaks_of(operation_of(body))]
        self._carry_out(
            [
                Upsert(tables.ERASED, [(each,) for each in ids]),
                Removal(tables.QUARANTINE, ("operation",), about),
            ]
        )

    def _carry_out(self, deeds: Iterable[Deed]) -> None:
        needed = [deed for deed in deeds if deed.rows]
        if needed:
            self._database.carry_out(self._driver, needed)

    def _ask(self, *questions: Question) -> Sequence[Sequence[Row]]:
        return self._database.ask(self._driver, questions)

    def _named(self, *questions: tuple[str, Collection[Any]]) -> list[Sequence[Row]]:
        """What asks about nothing is not asked."""
        told = [(text, [value for value in values if _can_stand(value)]) for text, values in questions]
        asked = [(text, _encode(values).decode()) for text, values in told if values]
        answers = iter(self._ask(*asked) if asked else ())
        return [next(answers) if values else () for _, values in told]


def _record_deeds(commit: Commit) -> Iterator[Deed]:
    changed = [row for row in commit.rows.values() if row]
    told = [(id_, kind, whole) for (kind, id_), whole in commit.parts]
    joined = {part: None for row in changed if row.kind in _PARTS for part in _parts(row)}
    yield Removal(
        tables.RECORD, _KEY, [(id_, kind) for (kind, id_), row in commit.rows.items() if row is None]
    )
    yield Upsert(tables.RECORD, [_columns(row) for row in changed])
    yield Upsert(tables.PART, list(joined | dict.fromkeys(told)))


def _tomb_deeds(commit: Commit) -> Iterator[Deed]:
    buried = [tomb for tomb in commit.tombs.values() if tomb]
    gone = [(id_, kind) for (kind, id_), tomb in commit.tombs.items() if tomb is None]
    yield Removal(tables.TOMB, _KEY, gone)
    yield Upsert(tables.TOMB, [(t.id, t.kind, t.rev, t.scope, t.erased, t.author, t.at) for t in buried])


def _lasting(refused: Sequence[Quarantined], erased: frozenset[str]) -> list[Quarantined]:
    """Of whom is erased in the same commit, nothing is kept."""
    return [each for each in refused if not erased or not erased & speaks_of(each.operation)]


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


def _can_stand(value: str | int) -> bool:
    """What PostgreSQL cannot hold is not there, whoever asks for it."""
    return "\0" not in value if isinstance(value, str) else abs(value) <= _MOST
