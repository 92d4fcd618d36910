"""What the client wishes for, in the order of the talk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.domain.city import DISTRICTS, FIELDS, TARGET_GROUPS
from kosidesk.domain.wish import EXTENTS, MOBILITIES, MOTIVES, Wish
from kosidesk.i18n import _
from kosidesk.services import words
from kosidesk.ui.consultation.answers import (
    Answer,
    FreeWords,
    Hours,
    Number,
    One,
    PlaceName,
    Several,
    Week,
    Words,
)
from kosidesk.ui.consultation.heard import Heard
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.labels import Notice
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import LARGE, SMALL

Choices = Callable[[str], tuple[str, ...]]
"""The city's words for a field of the wish."""


class Profile(QWidget):
    """Everything is optional. `said` carries new values by the names of the wish's fields."""

    said = Signal(object)
    fits_wanted = Signal()
    theses_wanted = Signal()

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words("words")
        self._words.on.connect(self.fits_wanted)
        self.heard = Heard(self)
        self._from_where, self._nowhere = PlaceName("near_to"), Notice(self)
        self._from_where.editingFinished.connect(self._look_at_place)
        told = _sections(self._words, self.heard, choices, (self._from_where, self._nowhere))
        self._sections = [_Section(title, rows, self) for title, rows in told]
        for part in self._sections:
            for one in part.rows:
                one.answer.said.connect(self.said)
        theses = Button(_("Mit Thesen beginnen (F4)"), self)
        theses.setToolTip(_("Aussagen, zu denen die Person Ja oder Nein sagt; das dauert zwei Minuten"))
        theses.clicked.connect(self.theses_wanted)
        body = column(row(theses, None), *self._sections, None, gap=LARGE)
        body.setContentsMargins(0, 0, SMALL, 0)
        self.setLayout(body)

    @Slot(object)
    def show_places(self, names: Sequence[str]) -> None:
        """From where can be measured how far an offer is."""
        self._from_where.suggest(names)
        self._look_at_place()

    def show_wish(self, wish: Wish) -> None:
        for part in self._sections:
            for one in part.rows:
                one.answer.show_said(wish)
        if not self._from_where.hasFocus():
            self._look_at_place()

    @Slot()
    def _look_at_place(self) -> None:
        said = _(
            "Diesen Ort kennt die Stadt nicht. Bitte einen aus der Liste wählen, die beim Tippen erscheint."
        )
        self._nowhere.say(said if self._from_where.is_unknown() else "")

    def show_short(self, *, short: bool) -> None:
        """Only what there is time for at a stand, or everything."""
        for part in self._sections:
            part.show_short(short=short)

    def enter(self) -> None:
        """The keyboard goes to the first input."""
        # A shortcut, as Qt calls it, would select what stands there, and the next letter replace it.
        self._words.setFocus(Qt.FocusReason.OtherFocusReason)


@dataclass(frozen=True)
class _Row:
    """One input with its label; `is_short` is asked even in five minutes, `more` stands below it."""

    label: str
    answer: Answer
    hint: str = ""
    is_short: bool = False
    more: QWidget | None = None

    @property
    def widget(self) -> QWidget:
        if not isinstance(self.answer, QWidget):
            raise TypeError(self.answer)
        return self.answer


class _Section(QWidget):
    def __init__(self, title: str, rows: tuple[_Row, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = rows
        self._form = form()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for one in rows:
            field(self._form, one.label, one.widget, one.hint)
            if one.more is not None:
                self._form.addRow(one.more)
        head = [section(title, self)] if title else []
        self.setLayout(column(*head, self._form, gap=SMALL))

    def show_short(self, *, short: bool) -> None:
        for one in self.rows:
            self._form.setRowVisible(one.widget, one.is_short or not short)
        self.setVisible(not short or any(one.is_short for one in self.rows))


def _sections(
    said: Words, heard: Heard, choices: Choices, from_where: tuple[PlaceName, Notice]
) -> Iterable[tuple[str, tuple[_Row, ...]]]:
    place, remark = from_where
    twice = _("Einmal klicken: gesucht. Noch einmal: ausgeschlossen. Tasten: Leertaste und -")
    yield (
        "",
        (
            _Row(_("Was führt Sie her?"), said, _("In den Worten der Person"), is_short=True, more=heard),
            _Row(_("Beweggründe"), Several("motives", _coded(MOTIVES))),
        ),
    )
    yield (_("Können"), (_Row(_("Kenntnisse"), FreeWords("skills", choices("skills"))),))
    yield (
        _("Zeit"),
        (
            _Row(_("In der Woche"), Week("week"), is_short=True),
            _Row(_("Umfang"), Several("extents", _coded(EXTENTS))),
            _Row(_("Stunden pro Woche"), Hours("hours_a_week"), _("Höchstens, etwa 2,5")),
        ),
    )
    yield (
        _("Ort"),
        (
            _Row(_("Stadtteile"), Several("districts", _named(choices(DISTRICTS))), is_short=True),
            _Row(
                _("Von wo aus?"),
                place,
                _("Haltestelle oder Stadtteil, von dem aus gemessen wird"),
                more=remark,
            ),
            _Row(_("Unterwegs"), One("mobility", {code: words.choice(code) for code in MOBILITIES}, "")),
            _Row(_("Von zu Hause aus"), One("remote", {True: _("nur von zu Hause aus")}, None)),
        ),
    )
    groups = Several("target_groups", _named(choices(TARGET_GROUPS)), "without_target_groups")
    yield (
        _("Für wen und was"),
        (
            _Row(_("Zielgruppen"), groups, twice, is_short=True),
            _Row(_("Handlungsfelder"), Several("fields", _named(choices(FIELDS)), "without_fields"), twice),
        ),
    )
    yield (_("Bedingungen"), tuple(_conditions()))


def _conditions() -> Iterable[_Row]:
    certificate = {True: _("bringe ich mit"), False: _("lieber nicht")}
    yield _Row(_("Führungszeugnis"), One("certificate", certificate, None))
    yield _Row(_("Stufenlos"), One("step_free", {True: _("muss stufenlos sein")}, None))
    yield _Row(_("Alter"), Number("age"))
    yield _Row(_("Sprachen"), FreeWords("languages", ()), _("Die sie spricht; Enter übernimmt ein Wort"))


def _coded(codes: tuple[str, ...]) -> list[Option]:
    return [Option(code, words.choice(code)) for code in codes]


def _named(labels: tuple[str, ...]) -> list[Option]:
    return [Option(label, label) for label in labels]
