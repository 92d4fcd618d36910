"""Where somebody is on the tour; no widgets."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.ui.tour.steps import STEPS, Fact, Step


@dataclass(frozen=True)
class Stop:
    """A step with its place, counted from 1; the first one only asks whether."""

    step: Step
    place: int
    of: int

    @property
    def is_first(self) -> bool:
        return self.place == 1

    @property
    def is_last(self) -> bool:
        return self.place == self.of


class Tour(QObject):
    """`stopped_at` carries a `Stop`, or None once the tour is over."""

    stopped_at = Signal(object)

    def __init__(self, parent: QObject, steps: Sequence[Step] = STEPS) -> None:
        super().__init__(parent)
        self._steps = steps
        self._place = 0

    @property
    def stop(self) -> Stop | None:
        here = 0 < self._place <= len(self._steps)
        return Stop(self._steps[self._place - 1], self._place, len(self._steps)) if here else None

    @Slot()
    def begin(self) -> None:
        self._go(1)

    @Slot()
    def go_on(self) -> None:
        """To the next step, done or not."""
        if self.stop:
            self._go(self._place + 1)

    @Slot()
    def end(self) -> None:
        self._go(0)

    def hear(self, fact: Fact) -> None:
        """Goes on by itself once what it waits for was done."""
        if self.stop and self.stop.step.waits_for is fact:
            self.go_on()

    def _go(self, place: int) -> None:
        self._place = place
        self.stopped_at.emit(self.stop)
