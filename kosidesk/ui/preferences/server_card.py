"""The common server: how this desk is joined to it, over the network or by files."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from kosidesk.i18n import _
from kosidesk.services.server import Enrolment, Server
from kosidesk.ui import messages
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Card
from kosidesk.ui.kit.forms import field, form
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import FlowLayout, column, panel
from kosidesk.ui.kit.passphrase_field import PassphraseField
from kosidesk.ui.preferences.server_model import Joining

_PAPERS = "*.kosi"


class ServerCard(Card):
    """Asks for address, code and passphrase; nothing is joined before the fingerprint was compared."""

    def __init__(self, model: Joining, parent: QWidget) -> None:
        words = _(
            "Mehrere Schreibtische teilen sich einen Server der Agentur und sehen dieselben Angebote. "
            "Ohne Netz wird weitergearbeitet und später abgeglichen."
        )
        super().__init__(_("Gemeinsamer Server"), words, parent)
        self._model = model
        self._met: Server | None = None
        self._joined, self._apart = self._joined_side(), self._apart_side()
        self.body.addWidget(self._joined)
        self.body.addWidget(self._apart)
        self._joined.hide()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody who comes by later finds what was typed."""
        super().hideEvent(event)
        self._passphrase.clear()

    def enter(self) -> None:
        """To where one begins to type."""
        self._address.setFocus()

    def _joined_side(self) -> QWidget:
        self._state = PlainLabel("", self, wrap=True)
        self._part = Button(_("Verbindung trennen …"), self)
        buttons = FlowLayout()
        buttons.addWidget(self._part)
        return panel(column(self._state, buttons), self, place="clear")

    def _apart_side(self) -> QWidget:
        side = QWidget(self)
        self._address, self._code = QLineEdit(side), QLineEdit(side)
        self._passphrase = PassphraseField(side)
        layout = form()
        field(layout, _("Adresse"), self._address, _("Wie die Betreuung sie nennt: kosi.example.org"))
        field(layout, _("Code"), self._code, _("Zwölf Zeichen von der Betreuung; er gilt einmal."))
        field(layout, _("Passphrase"), self._passphrase, _("Mit der dieser Schreibtisch sich öffnet."))
        self._shown = PlainLabel("", side, wrap=True)
        self._shown.hide()
        self._same = QCheckBox(_("Der Fingerabdruck ist derselbe, den die Betreuung nennt"), side)
        self._same.hide()
        self._meet = Button(_("Server prüfen"), side, icon="search")
        self._join = Button(_("Verbinden"), side, icon="sync")
        self._join.setEnabled(False)
        self._write = Button(_("Antrag als Datei …"), side, icon="export")
        self._read = Button(_("Antwort einlesen …"), side, icon="import")
        for button in (self._write, self._read):
            button.setToolTip(_("Für einen Schreibtisch ohne Netz: beide Dateien reisen auf einem Stick."))
        buttons = FlowLayout()
        for button in (self._meet, self._join, self._write, self._read):
            buttons.addWidget(button)
        side.setLayout(column(layout, self._shown, self._same, buttons))
        return side

    def _connect(self) -> None:
        self._meet.clicked.connect(self._wish_meeting)
        self._join.clicked.connect(self._wish_joining)
        self._write.clicked.connect(self._wish_application)
        self._read.clicked.connect(self._wish_answer)
        self._part.clicked.connect(self._wish_parting)
        self._address.textEdited.connect(self._forget_meeting)
        self._same.toggled.connect(self._offer_joining)
        for line in (self._code, self._passphrase):
            line.textChanged.connect(self._offer_joining)
        self._model.shown.connect(self._show)
        self._model.met.connect(self._compare)
        self._model.busy.connect(self._show_busy)

    @Slot(object)
    def _show(self, found: Server | None) -> None:
        self._joined.setVisible(found is not None)
        self._apart.setVisible(found is None)
        if found is not None:
            self._state.setText(_joined_words(found))
            for line in (self._code, self._passphrase):
                line.clear()
            self._forget_meeting()

    @Slot(object)
    def _compare(self, found: Server) -> None:
        self._met = found
        self._shown.setText(_met_words(found))
        self._shown.show()
        self._same.setChecked(False)
        self._same.setVisible(bool(found.fingerprint))
        self._offer_joining()
        # The button that was pressed was out of use meanwhile, and lost the focus.
        (self._same if found.fingerprint else self._join).setFocus()

    @Slot()
    def _forget_meeting(self) -> None:
        self._met = None
        self._shown.hide()
        self._same.hide()
        self._offer_joining()

    @Slot()
    def _offer_joining(self) -> None:
        is_known = self._met is not None and (self._same.isChecked() or not self._met.fingerprint)
        self._join.setEnabled(is_known and self._is_filled())

    def _is_filled(self) -> bool:
        return bool(self._code.text().strip() and self._passphrase.text())

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - a signal has no names
        for button in (self._meet, self._write, self._read, self._part):
            button.setEnabled(not busy)
        if busy:
            self._join.setEnabled(False)
        else:
            self._offer_joining()

    def _enrolment(self) -> Enrolment:
        fingerprint = self._met.fingerprint if self._met else ""
        return Enrolment(self._address.text(), self._code.text(), self._passphrase.text(), fingerprint)

    @Slot()
    def _wish_meeting(self) -> None:
        self._model.meet(self._address.text())

    @Slot()
    def _wish_joining(self) -> None:
        self._model.connect_to(self._enrolment())

    @Slot()
    def _wish_application(self) -> None:
        if not self._is_filled():
            messages.inform(self, _("Für den Antrag bitte Code und Passphrase eintragen."))
            return
        target = messages.choose_save(self, _("Antrag speichern"), "antrag.kosi", _PAPERS)
        if target:
            self._model.write_application(self._enrolment(), target)

    @Slot()
    def _wish_answer(self) -> None:
        source = messages.choose_file(self, _("Antwort der Betreuung"), _PAPERS)
        if source:
            self._model.read_answer(source)

    @Slot()
    def _wish_parting(self) -> None:
        question = _(
            "Soll dieser Schreibtisch vom Server getrennt werden? Seine Daten bleiben hier. Was noch nicht "
            "übertragen ist, kommt dann nicht mehr an. Für eine neue Verbindung braucht es einen neuen Code."
        )
        if messages.confirm(self, question, _("Trennen"), _("Verbunden bleiben")):
            self._model.disconnect_from()


def _joined_words(found: Server) -> str:
    said = _("Verbunden mit {address}.").format(address=found.address)
    if not found.fingerprint:
        return said
    shown = _("Fingerabdruck: {groups}").format(groups=found.groups())
    return f"{said}\n{shown}"


def _met_words(found: Server) -> str:
    if not found.fingerprint:
        return _("Der Server {address} antwortet, und sein Zertifikat ist gültig.").format(
            address=found.address
        )
    return _(
        "Der Server {address} antwortet. Bitte diesen Fingerabdruck mit dem vergleichen, den die Betreuung "
        "nennt:\n{groups}"
    ).format(address=found.address, groups=found.groups())
