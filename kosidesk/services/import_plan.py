"""What an import would change: a feed laid against what the desk holds.

Each record is merged three ways. The base is what this format of this source said last time or, where it
never spoke of a field, what another format of the source said; an empty value therefore never clears what
another format gave. A field changed in the feed and on the desk keeps the desk's value and becomes a
conflict.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from kosidesk.domain.change import Action, Edit
from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS, unknown
from kosidesk.domain.conflict import OVERTAKEN, UNDECIDED
from kosidesk.domain.errors import Shrunken
from kosidesk.domain.ids import NOBODY, RecordId, imported_id
from kosidesk.domain.offer import ACTIVE, VANISHED, VOLUNTEERING
from kosidesk.domain.record import Record, Value
from kosidesk.exchange.feed import LISTS, Feed, Notice, Refused
from kosidesk.protocol.merge import Clash, merge
from kosidesk.schema import REGISTRY
from kosidesk.services import history
from kosidesk.services.desk import Desk
from kosidesk.services.feed_records import Said, records_of
from kosidesk.services.import_memory import Memory
from kosidesk.storage import read
from kosidesk.storage.rows import json_text

UNKNOWN_WORD = "unknown_word"
"""Notice: a word the city's vocabulary lacks; it is kept as it is."""

_DEFAULTS: Mapping[str, Mapping[str, Value]] = {"offer": {"status": ACTIVE, "kind": VOLUNTEERING}}


@dataclass(frozen=True)
class Line:
    """An offer as the preview lists it. `fields` are those in which a known one is different."""

    number: str
    title: str
    organisation: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disagreement:
    """A field the feed and the desk both changed; `mine` stands until a person decides."""

    offer: Line
    field: str
    theirs: Value
    mine: Value


@dataclass(frozen=True)
class Plan:
    """What one file would change, and everything worth saying about it."""

    file: str
    format: str
    source: str
    edits: tuple[Edit, ...]
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    unchanged: int
    vanished: tuple[Line, ...]
    refused: tuple[Refused, ...]
    notices: tuple[Notice, ...]
    conflicts: tuple[Disagreement, ...]


def plan(desk: Desk, feed: Feed, source: str, file: str, *, accept_shrunken: bool = False) -> Plan:
    """Only reads. Raises Shrunken for an empty or suddenly halved feed."""
    memory = Memory.of(desk, source, feed.format)
    if not accept_shrunken:
        _require_plausible(feed, memory, file)
    said, refused = records_of(desk, feed, source)
    laid = tuple(_laid(desk, memory, said))
    every_refused = feed.refused + refused
    vanished = tuple(_vanished(desk, memory, said, every_refused)) if feed.format in LISTS else ()
    touched = _touched(laid)
    names = {one.id: one.values.get("name") for one in said if one.kind == "organisation"}
    known = [one for one in laid if one.said.kind == "offer" and one.before]
    return Plan(
        file=file,
        format=feed.format,
        source=source,
        edits=tuple(edit for one in laid for edit in one.edits) + tuple(edit for _, edit in vanished),
        new=tuple(_line(one, names) for one in laid if one.said.kind == "offer" and one.creates_record),
        changed=tuple(_line(one, names, touched[one.said.id]) for one in known if one.said.id in touched),
        unchanged=sum(one.said.id not in touched for one in known),
        vanished=tuple(line for line, edit in vanished if edit.kind == "offer"),
        refused=every_refused,
        notices=feed.notices + tuple(_unknown_words(desk, said)),
        conflicts=tuple(conflict for one in laid for conflict in one.disagreements),
    )


@dataclass(frozen=True)
class _Laid:
    """One record of the feed laid against the desk. `edits` begins with the record's own, if there is one."""

    said: Said
    before: Record | None
    edits: tuple[Edit, ...]
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def creates_record(self) -> bool:
        return any(edit.id == self.said.id and edit.action is Action.CREATE for edit in self.edits)

    @property
    def changed_fields(self) -> tuple[str, ...]:
        own = (edit for edit in self.edits if edit.id == self.said.id)
        return tuple(name for edit in own for name in edit.differences())


