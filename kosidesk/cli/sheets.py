"""The command that makes a sheet, or every kind of it."""

from argparse import Namespace

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.i18n import _, ngettext, number
from kosidesk.services import gallery, printing_out, sheets
from kosidesk.services.sheets import Choices, Format


def sheet(asked: Namespace) -> None:
    if asked.gallery:
        _gallery(asked)
    elif asked.numbers:
        _sheet(asked)
    else:
        asked.refuse(_("es fehlt die NUMMER eines Angebots"))


def _sheet(asked: Namespace) -> None:
    choices = Choices(format=Format(asked.format), language=asked.language)
    with access.opened(asked) as opened:
        printing_out.save(sheets.of_offers(opened.desk, asked.numbers, choices).pdf, asked.out)
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


def _gallery(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        files = [str(file) for file in gallery.gallery(opened.desk, asked.numbers, asked.gallery)]
    text = _("{count} Dateien liegen in {folder}. Die Bilder zeigen jeden Zettel von vorn.")
    answer(asked, {"files": files}, lambda: text.format(count=number(len(files)), folder=asked.gallery))
