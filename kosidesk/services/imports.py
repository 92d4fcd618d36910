"""Takes offers in from a file: read, laid against the desk, shown, and taken over as one user action."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from kosidesk.domain.change import Changes, Edit
from kosidesk.domain.errors import ChangedMeanwhile, ForeignSource, NeedsMapping
from kosidesk.domain.ids import RecordId, imported_id
from kosidesk.domain.record import Record, Value
from kosidesk.exchange import feed as feeds
from kosidesk.exchange import meaning, notices, reading
from kosidesk.exchange.feed import TABLE, Feed, Meaning
from kosidesk.exchange.reading import Progress
from kosidesk.exchange.town import Town
from kosidesk.services.desk import Desk
from kosidesk.services.import_plan import Plan, plan
from kosidesk.storage import read
from kosidesk.storage.write import Prepared, commit, prepare

Explanation = meaning.Explanation
"""What the columns of a table mean, and where it comes from."""

Notice = feeds.Notice
Refused = feeds.Refused

SHOWN = notices.SHOWN
"""So many lines and examples a notice names at the most."""

_TRIES = 5

TARGETS = meaning.TARGETS
"""Everything a column of a foreign table can mean."""


@dataclass(frozen=True)
class Import:
    """A file read and laid against the desk; nothing is changed yet. `learned` is its mapping, if new."""

    feed: Feed
    plan: Plan
    prepared: Prepared
    accept_shrunken: bool = False
    learned: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Glance:
    """A table nobody has explained yet: its columns, some rows, and a guess at what they mean."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: Meaning


def look(
    desk: Desk,
    path: Path,
    *,
    source: str = "",
    mapping: Explanation | None = None,
    accept_shrunken: bool = False,
    cancelled: Event | None = None,
    progress: Progress | None = None,
) -> Import:
    """Reads a file and works out what it would change; for a worker, and only reads.

    Without a `mapping` a table is read by the one confirmed for its columns before. A file that names another
    source than the city's is taken only where a `source` is named. Raises Unreadable, NeedsMapping,
    ForeignSource, Shrunken, Cancelled.
    """

    def read_by(columns: Meaning | None) -> Feed:
        town = _town(desk)
        return reading.read(path, town=town, mapping=columns, cancelled=cancelled, progress=progress)

    try:
        feed = read_by(mapping.columns if mapping else None)
    except NeedsMapping as asked:
        _, columns = asked.facts
        mapping = remembered(desk, columns)  # type: ignore[arg-type]
        if mapping is None:
            raise
        feed = read_by(mapping.columns)
    named = mapping.source if feed.format == TABLE and mapping else desk.city.source
    if not source and feed.source and feed.source != named:
        raise ForeignSource(path.name, feed.source, named)
    learned = (_remembering(desk, feed.columns, mapping),) if feed.format == TABLE and mapping else ()
    return _laid(desk, feed, source or named, path.name, learned, accept_shrunken=accept_shrunken)


def take_over(desk: Desk, looked: Import) -> Changes:
    """Writes it all as one user action. Raises ChangedMeanwhile; then `look_again`."""
    return commit(desk.database, looked.prepared)


def look_again(desk: Desk, looked: Import) -> Import:
    """The same file laid against the desk as it is now."""
    before = looked.plan
    return _laid(
        desk, looked.feed, before.source, before.file, looked.learned, accept_shrunken=looked.accept_shrunken
    )


def glance(path: Path) -> Glance:
    """What a person must see to explain a table. Raises Unreadable."""
    seen = reading.preview(path)
    return Glance(seen.columns, seen.rows, meaning.suggest(seen.columns))


def explained(path: Path) -> Explanation:
    """The mapping a file holds. Raises Unreadable."""
    return meaning.read_mapping(path)


def remembered(desk: Desk, columns: tuple[str, ...]) -> Explanation | None:
    """How these columns were explained before."""
    record = read.get(desk.database, "mapping", _mapping_id(columns))
    if record is None:
        return None
    told = record.get("meaning")
    return Explanation(record.text("source"), dict(told) if isinstance(told, dict) else {})


def _laid(
    desk: Desk,
    feed: Feed,
    source: str,
    file: str,
    learned: tuple[Edit, ...],
    *,
    accept_shrunken: bool,
    tries: int = _TRIES,
) -> Import:
    planned = plan(desk, feed, source, file, accept_shrunken=accept_shrunken)
    try:
        prepared = prepare(desk.database, (*planned.edits, *learned), desk.stamp())
    except ChangedMeanwhile:  # a sync, or somebody, wrote while this was being compared
        if tries == 1:
            raise
        return _laid(desk, feed, source, file, learned, accept_shrunken=accept_shrunken, tries=tries - 1)
    return Import(feed, planned, prepared, accept_shrunken, learned)


def _remembering(desk: Desk, columns: tuple[str, ...], mapping: Explanation) -> Edit:
    values: dict[str, Value] = {
        "source": mapping.source,
        "columns": columns,
        "meaning": dict(mapping.columns),
    }
    old = read.get(desk.database, "mapping", _mapping_id(columns))
    new = old.with_values(**values) if old else Record("mapping", _mapping_id(columns), values)
    return Edit(old, new)


def _mapping_id(columns: tuple[str, ...]) -> RecordId:
    return imported_id("table", "mapping", meaning.fingerprint(columns))


def _town(desk: Desk) -> Town:
    city = desk.city
    return Town(
        city.name,
        city.centre_latitude,
        city.centre_longitude,
        city.radius_km,
        tuple(district.name for district in city.districts),
    )
