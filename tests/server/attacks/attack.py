"""An attack as a row: who tries what at which door, and the rule it would break."""

from collections.abc import Callable
from dataclasses import dataclass

from kosidesk.protocol.messages import Code, Operation
from tests.server.attacks.town import Town

Do = Callable[[Town], None]


@dataclass(frozen=True)
class Attack:
    """`do` tries it, and asserts what the attacker hears; that nothing happened is found out afterwards.

    `leaves` names the tables that may change all the same, because what is left of the attack is lawful.
    """

    role: str
    method: str
    path: str
    name: str
    rule: str
    do: Do
    leaves: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


def told(town: Town, role: str, code: int, *operations: Operation) -> None:
    """Hands in operations, all of which must be answered so."""
    acks = town.sync(role, *operations).acks
    assert [ack.code for ack in acks] == [code] * len(operations)


def quarantined(role: str, *make: Callable[[], Operation]) -> Do:
    return lambda town: told(town, role, Code.QUARANTINED, *(one() for one in make))
