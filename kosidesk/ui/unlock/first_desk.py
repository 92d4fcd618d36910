"""The questions of a first start, all on one page."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from kosidesk.i18n import _
from kosidesk.ui import messages
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.choice_box import ChoiceBox
from kosidesk.ui.kit.forms import Remark, field, form
from kosidesk.ui.kit.labels import Notice
from kosidesk.ui.kit.layouts import row
from kosidesk.ui.kit.passphrase_field import PassphraseField, ShowBox
from kosidesk.ui.unlock.model import Complaint, FirstAnswers, Unlock, strength_words


class FirstDesk(Card):
    """Whose desk, in which city, who sits at it, what locks it, and where its backups go."""

    def __init__(self, model: Unlock, parent: QWidget | None = None) -> None:
        super().__init__(_("Neuer Schreibtisch"), parent=parent)
        self._model = model
        self.back = Button(_("Zurück"), self)
        self._make = Button(_("Schreibtisch anlegen"), self, kind="primary")
        self._agency, self._counsellor = QLineEdit(self), QLineEdit(self)
        self._passphrase, self._repeated = PassphraseField(self), PassphraseField(self)
        self._city = ChoiceBox(self)
        for folder, name in model.doors.cities:
            self._city.addItem(name, folder)
        self._backups = QLineEdit(self)
        self._backups.setPlaceholderText(_("(neben den Daten)"))
        self._choose = Button(_("Ordner für Sicherungen wählen …"), self, icon="folder")
        self._refusal = Notice(self)
        self._remarks = self._lay_out()
        self._connect()

    def begin(self) -> None:
        self._agency.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> dict[str, Remark]:
        layout = form()
        counsellor_hint = _("Der Vorname, der auf dem Zettel steht.")
        passphrase_hint = _("Mindestens vier Wörter oder zwölf Zeichen. Ohne sie ist nichts mehr zu lesen.")
        backup_hint = _("Am besten auf einem Stick oder einem anderen Laufwerk.")
        remarks = {
            "agency": field(layout, _("Freiwilligenagentur"), self._agency),
            "city": field(layout, _("Stadt"), self._city),
            "counsellor": field(layout, _("Ihr Vorname"), self._counsellor, counsellor_hint),
            "passphrase": field(layout, _("Passphrase"), self._passphrase, passphrase_hint),
            "repeated": field(layout, _("Noch einmal"), self._repeated),
        }
        layout.addRow("", ShowBox(self, self._passphrase, self._repeated))
        remarks["backups"] = field(layout, _("Sicherungen"), self._backups, backup_hint)
        layout.addRow("", self._choose)
        self.body.addLayout(layout)
        self.body.addWidget(self._refusal)
        self.body.addLayout(row(self.back, None, self._make))
        return remarks

    def _connect(self) -> None:
        self._make.clicked.connect(self._create)
        self._choose.clicked.connect(self._choose_folder)
        self._passphrase.textEdited.connect(self._judge)
        self._model.complained.connect(self._complain)
        self._model.refused.connect(self._refusal.say)
        self._model.busy.connect(self._wait)

    @Slot(bool)
    def _wait(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        self._make.setText(_("Wird angelegt …") if busy else _("Schreibtisch anlegen"))

    @Slot()
    def _create(self) -> None:
        self._refusal.say("")
        answers = FirstAnswers(
            self._agency.text(),
            self._city.currentData() or "",
            self._counsellor.text(),
            self._passphrase.text(),
            self._backups.text(),
        )
        self._model.create(answers, self._repeated.text())

    @Slot()
    def _choose_folder(self) -> None:
        folder = messages.choose_folder(self, _("Ordner für Sicherungen"))
        if folder:
            self._backups.setText(str(folder))

    @Slot(str)
    def _judge(self, typed: str) -> None:
        self._remarks["passphrase"].note(strength_words(typed) if typed else "")

    @Slot(object)
    def _complain(self, complaints: tuple[Complaint, ...]) -> None:
        said = {complaint.field: complaint.sentence for complaint in complaints}
        for name, remark in self._remarks.items():
            remark.say(said.get(name, ""))
