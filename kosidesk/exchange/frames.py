"""What the reading child and its parent say to each other: length-prefixed msgpack, decoded strictly."""

from typing import IO

import msgspec

from kosidesk.domain.errors import NeedsMapping, Unreadable
from kosidesk.exchange import limits
from kosidesk.exchange.feed import Entry, Feed
from kosidesk.exchange.town import Town

_LENGTH = 4  # bytes, the most significant first


class Job(msgspec.Struct, frozen=True):
    """What the child is to do. With `preview` it only looks at the columns and first rows of a table."""

    path: str
    town: Town
    mapping: dict[str, str] | None = None
    preview: bool = False


class Entries(msgspec.Struct, frozen=True, tag="entries"):
    """Some entries of the feed, in order."""

    entries: tuple[Entry, ...]


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The file is read; `feed` holds everything but the entries."""

    feed: Feed


class Previewed(msgspec.Struct, frozen=True, tag="previewed"):
    """The columns of a table and its first rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The facts of `Unreadable` without the file's name."""

    code: str
    line: int | None
    detail: str


class Unexplained(msgspec.Struct, frozen=True, tag="unexplained"):
    """The facts of `NeedsMapping` without the file's name."""

    columns: tuple[str, ...]


Answer = Entries | Done | Previewed | Failed | Unexplained

_encoder = msgspec.msgpack.Encoder()
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer, strict=True)
_jobs = msgspec.msgpack.Decoder(Job, strict=True)


def failed(refusal: Unreadable) -> Failed:
    _, code, line, detail = refusal.facts
    return Failed(str(code), line if isinstance(line, int) else None, str(detail))


def unexplained(needed: NeedsMapping) -> Unexplained:
    _, columns = needed.facts
    return Unexplained(columns if isinstance(columns, tuple) else ())


def encode_job(job: Job) -> bytes:
    return _encoder.encode(job)


def decode_job(said: bytes) -> Job:
    return _jobs.decode(said)


def write(stream: IO[bytes], answer: Answer) -> None:
    body = _encoder.encode(answer)
    stream.write(len(body).to_bytes(_LENGTH, "big") + body)
    stream.flush()


def read(stream: IO[bytes]) -> Answer | None:
    """The next answer; None at the end of the stream or for anything that is no answer."""
    length = int.from_bytes(stream.read(_LENGTH), "big")
    if not 0 < length <= limits.FRAME_BYTES:
        return None
    try:
        return _answers.decode(stream.read(length))
    except msgspec.MsgspecError:
        return None
