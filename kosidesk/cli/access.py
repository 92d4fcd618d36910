"""Which desk is meant, and how it is opened from a terminal."""

import getpass
import os
import sys
import warnings
from argparse import Namespace
from contextlib import AbstractContextManager
from pathlib import Path

from kosidesk import paths
from kosidesk.domain.errors import NoPassphrase, WrongPassphrase
from kosidesk.i18n import _
from kosidesk.services import demo_desk, vault
from kosidesk.services.demo import DEMO_PASSPHRASE
from kosidesk.services.vault import Opened

PASSPHRASE_FILE = "KOSIDESK_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable


def folder(asked: Namespace) -> Path:
    named: Path | None = asked.data
    return named or paths.desk_folder()


def opened(asked: Namespace, known: str = "") -> AbstractContextManager[Opened]:
    """Raises NoDeskHere, DeskBusy, WrongPassphrase, NoPassphrase and what else speaks against opening.

    `known` is the passphrase where it was asked for already.
    """
    return vault.opened(folder(asked), known or passphrase(asked), asked.settings)


def passphrase(asked: Namespace) -> str:
    """Of the desk that is meant. Raises NoDeskHere, NoPassphrase, WrongPassphrase."""
    where = folder(asked)
    vault.require(where)
    return DEMO_PASSPHRASE if demo_desk.is_demo(where) else known_passphrase()


def known_passphrase() -> str:
    """Raises NoPassphrase, and WrongPassphrase for bytes that are no text."""
    return _from_file() or _typed(_("Passphrase: "))


def new_passphrase() -> str:
    """Raises as `known_passphrase` does."""
    chosen = _from_file()
    while not chosen:
        first = _typed(_("Neue Passphrase (vier Wörter oder zwölf Zeichen): "))
        if first == _typed(_("Noch einmal: ")):
            chosen = first
        else:
            print(_("Beide Eingaben müssen gleich sein."), file=sys.stderr)
    return chosen


def _from_file() -> str:
    """The first line of the file that is named, "" if none is."""
    named = os.environ.get(PASSPHRASE_FILE, "")
    if not named:
        return ""
    try:
        first, *_rest = Path(named).read_text("utf-8-sig").splitlines() or [""]
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassphrase(named) from error
    if not first:
        raise NoPassphrase(named)
    return first


def _typed(prompt: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # it would show what is typed
        try:
            return getpass.getpass(prompt)
        except UnicodeDecodeError as error:
            raise WrongPassphrase from error
        except (getpass.GetPassWarning, EOFError) as error:
            raise NoPassphrase("") from error
