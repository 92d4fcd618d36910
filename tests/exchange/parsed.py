"""Reading within the test's own process, where a bug shows its traceback."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kosidesk.exchange import meaning
from kosidesk.exchange.feed import Entry, Feed, Meaning
from kosidesk.exchange.parsing import parse, preview
from kosidesk.exchange.town import Town
from tests.feeds import TOWN, Paths


def parsed(path: Path, *, town: Town = TOWN, mapping: Meaning | None = None) -> Feed:
    entries: list[Entry] = []
    feed = parse(path, town, mapping, entries.append)
    return replace(feed, entries=tuple(entries))


def explained(path: Path, *, town: Town = TOWN) -> Feed:
    """A table read as its columns suggest."""
    return parsed(path, town=town, mapping=meaning.suggest(preview(path).columns))


def every_format(paths: Paths) -> tuple[Feed, ...]:
    freinet = (paths.list_xml, paths.detail_xml, paths.csv, paths.map_json)
    return (*map(parsed, freinet), explained(paths.table_csv), explained(paths.table_xlsx))


def codes(feeds: Iterable[Feed]) -> set[str]:
    """Of notices and refusals."""
    return {odd.code for feed in feeds for odd in (*feed.notices, *feed.refused)}


def count(feed: Feed, code: str) -> int:
    return next((notice.count for notice in feed.notices if notice.code == code), 0)
