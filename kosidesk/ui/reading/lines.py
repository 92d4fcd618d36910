"""What the list and the detail need of the desk; plain functions that run off the GUI thread."""

from dataclasses import dataclass, replace
from datetime import date

from kosidesk.domain.errors import NotFound
from kosidesk.domain.freshness import Freshness
from kosidesk.domain.ids import RecordId
from kosidesk.domain.offer import ACTIVE, DRAFT, FullOffer, Offer
from kosidesk.i18n import _, ngettext, short_day
from kosidesk.search.query import Hits, Query
from kosidesk.search.terms import Term, spans
from kosidesk.services import conflicts, offers, words
from kosidesk.services.desk import Desk
from kosidesk.services.offers import OfferRow
from kosidesk.services.passages import missing, passages
from kosidesk.services.reading_hits import why
from kosidesk.ui.kit.row import Mark, Row, Words, light_mark
from kosidesk.ui.kit.row_model import PAGE


@dataclass(frozen=True)
class Found:
    """The answer to a query. `total` counts all offers on the desk, `first` are the lines in sight.

    `picked` are the offers marked in them, `terms` the words.
    """

    query: Query
    hits: Hits
    first: tuple[Row, ...]
    total: int
    picked: frozenset[RecordId] = frozenset()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Sight:
    """One offer as the detail shows it on this day; `n` is its number in the list."""

    n: int
    full: FullOffer
    today: date
    conflicts: int

    @property
    def freshness(self) -> Freshness:
        return self.full.offer.freshness(self.today)

    def state(self) -> str:
        """Why clients are not sent there now; "" if they are."""
        offer = self.full.offer
        return resting(offer.status, offer.paused_until, self.today)


def find(desk: Desk, query: Query, picked: frozenset[RecordId] = frozenset()) -> Found:
    """Raises Cancelled, IndexDamaged."""
    hits, terms = offers.find(desk, query), why(desk, query.text)
    first = lines(desk, tuple(hits.ns[:PAGE]), picked, terms)
    return Found(query, hits, first, offers.count(desk), picked, terms)


def lines(
    desk: Desk,
    ns: tuple[int, ...],
    picked: frozenset[RecordId] = frozenset(),
    terms: tuple[Term, ...] = (),
    *,
    with_organisation: bool = True,
) -> tuple[Row, ...]:
    """One line a number; an offer deleted meanwhile says so until the list is asked for anew."""
    rows, today = offers.rows(desk, ns), desk.today()
    waiting = conflicts.of(desk, [row.id for row in rows])
    found = {
        row.id: _line(
            row,
            today,
            is_picked=row.id in picked,
            with_organisation=with_organisation,
            disputes=waiting.get(row.id, 0),
        )
        for row in rows
    }
    if terms:
        found = _marked(desk, found, terms)
    by_number = {row.n: found[row.id] for row in rows}
    return tuple(by_number.get(n) or Row(_("Dieses Angebot gibt es nicht mehr.")) for n in ns)


def _marked(desk: Desk, rows: dict[RecordId, Row], terms: tuple[Term, ...]) -> dict[RecordId, Row]:
    """With the words that were looked for, and where they stand if they are not in the line."""
    unseen = {id_: missing(terms, (row.title, row.meta, row.number)) for id_, row in rows.items()}
    said = passages(desk, unseen)
    return {
        id_: replace(
            row,
            passage=Words(said.get(id_, ""), spans(said.get(id_, ""), terms)),
            met_in_title=spans(row.title, terms),
            met_in_meta=spans(row.meta, terms),
        )
        for id_, row in rows.items()
    }


def sight(desk: Desk, n: int) -> Sight:
    """Raises NotFound."""
    full = offers.full(desk, id_of(desk, n))
    return Sight(n, full, desk.today(), offers.open_conflicts(desk, full))


def id_of(desk: Desk, n: int) -> RecordId:
    """Raises NotFound."""
    for row in offers.rows(desk, (n,)):
        return row.id
    raise NotFound(Offer.KIND, str(n))


def _line(row: OfferRow, today: date, *, is_picked: bool, with_organisation: bool, disputes: int) -> Row:
    rests = "" if row.status == DRAFT else resting(row.status, row.paused_until, today)
    marked = _("✓ Merkliste") if is_picked else ""
    disputed = ngettext("{count} Widerspruch", "{count} Widersprüche", disputes) if disputes else ""
    organisation = row.organisation if with_organisation else ""
    facts = (
        marked,
        rests,
        disputed.format(count=disputes),
        organisation,
        row.district,
        _one_line(row.time_text),
        "" if rests else _places(row),
    )
    return Row(
        title=_one_line(row.title),
        meta=" · ".join(filter(None, facts)),
        number=row.number,
        mark=_mark(row),
    )


def resting(status: str, paused_until: date | None, today: date) -> str:
    """Why an offer is not given to clients now, "" if it is."""
    if status != ACTIVE:
        return words.choice(status)
    if paused_until and paused_until > today:
        return _("Pause bis {day}").format(day=short_day(paused_until))
    return ""


def _mark(row: OfferRow) -> Mark:
    """A draft was never anybody's word: its light would only say that nobody confirmed it."""
    if row.status == DRAFT:
        return Mark("unknown", words.choice(DRAFT))
    return light_mark(row.freshness.light)


def _places(row: OfferRow) -> str:
    if not row.open_places:
        return ""
    said = ngettext("{count} Platz frei", "{count} Plätze frei", row.open_places)
    return said.format(count=row.open_places)


def _one_line(text: str) -> str:
    return " ".join(text.split())
