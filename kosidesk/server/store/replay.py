"""Erases again, in a database that was restored, whoever was erased since the backup was made."""

from collections.abc import Iterable
from dataclasses import replace

from msgspec import structs

from kosidesk.protocol.lineage import next_tag
from kosidesk.protocol.messages import Evict, Key, Row, Tomb
from kosidesk.server.books import Books, Commit

NOBODY = ""
"""The device of a commit that no desk sent."""


def replay(books: Books, erasures: Iterable[Tomb], at: str) -> int:
    """Takes out what the ledger names, with every part of it, as one commit. Returns how many are new."""
    named = {tomb.id: tomb for tomb in erasures}
    missing = named.keys() - books.erased(named.keys())
    if not missing:
        return 0
    tombs = {named[each].key: named[each] for each in sorted(missing)}
    parts = (_tomb_of(row, at) for row in _all_parts(books, missing))
    tombs = {tomb.key: tomb for tomb in parts} | tombs
    head = books.head()
    numbered = [structs.replace(tomb, rev=rev) for rev, tomb in enumerate(tombs.values(), head.seq + 1)]
    gone = [tomb.id for tomb in numbered]
    commit = Commit(
        replace(head, seq=head.seq + len(numbered), tag=next_tag(head.tag, gone)),
        at,
        NOBODY,
        rows=dict.fromkeys(tombs),
        tombs={tomb.key: tomb for tomb in numbered},
        evicts=_left(books.rows(tombs.keys()), numbered),
        erased=gone,
    )
    books.save(commit)
    return len(missing)


def _all_parts(books: Books, ids: Iterable[str]) -> list[Row]:
    """Parts of parts, too."""
    found: dict[Key, Row] = {}
    latest = set(ids)
    while latest:
        parts = {row.key: row for row in books.parts(latest) if row.key not in found}
        found |= parts
        latest = {row.id for row in parts.values()}
    return list(found.values())


def _tomb_of(row: Row, at: str) -> Tomb:
    return Tomb(row.kind, row.id, 0, row.scope, erased=True, at=at)


def _left(rows: dict[Key, Row], tombs: Iterable[Tomb]) -> list[Evict]:
    """In the backup a record may still be in a scope it had left before it was erased."""
    pairs = ((rows[tomb.key], tomb) for tomb in tombs if tomb.key in rows)
    return [Evict(row.kind, row.id, tomb.rev, row.scope) for row, tomb in pairs if row.scope != tomb.scope]
