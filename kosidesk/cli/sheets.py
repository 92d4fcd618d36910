"""The command that makes a sheet."""

from argparse import Namespace

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.i18n import ngettext
from kosidesk.services import sheets


def sheet(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        sheets.save(sheets.of_offers(opened.desk, asked.numbers), asked.out)
    count = len(asked.numbers)
    answer(
        asked,
        {"file": str(asked.out), "offers": count},
        lambda: ngettext(
            "Der Zettel mit {count} Angebot liegt in {file}.",
            "Der Zettel mit {count} Angeboten liegt in {file}.",
            count,
        ).format(count=count, file=asked.out),
    )
