"""Words that mean the same to whoever searches."""

from dataclasses import dataclass
from typing import ClassVar

from kosidesk.domain.ids import normalised
from kosidesk.domain.record import Typed

LONGEST = 60
"""Characters of one word; a few words that belong together count as one."""


@dataclass(frozen=True)
class Group:
    """Words of which each is found by each other, and what they are about."""

    words: tuple[str, ...]
    about: str = ""

    def has_two(self) -> bool:
        """Whether anything is said at all; one word means itself anyway."""
        return len({normalised(word) for word in self.words if normalised(word)}) > 1


@dataclass(frozen=True)
class Synonym(Typed):
    """A group that somebody of the agency wrote down."""

    KIND: ClassVar[str] = "synonym"
    words: tuple[str, ...] = ()
