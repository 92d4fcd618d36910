"""Words to filter by, and what can be said of one."""

from dataclasses import dataclass
from enum import Enum

from kosidesk.search.query import Choice


@dataclass(frozen=True)
class Option:
    """One word to filter by, and how many offers it would leave; None while nobody has counted."""

    code: str
    label: str
    count: int | None = None


class State(Enum):
    """What was said of one word; the value is its name in the style sheet."""

    NEITHER = "neither"
    WANTED = "wanted"
    UNWANTED = "unwanted"


def state_of(choice: Choice, code: str) -> State:
    if code in choice.include:
        return State.WANTED
    return State.UNWANTED if code in choice.exclude else State.NEITHER


def turned(choice: Choice, code: str, state: State) -> Choice:
    """The word is wanted or unwanted from now on; who says the same of it again takes it back."""
    on = state_of(choice, code) is not state
    if state is State.WANTED:
        return choice.with_include(code, on=on)
    return choice.with_exclude(code, on=on)
