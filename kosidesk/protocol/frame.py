"""A body in a frame: packed by zstd, and refused at the other end if a single bit of it is not as it was.

A frame is a name of four bytes that says what it holds, the length of the body, a BLAKE2b-128 digest, and one
zstd frame with its own checksum and size. zstd leaves some bits unread, so the digest covers what is packed
as well as what comes out of it.
"""

import struct
from hashlib import blake2b

import zstandard

from kosidesk.domain.errors import Garbled

DAMAGED, FOREIGN, TOO_LARGE, MALFORMED = "damaged", "foreign", "too_large", "malformed"
"""Codes of `Garbled`."""

_HEAD = struct.Struct("<4sI16s")
_LEVEL = 3


def pack(name: bytes, body: bytes) -> bytes:
    compressor = zstandard.ZstdCompressor(_LEVEL, write_checksum=True, write_content_size=True)
    packed = compressor.compress(body)
    return _HEAD.pack(name, len(body), _digest(packed, body)) + packed


def unpack(name: bytes, frame: bytes, most: int) -> bytes:
    """The body of at most `most` bytes. Raises Garbled."""
    if not frame.startswith(name):
        raise Garbled(FOREIGN)
    if len(frame) < _HEAD.size:
        raise Garbled(DAMAGED)
    _, length, digest = _HEAD.unpack_from(frame)
    if length > most:
        raise Garbled(TOO_LARGE)
    packed = frame[_HEAD.size :]
    body = _decompressed(packed, length)
    if digest != _digest(packed, body):
        raise Garbled(DAMAGED)
    return body


def _decompressed(packed: bytes, length: int) -> bytes:
    """In one piece: reading as a stream takes a frame that was cut off for a whole one."""
    try:
        # Before anything is unpacked: a small frame may claim to be a huge one.
        if zstandard.frame_content_size(packed) != length:
            raise Garbled(DAMAGED)
        return zstandard.ZstdDecompressor().decompress(packed, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Garbled(DAMAGED) from error


def _digest(packed: bytes, body: bytes) -> bytes:
    digest = blake2b(packed, digest_size=16)
    digest.update(body)
    return digest.digest()
