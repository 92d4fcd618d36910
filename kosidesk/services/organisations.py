"""Finds organisations by name, number, address and contact, and fetches one with everything around it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE, Contact, Organisation, Place
from kosidesk.domain.record import Record
from kosidesk.search.names import Entry
from kosidesk.search.words import sorting_key
from kosidesk.services import records
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.storage import offer_rows, organisation_rows, read


@dataclass(frozen=True)
class OrganisationRow:
    """One line of the list, with how many offers it has and how many of them are active."""

    id: RecordId
    number: str
    name: str
    town: str
    offers: int
    active: int


@dataclass(frozen=True)
class FullOrganisation:
    """An organisation with its own places and contacts, not those of its offers.

    `offers` are row numbers as in `search.Hits`, the `active` ones first.
    """

    organisation: Organisation
    parent: str
    places: tuple[Place, ...]
    contacts: tuple[Contact, ...]
    offers: tuple[int, ...]
    active: int


def directory(desk: Desk) -> tuple[Entry, ...]:
    """Every organisation but those that were merged into others, in the order of the alphabet."""
    merged = Merged.of(desk)
    more: dict[RecordId, list[str]] = defaultdict(list)
    with desk.database.reading() as connection:
        for organisation, said in organisation_rows.also_found_by(connection, desk.database.tables):
            more[merged.now(organisation)].append(said)
    entries = (Entry.of(id_, name, (*said, *more[id_])) for id_, name, *said in _shown(desk))
    return tuple(sorted(entries, key=lambda entry: entry.name))


def called(desk: Desk, typed: str) -> tuple[RecordId, ...]:
    """Those of exactly this name or number; case, accents and punctuation do not count."""
    wanted = sorting_key(typed)
    return tuple(
        id_
        for id_, name, _town, number in _shown(desk)
        if wanted and wanted in (sorting_key(name), sorting_key(number))
    )


def _shown(desk: Desk) -> list[tuple[RecordId, str, str, str]]:
    merged = Merged.of(desk)
    with desk.database.reading() as connection:
        found = organisation_rows.found_by(connection, desk.database.tables)
        return [one for one in found if not merged.is_hidden(one[0])]


def rows(desk: Desk, ids: Sequence[RecordId]) -> tuple[OrganisationRow, ...]:
    """In the order given; organisations that are gone are left out."""
    with desk.database.reading() as connection:
        found = organisation_rows.lines(connection, desk.database.tables, ids)
    return tuple(
        OrganisationRow(id_, line.number or "", line.name or "", line.town or "", line.offers, line.active)
        for id_, line in ((id_, found[id_]) for id_ in ids if id_ in found)
    )


def full(desk: Desk, organisation: str) -> FullOrganisation:
    """Of one that was merged into another, that other. Raises NotFound.

    Whoever had not heard of it yet may still have named the merged one.
    """
    merged = Merged.of(desk)
    now = merged.now(RecordId(organisation))
    body, named = records.value(desk, Organisation, now), merged.meanings(now)
    parent = read.get(desk.database, Organisation.KIND, body.parent)
    with desk.database.reading() as connection:
        offers = offer_rows.of_organisations(connection, desk.database.tables, named)
    offers.sort(key=lambda line: (line.status != ACTIVE, sorting_key(line.title or "")))
    return FullOrganisation(
        body,
        parent.text("name") if parent else "",
        tuple(map(Place.of, _own(desk, Place.KIND, named))),
        tuple(map(Contact.of, _own(desk, Contact.KIND, named))),
        tuple(line.n for line in offers),
        sum(line.status == ACTIVE for line in offers),
    )


def _own(desk: Desk, kind: str, named: Sequence[RecordId]) -> list[Record]:
    """An offer's contact may name the organisation too; it is shown with the offer."""
    parts = read.by(desk.database, kind, "organisation", named)
    return sorted((part for part in parts if not part.text("offer")), key=_ordinal)


def _ordinal(part: Record) -> int:
    value = part.get("ordinal")
    return value if isinstance(value, int) else 0
