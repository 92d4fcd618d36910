"""What a program that will be killed tells before it dies."""

from dataclasses import dataclass, field

from kosidesk.domain.change import Changes
from kosidesk.domain.record import Value


@dataclass(frozen=True)
class Ready:
    """The desk is open, and the work begins."""


@dataclass(frozen=True)
class Fact:
    """A value somebody gave; it stands in the record until a later change of it."""

    kind: str
    id: str
    field: str
    value: Value


@dataclass(frozen=True)
class Done:
    """One user action the program has reported as done."""

    action: str
    changes: Changes = field(default_factory=Changes)
    facts: tuple[Fact, ...] = ()
