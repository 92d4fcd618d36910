"""What the lists and the detail need of the desk; plain functions that run off the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from kosidesk.domain.ids import RecordId
from kosidesk.i18n import _, ngettext, number
from kosidesk.search import names
from kosidesk.search.names import Entry
from kosidesk.services import conflicts, organisation_history, organisations
from kosidesk.services.desk import Desk
from kosidesk.services.merged import Merged
from kosidesk.services.organisation_history import Past
from kosidesk.services.organisations import FullOrganisation, OrganisationRow
from kosidesk.ui.kit.row import Mark, Row
from kosidesk.ui.kit.row_model import PAGE
from kosidesk.ui.reading.lines import lines as lines_of_offers


@dataclass(frozen=True)
class Found:
    """The answer to what was typed. `total` counts all organisations, `first` are the lines in sight.

    `corrected` says what was read for which typed word.
    """

    typed: str
    ids: tuple[RecordId, ...]
    first: tuple[Row, ...]
    total: int
    corrected: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sight:
    """One organisation as the detail shows it; `first` are lines of its offers."""

    full: FullOrganisation
    past: Past
    first: tuple[Row, ...]
    conflicts: int = 0


def find(desk: Desk, directory: Sequence[Entry], typed: str, letters: frozenset[RecordId]) -> Found:
    found = names.find(directory, typed)
    first = lines(desk, found.ids[:PAGE], letters)
    return Found(typed, found.ids, first, len(directory), found.corrected)


def standing_for(desk: Desk, organisation: RecordId) -> RecordId:
    """The organisation itself, or the one it was merged into."""
    return Merged.of(desk).now(organisation)


def sight(desk: Desk, organisation: RecordId) -> Sight:
    """Raises NotFound."""
    full = organisations.full(desk, organisation)
    disputes = conflicts.of(desk, (organisation,)).get(organisation, 0)
    past = organisation_history.past(desk, organisation)
    return Sight(full, past, offer_lines(desk, full.offers[:PAGE]), disputes)


def lines(desk: Desk, ids: tuple[RecordId, ...], letters: frozenset[RecordId]) -> tuple[Row, ...]:
    """One line an id; an organisation deleted meanwhile says so until the list is asked for anew.

    Those of `letters` are to be written to.
    """
    found = {row.id: _line(row, is_marked=row.id in letters) for row in organisations.rows(desk, ids)}
    return tuple(found.get(id_) or Row(_("Diese Einrichtung gibt es nicht mehr.")) for id_ in ids)


def offer_lines(desk: Desk, ns: tuple[int, ...]) -> tuple[Row, ...]:
    """As in the list of all offers, but for the organisation, which is known here."""
    return lines_of_offers(desk, ns, with_organisation=False)


def counted(offers: int, active: int) -> str:
    """How many offers, and how many of them can be given to somebody."""
    if not offers:
        return _("keine Angebote")
    said = ngettext("{count} Angebot, {active} aktiv", "{count} Angebote, {active} aktiv", offers)
    return said.format(count=number(offers), active=number(active))


def _line(row: OrganisationRow, *, is_marked: bool) -> Row:
    facts = (row.town, counted(row.offers, row.active))
    return Row(
        title=" ".join(row.name.split()) or _("ohne Namen"),
        meta=" · ".join(filter(None, facts)),
        number=row.number,
        mark=Mark("good", _("für einen Brief gewählt")) if is_marked else None,
    )
