"""Opens, makes and brings back desks for the door of the window."""

from collections.abc import Callable
from pathlib import Path

from kosidesk.domain.errors import NewerFile, VaultDamaged
from kosidesk.services import cities as city_folders
from kosidesk.services import demo_desk, rescue, vault
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.services.vault import NewDesk, Opened
from kosidesk.settings import Settings
from kosidesk.ui.unlock.model import FirstAnswers

Wanted = Callable[[], Settings]


def unlock(folder: Path, settings: Wanted, passphrase: str) -> Opened:
    return vault.unlock(folder, passphrase, settings())


def create(folder: Path, settings: Wanted, answers: FirstAnswers) -> Opened:
    wanted = NewDesk(
        answers.agency.strip(),
        answers.city,
        answers.counsellor.strip(),
        answers.passphrase,
        answers.backups.strip(),
    )
    return vault.create(folder, wanted, settings())


def demo(folder: Path, settings: Wanted) -> Opened:
    return demo_desk.open_demo(folder, settings())


def restore(folder: Path, settings: Wanted, backup: Path, passphrase: str) -> Opened:
    rescue.bring_back(backup, folder, passphrase)
    return vault.unlock(folder, passphrase, settings())


def hint(folder: Path) -> str:
    """What opens a demo desk; a header nobody can read is spoken of once somebody tries the door."""
    try:
        return DEMO_PASSPHRASE if demo_desk.is_demo(folder) else ""
    except (VaultDamaged, NewerFile):
        return ""


def cities() -> tuple[tuple[str, str], ...]:
    """Folder and name of each city that comes with the program."""
    return tuple((name, city_folders.load(name).name) for name in city_folders.cities())
