"""Texts that commands read from a file, or with `-` from whatever is piped into them."""

import sys
from pathlib import Path

from kosidesk.domain.errors import CannotRead, Unreadable
from kosidesk.exchange import limits
from kosidesk.i18n import _

_PIPED = "-"


def read(file: Path) -> str:
    """No more of it than shows that it is too long. Raises CannotRead, Unreadable."""
    try:
        text = _bytes(file).decode("utf-8-sig")
    except OSError as error:
        raise CannotRead(file.name, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise Unreadable(file.name, limits.ENCODING_UNKNOWN, None, "") from error
    if "\0" in text:
        raise Unreadable(file.name, limits.NUL_INSIDE, None, "")
    return text


def name(file: Path) -> str:
    """What the file is called in a sentence."""
    return _("der Eingabe") if str(file) == _PIPED else file.name


def _bytes(file: Path) -> bytes:
    most = 4 * limits.FIELD
    if str(file) == _PIPED:
        return sys.stdin.buffer.read(most)
    with file.open("rb") as stream:
        return stream.read(most)
