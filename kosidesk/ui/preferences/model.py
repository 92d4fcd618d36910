"""Looks, agency and desk as they are set; no widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kosidesk.domain.agency import Agency
from kosidesk.domain.change import Changes
from kosidesk.domain.errors import KosiError
from kosidesk.domain.passphrase import Strength, strength
from kosidesk.i18n import _
from kosidesk.services import agency, backups, vault
from kosidesk.services.vault import Opened
from kosidesk.ui.change_bus import ChangeBus
from kosidesk.ui.done import Done
from kosidesk.ui.tasks import Lane, Tasks
from kosidesk.ui.wardrobe import Wardrobe


@dataclass(frozen=True)
class Set:
    """What belongs to the agency and to this desk."""

    agency: Agency
    backups: Path


class Preferences(QObject):
    """What the signals carry stands beside them."""

    shown = Signal(object)  # Set
    done = Signal(object)  # Done
    refused = Signal(object)  # KosiError
    complained = Signal(str)  # what is wrong with the new passphrase
    rewrapped = Signal()

    def __init__(
        self,
        opened: Opened,
        tasks: Tasks,
        bus: ChangeBus,
        wardrobe: Wardrobe,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.opened, self.wardrobe = opened, wardrobe
        self._tasks, self._bus = tasks, bus
        self._rewrapping = False
        bus.changed.connect(self._follow)

    @Slot()
    def look(self) -> None:
        self._tasks.run(self, partial(_set, self.opened), self.shown.emit, self.refused.emit, lane=Lane.READ)

    def save_agency(self, wanted: Agency) -> None:
        work = partial(agency.save, self.opened.desk, wanted)
        self._write(work, partial(self._saved, _("Die Angaben der Agentur sind gespeichert.")))

    def keep_backups_in(self, folder: str) -> None:
        """ "" is a folder beside the data."""
        work = partial(agency.keep_backups_in, self.opened.desk, folder)
        self._write(work, partial(self._saved, _("Sicherungen gehen ab jetzt in diesen Ordner.")))

    def back_up(self, target: Path) -> None:
        work = partial(backups.make, self.opened.desk, target)
        done = partial(self._backed_up, target)
        self._tasks.run(self, work, done, self.refused.emit, lane=Lane.OUTSIDE)

    def change_passphrase(self, old: str, new: str, repeated: str) -> None:
        """Rewraps the key; the data is not touched. Wished twice at once, it is done once."""
        if self._rewrapping:
            return
        complaint = _complaint(new, repeated)
        self.complained.emit(complaint)
        if not complaint:
            self._rewrapping = True
            work = partial(vault.change_passphrase, self.opened.folder, old, new)
            self._tasks.run(self, work, self._rewrapped, self._not_rewrapped, lane=Lane.OUTSIDE)

    def _write(self, work: Callable[[], Changes], done: Callable[[Changes], object]) -> None:
        self._tasks.run(self, work, done, self._fail, lane=Lane.WRITE)

    def _saved(self, sentence: str, changes: Changes) -> None:
        self._bus.changed.emit(changes)
        self.done.emit(Done(sentence, changes.transaction))

    def _backed_up(self, target: Path, _nothing: None) -> None:
        self.done.emit(Done(_("Die Sicherung ist geschrieben: {file}").format(file=target)))

    def _rewrapped(self, _nothing: None) -> None:
        self._rewrapping = False
        self.rewrapped.emit()
        self.done.emit(Done(_("Ab jetzt gilt die neue Passphrase. Ältere Sicherungen behalten die alte.")))

    def _not_rewrapped(self, error: KosiError) -> None:
        self._rewrapping = False
        self.refused.emit(error)

    def _fail(self, error: KosiError) -> None:
        self.look()
        self.refused.emit(error)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.touches(Agency.KIND, "desk"):
            self.look()


def _set(opened: Opened) -> Set:
    return Set(agency.current(opened.desk), backups.folder(opened.desk))


def _complaint(new: str, repeated: str) -> str:
    if strength(new) is Strength.SHORT:
        return _("Noch zu kurz: mindestens vier Wörter oder zwölf Zeichen.")
    if new != repeated:
        return _("Beide Eingaben müssen gleich sein. Bitte noch einmal tippen.")
    return ""
