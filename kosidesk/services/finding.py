"""Looks everywhere at once: among offers, organisations and consultations.

No name of a client and no note is read here: what is found stands on the screen beside her.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kosidesk.domain.consultation import Consultation
from kosidesk.domain.errors import NotFound
from kosidesk.domain.ids import RecordId, read_base32
from kosidesk.search import names
from kosidesk.search.query import Query
from kosidesk.search.terms import parse
from kosidesk.search.words import sorting_key
from kosidesk.services import consultations, lease, offers, organisations, typos
from kosidesk.services.desk import Desk
from kosidesk.services.offers import OfferRow
from kosidesk.services.organisations import OrganisationRow
from kosidesk.storage import case_rows

MOST = 5
_SHORTEST_CODE = 7
"""Fewer signs than that are no mistyped code, but a word."""


@dataclass(frozen=True)
class TalkRow:
    """A consultation by its code."""

    id: RecordId
    code: str
    state: str
    kind: str
    begun_at: datetime | None


@dataclass(frozen=True)
class Found:
    """The best of each. `near` are the talks of codes that may have been meant."""

    offers: tuple[OfferRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()
    talks: tuple[TalkRow, ...] = ()
    near: tuple[TalkRow, ...] = ()


def look(desk: Desk, typed: str) -> Found:
    """Without words only the talks that can be gone on with."""
    talks = find_talks(desk, typed)
    return Found(
        find_offers(desk, typed),
        find_organisations(desk, typed),
        talks,
        () if talks else find_near(desk, typed),
    )


def find_offers(desk: Desk, typed: str) -> tuple[OfferRow, ...]:
    """Raises Cancelled, as a search of the list does."""
    if not parse(typed):
        return ()
    return offers.rows(desk, offers.find(desk, Query(desk.today(), text=typed)).ns[:MOST])


def find_organisations(desk: Desk, typed: str) -> tuple[OrganisationRow, ...]:
    if not parse(typed):
        return ()
    return organisations.rows(desk, names.find(organisations.directory(desk), typed).ids[:MOST])


def find_talks(desk: Desk, typed: str) -> tuple[TalkRow, ...]:
    """Those that wait or go on and whose code begins so; a whole code finds any."""
    begun = read_base32(typed)
    if begun is None or lease.is_over(desk):
        return ()
    live = (*consultations.open_ones(desk), *consultations.paused_ones(desk))
    met = tuple(_row(one) for one in live if one.code.replace("-", "").startswith(begun))
    return met[:MOST] or _with_code(desk, typed)


def find_near(desk: Desk, typed: str) -> tuple[TalkRow, ...]:
    """What a mistyped code may have meant, the likeliest first."""
    bare = [sign for sign in typed if sign.isalnum()]
    if len(bare) < _SHORTEST_CODE or not any(map(str.isdigit, bare)) or lease.is_over(desk):
        return ()
    with desk.database.reading() as connection:
        codes = typos.near(typed, case_rows.codes(connection, desk.database.tables))
    return tuple(row for code in codes for row in _with_code(desk, code))


def named(names: Sequence[str], typed: str) -> tuple[int, ...]:
    """The places of those names in which every typed word begins a word; first those that begin with it."""
    wanted = sorting_key(typed)
    keys = [(place, sorting_key(name)) for place, name in enumerate(names)]
    met = [(place, key) for place, key in keys if _begin(wanted.split(), key.split())]
    return tuple(place for place, key in sorted(met, key=lambda one: not one[1].startswith(wanted)))


def _begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(begun) for word in words) for begun in wanted)


def _with_code(desk: Desk, code: str) -> tuple[TalkRow, ...]:
    try:
        return (_row(consultations.by_code(desk, code)),)
    except NotFound:
        return ()


def _row(talk: Consultation) -> TalkRow:
    return TalkRow(talk.id, talk.code, talk.state, talk.kind, talk.begun_at)
