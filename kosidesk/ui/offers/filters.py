"""The column in which a search is narrowed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.domain.offer import ACTIVE, CLOSED, DRAFT, INACTIVE, VANISHED
from kosidesk.i18n import N_, _
from kosidesk.search.query import FACETS, PAUSED, Choice, Query
from kosidesk.services import words
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.filter_group import FilterGroup
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.fold import Fold
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.kit.week_filter import WeekFilter
from kosidesk.ui.offers.distance import DistanceFilter
from kosidesk.ui.offers.saved_panel import SavedPanel
from kosidesk.ui.theme import SMALL

USUAL = frozenset({ACTIVE})
STATUSES: tuple[tuple[str, frozenset[str]], ...] = (
    (N_("nur laufende"), USUAL),
    (N_("auch pausierte"), frozenset({ACTIVE, PAUSED, CLOSED, INACTIVE})),
    (N_("nur pausierte"), frozenset({PAUSED})),
    (N_("Entwürfe aus Gesprächen"), frozenset({DRAFT})),
    (N_("verschwundene"), frozenset({VANISHED})),
    (N_("alle"), frozenset()),
)


class FilterColumn(QWidget):
    """Shows a query and says what was chosen; decides nothing.

    `chosen` carries the name of a facet and a `Choice`, `near_chosen` a `Near` or None, `statuses_chosen` a
    set; `saved` are the filters under a name.
    """

    chosen = Signal(object, object)
    near_chosen = Signal(object)
    statuses_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._statuses = ChoiceBox(self)
        self._statuses.widen()
        for text, _set in STATUSES:
            self._statuses.addItem(_(text))
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        field(layout, _("Stand"), self._statuses, _("Ob auch Angebote gezeigt werden, die gerade ruhen"))
        self._folds = {facet: _FacetFold(facet, self) for facet in FACETS}
        self.saved, self.distance = SavedPanel(), DistanceFilter()
        self._saved_fold = Fold(_("Gespeicherte Filter"), self.saved, self)
        self._distance_fold = Fold(_("Entfernung"), self.distance, self)
        content = QWidget()
        saved, *others = self._in_order()
        body = column(saved, layout, *others, None, gap=SMALL)
        body.setContentsMargins(0, 0, SMALL, 0)
        content.setLayout(body)
        self.setLayout(column(scrolling(content, self)))
        self._statuses.activated.connect(self._say_statuses)
        for facet, fold in self._folds.items():
            fold.words.changed.connect(partial(self._say_choice, facet))
        self.distance.changed.connect(self.near_chosen)
        self.unfold(everything=False)

    def unfold(self, *, everything: bool) -> None:
        """All filters, or those that are asked for most."""
        usual = (self._folds[FIELDS], self._folds[TARGET_GROUPS])
        for fold in self._in_order():
            fold.open() if everything or fold in usual else fold.shut()

    def show_query(self, query: Query) -> None:
        """Sets everything without saying so."""
        known = [statuses for _text, statuses in STATUSES]
        if query.statuses in known:
            self._statuses.setCurrentIndex(known.index(query.statuses))
        for facet, fold in self._folds.items():
            fold.show_choice(query.choice(facet))
        self.distance.show_near(query.near)
        self._distance_fold.show_chosen(int(query.near is not None))
        self.saved.show_chosen(any_filter=bool(query.choices or query.near or query.statuses != USUAL))

    @Slot(object)
    def show_options(self, options: Mapping[str, tuple[Option, ...]]) -> None:
        for facet, of_facet in options.items():
            self._folds[facet].show_options(of_facet)

    def _in_order(self) -> list[Fold]:
        """Distance belongs to the districts, what was saved to all of them."""
        folds: list[Fold] = [*self._folds.values()]
        folds.insert(FACETS.index(DISTRICTS) + 1, self._distance_fold)
        return [self._saved_fold, *folds]

    @Slot(int)
    def _say_statuses(self, index: int) -> None:
        self.statuses_chosen.emit(STATUSES[index][1])

    def _say_choice(self, facet: str, choice: Choice) -> None:
        self._folds[facet].show_choice(choice)
        self.chosen.emit(facet, choice)


class _FacetFold(Fold):
    """Its words are laid out when it is first opened."""

    def __init__(self, facet: str, parent: QWidget) -> None:
        title = words.facet_name(facet)
        self.words = WeekFilter(title) if facet == "week" else FilterGroup(title)
        self._options: tuple[Option, ...] = ()
        super().__init__(title, self.words, parent)
        self.opened.connect(self._lay_out)

    def show_options(self, options: tuple[Option, ...]) -> None:
        self._options = options
        if self.is_open():
            self._lay_out()

    def show_choice(self, choice: Choice) -> None:
        self.words.show_choice(choice)
        self.show_chosen(len(choice.include) + len(choice.exclude))

    @Slot()
    def _lay_out(self) -> None:
        self.words.show_options(self._options)