def _require_plausible(feed: Feed, memory: Memory, file: str) -> None:
    before = len(memory.present_offers()) if feed.format in LISTS else 0
    now = len(feed.entries)
    if now == 0 or 2 * now <= before:
        raise Shrunken(file, now, before)


def _laid(desk: Desk, memory: Memory, said: Sequence[Said]) -> Iterator[_Laid]:
    stored: dict[RecordId, Record] = {}
    for kind in {one.kind for one in said}:
        stored |= read.by_ids(desk.database, kind, (one.id for one in said if one.kind == kind))
    deleted = _deleted_here(memory, [one for one in said if one.id not in stored])
    waiting: dict[str, list[Record]] = {}
    for conflict in read.by(desk.database, "conflict", "status", (UNDECIDED,)):
        # What two desks disagree about, or another source, is not this one's to settle.
        if conflict.text("source") == memory.source:
            waiting.setdefault(conflict.text("of_record"), []).append(conflict)
    for one in said:
        if one.id in deleted:
            yield _Laid(one, None, (memory.learned(one),))
        else:
            yield _lay(desk, memory, one, stored.get(one.id), waiting.get(one.id, ()))


def _deleted_here(memory: Memory, missing: Sequence[Said]) -> set[RecordId]:
    """What the desk deleted and no feed brings back: offers with all that belongs to them, and single parts.

    An organisation comes back with a new offer that names it.
    """
    known = {one.id for one in missing if one.known_as in memory.images}
    born = (one for one in missing if one.kind == "offer" and one.id not in known)
    named = {one.values.get("organisation") for one in born}
    return {
        one.id
        for one in missing
        if (one.id in known and one.id not in named) or (one.kind != "organisation" and one.offer in known)
    }


def _lay(desk: Desk, memory: Memory, said: Said, before: Record | None, waiting: Sequence[Record]) -> _Laid:
    image, learned = memory.own(said.known_as), memory.learned(said)
    if before is None:
        born = Record(said.kind, said.id, {**_DEFAULTS.get(said.kind, {}), **_stated(said)})
        return _Laid(said, before, (Edit(None, born), learned))
    if image == learned.new:  # this format says what it said last time
        return _Laid(said, before, ())
    base, theirs = memory.sides(said, before.values)
    merged = merge(REGISTRY[said.kind], base, theirs, before.values)
    after = Record(before.kind, before.id, merged.values, before.extra)
    if (
        said.kind == "offer"
        and image is not None
        and not image.get("present")
        and before.get("status") == VANISHED
    ):
        after = after.with_values(status=ACTIVE)
    conflicts = tuple(_conflict(desk, memory.source, said, clash) for clash in merged.clashes)
    found = tuple(_conflict_edits(desk, conflicts))
    overtaken = tuple(_overtaken(waiting, merged.settled))
    line = Line(said.number, said.title)
    disagreements = tuple(Disagreement(line, c.field, c.theirs, c.mine) for c in merged.clashes)
    return _Laid(said, before, (Edit(before, after), learned, *found, *overtaken), disagreements)


def _conflict_edits(desk: Desk, conflicts: Sequence[Record]) -> Iterator[Edit]:
    """A disagreement that was told before and comes back is to be decided anew."""
    stored = read.by_ids(desk.database, "conflict", [c.id for c in conflicts]) if conflicts else {}
    for conflict in conflicts:
        old = stored.get(conflict.id)
        if old is None or old.get("status") != UNDECIDED:
            yield Edit(old, old.with_values(**conflict.values, resolution=None) if old else conflict)


def _overtaken(waiting: Iterable[Record], settled: Container[str]) -> Iterator[Edit]:
    for conflict in waiting:
        if conflict.text("field") in settled:
            yield Edit(conflict, conflict.with_values(status=OVERTAKEN))


