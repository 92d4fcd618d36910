"""The command line in German, for desk and server alike: argparse speaks English unless told otherwise."""

import sys
from argparse import Action, ArgumentParser, ArgumentTypeError, HelpFormatter, _ArgumentGroup
from collections.abc import Iterable
from typing import NoReturn

from kosidesk.i18n import _

USAGE = 2


class _Formatter(HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[_ArgumentGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _("Aufruf: ") if prefix is None else prefix)  # type: ignore[arg-type]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """An example of several lines stays as it is, as with argparse's raw formatters."""
        return text if "\n" in text else super()._fill_text(text, width, indent)


class Parser(ArgumentParser):
    """`given` is where options and values go, under a German heading."""

    def __init__(self, **more: object) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, allow_abbrev=False, **more)  # type: ignore[arg-type]
        self.given = self.add_argument_group(_("Angaben"))
        self.given.add_argument("-h", "--help", action="help", help=_("zeigt diese Hilfe"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        said = _("So ist der Aufruf nicht zu verstehen ({message}). Hilfe gibt „{program} --help“.\n")
        self.exit(USAGE, said.format(message=message, program=self.prog))


class Commands:
    """Every command answers a person, or with --json a program.

    `refuse` ends with the usage, for what only the command itself can see to be wrong.
    """

    def __init__(self, top: Parser) -> None:
        self._commands = top.add_subparsers(
            dest="command", title=_("Befehle"), metavar=_("BEFEHL"), parser_class=Parser
        )

    def add(self, name: str, does: str, example: str = "") -> _ArgumentGroup:
        command = self._commands.add_parser(name, help=does, description=does, epilog=example)
        command.given.add_argument("--json", action="store_true", help=_("antwortet mit JSON"))
        command.set_defaults(refuse=command.error)
        return command.given


def positive(text: str) -> int:
    """For `type`: a number of things."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError(_("„{text}“ ist keine Anzahl").format(text=text))
    return number
