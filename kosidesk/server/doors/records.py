"""Doors for who is known: one round of the sync, and waiting for news."""

from datetime import timedelta
from functools import partial

import msgspec

from kosidesk.protocol import access, codec
from kosidesk.protocol.messages import Reply, Request
from kosidesk.server.answer import answer
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call
from kosidesk.server.identity import devices, sessions
from kosidesk.server.identity.refusals import Denied
from kosidesk.server.store.store import Guard

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
        "head": reply.head.seq,
        "bytes_in": len(call.body),
        "bytes_out": len(sent),
    }
    return Answer(sent, access.FRAME, facts=facts, head=reply.head.seq)


def _settled(context: Context, call: Call, request: Request) -> Reply:
    """Who brings nothing reads a snapshot and waits for nobody."""
    brings = request.operations or request.recovered
    store, guard = context.store, _guard(call)
    with store.writing(guard) if brings else store.reading(guard) as books:
        return answer(books, call.caller, request, call.now.isoformat())


def _guard(call: Call) -> Guard:
    """Who came in may have been revoked while the body was on its way, or the database busy."""
    return partial(sessions.require_open, token=call.token)


def _noted(context: Context, call: Call, request: Request) -> str:
    """That the device was here; returns the word it must say next time, its old one if nothing was noted."""
    if call.caller.revoked:
        return ""
    with context.store.looking() as connection:
        known = devices.device(connection, request.device)
        is_news = known is None or devices.has_erased_more(connection, known, request.erased_upto)
    if known and call.now - known.seen_at < _NOTED and not is_news:
        return request.ratchet
    with context.store.transaction() as connection:
        sessions.keep_alive(connection, call.token, call.now)
        devices.renew(connection, request.device, call.now)
        return devices.turn_ratchet(
            connection, request.device, request.ratchet, request.erased_upto, call.now
        )


async def head(context: Context, call: Call) -> Answer:
    """Waits until the history stands elsewhere than at `seq`, but not for ever."""
    seq = await context.heads.other_than(_number(call, "seq"), access.PATIENCE_S)
    return Answer(access.encoded(access.Head(seq)))


def make_snapshot(context: Context, call: Call) -> Answer:
    wanted = access.decoded(call.body, access.Want)
    with context.store.reading(_guard(call)) as books:
        made = context.snapshots.make(books, call.caller, wanted.schema, call.now)
    return Answer(access.encoded(made), facts={"pages": made.pages, "bytes": made.size})


def snapshot_part(context: Context, call: Call) -> Answer:
    part = context.snapshots.part(call.caller, call.query.get("name", ""), max(0, _number(call, "start")))
    return Answer(part, access.PART, facts={"bytes": len(part)})


def _number(call: Call, name: str) -> int:
    """-1 for what is none, or a larger one than any there is."""
    said = call.query.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else -1
