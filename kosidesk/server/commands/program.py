"""Runs one command: its answer on standard output, what is wrong as a sentence on standard error."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from kosidesk.domain.errors import KosiError
from kosidesk.server import words
from kosidesk.server.arguments import parser
from kosidesk.server.identity.refusals import Refusal

DONE, REFUSED = 0, 1

# By name: who asks for help should not wait for the web server.
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("running", "init"),
    "serve": ("running", "serve"),
    "demo": ("running", "demo"),
    "enrol": ("enrolling", "enrol"),
    "desks": ("desks", "desks"),
    "revoke": ("desks", "revoke_one"),
    "extend": ("desks", "extend"),
    "accounts": ("accounts", "show"),
    "account": ("enrolling", "account"),
    "place": ("accounts", "place"),
    "quarantine": ("quarantine", "show"),
    "accept": ("quarantine", "accept"),
    "drop": ("quarantine", "drop"),
    "backup": ("keeping", "back_up"),
    "restore": ("keeping", "restore"),
    "check": ("keeping", "check"),
}


def run(typed: Sequence[str]) -> int:
    """Returns the exit code; a bug passes through."""
    top = parser()
    asked = top.parse_args(typed)
    if asked.command is None:
        top.print_help()
        return DONE
    try:
        _command(asked.command)(asked)
    except KosiError as error:
        print(words.sentence(error), file=sys.stderr)
        return REFUSED
    except Refusal as refusal:
        print(words.refused(refusal), file=sys.stderr)
        return REFUSED
    return DONE


def _command(name: str) -> Callable[[Namespace], None]:
    module, function = _COMMANDS[name]
    command: Callable[[Namespace], None] = getattr(
        import_module(f"kosidesk.server.commands.{module}"), function
    )
    return command
