"""A reason why a record cannot be kept as typed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`code` says what is wrong with `field`; `given` is what was typed."""

    field: str
    code: str
    given: str = ""
