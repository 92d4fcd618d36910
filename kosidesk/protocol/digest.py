"""Whether two ends hold the same records of a kind and scope, without telling them: sums of their hashes.

Records fall into 256 buckets by their id: where two sums differ, only that bucket has to be looked through.
A sum does not mind in which order the records come.
"""

from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Any
from zlib import crc32

import msgspec

from kosidesk.domain.record import is_empty
from kosidesk.protocol.messages import Said
from kosidesk.schema import REGISTRY

BUCKETS = 256
_BYTES = 16
_WHOLE = 1 << 8 * _BYTES

_canonical = msgspec.json.Encoder(enc_hook=dict, order="deterministic").encode


def standing(kind: str, rows: Iterable[tuple[str, int]]) -> bytes:
    """By id and rev: what a desk compares after each sync. The sums of all buckets, 16 bytes each."""
    return _summed((id_, _hash(kind, id_, rev)) for id_, rev in rows)


def contents(
    kind: str, rows: Iterable[tuple[str, int, Said]], fields: Collection[str] | None = None
) -> bytes:
    """By id, rev and what stands in `fields`: slower, and sure. None stands for all of them."""
    return _summed((id_, _hash(kind, id_, rev, _stated(values, fields))) for id_, rev, values in rows)


def differing(ours: bytes, theirs: bytes) -> tuple[int, ...]:
    """The buckets in which the two do not hold the same."""
    places = (slice(at * _BYTES, (at + 1) * _BYTES) for at in range(BUCKETS))
    return tuple(bucket for bucket, place in enumerate(places) if ours[place] != theirs[place])


def bucket_of(id_: str) -> int:
    """By a hash of the id: its own first bytes are the time it was made at."""
    return crc32(id_.encode()) % BUCKETS


def shared_fields(kind: str, schema: int) -> frozenset[str] | None:
    """The fields this version and one of that schema both know; None where this one knows nothing."""
    known = REGISTRY.get(kind)
    return None if known is None else frozenset(f.name for f in known.fields if f.since <= schema)


def _summed(hashes: Iterable[tuple[str, int]]) -> bytes:
    sums = [0] * BUCKETS
    for id_, hash_ in hashes:
        sums[bucket_of(id_)] += hash_
    return b"".join((total % _WHOLE).to_bytes(_BYTES) for total in sums)


def _hash(*said: Any) -> int:
    return int.from_bytes(blake2b(_canonical(said), digest_size=_BYTES).digest())


def _stated(values: Said, fields: Collection[str] | None) -> Said:
    return {
        name: _settled(value)
        for name, value in values.items()
        if (fields is None or name in fields) and not is_empty(value)
    }


def _settled(value: Any) -> Any:
    """A column of real numbers hands out 2.0 where a person typed 2."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list() | tuple():
            return [_settled(one) for one in value]
        case dict():
            return {name: _settled(one) for name, one in value.items()}
    return value
