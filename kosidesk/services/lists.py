"""The lists of the screens, ready for a spreadsheet or for paper.

What tells of a client stands in none of them unless somebody asks for it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from kosidesk.domain.city import DISTRICTS, FIELDS
from kosidesk.domain.client import CONTACT, Client, Consent
from kosidesk.domain.demand import Period
from kosidesk.domain.few import FEW
from kosidesk.domain.freshness import Freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.listing import Cell, Listing
from kosidesk.domain.offer import WHOLES, Organisation
from kosidesk.domain.record import Record
from kosidesk.i18n import _, number, short_day
from kosidesk.printing.choices import Format
from kosidesk.printing.layout.table import laid_out
from kosidesk.printing.table import table
from kosidesk.services import conflicts as disagreements
from kosidesk.services import demand as wanted
from kosidesk.services import follow_ups as promises
from kosidesk.services import lease, records, words
from kosidesk.services import offers as stock
from kosidesk.services import organisations as bodies
from kosidesk.services.conflicts import Conflict
from kosidesk.services.desk import Desk
from kosidesk.services.sheets import Printout, printout
from kosidesk.storage import read, talk_rows

MOST_ON_PAPER = 5_000
"""Rows; that is some three hundred pages."""

_REACHED_BY = ("number", "name", "street", "postcode", "town", "phone", "mail")
_PEOPLE = ("name", "phone", "mail")


def offers(desk: Desk, ns: Sequence[int]) -> Listing:
    """Offers by their numbers in `Hits`, in the order they were found."""
    columns = (
        *map(words.field_name, ("number", "title", "organisation", "district", "time_text", "open_places")),
        words.field_name("status"),
        _("Aktualität"),
        words.field_name("assured_on"),
    )
    rows = (
        (
            row.number,
            row.title,
            row.organisation,
            row.district,
            row.time_text,
            row.open_places,
            words.choice(row.status),
            _light(row.freshness),
            None if row.freshness.by_source else row.freshness.on,
        )
        for row in stock.rows(desk, ns)
    )
    return _made(desk, _("Angebote"), columns, rows)


def organisations(desk: Desk, ids: Sequence[RecordId]) -> Listing:
    """In the order given, with how to reach them."""
    columns = (*map(words.field_name, _REACHED_BY), _("Angebote"), _("davon aktiv"))
    counted = {row.id: row for row in bodies.rows(desk, ids)}
    known = read.by_ids(desk.database, Organisation.KIND, ids)
    rows = (
        (*_reach(known[id_]), counted[id_].offers, counted[id_].active)
        for id_ in ids
        if id_ in known and id_ in counted
    )
    return _made(desk, _("Einrichtungen"), columns, rows)


def talks(desk: Desk) -> Listing:
    """Every consultation, the newest first, without a word that was said in it. Raises LeaseEnded."""
    lease.require(desk)
    columns = (
        words.field_name("code"),
        _("Tag"),
        *map(words.field_name, ("kind", "channel", "minutes")),
        _("Angebote auf der Merkliste"),
        words.field_name("state"),
    )
    with desk.database.reading() as connection:
        found = talk_rows.all_of_them(connection, desk.database.tables)
    rows = (
        (
            row.code or "",
            talk_rows.day(row.begun_at),
            words.choice(row.kind or ""),
            words.choice(row.channel or ""),
            row.minutes,
            row.picks,
            words.choice(row.state or ""),
        )
        for row in found
    )
    return _made(desk, _("Beratungen"), columns, rows)


def follow_ups(desk: Desk, *, mine: bool, with_people: bool = False) -> Listing:
    """What is due today or since before; `with_people` names clients. Raises LeaseEnded."""
    cases = promises.due(desk, mine=mine, until=desk.today())
    columns = (
        *map(words.field_name, ("due_on", "consultation", "kind")),
        _("Gespräch am"),
        _("Angebote"),
        words.field_name("tries"),
    )
    people = _reachable(desk, [case.follow_up.consultation for case in cases]) if with_people else {}
    rows = (
        (
            case.follow_up.due_on,
            case.code,
            words.choice(case.kind),
            case.talked_on,
            case.offers,
            case.follow_up.tries,
            *people.get(case.follow_up.consultation, ("",) * len(_PEOPLE) if with_people else ()),
        )
        for case in cases
    )
    named = map(words.field_name, _PEOPLE if with_people else ())
    return _made(desk, _("Wiedervorlage"), (*columns, *named), rows)


def conflicts(desk: Desk) -> Listing:
    """What waits for a decision, the oldest first; what the sides say stays here."""
    columns = (_("Eintrag"), words.field_name("number"), _("Angabe"), _("Woher"), _("Am"))
    rows = (
        (*_entry(one), words.unit_name(one.kind, one.field), words.box_name(one.box), _day(one.theirs.at))
        for one in disagreements.undecided(desk)
    )
    return _made(desk, _("Widersprüche"), columns, rows)


def demand(desk: Desk, period: Period) -> Listing:
    """What was looked for in this period. A number that might point at somebody is not told."""
    found = wanted.figures(desk, period)
    columns = (_("Was"), _("Wort"), _("Gesucht"), _("Ohne Treffer"), _("Unter 5 Treffer"), _("Mit Auswahl"))
    rows = (
        (words.field_name(facet), one.word, one.total, *map(_told, (one.nothing, one.scarce, one.enough)))
        for facet, of_facet in ((FIELDS, found.fields), (DISTRICTS, found.districts))
        for one in of_facet
    )
    return _made(
        desk, _("Nachfrage seit {day}").format(day=short_day(period.first_day(desk.today()))), columns, rows
    )


def _told(count: int | None) -> Cell:
    return _("unter {few}").format(few=number(FEW)) if count is None else count


def fits_paper(listing: Listing) -> bool:
    return len(listing.rows) <= MOST_ON_PAPER


def paper(desk: Desk, listing: Listing) -> Printout:
    return printout(laid_out(table(listing, records.agency(desk))), Format.A4)


def _made(desk: Desk, title: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Listing:
    return Listing(title, columns, tuple(rows), desk.today())


def _reach(organisation: Record) -> tuple[Cell, ...]:
    return tuple(map(organisation.text, _REACHED_BY))


def _light(fresh: Freshness) -> str:
    light = words.choice(fresh.light.value)
    return _("{light}, laut Quelle").format(light=light) if fresh.by_source else light


def _entry(conflict: Conflict) -> tuple[str, str]:
    """Name and number of an offer or organisation; a client's case has no name here."""
    if conflict.root_kind not in WHOLES:
        return words.kind_name(conflict.root_kind), ""
    return conflict.title, conflict.number


def _reachable(desk: Desk, consultations: Sequence[RecordId]) -> dict[RecordId, tuple[str, ...]]:
    """Of each consultation its client, as far as she agreed to be called."""
    clients = tuple(map(Client.of, read.by(desk.database, Client.KIND, "consultation", consultations)))
    consents = map(Consent.of, read.by(desk.database, Consent.KIND, "client", [one.id for one in clients]))
    agreed = {one.client for one in consents if one.purpose == CONTACT and not one.withdrawn_on}
    return {one.consultation: (one.name, one.phone, one.mail) for one in clients if one.id in agreed}


def _day(at: datetime | None) -> date | None:
    """The day it was at the desk."""
    return at.astimezone().date() if at else None
