"""Tells in the window what was done, what went wrong, and what stands on the desk."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from kosidesk.app.models import Models
from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.domain.sync_state import Concern
from kosidesk.i18n import _, moment
from kosidesk.services import agency, backups, offers, words
from kosidesk.services.desk import Desk
from kosidesk.ui.consultation.lines import Talks
from kosidesk.ui.done import Done
from kosidesk.ui.frame.status_line import Status
from kosidesk.ui.kit.labels import tool_tip
from kosidesk.ui.main_window import MainWindow
from kosidesk.ui.tasks import Lane
from kosidesk.ui.undo import Undo


class News(QObject):
    """Finished work says so in a line, never in a dialog."""

    def __init__(self, models: Models, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._models, self._window = models, window
        self._since = models.desk.clock()
        self._undo = Undo(models.desk, models.tasks, models.bus, self)
        self._undo.done.connect(self.say)
        self._undo.refused.connect(self.refuse)
        self._status, self._backup, self._backup_file = Status(), "", ""
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._show_sync)
        models.syncing.shown.connect(self._show_sync)
        models.bus.changed.connect(self._follow)
        models.conversation.talks.connect(self._show_talks)
        models.conversation.tell_talks()
        self._show_sync()
        self._count()
        self._back_up()

    @Slot(object)
    def say(self, done: Done) -> None:
        if done.transaction:
            self._window.say(done.sentence, _("Rückgängig"), partial(self._undo.take_back, done.transaction))
        else:
            self._window.say(done.sentence)

    @Slot(object)
    def refuse(self, error: KosiError) -> None:
        """What went wrong stays to be read."""
        self._window.say(words.sentence(error), _("Schließen"))

    @Slot()
    def undo_last(self) -> None:
        self._undo.take_back_last(self._since)

    @Slot(object)
    def _show_talks(self, talks: Talks) -> None:
        self._window.show_talks(talks.current, talks.open)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches("offer", "agency"):
            self._count()

    def _count(self) -> None:
        work = partial(_standing, self._models.desk)
        self._models.tasks.run(self, work, self._show_standing, self.refuse, lane=Lane.READ)

    def _show_standing(self, standing: tuple[str, int]) -> None:
        name, count = standing
        self._show(replace(self._status, agency=name, user=self._models.desk.user.name, offers=count))

    def _back_up(self) -> None:
        work = partial(backups.make_if_due, self._models.desk)
        self._models.tasks.run(self, work, self._backed_up, self.refuse, lane=Lane.OUTSIDE)

    def _backed_up(self, backup: Path | None) -> None:
        if backup is not None:
            at: datetime = self._models.desk.clock().astimezone()
            self._backup_file = _("Sicherung vom {moment}: {file}").format(moment=moment(at), file=backup)
            self._backup = _("gesichert am {moment}").format(moment=moment(at))
            self._show_sync()

    @Slot()
    def _show_sync(self) -> None:
        """Told anew every minute, for "vor 2 Minuten" does not stay true."""
        sight, now = self._models.syncing.sight, self._models.desk.clock()
        line = words.sync_line(sight.state, now, working=sight.working)
        backup = "" if sight.state.is_connected else self._backup
        told = (*words.sync_facts(sight.state, now), self._backup_file)
        self._show(
            replace(
                self._status,
                sync=" · ".join(filter(None, (line, backup))),
                exactly=tool_tip(*told),
                icon=_ICONS[sight.state.concern(now, working=sight.working)],
            )
        )
        if sight.state.is_connected and not self._minute.isActive():
            self._minute.start()

    def _show(self, status: Status) -> None:
        self._status = status
        self._window.show_status(status)


_MINUTE_MS = 60_000
_ICONS = {
    Concern.ALONE: "desk",
    Concern.SETTLED: "check",
    Concern.WORKING: "sync",
    Concern.WAITING: "up",
    Concern.INCOMPLETE: "import",
    Concern.OFFLINE: "offline",
    Concern.CONFLICTS: "warning",
    Concern.ATTENTION: "warning",
}


def _standing(desk: Desk) -> tuple[str, int]:
    return agency.current(desk).name, offers.count(desk)
