"""The server's database for the length of a command, and whom in it a name means."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from kosidesk.domain.ids import normalised
from kosidesk.server import settings
from kosidesk.server.context import Context, open_context
from kosidesk.server.errors import NotUnique
from kosidesk.server.identity.accounts import Account
from kosidesk.server.identity.devices import Device

_Named = TypeVar("_Named", Account, Device)

_NO_TEAM = ("",)


@contextmanager
def opened(asked: Namespace) -> Iterator[Context]:
    """Raises KosiError for what an operator can mend."""
    context = open_context(settings.load(asked.folder))
    try:
        yield context
    finally:
        context.close()


def by_name(known: Iterable[_Named], asked: str) -> _Named | None:
    """Raises NotUnique."""
    found = [one for one in known if normalised(one.name) == normalised(asked)]
    if len(found) > 1:
        raise NotUnique(asked)
    return found[0] if found else None


def teams(asked: Namespace) -> frozenset[str]:
    """Where an agency has no teams, all its cases belong to the one without a name."""
    return frozenset(asked.team or _NO_TEAM)
