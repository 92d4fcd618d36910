"""What was looked for in a period: fields and districts, each with how many offers there were."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from kosidesk.domain.demand import Period, Wanted
from kosidesk.domain.few import FEW
from kosidesk.i18n import _, number
from kosidesk.services.demand import Figures
from kosidesk.ui.demand.lines import wanted_line
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.columns import Column, Columns
from kosidesk.ui.kit.heads import EmptyState, section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, flow
from kosidesk.ui.kit.row import Row
from kosidesk.ui.kit.row_list import RowList
from kosidesk.ui.kit.row_model import RowModel
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.theme import SMALL


class FiguresPart(QWidget):
    """`period_wanted` carries a `Period`."""

    period_wanted = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        names = {
            Period.MONTH: _("Dieser Monat"),
            Period.QUARTER: _("Dieses Quartal"),
            Period.YEAR: _("Dieses Jahr"),
        }
        self._periods = {period: self._period(period, name) for period, name in names.items()}
        told = _(
            "Wie oft danach gesucht wurde. Zahlen unter {few} bleiben verborgen; "
            "die letzten Tage können fehlen."
        )
        hint = PlainLabel(told.format(few=number(FEW)), self, role="meta", wrap=True)
        self._fields, self._districts = (RowModel(_lines, tasks, self) for _each in range(2))
        parts = (
            Column(_("Handlungsfelder"), self._column(_("Handlungsfelder"), self._fields), 44),
            Column(_("Stadtteile"), self._column(_("Stadtteile"), self._districts), 44),
        )
        words = _(
            "Für diesen Zeitraum ist noch nichts gezählt. Es beginnt, sobald fünf Suchen mit Handlungsfeld "
            "oder Stadtteil zusammengekommen sind, oder fünf beendete Beratungen mit einem Wunsch."
        )
        self._empty = EmptyState("demand", words, self)
        self._sides = QStackedWidget(self)
        for side in (self._empty, Columns(parts, self)):
            self._sides.addWidget(side)
        layout = column(flow(*self._periods.values()), hint, gap=SMALL)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)

    def show_figures(self, period: Period, figures: Figures) -> None:
        for one, button in self._periods.items():
            button.setChecked(one is period)
        for rows, found in ((self._fields, figures.fields), (self._districts, figures.districts)):
            rows.show(found, _lines(found))
        self._sides.setCurrentIndex(1 if figures.fields or figures.districts else 0)

    def _period(self, period: Period, name: str) -> Button:
        button = Button(name, self)
        button.setCheckable(True)
        button.clicked.connect(partial(self._want, period))
        return button

    def _column(self, name: str, rows: RowModel[Wanted]) -> QWidget:
        made = QWidget(self)
        layout = column(section(name, made), gap=SMALL)
        layout.addWidget(RowList(rows, name, made), 1)
        made.setLayout(layout)
        return made

    @Slot()
    def _want(self, period: Period) -> None:
        self.period_wanted.emit(period)


def _lines(found: tuple[Wanted, ...]) -> tuple[Row, ...]:
    return tuple(map(wanted_line, found))
