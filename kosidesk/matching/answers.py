"""What an offer answers to one wish, in quarters, with the reasons and doubts that are told of it."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

MET, NEARLY, UNSAID, BARELY, NOT_MET = 4, 3, 2, 1, 0

_Thought = TypeVar("_Thought")


class Reason(NamedTuple):
    """What speaks for or against an offer, with the words that are put into its sentence."""

    code: str
    words: tuple[str, ...] = ()


class Answer(NamedTuple):
    """How far an offer meets what it was asked for: `quarters` is 0 to 4."""

    quarters: int
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()


NO, UNSTATED = Answer(NOT_MET), Answer(UNSAID)


def fits(code: str, *words: str) -> Answer:
    return Answer(MET, reasons=(Reason(code, words),))


def asks(code: str, *words: str) -> Answer:
    return Answer(UNSAID, doubts=(Reason(code, words),))


def fails(code: str, *words: str) -> Answer:
    return Answer(NOT_MET, doubts=(Reason(code, words),))


def meets_some(code: str, wished: Sequence[str], said: Collection[str]) -> Answer:
    """One is enough, more are better."""
    met = tuple(word for word in wished if word in said)
    return Answer(UNSAID + UNSAID * len(met) // len(wished), (Reason(code, met),)) if met else NO


_MOST_REMEMBERED = 20_000


class Remembered(dict[Hashable, _Thought], Generic[_Thought]):
    """What was thought of something said: thousands of offers say the same few things. For any thread."""

    def __init__(self, think: Callable[[Any], _Thought]) -> None:
        super().__init__()
        self._think = think

    def __missing__(self, said: Hashable) -> _Thought:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[said] = thought = self._think(said)
        return thought
