"""Opens a desk, or makes one; no widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kosidesk.domain.errors import FileDamaged, KosiError, NewerFile, NoDeskHere, VaultDamaged
from kosidesk.domain.passphrase import Strength, strength
from kosidesk.i18n import _
from kosidesk.ui.tasks import Lane, Tasks

_BARRED = (FileDamaged, NewerFile, NoDeskHere, VaultDamaged)


@dataclass(frozen=True)
class FirstAnswers:
    """What a first start asks. `backups` is a folder; "" is one beside the data."""

    agency: str = ""
    city: str = ""
    counsellor: str = ""
    passphrase: str = ""
    backups: str = ""


@dataclass(frozen=True)
class Doors:
    """The ways in, done off the GUI thread; each returns the opened desk, whatever that is.

    `restore` takes a backup and its passphrase. `cities` are pairs of folder and name. `hint` is the
    passphrase of a demo desk, which everyone may know.
    """

    unlock: Callable[[str], object]
    create: Callable[[FirstAnswers], object]
    demo: Callable[[], object]
    restore: Callable[[Path, str], object]
    exists: bool
    cities: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Complaint:
    """`field` is a name of `FirstAnswers`, or "repeated"."""

    field: str
    sentence: str


class Unlock(QObject):
    """`opened` carries the desk, `refused` a sentence, `complained` a tuple of `Complaint`.

    `barred` carries a sentence too: no passphrase opens this desk, only a backup helps.
    """

    opened = Signal(object)
    refused = Signal(str)
    barred = Signal(str)
    hinted = Signal(str)
    complained = Signal(object)
    busy = Signal(bool)

    def __init__(
        self, doors: Doors, sentence: Callable[[KosiError], str], tasks: Tasks, parent: QObject
    ) -> None:
        """`sentence` turns what can be expected to go wrong into words."""
        super().__init__(parent)
        self.doors = doors
        self._sentence, self._tasks = sentence, tasks

    def unlock(self, passphrase: str) -> None:
        if passphrase:
            self._go(partial(self.doors.unlock, passphrase))
        else:
            self.refused.emit(_("Bitte die Passphrase eingeben."))

    def create(self, answers: FirstAnswers, repeated: str) -> None:
        complaints = complain(answers, repeated)
        self.complained.emit(complaints)
        if not complaints:
            self._go(partial(self.doors.create, answers))

    def demo(self) -> None:
        self._go(self.doors.demo)

    def restore(self, backup: Path, passphrase: str) -> None:
        """Puts a backup in the place of the desk and opens it."""
        if passphrase:
            self._go(partial(self.doors.restore, backup, passphrase))
        else:
            self.refused.emit(_("Bitte die Passphrase eingeben, mit der die Sicherung verschlossen ist."))

    def hint(self, passphrase: str) -> None:
        """It turned out that this is a demo desk."""
        if passphrase:
            self.hinted.emit(passphrase)

    def _go(self, work: Callable[[], object]) -> None:
        self.busy.emit(True)  # noqa: FBT003 - a signal has no names
        self._tasks.run(self, work, self._open, self._refuse, lane=Lane.WRITE)

    def _open(self, desk: object) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        self.opened.emit(desk)

    def _refuse(self, error: KosiError) -> None:
        self.busy.emit(False)  # noqa: FBT003 - as above
        said = self.barred if isinstance(error, _BARRED) else self.refused
        said.emit(self._sentence(error))


def complain(answers: FirstAnswers, repeated: str) -> tuple[Complaint, ...]:
    """Everything that is wrong, at once."""
    found = [Complaint(name, sentence) for name, sentence in _missing(answers)]
    if strength(answers.passphrase) is Strength.SHORT:
        found.append(Complaint("passphrase", strength_words(answers.passphrase)))
    elif answers.passphrase != repeated:
        found.append(Complaint("repeated", _("Beide Eingaben müssen gleich sein. Bitte noch einmal tippen.")))
    return tuple(found)


def strength_words(passphrase: str) -> str:
    match strength(passphrase):
        case Strength.SHORT:
            return _("Noch zu kurz: mindestens vier Wörter oder zwölf Zeichen.")
        case Strength.FAIR:
            return _("Das genügt. Ein Wort mehr macht sie viel stärker.")
        case Strength.GOOD:
            return _("Gut.")


def _missing(answers: FirstAnswers) -> list[tuple[str, str]]:
    asked = (
        ("agency", answers.agency, _("Bitte den Namen der Freiwilligenagentur eintragen.")),
        ("city", answers.city, _("Bitte eine Stadt wählen.")),
        (
            "counsellor",
            answers.counsellor,
            _("Bitte den Vornamen eintragen, der auf dem Zettel stehen soll."),
        ),
    )
    return [(name, sentence) for name, value, sentence in asked if not value.strip()]
