"""A colleague goes on with the talk."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QWidget

from kosidesk.domain.agency import Counsellor
from kosidesk.i18n import _
from kosidesk.ui.consultation.aside_card import AsideCard
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.paragraph import ParagraphField

_LINES = 3


class HandOverCard(AsideCard):
    """`wanted` carries the colleague's id and a remark for her."""

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Beratung übergeben"), "", Button(_("Übergeben"), kind="primary"), parent)
        self._to, self._remark = ChoiceBox(self), ParagraphField(_LINES, self)
        self._nobody = PlainLabel(_nobody_words(), self, wrap=True)
        self._form = form()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        field(self._form, _("An wen"), self._to)
        field(self._form, _("Was sie oder er wissen muss"), self._remark, _("Steht danach in den Notizen"))
        self.body.addWidget(self._nobody)
        self.body.addLayout(self._form)
        self.do.clicked.connect(self._hand_over)

    def show_colleagues(self, colleagues: tuple[Counsellor, ...]) -> None:
        self._to.clear()
        self._remark.clear()
        for one in colleagues:
            self._to.addItem(one.name, one.id)
        self._nobody.setVisible(not colleagues)
        for input_ in (self._to, self._remark):
            self._form.setRowVisible(input_, bool(colleagues))
        self.do.setVisible(bool(colleagues))

    def enter(self) -> None:
        first = self._to if self._to.count() else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _hand_over(self) -> None:
        self.wanted.emit(self._to.currentData(), self._remark.toPlainText())


def _nobody_words() -> str:
    return _("Dieser Schreibtisch kennt noch niemand anderen. Weitere Namen kommen mit dem Abgleich.")
