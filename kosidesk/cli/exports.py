"""The command that hands records out to other programs."""

from argparse import Namespace

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.i18n import ngettext
from kosidesk.services import exports


def export(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        count = exports.write(opened.desk, asked.kind, asked.file)
    answer(
        asked,
        {"file": str(asked.file), "records": count},
        lambda: ngettext(
            "{count} Eintrag steht in {file}.", "{count} Einträge stehen in {file}.", count
        ).format(count=count, file=asked.file),
    )
