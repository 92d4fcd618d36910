"""Runs one command: its answer on standard output, what is wrong as a sentence on standard error."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from kosidesk import i18n, paths, settings
from kosidesk.cli.arguments import parser
from kosidesk.domain.errors import KosiError
from kosidesk.services.words import sentence

DONE, REFUSED = 0, 1

# By name, because nobody who looks for an offer should wait for the libraries that draw a sheet.
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("desks", "init"),
    "demo": ("desks", "demo"),
    "check": ("desks", "check"),
    "backup": ("desks", "back_up"),
    "restore": ("desks", "restore"),
    "export": ("exports", "export"),
    "find": ("offers", "find"),
    "match": ("matching", "match"),
    "offer": ("offers", "offer"),
    "translate": ("translations", "translate"),
    "sheet": ("sheets", "sheet"),
    "directory": ("papers", "directory"),
    "letter": ("papers", "letter"),
    "waiver": ("papers", "waiver"),
    "import": ("imports", "import_files"),
    "erase": ("erasing", "erase"),
    "connect": ("sync", "connect"),
    "sync": ("sync", "sync"),
}


def parse(words: Sequence[str]) -> Namespace:
    """What was asked for, in the language of the settings. Exits with 2 where it is no command."""
    person = settings.load(paths.settings_file())
    i18n.use(person.language)
    return parser().parse_args([*map(_whole, words)], Namespace(settings=person))


def _whole(word: str) -> str:
    """The word with a sign of its own for bytes of another encoding, which no text could hold later on."""
    return word.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def run(asked: Namespace) -> int:
    """Returns the exit code; a bug passes through."""
    try:
        _command(asked.command)(asked)
        sys.stdout.flush()
    except KosiError as error:
        print(sentence(error), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever was reading has seen enough; without this Python complains once more while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def main(words: Sequence[str]) -> int:
    """Runs a command that needs no window."""
    return run(parse(words))


def _command(name: str) -> Callable[[Namespace], None]:
    module, function = _COMMANDS[name]
    command: Callable[[Namespace], None] = getattr(import_module(f"kosidesk.cli.{module}"), function)
    return command
