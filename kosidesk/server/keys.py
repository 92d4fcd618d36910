"""The key of the database: 32 random bytes, written as hexadecimal digits in a file only its owner reads."""

import os
import stat
from pathlib import Path
from secrets import token_bytes

from kosidesk.server.errors import KeyBesideBackups, KeyExposed, KeyUnreadable
from kosidesk.server.settings import Settings

KEY_BYTES = 32
_CREDENTIALS, _CREDENTIAL = "CREDENTIALS_DIRECTORY", "kosidesk-key"
_OWNER_ONLY = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make(file: Path) -> None:
    """A new key where there is none. Raises OSError."""
    write_secret(file, token_bytes(KEY_BYTES).hex().encode() + b"\n")


def write_secret(file: Path, content: bytes) -> None:
    """Nobody else can read it at any moment. Raises FileExistsError and other OSErrors."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def load(settings: Settings) -> bytes:
    """From the credential systemd hands over, else from the file the settings name.

    Raises KeyExposed, KeyBesideBackups, KeyUnreadable.
    """
    handed_over = _credential()
    if handed_over is not None:
        return _read(handed_over)
    require_apart(settings.key, settings.backups)
    require_private(settings.key)
    return _read(settings.key)


def _credential() -> Path | None:
    folder = os.environ.get(_CREDENTIALS)
    file = Path(folder) / _CREDENTIAL if folder else None
    return file if file and file.is_file() else None


def require_private(file: Path) -> None:
    """Raises KeyExposed, KeyUnreadable. Windows guards files by other means than these bits."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        raise KeyUnreadable(str(file)) from error
    if os.name == "posix" and mode & _OTHERS:
        raise KeyExposed(str(file))


def require_apart(file: Path, backups: Path) -> None:
    """Neither folder may hold the other, links followed. Raises KeyBesideBackups."""
    home, kept = file.resolve().parent, backups.resolve()
    if kept.is_relative_to(home) or home.is_relative_to(kept):
        raise KeyBesideBackups(str(file), str(backups))


def _read(file: Path) -> bytes:
    try:
        key = bytes.fromhex(file.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise KeyUnreadable(str(file)) from error
    if len(key) != KEY_BYTES:
        raise KeyUnreadable(str(file))
    return key
