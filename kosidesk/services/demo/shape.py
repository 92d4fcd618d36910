"""The shape of one real stock of 429 offers, so that an invented one feels like it at any size."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import exp, log, sqrt
from random import Random

OFFERS, ORGANISATIONS = 429, 249

# How many of the 429 offers have 0, 1, 2 … of something; the last number stands for "and more".
FIELDS = (112, 71, 101, 75, 70)
TARGET_GROUPS = (29, 189, 96, 115)
DISTRICTS = (85, 280, 64)
COMPLETE_CONTACTS = 385
WITHOUT_OPEN_PLACES = 226

Curve = Sequence[tuple[float, float]]

# Share of the stock → characters, or days since the last edit (365 is passed by 49.7 %, 1,095 by 30.1 %).
TITLE: Curve = ((0, 14), (0.2, 28), (0.5, 42), (0.75, 56), (0.925, 80), (0.99, 125), (1, 160))
DESCRIPTION: Curve = ((0, 130), (0.1, 260), (0.5, 692), (0.9, 1644), (1, 3558))
EDITED: Curve = ((0, 1), (0.03, 14), (0.12, 90), (0.24, 180), (0.503, 365), (0.699, 1095), (1, 3650))

_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)


class Walk:
    """Where the n-th offer stands in each trait, from 0 to 1.

    Each trait walks in its own irrational steps (a Kronecker sequence), so that it is spread evenly over
    every beginning of the stock, and independently of the others. Chance alone would miss the medians.
    """

    def __init__(self, traits: Sequence[str], rng: Random) -> None:
        self._steps = {
            trait: (rng.random(), sqrt(prime)) for trait, prime in zip(traits, _PRIMES, strict=False)
        }

    def at(self, trait: str, n: int) -> float:
        begin, step = self._steps[trait]
        return (begin + n * step) % 1

    def picks(self, trait: str, n: int, counts: Sequence[int]) -> int:
        """The index into `counts`, each met as often as it says."""
        return bisect_right(list(accumulate(counts)), self.at(trait, n) * sum(counts))

    def has(self, trait: str, n: int, share: int) -> bool:
        """True for `share` of 429 offers."""
        return self.at(trait, n) * OFFERS < share


def on(curve: Curve, share: float) -> float:
    """The value at a share of the stock; between two points of the curve its logarithm grows evenly."""
    at = max(1, bisect_right(curve, share, key=lambda point: point[0]))
    (left, low), (right, high) = curve[min(at, len(curve) - 1) - 1], curve[min(at, len(curve) - 1)]
    return exp(log(low) + (share - left) / (right - left) * log(high / low))


def organisations(offers: int) -> int:
    """How many organisations so many offers come from."""
    return -(-offers * ORGANISATIONS // OFFERS)
