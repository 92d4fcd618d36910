"""Sets groups in columns, which are narrow pages beside each other."""

from collections.abc import Iterable
from itertools import chain

from kosidesk.printing.flow import Group, flow
from kosidesk.printing.marks import Mark, moved


def in_columns(
    groups: Iterable[Group], height: float, columns: int, step: float
) -> tuple[tuple[Mark, ...], ...]:
    """The marks of each page; each column begins `step` points behind the one before it."""
    narrow = flow(groups, height)
    return tuple(
        tuple(
            chain.from_iterable(
                moved(marks, n * step, 0) for n, marks in enumerate(narrow[at : at + columns])
            )
        )
        for at in range(0, len(narrow), columns)
    )
