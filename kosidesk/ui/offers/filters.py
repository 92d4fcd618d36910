"""The column in which a search is narrowed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSizePolicy, QWidget

from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.domain.offer import ACTIVE, CLOSED, DRAFT, INACTIVE, VANISHED
from kosidesk.i18n import N_, _
from kosidesk.search.query import DOUBTED, OPEN, OUTDATED, PAUSED, UNANSWERED, Choice, Query
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.filter_group import FilterGroup
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.theme import SMALL

FACETS = (FIELDS, TARGET_GROUPS, DISTRICTS)
# How fresh, as the words of that facet.
TRUST: tuple[tuple[str, frozenset[str]], ...] = (
    (N_("egal wann"), frozenset()),
    (N_("vor höchstens 3 Monaten"), frozenset({"green"})),
    (N_("vor höchstens 6 Monaten"), frozenset({"green", "yellow"})),
    (N_("vor höchstens 1 Jahr"), frozenset({"green", "yellow", "orange"})),
    (N_("wo nachzufragen ist"), DOUBTED),
    (N_("veraltet oder nie"), OUTDATED),
    (N_("wo niemand antwortet"), frozenset({UNANSWERED})),
)
STATUSES: tuple[tuple[str, frozenset[str]], ...] = (
    (N_("nur laufende"), frozenset({ACTIVE})),
    (N_("auch pausierte"), frozenset({ACTIVE, PAUSED, CLOSED, INACTIVE})),
    (N_("nur pausierte"), frozenset({PAUSED})),
    (N_("Entwürfe aus Gesprächen"), frozenset({DRAFT})),
    (N_("verschwundene"), frozenset({VANISHED})),
    (N_("alle"), frozenset()),
)


class FilterColumn(QWidget):
    """Shows a query and says what was chosen; decides nothing.

    `chosen` carries the name of a facet and a `Choice`, `statuses_chosen` a set.
    """

    chosen = Signal(object, object)
    statuses_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._only_open = QCheckBox(_("nur mit freien Plätzen"), self)
        self._trust = _Pick(TRUST, self)
        self._statuses = _Pick(STATUSES, self)
        layout = form()
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        hint = _("Wie lange die Angaben höchstens zurückliegen, oder wo jemand nachfragen sollte")
        field(layout, _("Bestätigt"), self._trust, hint)
        field(layout, _("Stand"), self._statuses, _("Ob auch Angebote gezeigt werden, die gerade ruhen"))
        self._folds = {facet: _Fold(words.field_name(facet), self) for facet in FACETS}
        content = QWidget()
        body = column(self._only_open, layout, *self._folds.values(), None, gap=SMALL)
        body.setContentsMargins(0, 0, SMALL, 0)
        content.setLayout(body)
        self.setLayout(column(scrolling(content, self)))
        self._only_open.toggled.connect(self._say_open)
        self._trust.activated.connect(self._say_trust)
        self._statuses.activated.connect(self._say_statuses)
        for facet, fold in self._folds.items():
            fold.group.changed.connect(partial(self._say_choice, facet))
        self._folds[FIELDS].open()

    def show_query(self, query: Query) -> None:
        """Sets everything without saying so."""
        with QSignalBlocker(self._only_open):
            self._only_open.setChecked(OPEN in query.choice("places").include)
        self._trust.show_value(query.choice("freshness").include)
        self._statuses.show_value(query.statuses)
        for facet, fold in self._folds.items():
            fold.show_choice(query.choice(facet))

    @Slot(object)
    def show_options(self, options: Mapping[str, tuple[Option, ...]]) -> None:
        for facet, of_facet in options.items():
            self._folds[facet].show_options(of_facet)

    @Slot(bool)
    def _say_open(self, only: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        self.chosen.emit("places", Choice(frozenset({OPEN} if only else ())))

    @Slot(int)
    def _say_trust(self, index: int) -> None:
        self.chosen.emit("freshness", Choice(TRUST[index][1]))

    @Slot(int)
    def _say_statuses(self, index: int) -> None:
        self.statuses_chosen.emit(STATUSES[index][1])

    def _say_choice(self, facet: str, choice: Choice) -> None:
        self._folds[facet].show_choice(choice)
        self.chosen.emit(facet, choice)


class _Fold(QWidget):
    """A vocabulary under a heading that opens and closes it; its rows are made when it is first opened."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = title
        self._head = Button(title, self, kind="fold", icon="down")
        self._head.setCheckable(True)
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.group = FilterGroup(title, self)
        self.group.hide()
        self._options: tuple[Option, ...] = ()
        self.setLayout(column(self._head, self.group, gap=0))
        self._head.toggled.connect(self._toggle)

    def open(self) -> None:
        self._head.setChecked(True)

    def show_options(self, options: tuple[Option, ...]) -> None:
        self._options = options
        if self._head.isChecked():
            self.group.show_options(options)

    def show_choice(self, choice: Choice) -> None:
        self.group.show_choice(choice)
        chosen = len(choice.include) + len(choice.exclude)
        said = _("{title} ({count} gewählt)").format(title=self._title, count=chosen)
        self._head.setText(said if chosen else self._title)

    @Slot(bool)
    def _toggle(self, is_open: bool) -> None:  # noqa: FBT001 - `toggled` sends it
        self.group.setVisible(is_open)
        self._head.show_icon("up" if is_open else "down")
        if is_open:
            self.group.show_options(self._options)


class _Pick(ChoiceBox):
    def __init__(self, choices: tuple[tuple[str, object], ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._values = tuple(value for _text, value in choices)
        self.widen()
        for text, _value in choices:
            self.addItem(_(text))

    def show_value(self, value: object) -> None:
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))