def _stated(said: Said) -> dict[str, Value]:
    return {name: value for name, value in said.values.items() if value is not None}


def _conflict(desk: Desk, source: str, said: Said, clash: Clash) -> Record:
    """Its id comes of its content, so that the same disagreement is told once. `by` gave the desk's value."""
    base, theirs, mine = (json_text(value) for value in (clash.base, clash.theirs, clash.mine))
    content = blake2b(f"{base}\x1f{theirs}\x1f{mine}".encode(), digest_size=16).hexdigest()
    values: dict[str, Value] = {
        "of_kind": said.kind,
        "of_record": said.id,
        "field": clash.field,
        "base": base,
        "theirs": theirs,
        "mine": mine,
        "source": source,
        "by": _author(desk, said, clash),
        "at": desk.clock().isoformat(),
        "status": UNDECIDED,
    }
    return Record("conflict", imported_id(source, "conflict", said.id, clash.field, content), values)


def _author(desk: Desk, said: Said, clash: Clash) -> RecordId:
    """Who gave the desk's value."""
    fields = REGISTRY[said.kind].units().get(clash.field, (clash.field,))
    change = history.last_change(desk, said.id, fields)
    return change.author if change else NOBODY


def _vanished(
    desk: Desk, memory: Memory, said: Iterable[Said], refused: Sequence[Refused]
) -> Iterator[tuple[Line, Edit]]:
    """Offers this format named last time and no longer names; they get a status, nothing is deleted.

    An entry that was refused was named all the same. Where one does not say which offer it is, it may be any
    of those that seem to be missing.
    """
    if not all(one.number for one in refused):
        return
    here = {one.id for one in said} | {imported_id(memory.source, "offer", one.number) for one in refused}
    gone = {id_: image for id_, image in memory.present_offers().items() if id_ not in here}
    stored = read.by_ids(desk.database, "offer", gone)
    named = {offer.text("organisation") for offer in stored.values()}
    bodies = read.by_ids(desk.database, "organisation", named)
    for id_, image in gone.items():
        offer = stored.get(id_)
        body = bodies.get(RecordId(offer.text("organisation"))) if offer else None
        name = body.text("name") if body else ""
        line = Line(offer.text("number"), offer.text("title"), name) if offer else Line("", "")
        yield line, Edit(image, image.with_values(present=False))
        if offer is not None and offer.get("status") == ACTIVE:
            yield line, Edit(offer, offer.with_values(status=VANISHED))


def _touched(laid: Iterable[_Laid]) -> dict[RecordId, tuple[str, ...]]:
    """The offers a counsellor would call changed: they, their places, contacts or organisations were.

    Each with the fields that are different.
    """
    changed = {one.said.id: fields for one in laid if (fields := one.changed_fields)}
    touched: dict[RecordId, tuple[str, ...]] = {}
    for one in laid:
        fields = changed.get(one.said.id, ())
        if one.said.kind == "offer":
            fields += changed.get(RecordId(str(one.said.values.get("organisation"))), ())
        if fields and one.said.kind != "organisation":
            touched[one.said.offer] = touched.get(one.said.offer, ()) + fields
    return touched


def _line(one: _Laid, organisations: Mapping[RecordId, Value], fields: tuple[str, ...] = ()) -> Line:
    title = one.said.title or (one.before.text("title") if one.before else "")
    organisation = organisations.get(RecordId(str(one.said.values.get("organisation"))))
    return Line(one.said.number, title, str(organisation or ""), fields)


def _unknown_words(desk: Desk, said: Iterable[Said]) -> Iterator[Notice]:
    offers = [one.values for one in said if one.kind == "offer"]
    for facet in (FIELDS, TARGET_GROUPS, DISTRICTS):
        words = Counter(word for values in offers for word in _texts(values.get(facet)))
        missing = unknown(desk.city, facet, words)
        if missing:
            yield Notice(UNKNOWN_WORD, sum(words[word] for word in missing), examples=missing[:10])


def _texts(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
