"""Leads through the program on a demo desk; of a real one nothing is used."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.app.models import Models
from kosidesk.domain.change import Changes
from kosidesk.domain.wish import Wish
from kosidesk.i18n import _
from kosidesk.services import demo_desk
from kosidesk.ui.consultation.lines import Sitting
from kosidesk.ui.main_window import MainWindow
from kosidesk.ui.tour.card import TourCard
from kosidesk.ui.tour.model import Stop
from kosidesk.ui.tour.steps import Fact

_SEEN = {"sheet": Fact.SHEET_SEEN, "follow_up": Fact.FOLLOW_UP_SEEN}


class Guide(QObject):
    """Tells the tour what the user has done, and the window where the tour is."""

    practice_wanted = Signal()

    def __init__(self, models: Models, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._models, self._window, self._tour = models, window, models.tour
        self._is_demo = demo_desk.is_demo(models.opened.folder)
        window.dock(TourCard(self._tour, window.desk))
        self._tour.stopped_at.connect(self._follow)
        window.tour_wanted.connect(self.begin)
        window.went.connect(self._went)
        window.looked_for.connect(self._looked)
        models.conversation.begun.connect(self._begun)
        models.conversation.picked.connect(self._picked)
        models.conversation.shown.connect(self._shown)
        models.bus.changed.connect(self._changed)

    def offer(self) -> None:
        """Once, to whoever opens a demo desk for the first time."""
        wardrobe = self._models.wardrobe
        if self._is_demo and not wardrobe.settings.tour_offered:
            wardrobe.keep(replace(wardrobe.settings, tour_offered=True))
            self._tour.begin()

    @Slot()
    def begin(self) -> None:
        """On a real desk it is only told where one can practise."""
        if self._is_demo:
            self._tour.begin()
        else:
            told = _(
                "Der Rundgang übt mit erfundenen Angeboten auf einem eigenen Schreibtisch, nicht mit Ihren."
            )
            self._window.say(told, _("Dorthin wechseln"), self._practise)

    def _practise(self) -> None:
        """The demo desk is to offer the tour, however often it was opened before."""
        wardrobe = self._models.wardrobe
        wardrobe.keep(replace(wardrobe.settings, tour_offered=False))
        self.practice_wanted.emit()

    @Slot(object)
    def _follow(self, stop: Stop | None) -> None:
        self._window.point_at(stop.step.screen if stop else "")
        if stop and stop.step.waits_for is Fact.BEGUN and self._models.conversation.sitting:
            self._tour.hear(Fact.BEGUN)

    @Slot()
    def _begun(self) -> None:
        self._tour.hear(Fact.BEGUN)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.touches(Wish.KIND):
            self._tour.hear(Fact.WISHED)

    @Slot(object)
    def _picked(self, offers: frozenset[str]) -> None:
        if offers:
            self._tour.hear(Fact.PICKED)

    @Slot(object)
    def _shown(self, sitting: Sitting | None) -> None:
        if sitting is None:
            self._tour.hear(Fact.FINISHED)

    @Slot(str)
    def _went(self, screen: str) -> None:
        if screen in _SEEN:
            self._tour.hear(_SEEN[screen])

    @Slot(str)
    def _looked(self, text: str) -> None:
        if text:
            self._tour.hear(Fact.LOOKED)
