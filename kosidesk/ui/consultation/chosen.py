"""What was chosen for the client, and what is kept about her."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kosidesk.domain.client import Client
from kosidesk.domain.consultation import Consultation
from kosidesk.i18n import _
from kosidesk.ui.consultation.client_line import ClientLine
from kosidesk.ui.consultation.lines import Pick
from kosidesk.ui.consultation.model import length_words
from kosidesk.ui.consultation.notes import Notes
from kosidesk.ui.consultation.pasting import Pasting
from kosidesk.ui.consultation.shortlist import Shortlist
from kosidesk.ui.kit.heads import section
from kosidesk.ui.kit.labels import PlainLabel
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import LARGE, SMALL


class Chosen(QWidget):
    """`noted` carries the notes as they are typed."""

    noted = Signal(str)
    client_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = PlainLabel("", self, role="meta", wrap=True)
        self._none = PlainLabel(_none_chosen(), self, role="meta", wrap=True)
        self.shortlist, self.pasting = Shortlist(self), Pasting(self)
        self._notes, self._client = Notes(self), ClientLine(self)
        self._picks = QWidget(self)
        parts = (section(_("Merkliste"), self), self._none, self._hint, self.shortlist)
        self._picks.setLayout(column(*parts, gap=SMALL))
        body = column(self._picks, self._notes, self._client, self.pasting, None, gap=LARGE)
        body.setContentsMargins(0, 0, SMALL, 0)
        self.setLayout(body)
        self._notes.noted.connect(self.noted)
        self._client.opened.connect(self.client_wanted)

    def show_talk(self, talk: Consultation, picks: tuple[Pick, ...], *, with_picks: bool) -> None:
        """Without picks, this kind of talk leads to no offers."""
        self._notes.show_notes(talk.notes)
        self.shortlist.show_picks(picks)
        self._none.setVisible(not picks)
        self._picks.setVisible(with_picks)
        self.pasting.setVisible(with_picks)
        hint = length_words(picks)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def show_client(self, client: Client | None) -> None:
        """None while she is anonymous."""
        self._client.show_client(client)

    def hint(self, sentence: str) -> None:
        """What should be thought of while notes are taken."""
        self._notes.hint(sentence)

    def enter_notes(self) -> None:
        self._notes.enter()


def _none_chosen() -> str:
    return _(
        "Noch leer. Ein Klick auf ein passendes Angebot legt es hierher, in der Angebotsliste die Leertaste."
    )
