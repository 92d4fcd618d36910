"""The server as a web application: what comes in through a door is answered, or refused with a number.

The only place that catches every exception: a bug ends one request, not the server.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from inspect import iscoroutinefunction
from math import ceil
from time import monotonic
from typing import Any, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from kosidesk.domain.errors import Garbled, NotFound
from kosidesk.protocol import faults
from kosidesk.protocol.access import JSON, NONCE_HEADER, SIGNATURE_HEADER
from kosidesk.protocol.frame import MALFORMED
from kosidesk.server import logs
from kosidesk.server.context import Context
from kosidesk.server.doors.door import Answer, Call, Door, Waits, Who, Works
from kosidesk.server.doors.table import DOORS
from kosidesk.server.identity.refusals import Later, NoSuchCode, Refusal

BODY_S = 60.0
"""How long a request may take to arrive: whoever sends a byte a minute must not keep a place."""

STOPPING = "stopping"
"""In the state of the application: what whoever stops the server calls first."""

_BEARER = "bearer "


def application(context: Context) -> Starlette:
    """Closes the context when the server stops."""

    @asynccontextmanager
    async def living(_app: Starlette) -> AsyncIterator[dict[str, Callable[[], None]]]:
        watch = asyncio.create_task(context.heads.watch())
        try:
            yield {STOPPING: context.heads.release}
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
        finally:
            context.close()

    return Starlette(
        routes=[_route(context, door) for door in DOORS],
        middleware=[
            Middleware(
                TrustedHostMiddleware, allowed_hosts=list(context.settings.spelled_hosts), www_redirect=False
            )
        ],
        exception_handlers={HTTPException: _refused_by_starlette},
        lifespan=living,
    )


def _route(context: Context, door: Door) -> Route:
    return Route(door.path, _endpoint(context, door), methods=[door.method])


def _endpoint(context: Context, door: Door) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        begun = monotonic()
        call = None
        try:
            call = await _call(context, door, request)
            answer = await _done(context, door, call, request)
        except HTTPException:
            raise
        except (TimeoutError, ClientDisconnect):
            answer = refusal(faults.TOO_SLOW)
        except (Garbled, NotFound, Refusal) as error:
            answer = _refused(error)
        # A full disk or a database that is away is not the sender's fault, either.
        except Exception as error:  # noqa: BLE001 - see the top of this file
            logs.bug(error)
            answer = refusal(faults.BUG)
        _note(door, call, answer, monotonic() - begun)
        return Response(answer.body, answer.status, dict(answer.headers), answer.media)

    return endpoint


def _note(door: Door, call: Call | None, answer: Answer, seconds: float) -> None:
    who = {"device": call.person.device} if call and call.person else {}
    facts: dict[str, str | float] = {
        "route": door.path,
        "status": answer.status,
        "ms": round(1000 * seconds, 1),
    }
    logs.note("request", facts | who | dict(answer.facts))


async def _call(context: Context, door: Door, request: Request) -> Call:
    """Who it is comes first: of a stranger no body is read."""
    now = context.now()
    token = _token(request)
    person = None
    if door.who is Who.SESSION:
        person = await context.known.run(context.person, token, now)
    async with asyncio.timeout(BODY_S):
        body = await _body(request, door.most)
    return Call(
        body=body,
        query=dict(request.query_params),
        address=request.client.host if request.client else "",
        now=now,
        nonce=request.headers.get(NONCE_HEADER, ""),
        signature=_signature(request),
        token=token,
        person=person,
    )


async def _done(context: Context, door: Door, call: Call, request: Request) -> Answer:
    if iscoroutinefunction(door.does):
        return await _while_there(request, cast(Waits, door.does)(context, call))
    lane = context.unknown if door.who is Who.ANYONE else context.known
    answer = await lane.run(cast(Works, door.does), context, call)
    if answer.head is not None:
        await context.heads.stands_at(answer.head)
    return answer


async def _while_there(request: Request, waits: Coroutine[Any, Any, Answer]) -> Answer:
    """Nobody waits for whom nobody waits any more."""
    waiting, leaving = asyncio.create_task(waits), asyncio.create_task(_left(request))
    try:
        await asyncio.wait((waiting, leaving), return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.cancel()
        waiting.cancel()
    return await waiting


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _body(request: Request, most: int) -> bytes:
    """Not a byte more is kept than may come, whatever length was promised."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise HTTPException(faults.TOO_LARGE)
    return bytes(body)


def _token(request: Request) -> str:
    said = request.headers.get("authorization", "")
    return said[len(_BEARER) :] if said.lower().startswith(_BEARER) else ""


def _signature(request: Request) -> bytes:
    try:
        return bytes.fromhex(request.headers.get(SIGNATURE_HEADER, ""))
    except ValueError as error:
        raise Garbled(MALFORMED) from error


def _refused(error: Garbled | NotFound | Refusal) -> Answer:
    match error:
        case NoSuchCode():
            return refusal(faults.NO_SUCH_CODE)
        case Later():
            return refusal(faults.LATER, {"retry-after": str(ceil(error.seconds))})
        case Garbled():
            return refusal(faults.GARBLED)
        case NotFound():
            return refusal(faults.UNKNOWN)
    return refusal(faults.DENIED)


def refusal(fault: int, headers: dict[str, str] | None = None) -> Answer:
    return Answer(faults.encoded(fault), JSON, fault, headers or {})


async def _refused_by_starlette(_request: Request, error: Exception) -> Response:
    """No such door, another method, or too much: Starlette's number is ours."""
    status = error.status_code if isinstance(error, HTTPException) else faults.BUG
    headers = dict(getattr(error, "headers", None) or {})
    return Response(faults.encoded(status), status, headers, JSON)
