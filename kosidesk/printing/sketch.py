"""A sketch of where an offer is, as values: outlines in the unit square."""

from dataclasses import dataclass

Point = tuple[float, float]
"""x to the right and y down, from the upper left corner of the sketch."""

Outline = tuple[Point, ...]
"""A closed ring; its first point is not repeated."""


@dataclass(frozen=True)
class Sketch:
    """`width` and `height` are in units of the longer side; `alternative` says what can be seen."""

    width: float
    height: float
    outlines: tuple[Outline, ...]
    chosen: tuple[Outline, ...]
    pins: tuple[Point, ...]
    alternative: str
