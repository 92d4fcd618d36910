"""The books as they will be: what one transaction of the law has looked up and changed so far."""

from collections.abc import Collection, Iterable

from kosidesk.protocol.messages import Ack, Evict, Key, Operation, Row, Said, Tomb
from kosidesk.protocol.parts import whole, wholes
from kosidesk.protocol.scopes import CASES, scope_of
from kosidesk.server.books import Books, Commit, Head, Quarantined


class Draft:
    """Places in the history are given out one by one, without gaps, in the order of the changes."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._head = books.head()
        self._seq = self._head.seq
        self._rows: dict[Key, Row | None] = {}
        self._tombs: dict[Key, Tomb | None] = {}
        self._erased: dict[str, bool] = {}
        self._changed_rows: set[Key] = set()
        self._changed_tombs: set[Key] = set()
        self._evicts: dict[tuple[Key, str], Evict | None] = {}
        self._newly_erased: list[str] = []
        self._parts_told: set[tuple[Key, str]] = set()
        self._acks: dict[str, Ack] = {}
        self.acks: list[Ack] = []
        self.quarantined: list[Quarantined] = []
        self._released: list[str] = []

    @property
    def seq(self) -> int:
        return self._seq

    def look_up(self, keys: Collection[Key], ids: Collection[str], operations: Collection[str] = ()) -> None:
        """Asks for many at once what would otherwise be asked one by one."""
        unknown = [key for key in keys if key not in self._rows]
        known = self._books.known(operations, unknown, ids)
        for key in unknown:
            self._rows[key], self._tombs[key] = known.rows.get(key), known.tombs.get(key)
        self._erased |= {id_: id_ in known.erased for id_ in ids if id_ not in self._erased}
        self._acks |= known.acks

    def ack(self, operation: str) -> Ack | None:
        """What was said of it before; `look_up` has asked."""
        return self._acks.get(operation)

    def acknowledge(self, ack: Ack) -> None:
        self._acks[ack.operation] = ack
        self.acks.append(ack)

    def row(self, key: Key) -> Row | None:
        if key not in self._rows:
            self.look_up((key,), ())
        return self._rows[key]

    def tomb(self, key: Key) -> Tomb | None:
        if key not in self._tombs:
            self.look_up((key,), ())
        return self._tombs[key]

    def is_erased(self, ids: Iterable[str]) -> bool:
        """Whether one of these is to be forgotten for good."""
        wanted = tuple(ids)
        if unknown := [id_ for id_ in wanted if id_ not in self._erased]:
            self.look_up((), unknown)
        return any(self._erased[id_] for id_ in wanted)

    def scope_of(self, kind: str, values: Said, declared: str = "") -> str:
        above = whole(kind, values)
        there = self.row(above) or self.tomb(above) if above else None
        return scope_of(kind, values, declared, there.scope if there else "")

    def put(self, key: Key, values: Said, scope: str, author: str, at: str) -> None:
        """The record says this from now on, whatever it said before."""
        before = self.row(key) or self.tomb(key)
        row = Row(*key, self._next(), scope, author, at, values)
        self._set(key, row)
        if self.tomb(key) is not None:
            self._tombs[key] = None
            self._changed_tombs.add(key)
        self._move(row, before.scope if before else "")

    def delete(self, key: Key, scope: str, author: str, at: str) -> None:
        self._bury(Tomb(*key, self._next(), scope, author=author, at=at))

    def erase(self, key: Key, scope: str, author: str, at: str) -> None:
        """Forgets the record and every part of it, and remembers only that it must stay forgotten."""
        found, wave = {key}, {key}
        while wave:
            wave = self._parts(wave) - found
            found |= wave
        for one in sorted(found):
            there = self.row(one) or self.tomb(one)
            of = there.scope if there else scope
            self._bury(Tomb(*one, self._next(), of, erased=True, author=author, at=at))
            self._erased[one[1]] = True
            self._newly_erased.append(one[1])

    def belongs(self, key: Key, wholes_: Collection[str]) -> None:
        """A record that is not there is told to be a part of these."""
        self._parts_told |= {(key, whole_) for whole_ in wholes_}

    def quarantine(self, operation: Operation, device: str, why: str, at: str) -> None:
        self._next()  # a backup either holds it or ends before it
        self.quarantined.append(Quarantined(operation, device, why, at))

    def release(self, operation: str) -> None:
        """It leaves the quarantine."""
        self._next()
        self._released.append(operation)

    def commit(self, device: str, at: str, tag: str) -> Commit:
        """`tag` is that of the history with this commit."""
        moved = self._seq != self._head.seq
        head = Head(self._seq, tag if moved else self._head.tag, self._head.durable, self._head.floor)
        return Commit(
            head=head,
            at=at,
            device=device,
            rows={key: self._rows[key] for key in self._changed_rows},
            tombs={key: self._tombs[key] for key in self._changed_tombs},
            evicts=[evict for evict in self._evicts.values() if evict],
            arrived=[place for place, evict in self._evicts.items() if evict is None],
            parts=sorted(self._parts_told),
            acks=self.acks,
            quarantined=self.quarantined,
            erased=self._newly_erased,
            released=self._released,
        )

    @property
    def is_empty(self) -> bool:
        return self._seq == self._head.seq and not self.acks and not self.quarantined

    @property
    def tag(self) -> str:
        """Of the history before this commit."""
        return self._head.tag

    def _next(self) -> int:
        self._seq += 1
        return self._seq

    def _set(self, key: Key, row: Row | None) -> None:
        self._rows[key] = row
        self._changed_rows.add(key)

    def _bury(self, tomb: Tomb) -> None:
        before = self.row(tomb.key) or self.tomb(tomb.key)
        if self._rows[tomb.key] is not None:
            self._set(tomb.key, None)
        self._tombs[tomb.key] = tomb
        self._changed_tombs.add(tomb.key)
        if before is None:
            self._take_along(tomb.key, tomb.scope, "")

    def _move(self, row: Row, was: str) -> None:
        """Where the row came to another scope, the one it left drops it, and its parts follow a case."""
        if was == row.scope:
            return
        if was:
            self._evicts[row.key, was] = Evict(row.kind, row.id, row.rev, was)
        self._evicts[row.key, row.scope] = None
        self._take_along(row.key, row.scope, was)

    def _take_along(self, key: Key, scope: str, was: str) -> None:
        if not (was.startswith(CASES) or scope.startswith(CASES)):
            return
        for each in sorted(self._parts({key})):
            part = self.row(each)
            there = self.scope_of(part.kind, part.values, part.scope) if part else ""
            if part and there != part.scope:
                self.put(each, part.values, there, part.author, part.at)

    def _parts(self, keys: Collection[Key]) -> set[Key]:
        """Those stored, deleted ones among them, and those just written."""
        ids = {id_ for _, id_ in keys}
        written = (self._rows[key] for key in self._changed_rows)
        new = {row.key for row in written if row and wholes(row.kind, row.values) & ids}
        new |= {key for key, whole_ in self._parts_told if whole_ in ids}
        return new | set(self._books.parts(ids))
