"""Doors for who is known: one round of the sync, and waiting for news."""

from datetime import timedelta

import msgspec

from kosidesk.protocol import access, codec
from kosidesk.protocol.messages import Reply, Request
from kosidesk.server.answer import answer
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call
from kosidesk.server.identity import devices, sessions
from kosidesk.server.identity.refusals import Denied

_NOTED = timedelta(minutes=1)
"""A device that syncs every few seconds is noted once a minute; a commit for each would slow all others."""


def sync(context: Context, call: Call) -> Answer:
    """A token is good for its own device only: Denied otherwise."""
    request = codec.decode_request(call.body)
    if request.device != call.caller.device:
        raise Denied
    ratchet = _noted(context, call, request)
    reply = msgspec.structs.replace(_settled(context, call, request), ratchet=ratchet)
    sent = codec.encode_reply(reply)
    facts = {
        "outcome": reply.status,
        "operations": len(request.operations),
        "recovered": len(request.recovered),
        "entries": len(reply.entries),
        "head": reply.head.seq,
        "bytes_in": len(call.body),
        "bytes_out": len(sent),
    }
    return Answer(sent, access.FRAME, facts=facts, head=reply.head.seq)


def _settled(context: Context, call: Call, request: Request) -> Reply:
    """Who brings nothing reads a snapshot and waits for nobody."""
    brings = request.operations or request.recovered
    with context.store.writing() if brings else context.store.reading() as books:
        return answer(books, call.caller, request, call.now.isoformat())


def _noted(context: Context, call: Call, request: Request) -> str:
    """That the device was here; returns the word it must say next time, its old one if nothing was noted."""
    if call.caller.revoked:
        return ""
    with context.store.looking() as connection:
        known = devices.device(connection, request.device)
    if known and call.now - known.seen_at < _NOTED and request.erased_upto <= known.erased_upto:
        return request.ratchet
    with context.store.transaction() as connection:
        sessions.keep_alive(connection, call.token, call.now)
        devices.renew(connection, request.device, call.now)
        return devices.turn_ratchet(
            connection, request.device, request.ratchet, request.erased_upto, call.now
        )


async def head(context: Context, call: Call) -> Answer:
    """Waits until the history stands elsewhere than at `seq`, but not for ever."""
    seq = call.query.get("seq", "")
    known = int(seq) if seq.isascii() and seq.isdigit() and len(seq) < 19 else -1
    return Answer(
        access.encoded(access.Head(await context.heads.other_than(known, access.PATIENCE_S))),
    )
