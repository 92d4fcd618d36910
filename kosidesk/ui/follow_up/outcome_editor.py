"""What came of one offer, told with few keys: a digit for the state, a letter for the obstacle, Enter."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from kosidesk.domain.consultation import OBSTACLES, REFERRAL_STATES, Referral
from kosidesk.i18n import N_, _
from kosidesk.search.query import Choice
from kosidesk.services import words
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.chip_choice import ChipChoice, Kind
from kosidesk.ui.kit.filters import Option
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.keys import Key, typed
from kosidesk.ui.kit.layouts import column, row
from kosidesk.ui.theme import MEDIUM, SMALL

KEYS = (
    Key("1", N_("Im offenen Ergebnis: der erste Stand, 2 der zweite und so fort, 0 der zehnte")),
    Key("A", N_("Im offenen Ergebnis: das erste Hemmnis, B das zweite und so fort")),
    Key("Return", N_("Im offenen Ergebnis: festhalten")),
)

_DIGITS = "1234567890"
_LETTERS = "abcdefghijk"
_STATES = dict(zip(_DIGITS, REFERRAL_STATES, strict=True))
_OBSTACLES = dict(zip(_LETTERS, OBSTACLES, strict=True))
_LONGEST = 300


class OutcomeEditor(QFrame):
    """`recorded` carries state, obstacle and remark; `left` says that nothing is to change."""

    recorded = Signal(str, str, str)
    left = Signal()

    def __init__(self, referral: Referral, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Ergebnis zu: {title}").format(title=title))
        self._before = referral
        self._states = _chips(_STATES, _("Stand"), self)
        self._obstacles = _chips(_OBSTACLES, _("Hemmnis"), self)
        self._remark = QLineEdit(referral.remark, self)
        self._remark.setMaxLength(_LONGEST)
        self._record = Button(_("Festhalten (Enter)"), self)
        self._cancel = Button(_("Doch nicht (Esc)"), self)
        self._build(title)
        self._show(self._states, referral.state)
        self._show(self._obstacles, referral.obstacle)
        for chips in (self._states, self._obstacles):
            chips.changed.connect(self.enter)
        self._record.clicked.connect(self._tell)
        self._cancel.clicked.connect(self.left)

    def follow(self, now: Referral) -> None:
        """Where nothing else was told here, what somebody else told meanwhile holds."""
        before, self._before = self._before, now
        state, obstacle, remark = self._said()
        self._show(self._states, now.state if state == before.state else state)
        self._show(self._obstacles, now.obstacle if obstacle == before.obstacle else obstacle)
        if remark == before.remark != now.remark:
            self._remark.setText(now.remark)

    @Slot()
    def enter(self) -> None:
        """The keyboard goes to no chip, so that Enter records."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = typed(event).lower()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif sign in _STATES:
            self._show(self._states, _STATES[sign])
        elif sign in _OBSTACLES:
            is_on = _OBSTACLES[sign] in self._obstacles.choice().include
            self._show(self._obstacles, "" if is_on else _OBSTACLES[sign])
        elif not sign.isalnum():
            # Other letters are keys of the call around it, which would leave what is being told here.
            super().keyPressEvent(event)

    def _build(self, title: str) -> None:
        lines = form()
        field(lines, _("Bemerkung"), self._remark, _("Eine Zeile; nur für uns."))
        self.setLayout(
            column(
                section(_("Was wurde aus „{title}“?").format(title=title), self),
                self._states,
                section(_("Was stand im Weg?"), self),
                self._obstacles,
                lines,
                row(None, self._cancel, self._record),
                gap=SMALL,
                margin=MEDIUM,
            )
        )

    def _show(self, chips: ChipChoice, code: str) -> None:
        chips.show_choice(Choice(frozenset((code,)) if code else frozenset()))

    @Slot()
    def _tell(self) -> None:
        self.recorded.emit(*self._said())

    def _said(self) -> tuple[str, str, str]:
        state = next(iter(self._states.choice().include), self._before.state)
        obstacle = next(iter(self._obstacles.choice().include), "")
        return state, obstacle, self._remark.text().strip()


def _chips(keys: dict[str, str], name: str, parent: QWidget) -> ChipChoice:
    """Each word with its key."""
    labelled = _("{key} · {word}")
    options = [Option(code, labelled.format(key=key, word=words.choice(code))) for key, code in keys.items()]
    made = ChipChoice(options, parent, kind=Kind.ONE)
    made.setAccessibleName(name)
    return made
