"""How far away an offer may be, and from where."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.i18n import _, ngettext, number
from kosidesk.search.query import Near
from kosidesk.search.words import sorting_key
from kosidesk.services.points import Point
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.kit.suggesting import SuggestingLine
from kosidesk.ui.theme import SMALL

KILOMETRES = (1, 2, 3, 5, 10)
_USUAL_KM = 3


class DistanceFilter(QWidget):
    """As the crow flies, from a stop or the middle of a district. `changed` carries a `Near`, or None."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: dict[str, Point] = {}
        self._km, self._place = ChoiceBox(self), SuggestingLine(self)
        self._km.widen()
        self._km.addItem(_("egal wie weit"), None)
        for km in KILOMETRES:
            self._row_of(km)
        self._place.setPlaceholderText(_("Haltestelle oder Stadtteil"))
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        field(layout, _("Luftlinie"), self._km, _("Der Weg mit Bus oder zu Fuß ist länger"))
        self._remark = field(layout, _("von"), self._place, _("Eine Haltestelle oder ein Stadtteil"))
        self._placeless = PlainLabel("", self, role="meta", wrap=True)
        self._placeless.hide()
        self.setLayout(column(layout, self._placeless, gap=SMALL))
        self._km.activated.connect(self._say)
        self._place.told.connect(self._measure)
        self._place.editingFinished.connect(self._look_at_place)

    @Slot(object)
    def show_points(self, points: Sequence[Point]) -> None:
        """From where can be measured."""
        self._points = {sorting_key(point.name): point for point in points}
        self._place.suggest(point.name for point in points)

    def name_of(self, near: Near) -> str:
        """What the point is called that a distance is measured from."""
        here = (near.latitude, near.longitude)
        found = (point.name for point in self._points.values() if (point.latitude, point.longitude) == here)
        return next(found, _("einem Punkt auf der Karte"))

    def show_near(self, near: Near | None) -> None:
        """Without saying `changed`; what is being typed stays."""
        if near != self._near():
            self._km.setCurrentIndex(self._row_of(near.km) if near else 0)
            self._place.setText(self.name_of(near) if near else "")
            self._remark.say("")

    @Slot(int)
    def show_placeless(self, count: int) -> None:
        """How many offers are left out because nobody knows where they happen."""
        said = ngettext(
            "{count} Angebot nennt keinen Ort und fehlt deshalb.",
            "{count} Angebote nennen keinen Ort und fehlen deshalb.",
            count,
        )
        self._placeless.setText(said.format(count=number(count)))
        self._placeless.setVisible(count > 0 and self._near() is not None)

    @Slot()
    def _measure(self) -> None:
        """A place alone means the usual distance."""
        if self._point() and self._km.currentData() is None:
            self._km.setCurrentIndex(KILOMETRES.index(_USUAL_KM) + 1)
        self._say()

    @Slot()
    def _say(self) -> None:
        asked = self._km.currentData() is not None and self._point() is None
        self._remark.note(_("Bitte aus der Liste wählen, die beim Tippen erscheint.") if asked else "")
        self.changed.emit(self._near())

    @Slot()
    def _look_at_place(self) -> None:
        """Not before somebody has typed it to the end."""
        if self._place.is_unknown():
            self._remark.say(
                _(
                    "Diesen Ort kennt die Stadt nicht. "
                    "Bitte einen aus der Liste wählen, die beim Tippen erscheint."
                )
            )

    def _row_of(self, km: float) -> int:
        """A wish, or what was saved, may ask for another distance."""
        found = [self._km.itemData(row) for row in range(self._km.count())]
        if km not in found:
            self._km.addItem(_("höchstens {km} km").format(km=number(km)), km)
        return [*found, km].index(km)

    def _point(self) -> Point | None:
        return self._points.get(sorting_key(self._place.text()))

    def _near(self) -> Near | None:
        km, point = self._km.currentData(), self._point()
        return Near(point.latitude, point.longitude, km) if km is not None and point else None
