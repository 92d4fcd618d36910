"""The log: one JSON object a line, of numbers, names of routes and ids of devices; no content, no person."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TextIO

from kosidesk.log import trace

_OURS = "kosidesk.server"
_LOGGER = logging.getLogger(_OURS)


def set_up(stream: TextIO = sys.stderr) -> None:
    """Everything this process says from now on goes there."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    # It tells of its own start and stop; requests are told here, without addresses and parameters.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


def note(event: str, facts: Mapping[str, str | float] = MappingProxyType({})) -> None:
    """`event` is a constant; `facts` are numbers and ids, never what somebody wrote."""
    _LOGGER.info(event, extra={"facts": facts})


def bug(error: BaseException) -> None:
    """Its type and the places it passed, without its message."""
    _LOGGER.error("bug", exc_info=error)


class Lines(logging.Formatter):
    """What other libraries say may hold anything: of them stand only who spoke, and where."""

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name == _OURS
        error = record.exc_info[1] if record.exc_info else None
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": str(record.msg) if ours else f"{record.name}:{record.lineno}",
            **getattr(record, "facts", {}),
        }
        if error:
            said["trace"] = [line.strip() for line in trace(error)]
        return json.dumps(said, ensure_ascii=False)
