"""Shows each disagreement as a card with two answers in words."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.i18n import _, moment, ngettext, number
from kosidesk.services import words
from kosidesk.services.conflicts import Conflict, Take
from kosidesk.ui.conflicts.model import Disagreements
from kosidesk.ui.kit.cards import DecisionCard
from kosidesk.ui.kit.heads import EmptyState, ScreenHead
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column, scrolling
from kosidesk.ui.theme import LARGE, MEDIUM, SMALL

MOST = 30
"""Cards at a time; the next ones come up as these are decided."""


class ConflictsScreen(QWidget):
    """Cards keep their place; the one decided goes, and the next takes the focus."""

    def __init__(self, model: Disagreements, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._cards: dict[RecordId, tuple[Conflict, DecisionCard]] = {}
        self._head = ScreenHead(_("Abgleich"), self)
        self._body = column(gap=MEDIUM)
        self._body.addStretch(1)
        content = QWidget()
        content.setLayout(self._body)
        sentence = _(
            "Nichts zu entscheiden. Wo eine Datei und dieser Schreibtisch dieselbe Angabe verschieden "
            "geändert haben, steht es hier."
        )
        self._sides = QStackedWidget(self)
        self._sides.addWidget(EmptyState("check", sentence, self))
        self._sides.addWidget(scrolling(content, self))
        layout = column(self._head, gap=MEDIUM, margin=LARGE)
        layout.addWidget(self._sides, 1)
        self.setLayout(layout)
        model.shown.connect(self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.look()

    @Slot(object)
    def _show(self, found: tuple[Conflict, ...]) -> None:
        had_focus = self.isAncestorOf(self.focusWidget() or self)
        shown = found[:MOST]
        self._drop_others(shown)
        for place, conflict in enumerate(shown):
            if conflict.id not in self._cards:
                self._cards[conflict.id] = (conflict, self._card(conflict))
            self._body.insertWidget(place, self._cards[conflict.id][1])
        self._sides.setCurrentIndex(1 if found else 0)
        self._head.say(_count_words(len(found)))
        if had_focus and shown:
            self._cards[shown[0].id][1].enter()

    def _drop_others(self, shown: tuple[Conflict, ...]) -> None:
        """A card whose sides have changed since is made anew."""
        kept = {conflict.id: conflict for conflict in shown}
        for id_ in [id_ for id_, (old, _card) in self._cards.items() if kept.get(id_) != old]:
            _old, card = self._cards.pop(id_)
            self._body.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _card(self, conflict: Conflict) -> DecisionCard:
        answers = (
            (_("Unseren Stand behalten"), Take.MINE),
            (_("Stand der Datei nehmen"), Take.THEIRS),
        )
        card = DecisionCard(_title(conflict), "", answers, self)
        card.body.insertLayout(1, _sides_by_side(conflict, card))
        card.decided.connect(partial(self._decide, conflict))
        return card

    def _decide(self, conflict: Conflict, take: Take) -> None:
        self._model.decide(conflict, take)


def _title(conflict: Conflict) -> str:
    name = conflict.title or words.kind_name(conflict.kind)
    numbered = _("{title} (Nr. {number})").format(title=name, number=conflict.number)
    field = words.field_name(conflict.field)
    return _("{name}: {field}").format(name=numbered if conflict.number else name, field=field)


def _sides_by_side(conflict: Conflict, parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(LARGE)
    grid.setVerticalSpacing(SMALL)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    sides = ((_ours(conflict), conflict.mine), (_theirs(conflict), conflict.theirs))
    for place, (whose, value) in enumerate(sides):
        said = words.told(conflict.kind, conflict.field, value) or _("(leer)")
        label = PlainLabel(said, parent, wrap=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = PlainLabel(whose, parent, role="meta", wrap=True)
        grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(label, 1, place, Qt.AlignmentFlag.AlignTop)
    return grid


def _ours(conflict: Conflict) -> str:
    if conflict.at is None:
        return _("Unser Stand")
    at = moment(conflict.at.astimezone())
    if not conflict.by:
        return _("Unser Stand, seit {at}").format(at=at)
    return _("Unser Stand, von {name} am {at}").format(name=conflict.by, at=at)


def _theirs(conflict: Conflict) -> str:
    at = moment(conflict.found_at.astimezone())
    return _("Stand der Datei ({source}), gelesen am {at}").format(source=conflict.source, at=at)


def _count_words(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "{count} Widerspruch zwischen Datei und Schreibtisch. Bis zur Entscheidung gilt unser Stand.",
        "{count} Widersprüche zwischen Datei und Schreibtisch. Bis zur Entscheidung gilt unser Stand.",
        count,
    )
    return said.format(count=number(count))
