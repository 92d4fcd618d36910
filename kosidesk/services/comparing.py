"""Whether desk and server hold the same, and what is done if not: nothing of the desk's is thrown away.

A state that should not be is kept as a conflict for a person ("lost and found"), and the server's is taken.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.conflict import LOST_AND_FOUND, SYNC, UNDECIDED, WHOLE
from kosidesk.domain.record import Record
from kosidesk.protocol import digest
from kosidesk.protocol.joining import plain
from kosidesk.protocol.messages import Key, Said
from kosidesk.schema import VERSION
from kosidesk.services.desk import Desk
from kosidesk.storage import holdings, notes
from kosidesk.storage.shelf import FileReplica
from kosidesk.storage.tally import tally
from kosidesk.sync.remote import Remote

_FOUND = "found"
_NO_SUMS = bytes(16 * digest.BUCKETS)


def differing(desk: Desk, remote: Remote, *, whole: bool) -> frozenset[Key]:
    """Records among which there is one that is not as at the server; `whole` looks at every field.

    Nothing is said while changes are on their way, or the server has moved on. Raises ServerUnreachable.
    """
    before = tally(desk.database)
    if before.waiting or not before.whole:
        return frozenset()
    theirs = remote.compare(before.seq, whole=whole)
    ours = holdings.held(desk.database)
    if theirs is None or tally(desk.database) != before:
        return frozenset()
    return frozenset(_among(desk, ours, theirs, whole=whole))


def _among(desk: Desk, ours: holdings.Revs, theirs: dict[str, bytes], *, whole: bool) -> Iterator[Key]:
    for kind in ours.keys() | theirs.keys():
        rows = ours.get(kind, ())
        sums = _contents(desk, kind, rows) if whole else digest.standing(kind, rows)
        buckets = set(digest.differing(sums, theirs.get(kind, _NO_SUMS)))
        yield from ((kind, id_) for id_, _rev in rows if digest.bucket_of(id_) in buckets)
        if buckets:
            # There may be one of which this desk knows nothing.
            yield (kind, "")


def _contents(desk: Desk, kind: str, rows: Sequence[tuple[str, int]]) -> bytes:
    said = holdings.contents(desk.database, kind, [id_ for id_, _rev in rows])
    told = ((id_, rev, said.get(id_, {})) for id_, rev in rows)
    return digest.contents(kind, told, digest.shared_fields(kind, VERSION))


def set_aside(desk: Desk, replica: FileReplica, keys: frozenset[Key]) -> None:
    """Keeps what the desk says of these; the next conversation reads everything anew."""
    found = [[*key, values] for key, values in _said(desk, keys).items()]
    notes.write(desk.database, _FOUND, msgspec.json.encode(found, enc_hook=dict).decode())
    with replica.transaction() as shelf:
        # The server's word counts, whatever place in the history this desk took it from.
        shelf.confirm([msgspec.structs.replace(one, rev=0) for one in shelf.confirmed(keys).values()])
        shelf.unstage()
        anew = replace(shelf.standing(), staged={}, reached=None, begun={})
        shelf.keep(anew)


def file_found(desk: Desk) -> Changes:
    """What was set aside and is not what the server says becomes a conflict."""
    kept = notes.read(desk.database, _FOUND)
    if not kept:
        return Changes()
    found = {(kind, id_): said for kind, id_, said in msgspec.json.decode(kept)}
    now = _said(desk, frozenset(found))
    edits = [
        Edit(None, _conflict(desk, key, said, now.get(key)))
        for key, said in found.items()
        if said != plain(now.get(key, {}))
    ]
    filed = desk.note(*edits)
    notes.drop(desk.database, _FOUND)
    return filed


def _said(desk: Desk, keys: frozenset[Key]) -> dict[Key, Said]:
    return {
        (kind, id_): said
        for kind in {kind for kind, _id in keys}
        for id_, said in holdings.contents(desk.database, kind, [i for k, i in keys if k == kind]).items()
    }


def _conflict(desk: Desk, key: Key, found: Said, now: Said | None) -> Record:
    values = {
        "of_kind": key[0],
        "of_record": key[1],
        "field": WHOLE,
        "theirs": json.dumps(found, ensure_ascii=False, sort_keys=True),
        "mine": json.dumps(now, ensure_ascii=False, sort_keys=True, default=dict) if now else "",
        "source": SYNC,
        "by": desk.user.id,
        "at": desk.clock().isoformat(),
        "status": UNDECIDED,
        "reason": LOST_AND_FOUND,
    }
    return Record("conflict", desk.born_id(), {name: value for name, value in values.items() if value})
