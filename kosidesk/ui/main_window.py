"""The frame around the screens; it knows them only by the tuple it is given."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from kosidesk.domain.ids import RecordId
from kosidesk.i18n import N_, _
from kosidesk.services.overview import OpenTalk
from kosidesk.ui import place
from kosidesk.ui.frame.key_card import KeyCard
from kosidesk.ui.frame.navigation import Navigation
from kosidesk.ui.frame.palette import Entry, Palette
from kosidesk.ui.frame.screen import Screen
from kosidesk.ui.frame.status_line import Status, StatusLine
from kosidesk.ui.frame.talk_bar import TalkBar
from kosidesk.ui.kit import tab_order
from kosidesk.ui.kit.buttons import Button
from kosidesk.ui.kit.cards import Toast
from kosidesk.ui.kit.heads import EmptyState
from kosidesk.ui.kit.keys import Key, give_back, press
from kosidesk.ui.kit.layouts import column, panel, row, scrolling
from kosidesk.ui.kit.search import SearchField
from kosidesk.ui.theme import LARGE, SMALL

_KEYS = Key("F1", N_("Hilfe und Tasten dieses Bildschirms"))
_SEARCH = Key("Ctrl+K", N_("Überall suchen, auch nach Befehlen"))
_TALK = Key("Ctrl+B", N_("Beratung beginnen oder zu ihr zurück"))
_NEXT_TALK = Key("Ctrl+Tab", N_("Zur nächsten offenen Beratung"))
_SHEET = Key("Ctrl+P", N_("Zettel ansehen und drucken"))
_UNDO = Key("Ctrl+Z", N_("Letzte Änderung zurücknehmen"))
_SYNC = Key("Ctrl+R", N_("Jetzt mit dem Server abgleichen"))
_CURTAIN = Key("F12", N_("Alles verdecken und wieder zeigen"))
_BACK = Key("Esc", N_("Einen Schritt zurück"))
_EVERYWHERE = (_KEYS, _SEARCH, _TALK, _NEXT_TALK, _SHEET, _UNDO, _SYNC, _CURTAIN, _BACK)


class MainWindow(QMainWindow):
    """Navigation, search line, talks, screens and status; wishes leave as signals, `app` fulfils them.

    `desk` is everything that can be covered. Words `searched` narrow the list of a screen; what is
    `looked_for` is answered with `show_found`, and `found_chosen` carries an `Entry` of the answer.
    `search_left` says whether everything was looked for and not the list; `went` carries the name of a
    screen.
    """

    searched = Signal(str)
    search_left = Signal(bool)
    looked_for = Signal(str)
    found_chosen = Signal(object)
    talk_wanted = Signal()
    resume_wanted = Signal(object)
    begin_wanted = Signal()
    went = Signal(str)
    tour_wanted = Signal()
    sheet_wanted = Signal()
    pause_wanted = Signal()
    end_wanted = Signal()
    undo_wanted = Signal()
    sync_wanted = Signal()
    sync_state_wanted = Signal()
    lock_wanted = Signal()

    def __init__(
        self,
        screens: Sequence[Screen],
        now: Callable[[], datetime],
        remembered: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        """`remembered` keeps the place of the window on the screen and nothing else."""
        super().__init__(parent)
        self._screens = {screen.name: screen for screen in screens}
        self._made: dict[str, QWidget] = {}
        self._past: list[str] = []
        self._remembered = remembered
        self._had_keyboard: QWidget | None = None
        self._in_force = ""
        self.setWindowTitle("KosiDesk")
        self._build(screens, now)
        self._connect()
        place.put(self, remembered)
        self.go(screens[0].name)

    def go(self, name: str) -> QWidget:
        """Shows a screen, and makes it if it is shown for the first time."""
        widget = self.screen_widget(name)
        self._stop_looking()
        if not self._past or self._past[-1] != name:
            self._past.append(name)
            self._toast.hide()
        self._stage.setCurrentWidget(widget)
        self._navigation.mark(name)
        self.went.emit(name)
        return widget

    def back(self) -> None:
        """To the screen before this one; the first one stays."""
        if len(self._past) > 1:
            self._past.pop()
            self.go(self._past[-1])

    def current(self) -> str:
        return self._past[-1]

    def screen_widget(self, name: str) -> QWidget:
        if name not in self._made:
            self._made[name] = self._screens[name].make(self._stage)
            self._stage.addWidget(self._made[name])
        return self._made[name]

    def prepare(self, name: str) -> None:
        """Makes and lays out a screen nobody has asked for yet; polishing is what takes longest."""
        if name not in self._made:
            made = self.screen_widget(name)
            made.resize(self._stage.size())
            for part in (made, *made.findChildren(QWidget)):
                part.ensurePolished()
            made.grab()
            for stack in made.findChildren(QStackedWidget):
                _lay_out_pages(stack)

    def show_talks(self, current: RecordId, talks: Sequence[OpenTalk]) -> None:
        self._talks.show_talks(current, talks)

    def show_status(self, status: Status) -> None:
        self._status.show_status(status)

    def show_found(self, found: Sequence[Entry]) -> None:
        self._palette.show_found(found)

    @Slot()
    def look(self) -> None:
        """Begins a search of everything, without any words yet."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        self._palette.open()
        self.looked_for.emit("")

    def dock(self, panel: QWidget) -> None:
        """Between the screen and the status line."""
        self._side.addWidget(panel)
        self._toast.stand_on(panel)

    def point_at(self, name: str) -> None:
        """Marks where a screen is to be found; "" takes the mark away."""
        self._navigation.point_at(name)

    def say(self, text: str, action: str = "", do: Callable[[], object] | None = None) -> None:
        """A short notice, with one thing that can be done about it."""
        self._toast.say(text, action, do)

    def finish_typing(self) -> None:
        """The field with the keyboard hands on what stands in it, as if it was left."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._is_covered():
            self.back()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt calls it so
        return tab_order.step(self, forward=forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        place.keep(self, self._remembered)
        super().closeEvent(event)

    def _build(self, screens: Sequence[Screen], now: Callable[[], datetime]) -> None:
        self._navigation = Navigation([screen for screen in screens if screen.in_navigation], self)
        self.search = SearchField(_("Suche nach Angeboten, Einrichtungen, Codes und Befehlen …"), self)
        self._keys_button = Button(_("F1  Hilfe"), self, kind="plain", icon="keys")
        self._lock_button = Button(_("Sperren"), self, kind="plain", icon="lock")
        self._talks = TalkBar(now, self)
        self._stage = _Stage(self)
        self._status = StatusLine(self)
        self.desk = self._frame()
        self._curtain = EmptyState("hide", _("Verdeckt. F12 zeigt den Schreibtisch wieder."), self)
        self._sides = QStackedWidget(self)
        for side in (self.desk, self._curtain):
            self._sides.addWidget(side)
        self.setCentralWidget(self._sides)
        self._palette = Palette(self.search, self.desk)
        self._toast = Toast(self.desk)
        self._key_card = KeyCard(self.desk)

    def _frame(self) -> QWidget:
        top = row(gap=SMALL)
        top.setContentsMargins(LARGE, SMALL, LARGE, SMALL)
        top.addWidget(self.search, 1)
        top.addWidget(self._keys_button)
        top.addWidget(self._lock_button)
        right = column(panel(top, self, place="top"), self._talks, gap=0)
        right.addWidget(self._stage, 1)
        # Where text is twice as large as usual, and on the smallest screens, the whole side scrolls.
        self._side = column(scrolling(panel(right), self), gap=0)
        body = row(self._navigation, self._side, gap=0)
        body.setStretch(1, 1)
        whole = column(gap=0)
        whole.addLayout(body, 1)
        whole.addWidget(self._status)
        desk: QFrame = panel(whole, self, place="surface")
        return desk

    def _connect(self) -> None:
        self._navigation.chosen.connect(self.go)
        self.search.textChanged.connect(self._follow)
        self.search.left.connect(self._leave_search)
        self._palette.chosen.connect(self._choose)
        self._palette.given_up.connect(self._give_up)
        self._palette.left.connect(self._stop_looking)
        self._keys_button.clicked.connect(self.show_keys)
        self._key_card.tour_wanted.connect(self.tour_wanted)
        self._lock_button.clicked.connect(self.lock_wanted)
        self._talks.talk_wanted.connect(self.talk_wanted)
        self._talks.resume_wanted.connect(self.resume_wanted)
        self._talks.begin_wanted.connect(self.begin_wanted)
        self._talks.sheet_wanted.connect(self.sheet_wanted)
        self._talks.pause_wanted.connect(self.pause_wanted)
        self._talks.end_wanted.connect(self.end_wanted)
        self._status.sync_wanted.connect(self.sync_state_wanted)
        press(_CURTAIN, self, self._draw_curtain)
        # Owned by the desk: behind the curtain they rest.
        press(_KEYS, self.desk, self.show_keys)
        press(_SEARCH, self.desk, self.look)
        press(_TALK, self.desk, self.talk_wanted.emit)
        press(_NEXT_TALK, self.desk, self._talks.go_to_next)
        press(_SHEET, self.desk, self.sheet_wanted.emit)
        press(_UNDO, self.desk, self.undo_wanted.emit)
        press(_SYNC, self.desk, self.sync_wanted.emit)

    @Slot(str)
    def _follow(self, text: str) -> None:
        """Typing narrows the list in sight, if there is one; elsewhere it looks for everything."""
        if not self._is_looking() and text == self._in_force:
            return
        if self.search.hasFocus() and not self._screens[self.current()].searches:
            self._palette.open()
        if self._is_looking():
            self.looked_for.emit(text)
        else:
            self._in_force = text
            self.searched.emit(text)

    @Slot()
    def _leave_search(self) -> None:
        everything = self._is_looking()
        self._in_force = self.search.text()
        self._palette.hide()
        self.search_left.emit(everything)

    @Slot(object)
    def _choose(self, entry: Entry) -> None:
        self._give_up()
        self.found_chosen.emit(entry)

    @Slot()
    def _give_up(self) -> None:
        self._stop_looking()
        screen = self._made[self.current()]
        give_back(screen.focusWidget() or screen)

    @Slot()
    def _stop_looking(self) -> None:
        """Words in force are always those in the line."""
        if self._is_looking():
            self._palette.hide()
            self.search.setText(self._in_force)

    def _is_looking(self) -> bool:
        return not self._palette.isHidden()

    @Slot()
    def _draw_curtain(self) -> None:
        if self._is_covered():
            self._sides.setCurrentWidget(self.desk)
            give_back(self._had_keyboard)
        else:
            self._had_keyboard = self.focusWidget()
            self._sides.setCurrentWidget(self._curtain)

    def _is_covered(self) -> bool:
        return self._sides.currentWidget() is self._curtain

    @Slot()
    def show_keys(self) -> None:
        if self._key_card.isVisible():
            self._key_card.put_away()
            return
        screen = self._screens[self.current()]
        groups = ((_("Tasten hier"), screen.keys), (_("Tasten überall"), _EVERYWHERE))
        self._key_card.show_help(screen.title, screen.help, groups)


class _Stage(QStackedWidget):
    """The screens scroll by themselves: that one would like to be higher moves nothing around it."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def _lay_out_pages(stack: QStackedWidget) -> None:
    """Those in the background, too; Qt would put it off until somebody waits for them."""
    for number in range(stack.count()):
        if page := stack.widget(number):
            page.resize(stack.size())
            page.grab()
