"""Every screen of the window, and what can stand open on it, one after the other.

Pictures and checks walk along here; whoever builds a screen adds its sights.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kosidesk.app import stage
from kosidesk.app.doors import doors
from kosidesk.app.room import Room
from kosidesk.domain.city import TARGET_GROUPS
from kosidesk.domain.consultation import KINDS, SEEKING
from kosidesk.search.query import FLEXIBLE, UNSAID, Choice
from kosidesk.services import words
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.settings import Settings
from kosidesk.ui.consultation.client_line import ClientLine
from kosidesk.ui.consultation.screen import ConsultationScreen
from kosidesk.ui.demand.screen import DemandScreen
from kosidesk.ui.editing.screen import EditingScreen
from kosidesk.ui.follow_up.lines import Pile
from kosidesk.ui.follow_up.screen import FollowUpScreen
from kosidesk.ui.offers.screen import OffersScreen
from kosidesk.ui.organisations.screen import OrganisationsScreen
from kosidesk.ui.tasks import Tasks
from kosidesk.ui.unlock.model import Unlock
from kosidesk.ui.unlock.screen import UnlockScreen

Sight = tuple[str, QWidget]
"""Its name, and the window it is seen in."""

_PLAIN = ("start", "organisations", "papers", "preferences", "conflicts", "sync")

_CHOSEN = {
    TARGET_GROUPS: Choice(frozenset({"Kinder"}), frozenset({"Tiere"})),
    "week": Choice(frozenset({"4", FLEXIBLE, UNSAID})),
    "languages": Choice(exclude=frozenset({UNSAID})),
}

_LOOK_MS, _CALM_LOOKS = 20, 10


class Sights(QObject):
    """Walks through a staged desk as a counsellor would; a second walk sees the same as the first."""

    def __init__(self, room: Room, scratch: Path) -> None:
        """`scratch` is the folder the desk was set up in."""
        super().__init__(room)
        self._room, self._scratch = room, scratch
        self._window, self._models = room.window, room.models
        self._calm = _Calm(room.models.tasks, self)

    def all(self) -> Iterator[Sight]:
        """Each sight holds until the next one is asked for."""
        for name in self._steps():
            self._calm.wait()
            yield name, self._window

    def _steps(self) -> Iterator[str]:
        for name in _PLAIN:
            self._window.go(name)
            yield name
        yield from self._keys()
        yield from self._offers()
        yield from self._talk()
        yield from self._follow_ups()
        yield from self._demand()
        yield from self._list()
        yield from self._import()

    def _keys(self) -> Iterator[str]:
        self._window.go("start")
        self._press("F1")
        yield "keys"
        self._press("F1")
        self._models.tour.begin()
        yield "tour"
        self._models.tour.go_on()
        yield "tour-step"
        self._models.tour.end()
        self._window.look()
        self._type(Qt.Key.Key_V, "v")
        yield "palette"
        self._window.search.clear()
        self._type(Qt.Key.Key_Escape)

    def _offers(self) -> Iterator[str]:
        screen = cast("OffersScreen", self._window.go("offers"))
        self._window.search.setText("kinder")
        yield "offers"
        self._press("Ctrl+G", screen)
        yield "offers-many"
        self._type(Qt.Key.Key_Escape)
        sight = screen.model.sight
        if sight:
            editing = cast("EditingScreen", self._window.go("editing"))
            editing.edit("offer", sight.full.offer.id)
            yield "editing"
            editing.model.leave()
        self._window.search.setText("zzzz")
        yield "offers-none"
        yield from self._similar(screen)
        yield from self._filters(screen)

    def _similar(self, screen: OffersScreen) -> Iterator[str]:
        self._window.search.setText("mit Kindern arbeiten")
        self._calm.wait()
        screen.show_similar()
        yield "offers-similar"
        self._window.search.clear()

    def _filters(self, screen: OffersScreen) -> Iterator[str]:
        for facet, choice in _CHOSEN.items():
            screen.model.choose(facet, choice)
        screen.show_filters(everything=True)
        yield "offers-filters"
        screen.show_filters(everything=False)
        screen.model.clear()
        screen.enter()

    def _talk(self) -> Iterator[str]:
        self._models.conversation.resume(stage.talk(self._models.desk).id)
        yield "consultation"
        yield from self._criteria()
        yield from self._theses()
        yield from self._kinds()
        yield from self._beside_the_talk()
        self._window.sheet_wanted.emit()
        yield "sheet"
        self._window.sheet_wanted.emit()
        yield "sheet-printing"

    def _criteria(self) -> Iterator[str]:
        screen = cast("ConsultationScreen", self._window.screen_widget("consultation"))
        screen.weigh_criteria()
        self._models.conversation.wishing.switch(frozenset({"time"}))
        yield "consultation-criteria"
        self._models.conversation.wishing.switch(frozenset())

    def _theses(self) -> Iterator[str]:
        self._press("F4", self._window.screen_widget("consultation"))
        yield "theses"
        for key in (Qt.Key.Key_1, Qt.Key.Key_3):
            self._type(key, chr(key))
        self._models.theses.finish()
        yield "theses-result"
        self._type(Qt.Key.Key_Escape)

    def _kinds(self) -> Iterator[str]:
        for kind in KINDS:
            if kind != SEEKING:
                self._models.conversation.describe(kind=kind)
                yield f"consultation-{kind}"
        self._models.conversation.describe(kind=SEEKING)
        self._calm.wait()

    def _beside_the_talk(self) -> Iterator[str]:
        conversation = self._models.conversation
        conversation.finish()
        yield "consultation-end"
        self._type(Qt.Key.Key_Escape)
        conversation.begin_hand_over()
        yield "consultation-hand-over"
        self._type(Qt.Key.Key_Escape)
        cast("ClientLine", self._window.findChild(ClientLine)).opened.emit()
        yield "consultation-client"
        conversation.clientele.forgotten.emit(stage.RECEIPT)
        yield "consultation-receipt"
        self._type(Qt.Key.Key_Escape)

    def _follow_ups(self) -> Iterator[str]:
        screen = cast("FollowUpScreen", self._window.go("follow_up"))
        self._models.follow_ups.look_into(Pile.ALL)
        yield "follow-up"
        screen.call()
        self._type(Qt.Key.Key_1, "1")
        yield "follow-up-outcome"
        self._type(Qt.Key.Key_Escape)
        self._type(Qt.Key.Key_R, "r")
        yield "follow-up-again"
        self._type(Qt.Key.Key_Escape)
        self._models.follow_ups.look_into(Pile.OFFERS)
        yield "follow-up-offers"

    def _demand(self) -> Iterator[str]:
        screen = cast("DemandScreen", self._window.go("demand"))
        yield "demand"
        screen.reveal_questions()
        yield "demand-questions"
        screen.reveal_synonyms()
        yield "demand-synonyms"

    def _list(self) -> Iterator[str]:
        organisations = cast("OrganisationsScreen", self._window.go("organisations"))
        organisations.show_doubles()
        yield "organisations-doubles"
        organisations.enter()
        self._press("Ctrl+L", organisations)
        yield "list"
        self._press("Ctrl+Return", self._window.go("list"))
        yield "list-printing"

    def _import(self) -> Iterator[str]:
        wizard = self._models.wizard
        self._window.go("import")
        yield "import"
        wizard.start((stage.new_table(self._scratch),))
        yield "import-columns"
        wizard.explain("vohwinkel", stage.MEANING)
        yield "import-preview"
        wizard.skip()
        self._calm.wait()
        self._window.go("start")

    def _press(self, key: str, screen: QWidget | None = None) -> None:
        """Screens may share a key."""
        wanted, known = QKeySequence(key), (screen or self._window).findChildren(QShortcut)
        next(one for one in known if one.key() == wanted).activated.emit()

    def _type(self, key: Qt.Key, letter: str = "") -> None:
        """Where the keyboard is, whether the window is in front or not."""
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        focused = self._window.focusWidget()
        if focused is not None:
            QCoreApplication.sendEvent(focused, event)


class Door(QObject):
    """The unlock screen in front of a staged desk."""

    def __init__(self, scratch: Path, size: QSize) -> None:
        super().__init__()
        self._tasks = Tasks(self)
        model = Unlock(doors(scratch / "desk", Settings), words.sentence, self._tasks, self)
        self._screen = UnlockScreen(model)
        self._screen.resize(size)
        model.hint(DEMO_PASSPHRASE)
        self._calm = _Calm(self._tasks, self)

    def sight(self) -> Sight:
        self._screen.show()
        self._calm.wait()
        return "unlock", self._screen

    def close(self) -> None:
        self._tasks.close()
        self._screen.hide()
        self._screen.deleteLater()
        self.deleteLater()


class _Calm(QObject):
    """Waits until no thread owes an answer and no timer of the screens brings a new question."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._calm_looks = tasks, 0
        self._loop = QEventLoop(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def wait(self) -> None:
        self._calm_looks = 0
        self._timer.start()
        self._loop.exec()

    @Slot()
    def _look(self) -> None:
        self._calm_looks = self._calm_looks + 1 if self._tasks.is_idle() else 0
        if self._calm_looks == _CALM_LOOKS:
            self._timer.stop()
            self._loop.quit()
