"""An open desk with its window."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSettings, Signal

from kosidesk.app.ahead import Ahead
from kosidesk.app.commands import commands
from kosidesk.app.guide import Guide
from kosidesk.app.models import Models
from kosidesk.app.network import Network
from kosidesk.app.news import News
from kosidesk.app.screens import Screens
from kosidesk.app.wishes import Wishes
from kosidesk.domain.errors import KosiError
from kosidesk.services import understanding
from kosidesk.services.doubles import doubles
from kosidesk.services.vault import Opened
from kosidesk.ui.import_wizard.dropping import FileDrop
from kosidesk.ui.main_window import MainWindow
from kosidesk.ui.tasks import Lane
from kosidesk.ui.wardrobe import Wardrobe

_AHEAD = ("consultation", "offers", "follow_up", "organisations", "editing", "sheet")


class Room(QObject):
    """Everything between the unlocked door and the closed file."""

    lock_wanted = Signal()
    practice_wanted = Signal()
    barred = Signal(object)  # DeskRevoked

    def __init__(self, opened: Opened, wardrobe: Wardrobe, remembered: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self.opened = opened
        self.models = Models(opened, wardrobe, self)
        self._wishes = Wishes(self.models, self)
        screens = Screens(self.models, self._wishes).all()
        self.window = MainWindow(screens, opened.desk.clock, remembered)
        self._wishes.attend(self.window)
        self.models.finder.offer(commands(screens, self.models, self._wishes, self.window))
        self._news = News(self.models, self.window, self)
        self._drop = FileDrop(self.window.desk)
        self._network = Network(self)
        self._guide = Guide(self.models, self.window, self)
        self.ahead = Ahead(self._steps_ahead(), self.window.isVisible, self.models.tasks, self)
        self._connect()
        self.models.syncing.begin()
        self.models.past_searches.tidy()

    def welcome(self) -> None:
        """Somebody has come in who may be here for the first time."""
        self._guide.offer()

    def close(self) -> tuple[KosiError, ...]:
        """What was typed is kept, then the window goes, then the threads end, then the file is closed.

        Returns what could not be kept.
        """
        self.window.finish_typing()
        self.models.conversation.keep()
        self.models.editor.keep()
        self.models.past_searches.stop()
        self.models.wizard.cancel()
        self.models.papers.cancel()
        self.models.syncing.stop()
        self.window.hide()
        failures = self.models.tasks.close()
        self.window.deleteLater()
        self.opened.close()
        return failures

    def _steps_ahead(self) -> list[Callable[[], object]]:
        """What the first client of the day needs comes first."""
        first, *rest = (partial(self.window.prepare, name) for name in _AHEAD)
        wishing, preview = self.models.conversation.wishing, self.models.preview
        return [first, wishing.prepare, *rest, preview.prepare, self._read_words, self._compare_names]

    def _read_words(self) -> None:
        """The first mistyped word need not wait for the words it may have been meant to be."""
        work = partial(understanding.prepare, self.models.desk)
        self.models.tasks.run(self, work, _nothing_to_tell, _nothing_to_tell, lane=Lane.OUTSIDE)

    def _compare_names(self) -> None:
        """Names are taken apart once; the first look for doubles need not wait for it."""
        work, refuse = partial(doubles, self.models.desk, 0), self._news.refuse
        self.models.tasks.run(self, work, _nothing_to_tell, refuse, lane=Lane.OUTSIDE)

    def _connect(self) -> None:
        self._drop.dropped.connect(self._wishes.import_files)
        self._wishes.done.connect(self._news.say)
        self._wishes.refused.connect(self._news.refuse)
        self._wishes.practice_wanted.connect(self.practice_wanted)
        self._guide.practice_wanted.connect(self.practice_wanted)
        self.window.undo_wanted.connect(self._news.undo_last)
        self.window.lock_wanted.connect(self.lock_wanted)
        self.models.wizard.done.connect(self._news.say)
        self.models.syncing.shown.connect(self.models.desktop.look)
        self.models.desktop.refused.connect(self._news.refuse)
        self.models.finder.refused.connect(self._news.refuse)
        self.models.wardrobe.refused.connect(self._news.refuse)
        self._network.returned.connect(self.models.syncing.network_returned)
        self.models.syncing.barred.connect(self.barred)
        self.models.joining.joined.connect(self.models.syncing.reconnect)
        for model in (
            self.models.conversation,
            self.models.theses,
            self.models.follow_ups,
            self.models.preview,
            self.models.printing,
            self.models.list_out,
            self.models.papers,
            self.models.disagreements,
            self.models.demands,
            self.models.preferences,
            self.models.joining,
            self.models.syncing,
        ):
            model.done.connect(self._news.say)
            model.refused.connect(self._news.refuse)


def _nothing_to_tell(_done: object) -> None:
    """It was done for later."""
