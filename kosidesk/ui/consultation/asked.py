"""What is asked: how the client came, and then what belongs to this kind of talk."""

from functools import cached_property

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from kosidesk.domain.consultation import SEEKING, Consultation
from kosidesk.domain.wish import Wish
from kosidesk.ui.consultation.keeper import Said
from kosidesk.ui.consultation.model import Conversation
from kosidesk.ui.consultation.profile import Profile
from kosidesk.ui.consultation.subject_forms import SubjectForms
from kosidesk.ui.consultation.talk_head import TalkHead
from kosidesk.ui.kit.layouts import column
from kosidesk.ui.theme import MEDIUM


class Asked(QWidget):
    """Each kind of talk has only its own questions."""

    def __init__(self, model: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.head = TalkHead(self)
        self.profile = Profile(model.wishing.choices, self)
        self._body = column(self.head, self.profile, None, gap=MEDIUM)
        self.setLayout(self._body)
        self.head.channel_chosen.connect(self._choose_channel)
        self.head.kind_chosen.connect(self._choose_kind)
        self.head.short_wanted.connect(model.set_short)
        self.profile.said.connect(model.wishing.say)
        self.profile.heard.taken.connect(model.wishing.take)
        model.wishing.heard.connect(self.profile.heard.show_conditions)
        model.wishing.places_known.connect(self.profile.show_places)
        self.profile.show_places(model.wishing.places)
        model.wishing.wished.connect(self._show_wish)
        self._show_wish(model.wishing.wish)

    @cached_property
    def subject(self) -> SubjectForms:
        """Made for the first talk that seeks no engagement; most of them do."""
        made, drafts = SubjectForms(self), self._model.drafts
        self._body.insertWidget(self._body.indexOf(self.profile) + 1, made)
        made.said.connect(self._say)
        made.make_wanted.connect(drafts.make_organisation)
        drafts.named.connect(made.show_organisations)
        drafts.made.connect(made.choose)
        drafts.look()
        return made

    def show_talk(self, talk: Consultation) -> None:
        is_seeking, short = talk.kind == SEEKING, self._model.is_short()
        self.head.show_talk(talk)
        self.head.show_short(short=short, possible=is_seeking)
        self.profile.show_short(short=short)
        self.profile.setVisible(is_seeking)
        if not is_seeking or "subject" in vars(self):
            self.subject.show_talk(talk)
            self.subject.hint(self._model.hint(talk.subject))

    def enter(self) -> None:
        """The keyboard goes to the first thing that is asked."""
        if self.profile.isHidden():
            self.subject.enter()
        else:
            self.profile.enter()

    @Slot(object)
    def _show_wish(self, wish: Wish | None) -> None:
        if wish is not None:
            self.profile.show_wish(wish)

    @Slot(object)
    def _say(self, said: Said) -> None:
        self._model.say(said)
        if talk := self._model.talk():
            self.subject.hint(self._model.hint(talk.subject))

    @Slot(str)
    def _choose_channel(self, channel: str) -> None:
        self._model.describe(channel=channel)

    @Slot(str)
    def _choose_kind(self, kind: str) -> None:
        self._model.describe(kind=kind)
