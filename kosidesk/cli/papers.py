"""Commands that make papers other than the sheet."""

from argparse import Namespace

from kosidesk.cli import access
from kosidesk.cli.answers import answer
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId
from kosidesk.i18n import _, ngettext, number
from kosidesk.printing.choices import Format
from kosidesk.services import directory as directories
from kosidesk.services import letters, offers, organisations, printing_out, waivers
from kosidesk.services.desk import Desk


def directory(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        made = directories.directory(opened.desk, asked.field, asked.district, Format(asked.format))
        offers_in_it = directories.count(opened.desk, asked.field, asked.district)
        printing_out.save(made.pdf, asked.out)
    answer(
        asked,
        {"file": str(asked.out), "offers": offers_in_it, "pages": made.pages},
        lambda: ngettext(
            "Das Verzeichnis mit {count} Angebot liegt in {file}.",
            "Das Verzeichnis mit {count} Angeboten liegt in {file}.",
            offers_in_it,
        ).format(count=number(offers_in_it), file=asked.out),
    )


def letter(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        wanted = dict.fromkeys(id_ for typed in asked.organisations for id_ in _called(opened.desk, typed))
        count = letters.write(opened.desk, tuple(wanted), asked.out)
    answer(
        asked,
        {"folder": str(asked.out), "letters": count},
        lambda: ngettext(
            "{count} Brief liegt in {folder}.", "{count} Briefe liegen in {folder}.", count
        ).format(count=number(count), folder=asked.out),
    )


def _called(desk: Desk, typed: str) -> tuple[RecordId, ...]:
    """Raises NotFound."""
    found = organisations.called(desk, typed)
    if not found:
        raise NotFound("organisation_name", typed)
    return found


def waiver(asked: Namespace) -> None:
    with access.opened(asked) as opened:
        offer = offers.by_number(opened.desk, asked.number)
        printing_out.save(waivers.waiver(opened.desk, offer.id, extended=not asked.simple).pdf, asked.out)
    answer(
        asked,
        {"file": str(asked.out)},
        lambda: _(
            "Die Bestätigung liegt in {file}. Ausfüllen und unterschreiben muss die Einrichtung."
        ).format(file=asked.out),
    )
