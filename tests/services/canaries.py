"""A client with a word of her own in every field, and the search for these words in a desk's folder."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import zstandard
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kosidesk.domain.change import Edit
from kosidesk.domain.client import client_id
from kosidesk.domain.consultation import Consultation
from kosidesk.domain.ids import RecordId
from kosidesk.domain.record import Record, Value
from kosidesk.domain.wish import wish_id
from kosidesk.protocol.codec import ENTRIES, pack_page, page_of
from kosidesk.protocol.messages import Row
from kosidesk.protocol.replica import Confirmed
from kosidesk.schema import REGISTRY, Field, Type
from kosidesk.services import consultations, editing, history, sheets
from kosidesk.services.desk import Desk
from kosidesk.storage import read
from kosidesk.storage.shelf import FileReplica
from tests.desks import offer

PAGE = 4096
PARTS = ("consultation", "wish", "client", "consent", "follow_up", "referral")
# By these the program decides; anybody's own words stand in none of them.
_STEERING = {"code", "kind", "channel", "state", "purpose"}
_WORD = re.compile(rb"kanarie\d+vogel")


@dataclass
class Canaries:
    """The words given out so far."""

    words: set[str] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=lambda: count(100))

    def new(self) -> str:
        word = f"Kanarie{next(self._numbers)}vogel"
        self.words.add(word.lower())
        return word


def settle_in(desk: Desk, canaries: Canaries) -> Consultation:
    """A talk with everything a client can leave behind: edited, deleted, undone, drafted, printed, synced."""
    talk = consultations.begin(desk)
    ids = {"consultation": talk.id, "wish": wish_id(talk.id), "client": client_id(talk.id)}
    made = [_made(desk, canaries, kind, ids.get(kind, desk.born_id()), talk.id) for kind in PARTS]
    for record in made:
        _edited(desk, canaries, record)
    _deleted(desk, canaries, talk.id)
    _undone(desk, canaries, talk.id)
    _disputed(desk, canaries, made[-1])
    _drafted(desk, canaries, talk.id)
    assert sheets.of_consultation(desk, talk.id).pdf
    _synced(desk, canaries, made[-1])
    return talk


def _made(desk: Desk, canaries: Canaries, kind: str, id_: RecordId, talk: RecordId) -> Record:
    old = read.get(desk.database, kind, id_)
    whole = {"client": client_id(talk), "consultation": talk, "offer": offer(desk, "Vorlesen").id}
    named = {name: value for name, value in whole.items() if name in REGISTRY[kind].names()}
    said = {one.name: _said(canaries, one) for one in _typed(kind)}
    record = (old or Record(kind, id_, {})).with_values(**named, **said)
    desk.write(Edit(old, record))
    return record


def _typed(kind: str) -> list[Field]:
    fields = REGISTRY[kind].fields
    return [
        one
        for one in fields
        if one.type in (Type.TEXT, Type.TEXTS)
        and not one.refers_to
        and one.name not in _STEERING
        # A talk's team decides who may read it, and stays.
        and one.name != "team"
    ]


def _said(canaries: Canaries, one: Field) -> Value:
    return (canaries.new(), canaries.new()) if one.type is Type.TEXTS else canaries.new()


def _edited(desk: Desk, canaries: Canaries, record: Record) -> None:
    """Every other field; what stood there before is in the history alone."""
    said = {one.name: _said(canaries, one) for one in _typed(record.kind)[::2]}
    desk.write(Edit(record, record.with_values(**said)))


def _deleted(desk: Desk, canaries: Canaries, talk: RecordId) -> None:
    for kind in ("follow_up", "referral", "consent"):
        record = _made(desk, canaries, kind, desk.born_id(), talk)
        desk.write(Edit(record, None))


def _undone(desk: Desk, canaries: Canaries, talk: RecordId) -> None:
    before = read.by_ids(desk.database, Consultation.KIND, [talk])[talk]
    changes = desk.write(Edit(before, before.with_values(notes=canaries.new())))
    history.undo(desk, changes.transaction)


def _disputed(desk: Desk, canaries: Canaries, record: Record) -> None:
    said = {name: canaries.new() for name in ("base", "theirs", "mine")}
    named = {"of_kind": record.kind, "of_record": record.id, "field": "remark", "status": "undecided"}
    desk.write(Edit(None, Record("conflict", desk.born_id(), {**named, **said})))


def _drafted(desk: Desk, canaries: Canaries, talk: RecordId) -> None:
    """Of what is there, and of a part nobody ever saved."""
    stored = read.by_ids(desk.database, Consultation.KIND, [talk])[talk]
    unsaved = Record("follow_up", desk.born_id(), {"consultation": talk, "note": canaries.new()})
    editing.keep_drafts(desk, [Edit(stored, stored.with_values(notes=canaries.new())), Edit(None, unsaved)])


def _synced(desk: Desk, canaries: Canaries, record: Record) -> None:
    """What the server said of a part, and a page that waits to be shown."""
    with FileReplica(desk.database, desk.clock).transaction() as shelf:
        image = {**record.values, "remark": canaries.new()}
        shelf.confirm([Confirmed(record.kind, record.id, 1, "case:", image=image)])
        row = Row(record.kind, record.id, 2, "case:", "", "", {**record.values, "remark": canaries.new()})
        shelf.stage(pack_page(page_of([row])))


def found(folder: Path, key: bytes) -> dict[str, set[str]]:
    """Canary → the files that hold it, as they lie there or decrypted. Backups keep what they hold."""
    places: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        for content in _contents(path, key) if path.is_file() else ():
            for word in _words(content):
                places.setdefault(word, set()).add(path.name)
    return places


def _words(content: bytes) -> Collection[str]:
    """In UTF-8 and UTF-16, however they are written."""
    said = content.lower()
    return {word.decode() for form in (said, said.replace(b"\0", b"")) for word in _WORD.findall(form)}


def _contents(path: Path, key: bytes) -> Iterator[bytes]:
    content = path.read_bytes()
    yield content
    pages: Iterable[bytes] = ()
    if path.suffix == ".db":
        pages = (content[start : start + PAGE] for start in range(0, len(content), PAGE))
    elif path.suffix == ".db-wal":
        # 32 bytes of the log's own, 24 before each page (https://sqlite.org/fileformat2.html#walformat).
        pages = (content[start + 24 : start + 24 + PAGE] for start in range(32, len(content), 24 + PAGE))
    for page in pages:
        for plain in _plain(page, key):
            yield plain
            yield from _unpacked(plain)


def _plain(page: bytes, key: bytes) -> Iterator[bytes]:
    """As SQLCipher 4 does: AES-256-CBC, each page with its own start in the 80 bytes at its end.

    The first page of a file begins with 16 bytes of salt; which one it is, a log does not say.
    """
    for cipher in (page, page[16:]):
        decryptor = Cipher(algorithms.AES(key), modes.CBC(cipher[-80:-64])).decryptor()
        yield decryptor.update(cipher[:-80]) + decryptor.finalize()


def _unpacked(page: bytes) -> Iterator[bytes]:
    """Pages of the server's, which wait packed."""
    for start in re.finditer(re.escape(ENTRIES), page):
        yield zstandard.ZstdDecompressor().decompressobj().decompress(page[start.start() + 24 :])
