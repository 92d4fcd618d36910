"""Small numbers of people are not told, nor anything they could be reckoned from."""

from collections.abc import Sequence
from dataclasses import dataclass

FEW = 5
"""A smaller number might point at somebody."""


@dataclass(frozen=True)
class Told:
    """`cells` as they were given, None for one under `FEW`; `total` is None where it would give one away."""

    cells: tuple[int | None, ...]
    total: int | None


def told(counts: Sequence[int]) -> Told:
    """What may be shown of counts that add up.

    The sum less what is shown is the sum of the hidden ones. It is told only where each of them could still
    be anything from 0 to `FEW` - 1, however well one knows this rule.
    """
    hidden = [count for count in counts if count < FEW]
    total, rest, most = sum(counts), sum(hidden), FEW - 1
    leaves_all_open = not hidden or most <= rest <= most * (len(hidden) - 1)
    cells = tuple(None if count < FEW else count for count in counts)
    return Told(cells, total if total >= FEW and leaves_all_open else None)
