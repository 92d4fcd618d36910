"""Asks the server's application as the network would, without one."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette

HOST, ATTACKER = "localhost", "203.0.113.66"


@dataclass(frozen=True)
class Answered:
    status: int
    body: bytes


class Web:
    """One loop for all requests, as in a server."""

    def __init__(self, application: Starlette) -> None:
        self._application = application
        self._runner = asyncio.Runner()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answered:
        return self._runner.run(self._asked(method, path, body, {"host": HOST, **(headers or {})}))

    def close(self) -> None:
        self._runner.close()

    async def _asked(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        path, _, query = path.partition("?")
        sent: list[dict[str, Any]] = []
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "https",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": (ATTACKER, 4711),
            "server": (HOST, 8443),
        }

        said = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            if said:
                return said.pop()
            await asyncio.Event().wait()  # who asked stays on the line
            return {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self._application(scope, receive, send)  # type: ignore[arg-type]
        return Answered(sent[0]["status"], b"".join(part.get("body", b"") for part in sent))
