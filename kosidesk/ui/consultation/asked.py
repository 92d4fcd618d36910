"""What is asked: how the client came, and then what belongs to this kind of talk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kosidesk.domain.consultation import SEEKING, Consultation
from kosidesk.ui.consultation.profile import Choices, Profile
from kosidesk.ui.consultation.subject_forms import SubjectForms
from kosidesk.ui.consultation.talk_head import TalkHead
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import MEDIUM


class Asked(QWidget):
    """`wished` carries new values of the wish, `said` of the consultation itself."""

    wished = Signal(object)
    said = Signal(object)

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = TalkHead(self)
        self.profile = Profile(choices, self)
        self.subject = SubjectForms(self)
        self.setLayout(column(self.head, self.profile, self.subject, None, gap=MEDIUM))
        self.profile.said.connect(self.wished)
        self.subject.said.connect(self.said)

    def show_talk(self, talk: Consultation, *, short: bool) -> None:
        is_seeking = talk.kind == SEEKING
        self.head.show_talk(talk)
        self.head.show_short(short=short, possible=is_seeking)
        self.profile.show_short(short=short)
        self.profile.setVisible(is_seeking)
        self.subject.show_talk(talk)

    def enter(self) -> None:
        """The keyboard goes to the first thing that is asked."""
        if self.profile.isHidden():
            self.subject.enter()
        else:
            self.profile.enter()
